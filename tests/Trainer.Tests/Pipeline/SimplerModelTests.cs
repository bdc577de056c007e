using System;
using System.Linq;
using RuleCompiler.Trainer.Pipeline;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

public sealed class SimplerModelTests
{
    [Fact]
    public void TheOneWithTheFewestMistakesOfThoseThatMakeFewerIsTaken()
    {
        Assert.Equal(1, Better(0, 60, Rows(50), Rows(20), Rows(30)));
        Assert.Equal(0, Better(0, 60, Rows(20), Rows(20)));
        Assert.Equal(-1, Better(0, 20, Rows(20), Rows(30)));
        Assert.Equal(-1, Better(0, 20));
    }

    [Fact]
    public void FewerByChanceAreNoneWhereLabelsAreNoisy()
    {
        // The models disagree on 100 rows, of which the simpler one has 52 right: the difference, 4, is less than half a standard error.
        var simpler = Enumerable.Range(0, 200).Select(i => i < 48 ? 1.0 : 0).ToArray();
        var chosen = Enumerable.Range(0, 200).Select(i => i is >= 48 and < 100 ? 1.0 : 0).ToArray();
        Assert.Equal(-1, SimplerModel.Better([(simpler, SimplerModel.Clearly)], chosen));
        Assert.Equal(0, SimplerModel.Better([(simpler, 0)], chosen));
        // Half as good is no accident.
        Assert.Equal(0, Better(SimplerModel.Clearly, 120, Rows(50)));
    }

    [Fact]
    public void SquaredErrorsAreComparedRowByRow()
    {
        // Errors differ much from row to row, but one is always a little smaller.
        var errors = Enumerable.Range(0, 50).Select(i => Math.Pow(i % 7, 3)).ToArray();
        Assert.Equal(0, SimplerModel.Better([(errors, SimplerModel.Clearly)], errors.Select(e => e + 0.01).ToArray()));
        Assert.Equal(-1, SimplerModel.Better([(errors, SimplerModel.Clearly)], errors));
    }

    [Fact]
    public void TheConstantHasItsOutputsEverywhere()
    {
        var form = SimplerModel.Constant(3, [1, -2]);
        var outputs = new double[2];
        form.Evaluate([5, 6, 7], outputs);
        Assert.Equal([1, -2], outputs);
    }

    private static double[] Rows(int mistakes) => Enumerable.Range(0, 200).Select(i => i < mistakes ? 1.0 : 0).ToArray();

    private static int Better(double standardErrors, int mistakes, params double[][] simpler) =>
        SimplerModel.Better(simpler.Select(s => (s, standardErrors)).ToArray(), Rows(mistakes));
}
