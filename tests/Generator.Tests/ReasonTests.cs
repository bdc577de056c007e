using System;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Threading;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Emission;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Parsing;
using RuleCompiler.Generator.Tests.Support;
using RuleCompiler.Runtime.Tests.Documents;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>The reasons that generated code gives are the runtime's, to the last bit, and cost no memory.</summary>
public class ReasonTests
{
    private const int Documents = 6;
    private const int Rows = 200;
    private const string NoReasons = "No reasons";

    [Theory]
    [InlineData(Shape.Binary)]
    [InlineData(Shape.Bits)]
    [InlineData(Shape.Argmax)]
    [InlineData(Shape.Value)]
    [InlineData(Shape.Values)]
    public void GeneratedReasonsAreThoseOfTheRuntime(Shape shape)
    {
        var random = new Random(9000 + (int)shape);
        var given = 0;
        for (var d = 0; d < Documents;)
        {
            var documents = new RandomHinges(random) { IsCoarse = d % 3 == 2 };
            var document = WithReasons(
                documents.Next("Model" + d.ToString(CultureInfo.InvariantCulture), shape, random.Next(1, 9)), random);
            if (document.References.Count == 0)
                continue;
            var (evaluator, caller) = (
                new RuleEvaluator(document), Caller.Of(document, d % 2 == 0 ? Generation.Oldest : Generation.Latest));
            for (var r = 0; r < Rows; r++)
            {
                var row = documents.NextRow(document);
                if (!CallAgreement.IsAccepted(evaluator, row))
                {
                    Assert.Throws<ArgumentException>(() => Unwrapped(() => caller.Default(row, 4)));
                    continue;
                }

                var atMost = random.Next(0, 6);
                var output = document.Decision.ComparesOutputs ? 0 : random.Next(document.Outputs.Count);
                Assert.Equal(Text(evaluator.Reasons(row, 0, 4)), caller.Default(row, 4));
                var name = document.References[random.Next(document.References.Count)].Name;
                Assert.Equal(Text(evaluator.Reasons(row, name, output, atMost)), caller.Named(row, name, output, atMost));
                given += evaluator.Reasons(row).Count;
            }

            d++;
        }

        Assert.True(given > Documents * Rows / 2, $"Only {given} reasons.");
    }

    [Fact]
    public void AReferenceThatIsNotThereIsRefused()
    {
        var caller = Caller.Of(HingeExample.Read(), Generation.Latest);
        var error = Assert.Throws<ArgumentException>(() => Unwrapped(() => caller.Named([30, 20, 50, 0], "nobody", 0, 4)));
        Assert.Equal("reference", error.ParamName);
    }

    [Fact]
    public void WithoutAReferenceThereAreNone()
    {
        var document = HingeExample.Read() with { References = EquatableArray<Reference>.Empty };
        Assert.DoesNotContain(Generation.Of(RuleDocumentWriter.Write(document)).Sources,
            s => s.Contains("Reason> reasons", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NothingIsAllocated(bool isRandom)
    {
        var document = isRandom
            ? new RandomHinges(new Random(5)).Next("Model", Shape.Argmax, 6, 4) with { References = EquatableArray<Reference>.Empty }
            : HingeExample.Read();
        document = document.References.Count > 0 ? document : document with { References = EquatableArray.Of(First(document)) };
        var evaluator = new RuleEvaluator(document);
        var (caller, random) = (Caller.Of(document, Generation.Latest), new RandomHinges(new Random(3)));
        var rows = Enumerable.Range(0, 4_000).Select(_ => random.NextRow(document))
            .Where(r => CallAgreement.IsAccepted(evaluator, r)).ToArray();
        Assert.True(rows.Length > 1_000);
        caller.Repeat(rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        caller.Repeat(rows);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void WithoutSpansTheyGoIntoAnArray()
    {
        var source = RuleFileParser.Parse(
            new RuleFile("/project/Loan.rules.json", HingeExample.Text, GenerationOptions.Default, null), CancellationToken.None).Document!;
        var target = new Target("Example.App", false, new TargetTypes(false, false, false, false, false));
        var sources = SourceEmitter.Emit(source, target, CancellationToken.None).Select(s => s.Text).ToArray();
        Assert.Contains(sources, s => s.Contains("public static int Reasons(in Input input, Reason[] reasons)", StringComparison.Ordinal));
        Assert.DoesNotContain(sources, s => s.Contains("Span<", StringComparison.Ordinal));
        CompiledRules.Emit(sources, "class Program { }", Generation.Oldest);
    }

    [Fact]
    public void TextsOfTheDocumentStayTexts()
    {
        const string Hostile = "\"; } */ </summary> \u202E \u2028 #error";
        var document = HingeExample.Read();
        document = document with
        {
            Inputs = document.Inputs.Select(i => i with { Reason = new Documents.Reason(Hostile, Hostile + "text") }).ToEquatableArray(),
            References = document.References.Select((r, n) => r with { Name = n == 0 ? Hostile : r.Name }).ToEquatableArray(),
        };
        var reason = Assert.Single(new RuleEvaluator(document).Reasons([30, 20, 50, 0]));
        Assert.DoesNotContain('\u202E', reason.Code);
        Assert.Equal(Text([reason]), Caller.Of(document, Generation.Oldest).Default([30, 20, 50, 0], 4));
    }

    private static Reference First(RuleDocument document) => new(
        "first",
        document.Inputs.Select(input => input.Match<Documents.InputValue>(
            _ => new NumberValue(Number.From(0.5)), _ => new CategoryValue(0))).ToEquatableArray(),
        true);

    private static RuleDocument WithReasons(RuleDocument document, Random random) => document with
    {
        Inputs = document.Inputs.Select(i => random.Next(3) switch
        {
            0 => i,
            1 => i with { Title = "What " + i.Name + " is" },
            var _ => i with { Reason = new Documents.Reason("R" + random.Next(3).ToString(CultureInfo.InvariantCulture), "Of " + i.Name) },
        }).ToEquatableArray(),
    };

    private static string Text(System.Collections.Generic.IReadOnlyList<Explanation.PrincipalReason> reasons) => reasons.Count == 0
        ? NoReasons
        : string.Join("|", reasons.Select(r => string.Join(
            " ", r.Input, r.Name, r.Code, r.Text, BitConverter.DoubleToInt64Bits(r.Share).ToString(CultureInfo.InvariantCulture))));

    private static string Unwrapped(Func<string> call)
    {
        try
        {
            return call();
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is ArgumentOutOfRangeException inner)
        {
            throw new ArgumentException(inner.Message, inner.ParamName, inner);
        }
        catch (ArgumentOutOfRangeException inner)
        {
            throw new ArgumentException(inner.Message, inner.ParamName, inner);
        }
    }

    /// <summary>Asks the compiled class.</summary>
    private sealed record Caller(
        Func<double[], int, string> Default, Func<double[], string, int, int, string> Named, Action<double[][]> Repeat)
    {
        public static Caller Of(RuleDocument document, CSharpParseOptions parse)
        {
            var generation = Generation.Of(RuleDocumentWriter.Write(document), parse);
            Assert.Empty(generation.Errors);
            var type = CompiledRules.Emit(generation.Sources, Code(document), parse).GetType("Example.App.Caller")!;
            return new Caller(
                type.GetMethod("Default")!.CreateDelegate<Func<double[], int, string>>(),
                type.GetMethod("Named")!.CreateDelegate<Func<double[], string, int, int, string>>(),
                type.GetMethod("Repeat")!.CreateDelegate<Action<double[][]>>());
        }

        private static string Code(RuleDocument document)
        {
            var names = new DocumentNames(document);
            var model = names.Class;
            var values = names.Inputs.Select((input, i) => input.Type == "double" ? $"row[{i}]" : $"({model}.{input.Type})(int)row[{i}]");
            var output = document.Outputs.Count > 1 && !document.Decision.ComparesOutputs ? ", output" : string.Empty;
            return $$"""
                #pragma warning disable CS1591
                namespace Example.App
                {
                    public static partial class {{model}} { }
                    public static class Caller
                    {
                        private static readonly {{model}}.Reason[] Room = new {{model}}.Reason[4];
                        private static {{model}}.Input Input(double[] row)
                        {
                            return new {{model}}.Input({{string.Join(", ", values)}});
                        }
                        public static string Default(double[] row, int atMost)
                        {
                            var reasons = new {{model}}.Reason[atMost];
                            return Text(reasons, {{model}}.Reasons(Input(row), reasons));
                        }
                        public static string Named(double[] row, string reference, int output, int atMost)
                        {
                            var reasons = new {{model}}.Reason[atMost];
                            return Text(reasons, {{model}}.Reasons(Input(row), reference, reasons{{output}}));
                        }
                        public static void Repeat(double[][] rows)
                        {
                            foreach (var row in rows)
                                {{model}}.Reasons(Input(row), Room);
                        }
                        private static string Text({{model}}.Reason[] reasons, int count)
                        {
                            var texts = new string[count];
                            for (int n = 0; n < count; n++)
                                texts[n] = string.Join(" ", reasons[n].Input, reasons[n].Name, reasons[n].Code, reasons[n].Text,
                                    global::System.BitConverter.DoubleToInt64Bits(reasons[n].Share).ToString(
                                        global::System.Globalization.CultureInfo.InvariantCulture));
                            return count == 0 ? "{{NoReasons}}" : string.Join("|", texts);
                        }
                    }
                }
                """;
        }
    }
}
