using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Onnx.Operators;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Onnx;

/// <summary>What <c>docs/networks.md</c> says of operators and limits is what the reader has.</summary>
public sealed class NetworksPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "networks.md"));

    [Theory]
    [InlineData("")]
    [InlineData(OperatorTable.MachineLearning)]
    public void EveryOperatorIsListed(string domain)
    {
        var names = OperatorTable.Names(domain);
        Assert.NotEmpty(names);
        Assert.All(names, n => Assert.Matches(new Regex($@"(^| ){n}(,|:| )", RegexOptions.Multiline, TimeSpan.FromSeconds(1)), Page));
    }

    [Fact]
    public void LimitsAreThoseOfTheReader()
    {
        Assert.Contains($"Opsets {ModelReader.OldestOpset} to {ModelReader.NewestOpset}", Page, StringComparison.Ordinal);
        Assert.All(
            [
                OnnxFile.MaxBytes >> 20, TensorShape.MaxCount, ModelInputs.MaxValues, GraphBuilder.MaxParameters, ModelReader.MaxNodes,
                PiecewiseChain.MaxLayerWeights,
            ],
            limit => Assert.Contains(" " + limit.ToString("N0", CultureInfo.InvariantCulture), Page, StringComparison.Ordinal));
    }
}
