using System;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tests.Extraction;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Networks;

public class HingeFormTests
{
    [Fact]
    public void MapsOfAPatternAgreeWithTheFunctionInsideIt() => RandomCases.Hold(200, random =>
    {
        var form = HingeForms.Coupled(random, random.Next(1, 6), random.Next(0, 7));
        var x = HingeForms.Normals(random, form.Inputs);
        var (z, scale) = RandomCases.PreActivations(form, x);
        var negative = z.Select(v => v < 0).ToArray();
        for (var j = 0; j < form.Hinges; j++)
            Assert.Equal(z[j], form.HingeMap(j, negative).Evaluate(x), Tolerance(form, scale));

        var outputs = new double[form.Outputs];
        form.Evaluate(x, outputs);
        var maps = form.OutputMaps(negative);
        Assert.Equal(form.Outputs, maps.Length);
        for (var k = 0; k < outputs.Length; k++)
            Assert.Equal(outputs[k], maps[k].Evaluate(x), Tolerance(form, scale));
    });

    [Fact]
    public void MapOfAHingeDependsOnlyOnTheSignsBeforeIt()
    {
        var form = HingeForms.Coupled(new Random(5), 3, 4);
        var map = form.HingeMap(2, [true, false]);
        var same = form.HingeMap(2, [true, false, true, true]);
        Assert.Equal(map.Weights, same.Weights);
        Assert.Equal(map.Bias, same.Bias);
        Assert.NotEqual(map.Bias, form.HingeMap(2, [true, true]).Bias);
    }

    [Fact]
    public void ScaledFormIsTheSameFunctionOfScaledFeatures() => RandomCases.Hold(100, random =>
    {
        var form = HingeForms.Coupled(random, random.Next(1, 6), random.Next(0, 6));
        var scale = HingeForms.Normals(random, form.Inputs).Select(Math.Exp).ToArray();
        var shift = HingeForms.Normals(random, form.Inputs);
        var y = HingeForms.Normals(random, form.Inputs);
        var x = y.Select((v, i) => (scale[i] * v) + shift[i]).ToArray();
        var (expected, actual) = (new double[form.Outputs], new double[form.Outputs]);
        form.Evaluate(x, expected);
        form.OfScaled(scale, shift).Evaluate(y, actual);
        var magnitude = RandomCases.PreActivations(form, x).Scale * (1 + shift.Max(Math.Abs));
        for (var k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], actual[k], Tolerance(form, magnitude));
    });

    [Fact]
    public void ScaledFormLeavesTheOriginalAlone()
    {
        var form = HingeForms.Coupled(new Random(1), 2, 2);
        double[] Parameters() => [.. form.HingeWeights, .. form.HingeBiases, .. form.OutputWeights, .. form.OutputBiases];
        var before = Parameters();
        form.OfScaled([2, 3], [4, 5]);
        Assert.Equal(before, Parameters());
    }

    [Fact]
    public void ManyHingesAreEvaluatedToo()
    {
        var form = HingeForms.Uncoupled(new Random(8), 2, 300);
        var x = new[] { 0.3, -0.7 };
        var outputs = new double[form.Outputs];
        form.Evaluate(x, outputs);
        var negative = RandomCases.PreActivations(form, x).Values.Select(v => v < 0).ToArray();
        Assert.Equal(form.OutputMaps(negative)[1].Evaluate(x), outputs[1], 1e-9);
    }

    [Theory]
    [InlineData(3, 2, 4, 2, 1, 2, 2)]
    [InlineData(4, 2, 3, 2, 1, 2, 2)]
    [InlineData(4, 2, 4, 3, 1, 2, 2)]
    [InlineData(4, 2, 4, 2, 1, 1, 2)]
    [InlineData(4, 2, 4, 2, 1, 2, 1)]
    public void ArraysThatDoNotFitAreRefused(
        int hingeWeights, int hinges, int couplings, int outputWeights, int outputs, int outputCouplings, int sources) =>
        Assert.Throws<ArgumentException>(() => new HingeForm(
            2,
            new double[hingeWeights],
            new double[hinges],
            new double[couplings],
            new double[outputWeights],
            new double[outputs],
            new double[outputCouplings],
            Enumerable.Range(1, sources).Select(i => new HingeSource(1, i, 0)).ToArray()));

    // A forward substitution multiplies the couplings up to each other, so the error grows with what they can grow to.
    private static double Tolerance(HingeForm form, double scale) =>
        1e-13 * scale * Enumerable.Range(0, form.Hinges).Aggregate(10.0, (growth, j) =>
            growth * (1 + Enumerable.Range(0, j).Sum(i => Math.Abs(form.Couplings[(j * form.Hinges) + i]))));
}
