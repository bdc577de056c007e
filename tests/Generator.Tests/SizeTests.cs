using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Emission;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>Large documents: no method is so large that the JIT gives up optimising it, and very large ones become tables.</summary>
public class SizeTests
{
    // Past these the JIT compiles without optimisation: bytes of IL, local variables, basic blocks (DEFAULT_MIN_OPTS_* in jit/compiler.h).
    private const int MaxIlBytes = 60_000;
    private const int MaxLocals = 2_000;
    private const int MaxBlocks = 2_000;

    [Theory]
    [InlineData(Shape.Binary, 16, 5)]
    [InlineData(Shape.Argmax, 64, 0)]
    [InlineData(Shape.Argmax, 240, 0)]
    [InlineData(Shape.Argmax, 600, 1)]
    [InlineData(Shape.Bits, 50, 6)]
    [InlineData(Shape.Value, 12, 11)]
    public void EveryMethodIsSmallEnoughToBeOptimised(Shape shape, int inputs, int depth)
    {
        var document = new RandomDocuments(new Random(depth)).Next(shape, inputs, depth);
        var sources = Generation.Of(RuleDocumentWriter.Write(document)).Sources;
        using var image = CompiledRules.Image(
            sources,
            "namespace Example.App { /// <summary>The user's part.</summary>\npublic static partial class Model { } }",
            Generation.Latest);
        AssertOptimised(image, out var methods);
        Assert.Contains(methods, m => m.Name == "Descend");
    }

    [Fact]
    public void VeryLargeDocumentIsATableThatSaysWhyAndAgreesWithTheInterpreter()
    {
        var documents = new RandomDocuments(new Random(11));
        RuleDocument[] document = [Large(documents)];
        var generation = CompiledBatches.Generate(document, Generation.Latest, isExplained: false);
        var diagnostic = Assert.Single(generation.Diagnostics, d => d.Id == "RC0030");
        Assert.Equal(DiagnosticSeverity.Info, diagnostic.Severity);
        Assert.Contains(
            TreePlan.Extent(document[0]),
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
        Assert.Contains(TreePlan.Extent(document[0]), generation.Source, StringComparison.Ordinal);
        using var image = CompiledBatches.Image(generation, document, Generation.Latest, isExplained: false);
        AssertOptimised(image, out var methods);
        Assert.Contains(methods, m => m.Name == "Sum");
        image.Position = 0;
        AssertAgrees(document[0], documents, CompiledBatches.Load(image, document)[0]);
    }

    private static void AssertAgrees(RuleDocument document, RandomDocuments documents, CompiledBatches compiled)
    {
        var evaluator = new RuleEvaluator(document);
        var rows = Enumerable.Range(0, 40)
            .Select(_ => documents.NextRow(document).Select((v, i) => Accepted(document.Inputs[i], v)).ToArray()).ToArray();
        foreach (var call in Enum.GetValues<Call>())
        {
            var answers = compiled.Ask(call, rows);
            Assert.Null(answers.Refusal);
            for (var r = 0; r < rows.Length; r++)
            {
                var expected = evaluator.Evaluate(rows[r]);
                Assert.Equal(document.Rules[expected.RuleIndex].Id, answers.Rules[r]);
                Assert.Equal(
                    expected.Outputs.Select(BitConverter.DoubleToInt64Bits), answers.Outputs[r].Select(BitConverter.DoubleToInt64Bits));
                Assert.Equal(evaluator.Classify(expected.Outputs), answers.Labels[r]);
            }
        }

        static double Accepted(Input input, double value) =>
            double.IsFinite(value) && (input is NumberInput || (value >= 0 && value < ((CategoryInput)input).Categories.Count)) ? value : 0;
    }

    // More terms than are written as branches.
    private static RuleDocument Large(RandomDocuments documents) => documents.Next(Shape.Argmax, 512, 248, isDegenerate: true);

    /// <summary>No method is past the limits of the JIT.</summary>
    internal static void AssertOptimised(Stream image, out List<(string Name, int Bytes)> methods)
    {
        methods = [];
        using var file = new PEReader(image, PEStreamOptions.LeaveOpen);
        var metadata = file.GetMetadataReader();
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(m => m.RelativeVirtualAddress != 0))
        {
            var name = metadata.GetString(method.Name);
            var body = file.GetMethodBody(method.RelativeVirtualAddress);
            var il = body.GetILBytes()!;
            methods.Add((name, il.Length));
            var locals = body.LocalSignature.IsNil ? 0 : LocalCount(metadata, body.LocalSignature);
            var blocks = Blocks(il);
            Assert.True(
                il.Length < MaxIlBytes && locals < MaxLocals && blocks < MaxBlocks,
                $"{name}: {il.Length} bytes, {locals} locals, {blocks} blocks");
        }
    }

    private static int LocalCount(MetadataReader metadata, StandaloneSignatureHandle handle)
    {
        var blob = metadata.GetBlobReader(metadata.GetStandaloneSignature(handle).Signature);
        blob.ReadSignatureHeader();
        return blob.ReadCompressedInteger();
    }

    /// <summary>An upper bound of the basic blocks: each branch ends one, and its target begins another.</summary>
    private static int Blocks(byte[] il)
    {
        var count = 1;
        for (var i = 0; i < il.Length;)
        {
            var code = il[i] == 0xFE ? unchecked((short)(0xFE00 | il[i + 1])) : il[i];
            var operation = Operations[code];
            i += operation.Size;
            switch (operation.OperandType)
            {
                case System.Reflection.Emit.OperandType.InlineSwitch:
                    var targets = BitConverter.ToInt32(il, i);
                    i += 4 + (4 * targets);
                    count += targets + 1;
                    break;
                case System.Reflection.Emit.OperandType.ShortInlineBrTarget or System.Reflection.Emit.OperandType.InlineBrTarget:
                    count += 2;
                    i += OperandBytes(operation.OperandType);
                    break;
                default:
                    i += OperandBytes(operation.OperandType);
                    break;
            }
        }

        return count;
    }

    private static int OperandBytes(System.Reflection.Emit.OperandType type) => type switch
    {
        System.Reflection.Emit.OperandType.InlineNone => 0,
        System.Reflection.Emit.OperandType.ShortInlineI or System.Reflection.Emit.OperandType.ShortInlineVar or System.Reflection.Emit.OperandType.ShortInlineBrTarget => 1,
        System.Reflection.Emit.OperandType.InlineVar => 2,
        System.Reflection.Emit.OperandType.InlineI8 or System.Reflection.Emit.OperandType.InlineR => 8,
        _ => 4,
    };

    private static Dictionary<short, System.Reflection.Emit.OpCode> Operations { get; } = typeof(System.Reflection.Emit.OpCodes)
        .GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
        .Select(f => (System.Reflection.Emit.OpCode)f.GetValue(null)!)
        .ToDictionary(o => o.Value);
}
