using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Rules;

/// <summary>What sums write for special values against what was fitted.</summary>
public class SpecialNumbersTests
{
    // The range is from 10 to 60, the stand-in 31.7.
    private static readonly CurveInput Input = new(0, 1, 1, 10, 60, 8, 31.7, [20, 40], [-9, 99]);

    [Fact]
    public void WithoutANumberOfItsOwnASpecialValueAddsExactlyWhatTheStandInDoes() => RandomCases.Hold(200, random =>
    {
        var weight = Number.From(Math.Round(10 * HingeForms.Normals(random, 1)[0], random.Next(1, 6)));
        var term = (NumberTerm)SpecialNumbers.Of(new NumberTerm(0, weight), Input, [0, 0.5], y => Number.From(y))!;
        var product = Rational.Parse(weight.Text) * Rational.Parse("31.7");
        Assert.Equal(product, Rational.Parse(term.Specials.Table(Declared)[0].Text));
        Assert.Equal((weight.Value * 31.7) + 0.5, term.Specials.Table(Declared)[1].Value, 1e-12);
    });

    [Fact]
    public void TinyWeightsKeepTheirProducts()
    {
        var term = (NumberTerm)SpecialNumbers.Of(new NumberTerm(0, Number.From(3e-40)), Input, [0, 0], y => Number.From(y))!;
        Assert.All(term.Specials, s => Assert.Equal(9.51e-39, s.Weight.Value, 1e-50));
    }

    [Fact]
    public void WhereQuantitiesAddNothingSpecialValuesStandBesideTheWeight0()
    {
        var term = (NumberTerm)SpecialNumbers.Of(null, Input, [0, 2], y => Number.From(y))!;
        Assert.Equal((0.0, 1, 2.0), (term.Weight.Value, Assert.Single(term.Specials).Special, term.Specials[0].Weight.Value));
        Assert.Null(SpecialNumbers.Of(null, Input, [0, 0], y => Number.From(y)));
    }

    [Fact]
    public void ACurveIs0AtTheStandIn() => RandomCases.Hold(100, random =>
    {
        var weights = HingeForms.Normals(random, 1 + Input.Features);
        var fitted = new FittedCurve(Input, weights, 0);
        var curve = fitted.Round(1, Number.From)!;
        var document = new RuleDocument(
            "Curve", string.Empty, EquatableArray.Of<Input>(Declared), EquatableArray.Of(new Output("y")), new ValueDecision(),
            EquatableArray<Condition>.Empty, new Leaf(0),
            EquatableArray.Of(new Rule(1, EquatableArray.Of([(Expression?)null]), EquatableArray<int>.Empty, null, null)), null)
        {
            Version = 2,
            Common = EquatableArray.Of<Expression?>(new Expression(Number.Zero, EquatableArray.Of<Term>(curve))),
        };
        var evaluator = new RuleEvaluator(document);
        Assert.Equal(0, evaluator.Evaluate([31.7]).Outputs[0], 1e-12);
        Assert.Equal(-fitted.Origin, evaluator.Evaluate([10]).Outputs[0], 1e-12);
    });

    private static NumberInput Declared => new("x", null, null, Number.From(10), Number.From(60), null)
    {
        Specials = Input.Specials.Select(s => new SpecialValue(Number.From(s), Number.From(s).Text, false)).ToEquatableArray(),
    };
}
