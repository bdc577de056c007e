using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Browser.Tests;

/// <summary>What the generated C# of a document answers.</summary>
internal sealed class GeneratedAnswers
{
    private readonly Func<double[], List<double>, string> _explain;

    private GeneratedAnswers(Func<double[], List<double>, string> explain) => _explain = explain;

    /// <summary>Generates and compiles.</summary>
    public static GeneratedAnswers Of(RuleDocument document)
    {
        var generation = Generation.Of(RuleDocumentWriter.Write(document));
        Assert.Empty(generation.Errors);
        var assembly = CompiledRules.Emit(generation.Sources, Caller(document), Generation.Latest);
        return new GeneratedAnswers(
            assembly.GetType("Example.App.Caller")!.GetMethod("Explain")!.CreateDelegate<Func<double[], List<double>, string>>());
    }

    /// <summary>The decision in words, then the bits of every number that the page shows; null where the row is refused.</summary>
    public string? Explain(double[] row)
    {
        var numbers = new List<double>();
        try
        {
            var decision = _explain(row, numbers);
            return decision + "|" + string.Join(' ', numbers.Select(Bits));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The bits of a number; one NaN is like another.</summary>
    public static string Bits(double value) =>
        double.IsNaN(value) ? "NaN" : BitConverter.DoubleToInt64Bits(value).ToString("x", CultureInfo.InvariantCulture);

    private static string Caller(RuleDocument document)
    {
        var names = new DocumentNames(document);
        var values = names.Inputs.Select((input, i) => input.Type == "double" ? $"row[{i}]" : $"({names.Class}.{input.Type})(int)row[{i}]");
        return $$"""
            namespace Example.App {
            /// <summary>The user's part.</summary>
            public static partial class {{names.Class}} { }
            /// <summary>Calls.</summary>
            public static class Caller {
            /// <summary>Explains.</summary>
            /// <param name="row">The row.</param>
            /// <param name="numbers">Where the numbers go.</param>
            /// <returns>The decision.</returns>
            public static string Explain(double[] row, global::System.Collections.Generic.List<double> numbers) {
            var explanation = {{names.Class}}.Explain(new {{names.Class}}.Input({{string.Join(", ", values)}}));
            numbers.Add(explanation.Rule);
            numbers.Add(explanation.Class);
            numbers.Add(explanation.Probability);
            numbers.Add(explanation.DistanceToOtherRule);
            numbers.Add(explanation.DistanceToDecision);
            numbers.Add(explanation.IsDistanceToDecisionExact ? 1 : 0);
            foreach (var i in explanation.Inputs)
                numbers.Add(i.Value);
            foreach (var o in explanation.Outputs) {
                numbers.Add(o.Value);
                numbers.Add(o.Probability);
                numbers.Add(o.Bias);
                foreach (var t in o.Terms) {
                    numbers.Add(t.Input);
                    numbers.Add(t.Weight);
                    numbers.Add(t.Value);
                    numbers.Add(t.Contribution);
                }
            }
            foreach (var s in explanation.Shares) {
                numbers.Add(s.Output);
                numbers.Add(s.Against);
                numbers.Add(s.AtReference);
                numbers.Add(s.AtRow);
                numbers.AddRange(s.Shares);
                foreach (var r in s.Reasons) {
                    numbers.Add(r.Input);
                    numbers.Add(r.Share);
                }
            }
            foreach (var c in explanation.Conditions) {
                numbers.Add(c.Number);
                numbers.Add(c.Value);
                numbers.Add(c.Distance);
            }
            return explanation.Decision; } } }
            """;
    }
}
