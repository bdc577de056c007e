using System;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline.Originals;

/// <summary>Networks that were trained elsewhere become rules that agree with them.</summary>
public class CollapseTests
{
    /// <summary>Points with the labels that the network for exclusive or gives them.</summary>
    private static readonly string Labelled = LabelledRows();

    [Fact]
    public void ATrainedNetworkBecomesAtMostEightRulesThatAgreeWithItOnFreshPoints()
    {
        var network = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Pipeline", "data", "folded-plane.network.json"));
        var document = Networks.Collapse(network, Networks.Rows("x1,x2,x3,x4,x5,x6,x7,x8", 1000, -1, 1));
        Assert.InRange(document.Rules.Count, 2, 8);
        Assert.True(Networks.Fidelity(document, "fresh") >= 0.97, $"{Networks.Fidelity(document, "fresh")}");
        Assert.True(Networks.Fidelity(document, "test") >= 0.97);

        // The provenance tells the network, and the frontier goes up to it.
        var provenance = document.Provenance!;
        Assert.Equal("net.json", provenance.Network!.File);
        Assert.Equal(64, provenance.Network.Sha256.Length);
        Assert.Equal([8, 20, 20, 1], provenance.Architecture);
        Assert.All(provenance.Frontier, e => Assert.Equal(["test", "fresh"], e.Fidelity.Select(n => n.Name)));
        var last = provenance.Frontier[^1];
        Assert.Equal((40, (int?)null), (last.Nonlinear, last.Rules));
        Assert.True(last.Fidelity.All(n => n.Value.Value > 0.999));
        Assert.True(provenance.Frontier[0].Fidelity[1].Value.Value < 0.9);
        Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
    }

    [Fact]
    public void ValuesAreInTheNetworksUnits()
    {
        var rows = CsvFile.Rows("a,b", 300, i => $"{Networks.Cell(i % 20 / 10.0)},{Networks.Cell((i % 7 / 3.0) - 1)}");
        var document = Networks.Collapse(Networks.Ramp, rows, new OriginalTask { Kind = TaskKind.Regression });
        Assert.True(Networks.Fidelity(document, "fresh") > 0.999);
        Assert.IsType<ValueDecision>(document.Decision);
        Assert.Equal("out1", Assert.Single(document.Outputs).Name);
        Assert.Equal(8.75, new RuleEvaluator(document).Evaluate([1.5, 0.5]).Outputs[0], 0.1);
    }

    [Fact]
    public void SeveralOutputsAreClasses()
    {
        var task = new OriginalTask { Labels = EquatableArray.Of("wide", "up", "down") };
        var document = Networks.Collapse(Networks.Three, Networks.Rows("a,b", 400, -1, 1), task);
        Assert.True(Networks.Fidelity(document, "fresh") > 0.97);
        Assert.Equal(["wide", "up", "down"], Assert.IsType<ArgmaxDecision>(document.Decision).Labels);
        var evaluator = new RuleEvaluator(document);
        Assert.Equal(
            ["wide", "wide", "up", "down"],
            new[] { (0.9, 0.0), (-0.9, 0.1), (0.1, 0.9), (0.1, -0.9) }.Select(p => LabelOf(evaluator, p.Item1, p.Item2)));
    }

    [Fact]
    public void LabelsOfTheDataMayBeLearned()
    {
        var document = Networks.Collapse(Networks.Xor, Labelled, null, "answer");
        var decision = Assert.IsType<ThresholdDecision>(document.Decision);
        Assert.Equal(("even", "odd"), (decision.Bits[0].Below, decision.Bits[0].AtOrAbove));
        Assert.True(Networks.Fidelity(document, "fresh") > 0.97);
        Assert.True(document.Provenance!.Metrics[0].Splits.Single(s => s.Name == "test").Numbers[0].Value.Value > 0.95);
    }

    [Fact]
    public void TheDocumentDependsOnNeitherThreadsNorNamesOfFolders()
    {
        string Run(int threads)
        {
            var (data, network) = Networks.Read(Networks.Xor, Labelled, null, "answer");
            return RuleDocumentWriter.Write(Networks.Collapse(data, network, new TrainingOptions { Threads = threads }));
        }

        Assert.Equal(Run(1), Run(2));
    }

    [Fact]
    public void ACheckpointIsOfOneNetwork()
    {
        var (data, network) = Networks.Read(Networks.Xor, Networks.Rows("a,b", 40, 0, 1));
        var head = new DocumentHead("Rules", "rulec", EquatableArray<NamedText>.Empty);
        var trained = Checkpoint.IdentityOf(data, head, 1);
        var collapsed = Checkpoint.IdentityOf(data, head with { Network = network.File }, 1);
        Assert.NotEqual(trained, collapsed);
        Assert.NotEqual(
            collapsed, Checkpoint.IdentityOf(data, head with { Network = network.File with { Sha256 = new string('0', 64) } }, 1));
    }

    private static string LabelledRows()
    {
        var random = new Xoshiro256(3);
        return CsvFile.Rows("a,b,answer", 400, _ =>
        {
            var (a, b) = (random.NextDouble(), random.NextDouble());
            return $"{Networks.Cell(a)},{Networks.Cell(b)},{(Math.Abs(a - b) > 0.5 ? "odd" : "even")}";
        });
    }

    private static string LabelOf(RuleEvaluator evaluator, double a, double b)
    {
        var label = evaluator.Classify(evaluator.Evaluate([a, b]).Outputs);
        return evaluator.Document.Decision is ThresholdDecision { Bits: [var bit] }
            ? label == 0 ? bit.Below : bit.AtOrAbove
            : ((ArgmaxDecision)evaluator.Document.Decision).Labels[label];
    }
}
