using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Features;
using RuleCompiler.Proofs;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Rewrites documents of version 1 as version 2.</summary>
public static class VersionConversion
{
    /// <summary>
    /// The same document in version 2: every rule keeps its whole outputs as its own, so that all answers keep their bits.
    /// </summary>
    /// <param name="document">A document of version 1, or one of version 2, which stays as it is.</param>
    /// <returns>The document. Marks that only the provenance recorded are declared, as the shortest decimals of their doubles.</returns>
    public static RuleDocument ToVersion2(RuleDocument document) =>
        document.Version > 1 ? document : WithDeclaredMarks(document with { Version = 2 });

    /// <summary>The same document with the marks that its provenance records declared by the inputs, as version 2 writes them.</summary>
    /// <param name="document">The document.</param>
    internal static RuleDocument WithDeclaredMarks(RuleDocument document)
    {
        var declared = RecordedMarks.Declare(document);
        return declared with
        {
            Inputs = declared.Inputs.Select(i => i.Match<Input>(
                number => number with { DeclaredMarks = number.DeclaredMarks?.Select(m => Number.From(m.Value)).ToEquatableArray() },
                category => category)).ToEquatableArray(),
        };
    }

    /// <summary>
    /// Moves into the common part what all rules add: terms that have the same digits in every rule, and a constant that they share.
    /// </summary>
    /// <param name="document">A document of version 2 without a common part.</param>
    /// <returns>The document, which is exactly the same function of the written digits, and what that does to the last bits.</returns>
    /// <exception cref="InvalidOperationException">The functions differ, which would be a fault of this method.</exception>
    public static FactoredDocument Factor(RuleDocument document)
    {
        if (document.Version == 1 || document.Common.Count > 0 || document.Rules.Any(r => r.Own.Any(e => e is null)))
            return new FactoredDocument(document, 0, 0);
        var common = document.Outputs.Select((_, k) => Shared(document.Rules.Select(r => r.Own[k]!).ToArray())).ToArray();
        var factored = document with
        {
            Common = common.Select(c => IsEmpty(c) ? null : c).ToEquatableArray(),
            Rules = document.Rules.Select(r => r with { Own = r.Own.Select((own, k) => Rest(own!, common[k])).ToEquatableArray() })
                .ToEquatableArray(),
        };
        if (factored.Common.All(c => c is null))
            return new FactoredDocument(document, 0, 0);
        RequireSame(document, factored);
        var moved = common.Sum(c => c.Terms.Count + c.Adjustments.Count);
        return new FactoredDocument(factored, moved, Difference(document, factored));
    }

    private static bool IsEmpty(Expression expression) => expression is { Terms.Count: 0, Adjustments.Count: 0, Bias.Value: 0 };

    private static Expression Shared(IReadOnlyList<Expression> rules)
    {
        var first = rules[0];
        var bias = rules.All(e => e.Bias == first.Bias) ? first.Bias : Number.Zero;
        return new Expression(bias, first.Terms.Where(t => rules.All(e => e.Terms.Contains(t))).ToEquatableArray())
        {
            Adjustments = first.Adjustments.Where(a => rules.All(e => e.Adjustments.Contains(a))).ToEquatableArray(),
        };
    }

    private static Expression? Rest(Expression own, Expression common)
    {
        var rest = own with
        {
            Bias = common.Bias.Value == 0 ? own.Bias : Number.Zero,
            Terms = own.Terms.Where(t => !common.Terms.Contains(t)).ToEquatableArray(),
            Adjustments = own.Adjustments.Where(a => !common.Adjustments.Contains(a)).ToEquatableArray(),
        };
        return IsEmpty(rest) && !IsEmpty(common) ? null : rest;
    }

    private static void RequireSame(RuleDocument one, RuleDocument other)
    {
        var paths = new RulePaths(one);
        var (before, after) = (new ExpandedRules(one, paths), new ExpandedRules(other, paths));
        for (var r = 0; r < one.Rules.Count; r++)
        {
            for (var k = 0; k < one.Outputs.Count; k++)
            {
                if (!before.Output(r, k).IsSame(after.Output(r, k)))
                    throw new InvalidOperationException($"Rule {one.Rules[r].Id} is another function after its terms were moved.");
            }
        }
    }

    /// <summary>
    /// The largest difference that another order of additions makes inside the ranges, over all rules and outputs: a proved bound.
    /// </summary>
    private static double Difference(RuleDocument before, RuleDocument after)
    {
        var (one, other) = (new RoundingBound(before), new RoundingBound(after));
        var largest = 0.0;
        for (var r = 0; r < before.Rules.Count; r++)
        {
            for (var k = 0; k < before.Outputs.Count; k++)
                largest = Math.Max(largest, one.Of(r, k) + other.Of(r, k));
        }

        return largest;
    }
}

/// <summary>A document after terms were moved into its common part.</summary>
/// <param name="Document">The document.</param>
/// <param name="Moved">How many terms and adjustments stand once that stood in every rule.</param>
/// <param name="Difference">
/// What computed outputs can differ by inside the ranges, in their unit: a bound on the rounding errors of both orders of operations, the
/// exact values being equal.
/// </param>
public sealed record FactoredDocument(RuleDocument Document, int Moved, double Difference);
