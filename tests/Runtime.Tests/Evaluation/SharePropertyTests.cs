using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Runtime.Tests.Documents;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Evaluation;

/// <summary>What holds for the shares of any two rows.</summary>
public class SharePropertyTests
{
    private const int Documents = 150;
    private const int RowsPerDocument = 6;

    /// <summary>Curves with jumps, special values, categories, adjustments of adjustments, rules with own sums, all in one.</summary>
    [Fact]
    public void ExactSharesAddUpExactly() => ForAll((document, reference, row) =>
    {
        var shares = new ExactShares(document, Reading.Written).Of(reference, row, 0, null);
        var evaluator = new ExactEvaluator(document, Reading.Written);
        Assert.Equal(
            evaluator.Evaluate(row).Outputs[0] - evaluator.Evaluate(reference).Outputs[0],
            shares.Aggregate(Rational.Zero, (sum, share) => sum + share));
    });

    [Fact]
    public void SharesAddUpWithinTheBound() => ForAll((document, reference, row) =>
    {
        var shares = Assert.Single(new RuleEvaluator(document).Explain(row, reference, "r").Shares);
        var summands = document.Inputs.Count + document.Conditions.Count;
        var stretches = new ExactShares(document, Reading.Written).Stretches(reference, row);
        Assert.InRange(
            Math.Abs(shares.AtRow - shares.AtReference - shares.Shares.Sum()),
            0,
            Math.Pow(2, -50) * summands * stretches * (Size(document) + shares.Shares.Sum(Math.Abs)));
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i].Equals(reference[i]))
                Assert.Equal(0.0, shares.Shares[i]);
        }
    });

    [Fact]
    public void SharesAreThoseOfExactArithmetic()
    {
        var changes = 0;
        ForAll((document, reference, row) =>
        {
            var rules = new RuleEvaluator(document);
            var shares = Assert.Single(rules.Explain(row, reference, "r").Shares);
            var exact = new ExactShares(document, Reading.Written).Of(reference, row, 0, null);
            Assert.Equal(exact.Select(s => s.ToDouble()), shares.Shares, (a, b) => Math.Abs(a - b) < 1e-9);
            changes += rules.Evaluate(row).RuleIndex == rules.Evaluate(reference).RuleIndex ? 0 : 1;
        });
        Assert.True(changes > Documents, $"Only {changes} times another rule held.");
    }

    /// <summary>The sum of the sizes of all summands, of whatever rule, where numbers are at most 6.</summary>
    private static double Size(RuleDocument document)
    {
        var conditions = new List<double>();
        foreach (var condition in document.Conditions)
            conditions.Add(Of(condition.Expression));
        return document.Common.Concat(document.Rules.SelectMany(r => r.Own)).OfType<Expression>().Sum(Of);

        double Of(Expression sum) => Math.Abs(sum.Bias.Value) + sum.Terms.Sum(OfTerm)
            + sum.Adjustments.Sum(a => Math.Abs(a.Weight.Value) * conditions[a.Condition]);
        double OfTerm(Term term) => term.Match(
            number => Math.Max(6 * Math.Abs(number.Weight.Value), Largest(number.Specials)),
            category => category.Weights.Select(w => Math.Abs(w.Weight.Value)).DefaultIfEmpty(0).Max(),
            curve => Math.Max(
                curve.Curve.Points.Max(p => Math.Max(Math.Abs(p.Below.Value), Math.Abs(p.At.Value))), Largest(curve.Specials)));
        double Largest(EquatableArray<SpecialWeight> specials) =>
            specials.Select(s => Math.Abs(s.Weight.Value)).DefaultIfEmpty(0).Max();
    }

    private static void ForAll(Action<RuleDocument, double[], double[]> holds)
    {
        var random = new Random(20261127);
        for (var made = 0; made < Documents;)
        {
            if (!TryRead(RandomHinges.Make(random), out var document))
                continue;
            made++;
            for (var r = 0; r < RowsPerDocument; r++)
            {
                // On points, borders and special values, and off them.
                var isWhole = r % 2 == 0;
                holds(document, Row(document, random, isWhole), Row(document, random, isWhole));
            }
        }
    }

    private static double[] Row(RuleDocument document, Random random, bool isWhole) => document.Inputs.Select(input => input.Match(
        number => random.Next(6) == 0 && number.Specials.Count > 0
            ? number.Specials[random.Next(number.Specials.Count)].InRow
            : isWhole ? random.Next(-2, 6) : (7 * random.NextDouble()) - 2,
        category => random.Next(category.Categories.Count))).ToArray();

    private static bool TryRead(string text, out RuleDocument document)
    {
        try
        {
            document = RuleDocumentReader.Read(text);
            return true;
        }
        catch (RuleDocumentException)
        {
            document = HingeExample.Read();
            return false;
        }
    }
}
