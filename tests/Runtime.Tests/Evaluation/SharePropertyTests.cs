using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Runtime.Tests.Documents;
using RuleCompiler.Runtime.Tests.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Evaluation;

/// <summary>What holds for the shares of any two rows; <c>RULEC_SHARES=100000</c> tries more of them.</summary>
public class SharePropertyTests
{
    private const int RowsPerDocument = 6;

    private static readonly int Documents = Environment.GetEnvironmentVariable("RULEC_SHARES") is { Length: > 0 } asked
        ? (int.Parse(asked, CultureInfo.InvariantCulture) + RowsPerDocument - 1) / RowsPerDocument
        : 400;

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
        var (changes, exceptions) = (0, 0);
        ForAll((document, reference, row) =>
        {
            var rules = new RuleEvaluator(document);
            var shares = Assert.Single(rules.Explain(row, reference, "r").Shares);
            var exact = new ExactShares(document, Reading.Written);
            var expected = exact.Of(reference, row, 0, null).Select(s => s.ToDouble()).ToArray();
            // Where two changes meet and lead to rules with sums of their own, either may come first.
            if (exact.HasMeetings(reference, row) && document.Rules.Any(r => r.Own[0] is not null)
                && !expected.Zip(shares.Shares).All(p => Math.Abs(p.First - p.Second) < 1e-9))
                exceptions++;
            else
                Assert.Equal(expected, shares.Shares, (a, b) => Math.Abs(a - b) < 1e-9);
            changes += rules.Evaluate(row).RuleIndex == rules.Evaluate(reference).RuleIndex ? 0 : 1;
        });
        Assert.True(changes > Documents, $"Only {changes} times another rule held.");
        Assert.True(exceptions <= Documents / 50, $"{exceptions} exceptions.");
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

    /// <summary>Where nothing bends or jumps, a share is the weight times the change and nothing else, to the bit.</summary>
    [Fact]
    public void OfASumSharesAreWeightsTimesChanges()
    {
        var random = new Random(20261128);
        for (var n = 0; n < 500; n++)
        {
            var weights = Enumerable.Range(0, random.Next(1, 20)).Select(_ => (random.Next(3) * (random.NextDouble() - 0.5)).ToString(
                "R", CultureInfo.InvariantCulture)).ToArray();
            var document = Linear(weights, version: 1 + (n % 2));
            double[] Next() => weights.Select(_ => (random.NextDouble() - 0.5) * 100).ToArray();
            var (reference, row) = (Next(), Next());
            row[0] = n % 5 == 0 ? reference[0] : row[0];
            var shares = Assert.Single(new RuleEvaluator(document).Explain(row, reference, "r").Shares).Shares;
            // From 0 on, so that nothing at all is not -0.
            Assert.Equal(
                weights.Select((w, i) => Bits(0.0 + (double.Parse(w, CultureInfo.InvariantCulture) * (row[i] - reference[i])))),
                shares.Select(Bits));
        }

        static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
    }

    /// <summary>
    /// Of continuous documents shares are the integrals of the gradient along the way, calculated without any of their code.
    /// </summary>
    [Fact]
    public void SharesAreIntegralsOfTheGradient()
    {
        var random = new Random(20261129);
        for (var made = 0; made < 1_000;)
        {
            if (!TryRead(RandomHinges.Make(random), out var document) || !GradientAlongWay.IsFor(document))
                continue;
            made++;
            var (reference, row) = (Row(document, random, made % 2 == 0), Row(document, random, made % 2 == 0));
            Assert.Equal(
                new GradientAlongWay(document, reference, row).Integrals(),
                Assert.Single(new RuleEvaluator(document).Explain(row, reference, "r").Shares).Shares,
                (a, b) => Math.Abs(a - b) < 1e-6);
        }
    }

    private static RuleDocument Linear(string[] weights, int version)
    {
        var sum = "{ \"bias\": 0.3, \"weights\": { " + string.Join(", ", weights.Select((w, i) => $"\"x{i}\": {w}")) + " } }";
        return RuleDocumentReader.Read(
            $"{{ \"version\": {version}, \"name\": \"Linear\", \"summary\": \"\", \"inputs\": ["
                + string.Join(", ", weights.Select((_, i) => $"{{ \"name\": \"x{i}\", \"range\": [-50, 50] }}"))
                + "], \"outputs\": [{ \"name\": \"y\" }], \"decision\": { \"kind\": \"value\" }, \"conditions\": [], "
                + (version > 1 ? $"\"common\": [{sum}], " : string.Empty) + "\"tree\": { \"rule\": 1 }, \"rules\": [{ \"id\": 1"
                + (version > 1 ? string.Empty : $", \"expressions\": [{sum}]") + " }] }");
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
