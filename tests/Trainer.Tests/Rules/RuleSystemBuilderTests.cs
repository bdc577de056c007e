using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Tests.Pipeline;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Rules;

public class RuleSystemBuilderTests
{
    [Fact]
    public void RandomRuleSystemsAreValidAtEveryRounding() => RandomCases.Hold(60, random =>
    {
        var (data, form) = Random(random, random.Next(2) == 0 ? "mixed" : "regression");
        var document = Build(data, form, random.Next(1, 9));
        Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
        Assert.All(document.Rules, r => Assert.NotNull(r.Witness));
    });

    /// <summary>Rounding the hinge form, not its regions, keeps it continuous; and each region that is claimed is there.</summary>
    [Fact]
    public void WhatIsWrittenIsProvenAndContinuousAtEveryRounding() => RandomCases.Hold(40, random =>
    {
        var (data, form) = Random(random, random.Next(2) == 0 ? "mixed" : "regression");
        var document = Build(data, form, random.Next(1, 6));
        var proof = DocumentVerifier.Verify(document);
        Assert.All(proof.Claims, c => Assert.True(
            c.Holds || c.Kind is ClaimKind.Outcomes or ClaimKind.Ranges, string.Join(" ", c.Findings.Select(f => f.Text))));
        Assert.Empty(proof.Claims.Single(c => c.Kind == ClaimKind.Continuous).Findings);
    });

    /// <summary>
    /// One number is off by at most a unit of the output. A hinge has as many numbers as inputs, a bias and couplings, and comes to the
    /// output once.
    /// </summary>
    [Fact]
    public void ErrorOfTheOutputIsBoundedByTheUnits() => RandomCases.Hold(60, random =>
    {
        var (data, form) = Random(random, "regression");
        var digits = random.Next(1, 8);
        var evaluator = new RuleEvaluator(Build(data, form, digits));
        var names = evaluator.Document.Inputs.Select(i => i.Name).ToArray();
        var patterns = RegionEnumerator.Enumerate(form, data.Features.Box.ToInputBox()).Tree!.Regions.Select(r => r.Pattern).ToArray();
        var unit = new HingeRounding(data, CurveEncoding.Without(data.Features)).Effects(form, patterns)[0] * Math.Pow(10, -digits);
        // The weights, the bias and V of the output; w, b and U of each hinge; and once more what the smaller V and U are rounded by.
        var bound = unit * 2 * (form.Inputs + 1 + form.Hinges) * (form.Hinges + 1);
        for (var i = 0; i < 50; i++)
        {
            var x = RandomCases.Point(random, data.Features.Box.ToInputBox());
            var outputs = new double[1];
            form.Evaluate(x, outputs);
            var point = data.Features.DecodePoint(x);
            var row = names.Select(n => point[data.Features.Inputs.TakeWhile(f => f.Name != n).Count()]).ToArray();
            var expected = data.Targets.ToOriginalUnits(0, [], outputs[0]).Bias;
            Assert.Equal(expected, evaluator.Evaluate(row).Outputs[0], bound);
        }
    });

    /// <summary>A hinge that is negative everywhere is no condition: it is part of the linear map.</summary>
    [Fact]
    public void HingeWithOneSignIsPartOfTheLinearMap()
    {
        var data = Trained.Named("regression").Data;
        HingeSource[] sources = [new(1, 1, 0.1), new(1, 2, 0.2), new(1, 3, 0.3)];
        var form = new HingeForm(
            3, [1, 0, 0, 0, 1, 0, 0, 0, 1], [-1000, 500, 1000], [0, 0, 0, 0.5, 0, 0, 0, 0, 0], [1, 1, 1], [0], [0.25, 1, 1], sources);
        var document = Build(data, form, 4);
        Assert.Equal((2, 1), (document.Rules.Count, document.Conditions.Count));
        Assert.Equal(2, document.Conditions[0].Source!.Neuron);
        Assert.Empty(document.Conditions[0].Expression.Adjustments);
        // The folded hinge is in the condition through U, and in the output through V.
        Assert.Equal([0, 1], document.Conditions[0].Expression.Terms.Select(t => t.Input));
    }

    [Fact]
    public void ConditionOnOneNumberIsAThreshold()
    {
        var data = Trained.Named("regression").Data;
        var form = new HingeForm(3, [0, -3, 0], [0.4], [0], [1, 1, 1], [0], [2], [new HingeSource(1, 1, 0.1)]);
        var term = Assert.Single(Assert.Single(Build(data, form, 3).Conditions).Expression.Terms);
        Assert.Equal(-1, Assert.IsType<NumberTerm>(term).Weight.Value);
    }

    [Fact]
    public void SidesThatAreWrittenAlikeAreOneRule()
    {
        var data = Trained.Named("regression").Data;
        // The second hinge hardly matters, and its sides differ by less than a digit.
        var form = new HingeForm(
            3,
            [1, 0, 0, 0, 1, 0],
            [0, 0],
            new double[4],
            [1, 1, 1],
            [0],
            [1, 1e-5],
            [new HingeSource(1, 1, 0.1), new HingeSource(1, 2, 0.2)]);
        var document = Build(data, form, 2);
        Assert.Equal(2, document.Rules.Count);
        Assert.Equal((1, 1), (Assert.Single(document.Conditions).Source!.Level, document.Conditions[0].Source!.Neuron));
        Assert.Equal(4, Build(data, form, 9).Rules.Count);
    }

    /// <summary>x ≥ 0 follows from x ≥ ½, but no longer when that test is gone.</summary>
    [Fact]
    public void ConditionThatFollowedFromAMergedOneIsNotImpliedAnyMore()
    {
        var data = Trained.Named("regression").Data;
        var form = new HingeForm(
            3,
            [1, 0, 0, 1, 0, 0],
            [0, -0.5],
            new double[4],
            [1, 1, 1],
            [0],
            [1, 1e-5],
            [new HingeSource(1, 1, 0.1), new HingeSource(1, 2, 0.2)]);
        Assert.Contains(Build(data, form, 9).Rules, r => r.Implied.Count == 1);
        var document = Build(data, form, 2);
        Assert.Equal(2, document.Rules.Count);
        Assert.All(document.Rules, r => Assert.Empty(r.Implied));
    }

    [Fact]
    public void ConditionOfOneHingeIsSharedWhereItIsTheSame()
    {
        var data = Trained.Named("regression").Data;
        var uncoupled = new HingeForm(
            3, [1, 0, 0, 0, 1, 0], [0, 0], new double[4], [1, 1, 1], [0], [1, 2], [new HingeSource(1, 1, 0.1), new HingeSource(2, 4, 0.2)]);
        var document = Build(data, uncoupled, 3);
        Assert.Equal((4, 2), (document.Rules.Count, document.Conditions.Count));
        Assert.Equal(["1/1", "2/4"], document.Conditions.Select(c => $"{c.Source!.Level}/{c.Source.Neuron}"));
    }

    [Fact]
    public void SupportCountsRowsAndTheirErrors()
    {
        var (data, form) = Random(new Random(2), "regression");
        var document = Build(data, form, 4);
        var points = data.Features.ToPoints(data.Table, data.Test.Rows);
        var evaluator = new RuleEvaluator(document);
        var targets = points.Select(p => evaluator.Evaluate(p).Outputs[0] + 100).ToArray();
        var supported = document.WithSupport(points, targets);
        Assert.Equal(points.Length, supported.Rules.Sum(r => r.Support!.Rows));
        Assert.Equal(1, supported.Rules.Sum(r => r.Support!.Share.Value), 0.001);
        Assert.All(supported.Rules.Where(r => r.Support!.Rows > 0), r => Assert.Equal(100, r.Support!.Error!.Value.Value));
        Assert.All(supported.Rules.Where(r => r.Support!.Rows == 0), r => Assert.Null(r.Support!.Error));
    }

    [Theory]
    [InlineData(123.456, 2, 120)]
    [InlineData(-0.0012345, 3, -0.00123)]
    [InlineData(0, 5, 0)]
    [InlineData(99.99, 2, 100)]
    [InlineData(0.1, 17, 0.1)]
    public void SignificantDigitsAreKept(double value, int digits, double expected) =>
        Assert.Equal(expected, SignificantDigits.Round(value, digits));

    private static RuleDocument Build(Dataset data, HingeForm form, int digits)
    {
        var tree = RegionEnumerator.Enumerate(form, data.Features.Box.ToInputBox()).Tree!;
        var decision = new LearningProblem(data, fitsSquares: false, EquatableArray<ClassWeight>.Empty).Decision;
        var builder = new RuleSystemBuilder(data, CurveEncoding.Without(data.Features), decision, form, tree, maxRules: 1000);
        return ImpliedMarks.Mark(builder.Build(digits, "Built", string.Empty)!);
    }

    private static (Dataset Data, HingeForm Form) Random(Random random, string name)
    {
        var data = Trained.Named(name).Data;
        var hinges = random.Next(0, 6);
        var n = data.Features.Features;
        var couplings = HingeForms.Normals(random, hinges * hinges).Select(u => random.Next(2) == 0 ? 0 : u).ToArray();
        // Some hinges matter little, so that their sides are written alike.
        var outputCouplings = HingeForms.Normals(random, hinges).Select(v => v * Math.Pow(10, -random.Next(5))).ToArray();
        return (data, new HingeForm(
            n, HingeForms.Normals(random, hinges * n), HingeForms.Normals(random, hinges), couplings,
            HingeForms.Normals(random, n), HingeForms.Normals(random, 1), outputCouplings,
            Enumerable.Range(1, hinges).Select(i => new HingeSource(1, i, 0.1)).ToArray()));
    }
}
