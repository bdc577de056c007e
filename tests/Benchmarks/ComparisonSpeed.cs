using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs.Comparison;

namespace RuleCompiler.Benchmarks;

/// <summary>How long it takes to compare two documents exactly, the second of which is the first with some numbers changed.</summary>
internal static class ComparisonSpeed
{
    public static void Run(TextWriter output)
    {
        output.WriteLine("| documents | change | class | cells | s | of these measuring shares |");
        output.WriteLine("| --- | --- | --- | ---: | ---: | ---: |");
        // The first comparison pays for the compiler of the runtime.
        Time(RuleCases.Tree(8, 15), OneWeight(RuleCases.Tree(8, 15)), points: 100);
        foreach (var rules in new[] { 64, 1_000 })
        {
            var document = RuleCases.Tree(rules, 15);
            Print(output, document, "one weight of one rule", OneWeight(document));
            Print(output, document, "every bias of a rule by 0.01", EveryBias(document));
            Print(output, document, "one weight of the last condition", OneCondition(document, document.Conditions.Count - 1));
            Print(output, document, "one weight of the first condition", OneCondition(document, 0));
            Print(output, document, "factored as version 2", Trainer.Rules.VersionConversion.Factor(
                Trainer.Rules.VersionConversion.ToVersion2(document)).Document);
        }
    }

    private static void Print(TextWriter output, RuleDocument old, string change, RuleDocument @new)
    {
        var (whole, difference) = Time(old, @new, ComparisonOptions.Default.Points);
        var (proof, _) = Time(old, @new, 0);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {old.Rules.Count} × {@new.Rules.Count} rules, {old.Inputs.Count} inputs | {change} | {difference.Class} | "
                + $"{difference.Cells.Count} + {difference.ScoreCells.Count} | {whole:0.00} | {Math.Max(0, whole - proof):0.00} |"));
    }

    private static (double Seconds, DocumentDifference Difference) Time(RuleDocument old, RuleDocument @new, int points)
    {
        var began = Stopwatch.GetTimestamp();
        var difference = DocumentComparison.Compare(old, @new, new ComparisonOptions { Points = points });
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, difference);
    }

    private static RuleDocument OneWeight(RuleDocument document) => document with
    {
        Rules = document.Rules.Select((r, n) => n == document.Rules.Count / 2 ? Changed(r, Weighted) : r).ToEquatableArray(),
    };

    private static RuleDocument EveryBias(RuleDocument document) => document with
    {
        Rules = document.Rules.Select(r => Changed(r, e => e with { Bias = Moved(e.Bias) })).ToEquatableArray(),
    };

    private static RuleDocument OneCondition(RuleDocument document, int condition) => document with
    {
        Conditions = document.Conditions.Select((c, n) => n == condition ? c with { Expression = Weighted(c.Expression) } : c)
            .ToEquatableArray(),
    };

    private static Rule Changed(Rule rule, Func<Expression, Expression> change) =>
        rule with { Own = rule.Own.Select(e => e is null ? null : change(e)).ToEquatableArray() };

    private static Expression Weighted(Expression expression) => expression with
    {
        Terms = expression.Terms.Select((t, k) => k > 0 ? t : t.Match<Term>(
            number => number with { Weight = Moved(number.Weight) }, category => category, curve => curve)).ToEquatableArray(),
    };

    private static Number Moved(Number number) => Number.From(number.Value + 0.01);
}
