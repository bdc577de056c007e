using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>What the generated files of version 2 look like, and how they are used.</summary>
public class ReadableCodeTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>A tree over categories and a number, as whole outputs, or with a common part that a condition adjusts.</summary>
    private static string Document(bool isHinged = false) =>
        $$"""
        {
          "version": 2, "name": "Model",
          "inputs": [
            { "name": "colour", "categories": ["red", "green", "blue", "grey"] },
            { "name": "size", "categories": ["small", "large"], "other": "small" },
            { "name": "age", "unit": "years", "range": [0, 99] }
          ],
          "outputs": [{ "name": "y" }], "decision": { "kind": "value" },
          "conditions": [
            { "id": 1, "name": "warm", "expression": { "bias": -1, "weights": { "colour": { "red": 1, "blue": 1 } } } },
            { "id": 2, "expression": { "bias": 0.5, "weights": { "size": { "large": -0.75 } } } },
            { "id": 3, "expression": { "bias": 41.5, "weights": { "age": -1 } } }
          ],
          {{(isHinged ? """ "common": [{ "bias": 0.25, "weights": { "age": 0.1 } }],""" : string.Empty)}}
          "tree": {
            "condition": 1,
            "negative": { "condition": 2, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
            "positive": { "condition": 3, "negative": { "rule": 3 }, "positive": { "rule": 4 } }
          },
          "rules": [
            { "id": 1, "expressions": [{ "bias": 1 }] }, { "id": 2, "expressions": [{ "bias": 2 }] },
            { "id": 3, "expressions": [{ "bias": 3 }] }, { "id": 4, "expressions": [{ "bias": 4 }] }
          ]
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AConditionOnOneInputReadsAsAComparison(bool isHinged)
    {
        var document = RuleDocumentReader.Read(Document(isHinged));
        var code = CompiledRules.Of(document, Generation.Oldest);
        var source = string.Concat(code.Sources);
        Assert.Contains("if (colour == Colour.Green || colour == Colour.Grey)", source, StringComparison.Ordinal);
        Assert.Contains("//   IF    colour is green or grey", source, StringComparison.Ordinal);
        Assert.Contains("//   IF    colour is red or blue", source, StringComparison.Ordinal);
        // Nothing refers to conditions 2 and 3 by their numbers, and condition 1 has a name.
        Assert.Contains("// Condition 1, warm.", source, StringComparison.Ordinal);
        Assert.DoesNotContain("// Condition 2.", source, StringComparison.Ordinal);
        Assert.Contains("if (size == Size.Large)", source, StringComparison.Ordinal);
        Assert.Contains("if (age > 41.5)", source, StringComparison.Ordinal);
        Assert.Contains("//   AND   size is large", source, StringComparison.Ordinal);
        Assert.Contains("//   AND   age [years] > 41.5", source, StringComparison.Ordinal);
        var evaluator = new RuleEvaluator(document);
        for (var colour = 0; colour < 4; colour++)
        {
            for (var size = 0; size < 3; size++)
            {
                foreach (var age in new[] { 0, 41.5, Math.BitIncrement(41.5), Math.BitDecrement(41.5), 99 })
                {
                    var expected = evaluator.Evaluate([colour, size, age]);
                    var answer = code.Ask([colour, size, age]);
                    Assert.Equal(evaluator.Document.Rules[expected.RuleIndex].Id, answer.RuleId);
                    Assert.Equal(expected.Outputs, answer.Outputs);
                }
            }
        }
    }

    [Fact]
    public void ARowOfVersion2CannotBeChanged()
    {
        const string Caller =
            """
            namespace Example.App { public static class Caller {
                public static double Call() {
                    var row = new Model.Input { Colour = Model.Colour.Red, Size = Model.Size.Large, Age = 50 };
                    return Model.Evaluate(row) + Model.Evaluate(row with { Age = 20 }); } }
            public static partial class Model { } }
            """;
        var generation = Generation.Of(Document());
        var assembly = CompiledRules.Emit(generation.Sources, Undocumented(Caller), Generation.Latest);
        Assert.Equal(7.0, assembly.GetType("Example.App.Caller")!.GetMethod("Call")!.Invoke(null, null));
        var input = assembly.GetType("Example.App.Model")!.GetNestedType("Input")!;
        Assert.NotNull(input.GetCustomAttribute<IsReadOnlyAttribute>());

        // The oldest language has no init: the constructor takes values by their names.
        var oldest = Generation.Of(Document(), Generation.Oldest);
        Assert.Contains(oldest.Sources, s => s.Contains("public readonly struct Input", StringComparison.Ordinal));
        Assert.DoesNotContain(
            oldest.Sources,
            s => s.Replace("private set; }", string.Empty, StringComparison.Ordinal).Contains(" set; }", StringComparison.Ordinal)
                || s.Contains("init; }", StringComparison.Ordinal));
        const string Named =
            """
            namespace Example.App { public static class Caller {
                public static double Call() {
                    return Model.Evaluate(new Model.Input(age: 50, size: Model.Size.Large, colour: Model.Colour.Red)); } }
            public static partial class Model { } }
            """;
        assembly = CompiledRules.Emit(oldest.Sources, Undocumented(Named), Generation.Oldest);
        Assert.Equal(3.0, assembly.GetType("Example.App.Caller")!.GetMethod("Call")!.Invoke(null, null));
    }

    [Fact]
    public void FrameworkWithoutTheTypeHasNoInit()
    {
        var without = CSharpCompilation.Create("Old");
        Assert.False(Parsing.TargetReader.ReadTypes(without).HasInit);
        Assert.True(Parsing.TargetReader.ReadTypes(without.WithReferences(RuntimeReferences.All)).HasInit);
    }

    /// <summary>Coverage and debugger pass over all that is generated, and over nothing that is written beside it.</summary>
    [Theory]
    [InlineData("Hinges")]
    [InlineData("Loan")]
    [InlineData("Iris")]
    [InlineData("Gates")]
    public void AllGeneratedCodeIsExcludedFromCoverageAndStepping(string name)
    {
        var text = File.ReadAllText(Path.Combine(SnapshotTests.Folder(), name + ".rules.json"));
        var generation = Generation.Of(text);
        const string Own = "namespace Example.App { public static partial class {0} { internal static int Own() { return 1; } } }";
        var assembly = CompiledRules.Emit(
            generation.Sources, Own.Replace("{0}", name, StringComparison.Ordinal), Generation.Latest);
        var rules = assembly.GetType("Example.App." + name)!;
        Assert.Null(rules.GetCustomAttribute<ExcludeFromCodeCoverageAttribute>());
        Assert.Null(rules.GetMethod("Own", Declared)!.GetCustomAttribute<ExcludeFromCodeCoverageAttribute>());
        var methods = assembly.GetTypes().SelectMany(t => t.GetMethods(Declared).Cast<MethodBase>().Concat(t.GetConstructors(Declared)))
            .Where(m => m.Name != "Own" && !m.IsDefined(typeof(CompilerGeneratedAttribute), false) && !m.IsStatic | !m.IsConstructor)
            .Where(m => m.DeclaringType!.Namespace == "Example.App" && !m.DeclaringType.IsSubclassOf(typeof(Delegate)))
            .ToArray();
        Assert.NotEmpty(methods);
        Assert.All(methods, m => Assert.True(
            IsMarked(m, typeof(ExcludeFromCodeCoverageAttribute)) && IsMarked(m, typeof(DebuggerNonUserCodeAttribute)),
            $"{m.DeclaringType!.Name}.{m.Name}"));
    }

    private static bool IsMarked(MethodBase method, Type attribute)
    {
        if (method.IsDefined(attribute, false))
            return true;
        // Its property, or the type that it is in, which is not the class of all; of a lambda the type that this is written in.
        var type = method.DeclaringType!;
        if (type.IsDefined(typeof(CompilerGeneratedAttribute), false))
            type = type.DeclaringType!;
        return (type.IsNested && type.IsDefined(attribute, false))
            || type.GetProperties(Declared).Any(p => (p.GetMethod == method || p.SetMethod == method) && p.IsDefined(attribute, false));
    }

    private static string Undocumented(string caller) => "#pragma warning disable CS1591\n" + caller;
}
