using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>The note's experiment, from its 16 rows to its 4 rules, for one seed.</summary>
public class NoteExperimentTests
{
    [Fact]
    public void TwoNonlinearPRelusRemainAndMakeFourRules()
    {
        var run = Trained.Named("xor");
        var point = Assert.Single(run.Result.Frontier);
        Assert.Equal((2, (int?)4, true), (point.Nonlinear, point.Rules, point.IsChosen));
        Assert.Equal(4, run.Document.Rules.Count);
        Assert.Equal(2, run.Document.Conditions.Select(c => (c.Source!.Level, c.Source.Neuron)).Distinct().Count());
        Assert.All(run.Document.Conditions, c => Assert.InRange(c.Source!.Slope.Value, 0, 0.9995));
        Assert.All(run.Document.Conditions, c => Assert.InRange(c.Source!.Level, 1, 4));
        Assert.All(run.Document.Conditions, c => Assert.InRange(c.Source!.Neuron, 1, 5));
    }

    [Fact]
    public void AllSixteenRowsAreRightToATenth()
    {
        var evaluator = new RuleEvaluator(Trained.Named("xor").Document);
        for (var row = 0; row < 16; row++)
        {
            double[] x = [row >> 3 & 1, row >> 2 & 1, row >> 1 & 1, row & 1];
            var outputs = evaluator.Evaluate(x).Outputs;
            Assert.Equal(x[0] != x[1] ? 1 : 0, outputs[0], 0.1);
            Assert.Equal(x[2] != x[3] ? 1 : 0, outputs[1], 0.1);
            Assert.Equal(x[0] * x[1], outputs[2], 0.1);
        }
    }

    [Fact]
    public void BytesDoNotDependOnThreadsOrCulture()
    {
        using var culture = new Culture("sv-SE");
        var again = Trained.OfFile(Tables.Xor, Trained.NoteOptions with { Threads = 1 }, "out1", "out2", "out3");
        Assert.Equal(RuleDocumentWriter.Write(Trained.Named("xor").Document), RuleDocumentWriter.Write(again.Document));
    }
}
