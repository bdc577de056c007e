using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline.Originals;

/// <summary>The rules of the sample agree with the network that they were made from, at points that neither has seen.</summary>
public class GeneSwitchTests
{
    private static readonly string Sample = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "..", "..", "samples", "GeneSwitch"));
    private static readonly string Network = Path.Combine(Sample, "gene-switch.onnx");

    [Fact]
    public void TheRulesAgreeWithTheNetworkOnFreshPoints()
    {
        var document = DocumentFile.Read(Path.Combine(Sample, "GeneSwitch.rules.json"));
        Assert.InRange(document.Rules.Count, 2, 8);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Network))), document.Provenance!.Network!.Sha256);

        var graph = OnnxFile.Read(Network);
        var options = TableOptions.Default with { Ignored = EquatableArray.Of("states") };
        var task = new OriginalTask { Labels = EquatableArray.Of("one", "two") };
        var (data, original) = OriginalData.Read(
            Path.Combine(Sample, "gene-switch.csv"), null, options, Network, graph.ToPiecewise().Network, task, 1);
        var evaluator = new RuleEvaluator(document);
        double Agreement(DataPart part)
        {
            var columns = document.Inputs.Select(i => ((NumberColumn)part.Table[i.Name]).Values).ToArray();
            var inputs = original.Columns.Select(name => ((NumberColumn)part.Table[name]).Values).ToArray();
            return part.Rows.Average(r =>
            {
                var outputs = evaluator.Evaluate(columns.Select(c => c[r]).ToArray()).Outputs;
                // The graph ends with a sigmoid.
                var answer = graph.Evaluate(inputs.Select(c => c[r]).ToArray())[0];
                return (outputs[0] >= 0) == (answer >= 0.5) ? 1.0 : 0;
            });
        }

        Assert.True(Agreement(new DataPart(data.Table, data.Table.AllRows())) >= 0.97);
        var fresh = Agreement(FreshPoints.Draw(data, 20_000, new Xoshiro256(99)));
        Assert.True(fresh >= 0.97, $"{fresh}");
        Assert.Equal(
            document.Provenance.Fidelity.Single(f => f.Name == "network").Numbers.Single(n => n.Name == "fresh").Value.Value, fresh, 0.01);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
