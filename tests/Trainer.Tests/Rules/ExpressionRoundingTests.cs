using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Tests.Pipeline;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Rules;

public class ExpressionRoundingTests
{
    private static readonly string[] Runs = ["mixed", "regression", "banknote", "classes"];

    /// <summary>Each coefficient is off by at most 10^−digits of the largest effect over its input's range, and so is the bias.</summary>
    [Fact]
    public void ErrorInsideTheRangesIsBounded() => RandomCases.Hold(200, random =>
    {
        var features = Trained.Named(Runs[random.Next(Runs.Length)]).Data.Features;
        var map = Map(random, features);
        var digits = random.Next(1, 12);
        var rounded = Alone(new ExpressionRounding(CurveEncoding.Without(features)), map, digits);
        var bound = (features.Inputs.Count + 1) * Math.Pow(10, -digits) * LargestEffect(map, features);
        for (var i = 0; i < 50; i++)
        {
            var x = RandomCases.Point(random, features.Box.ToInputBox());
            var error = Math.Abs(map.Evaluate(x) - Evaluate(rounded, features, x));
            Assert.True(error <= bound * (1 + 1e-6), $"{error:R} is above {bound:R} at {digits} digits");
        }
    });

    [Fact]
    public void ConditionsAreDividedByTheirLargestWeightAndKeepTheirSign() => RandomCases.Hold(200, random =>
    {
        var features = Trained.Named("regression").Data.Features;
        var map = Map(random, features);
        var rounding = new ExpressionRounding(CurveEncoding.Without(features));
        var condition = rounding.Round(map, 1e-9 * rounding.LargestEffect(map), rounding.LargestWeight(map));
        Assert.Equal(1, condition.Terms.Cast<NumberTerm>().Max(t => Math.Abs(t.Weight.Value)), 1e-8);
        var largest = features.ToOriginalUnits(map.Weights, map.Bias).Weights.Max(w => Math.Abs(w[0]));
        for (var i = 0; i < 20; i++)
        {
            var x = RandomCases.Point(random, features.Box.ToInputBox());
            var expected = map.Evaluate(x) / largest;
            Assert.Equal(expected, Evaluate(condition, features, x), 1e-7 * LargestEffect(map, features) / largest);
        }
    });

    [Fact]
    public void FewDigitsAreShort()
    {
        var features = Trained.Named("regression").Data.Features;
        var random = new Random(1);
        for (var i = 0; i < 100; i++)
        {
            var map = Map(random, features);
            string[] Texts(int digits)
            {
                var e = Alone(new ExpressionRounding(CurveEncoding.Without(features)), map, digits);
                return [.. e.Terms.Cast<NumberTerm>().Select(t => t.Weight.Text), e.Bias.Text];
            }

            Assert.True(Texts(2).Sum(t => t.Length) < Texts(6).Sum(t => t.Length));
            Assert.All(
                Texts(2),
                t => Assert.True(t.Trim('-', '0', '.').Replace(".", string.Empty, StringComparison.Ordinal).TrimStart('0').Length <= 5, t));
        }
    }

    [Fact]
    public void InputsWithTooSmallAnEffectDropOut()
    {
        var features = Trained.Named("regression").Data.Features;
        var rounding = new ExpressionRounding(CurveEncoding.Without(features));
        Assert.Equal([0, 1], Alone(rounding, new AffineMap([1, 1, 1e-4], 0.5), 2).Terms.Select(t => t.Input));
        Assert.Empty(Alone(rounding, new AffineMap([0, 0, 0], 0.5), 2).Terms);
        Assert.Equal(0.5, Alone(rounding, new AffineMap([0, 0, 0], 0.5), 2).Bias.Value);
        Assert.Equal(0, Alone(rounding, new AffineMap([0, 0, 0], 0), 2).Bias.Value);
    }

    /// <summary>An output of a rule that stands alone is judged by its own largest effect.</summary>
    private static Expression Alone(ExpressionRounding rounding, AffineMap map, int digits) =>
        rounding.Round(map, rounding.LargestEffect(map) * Math.Pow(10, -digits));

    [Fact]
    public void WhatIsBelowTheUnitDropsOut()
    {
        var features = Trained.Named("regression").Data.Features;
        var rounding = new ExpressionRounding(CurveEncoding.Without(features));
        Assert.Empty(rounding.Round(new AffineMap([1e-4, 1e-4, 1e-4], 0), 1).Terms);
        Assert.NotEmpty(rounding.Round(new AffineMap([1e-4, 1e-4, 1e-4], 0), 1e-6).Terms);
    }

    [Fact]
    public void TextsDoNotDependOnTheCulture()
    {
        var features = Trained.Named("mixed").Data.Features;
        var map = Map(new Random(4), features);
        var expected = Alone(new ExpressionRounding(CurveEncoding.Without(features)), map, 3);
        using var culture = new Culture("sv-SE");
        Assert.Equal(expected, Alone(new ExpressionRounding(CurveEncoding.Without(features)), map, 3));
    }

    [Fact]
    public void TermsAreNumbersAndDistinctWeightsOfTables()
    {
        static CategoryWeight Weight(int category, string text) =>
            new(category, Number.TryParse(text, out var n) ? n : throw new FormatException());
        var expression = new Expression(Number.From(1), EquatableArray.Of<Term>(
            new NumberTerm(0, Number.From(2)),
            new CategoryTerm(1, EquatableArray.Of(Weight(0, "0.5"), Weight(1, "0.50"), Weight(2, "-1"), Weight(3, "0")))));
        Assert.Equal(3, TermCount.Of(expression));
        Assert.Equal(0, TermCount.Of(new Expression(Number.Zero, EquatableArray<Term>.Empty)));
        var document = Trained.Named("mixed").Document;
        var all = document.Conditions.Select(c => c.Expression).Concat(document.Common.OfType<Expression>()).ToArray();
        Assert.Equal(all.Sum(TermCount.Of) / (double)all.Length, TermCount.Mean(document), 1e-12);
    }

    private static AffineMap Map(Random random, FeatureEncoding features) =>
        new(HingeForms.Normals(random, features.Features), HingeForms.Normals(random, 1)[0] * Math.Pow(10, random.Next(-2, 3)));

    private static double Evaluate(Expression expression, FeatureEncoding features, double[] x)
    {
        var point = features.DecodePoint(x);
        return expression.Bias.Value + expression.Terms.Sum(t => t is NumberTerm number
            ? number.Weight.Value * point[t.Input]
            : ((CategoryTerm)t).Weights.Where(w => w.Category == (int)point[t.Input]).Sum(w => w.Weight.Value));
    }

    private static double LargestEffect(AffineMap map, FeatureEncoding features)
    {
        var effects = features.FeatureList.ToArray()
            .Select((f, i) => (f.Input, f.IsNumber, Weight: map.Weights[i], Range: features.Box.Maximum[i] - features.Box.Minimum[i]))
            .GroupBy(f => f.Input).Select(
                g => g.First().IsNumber ? Math.Abs(g.First().Weight) * g.First().Range : g.Max(f => f.Weight) - g.Min(f => f.Weight));
        return effects.Max();
    }
}
