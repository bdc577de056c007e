using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Google.Protobuf;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Onnx.Protocol;
using RuleCompiler.Trainer.Tests.Onnx;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary>The files that a network points at are inputs as it is one.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private readonly CsvFile _rows = new(CsvFile.Rows("a,b", 200, i => $"0.{i * 37 % 100:00},0.{i * 61 % 97:00}"), "points.csv");

    public ExternalDataTests()
    {
        // Positive where a is larger than ¾ or b smaller than ¼.
        var model = new SmallModel()
            .Input("x", ElementType.Float, 0, 2).Output("y")
            .Tensor("w1", [2, 2]).Tensor("b1", [2], -3, 1).Node("Gemm", "x w1 b1", "z").Node("Relu", "z", "a")
            .Tensor("w2", [2, 1], 1, 1).Tensor("b2", [1], -0.25f).Node("Gemm", "a w2 b2", "y");
        File.WriteAllBytes(_rows.Sibling("weights.bin"), MemoryMarshal.AsBytes(new float[] { 4, 0, 0, -4 }.AsSpan()).ToArray());
        var outside = model.Proto.Graph.Initializer.Single(t => t.Name == "w1");
        outside.DataLocation = 1;
        outside.ExternalData.Add(new StringEntry { Key = "location", Value = "weights.bin" });
        File.WriteAllBytes(_rows.Sibling("net.onnx"), model.Proto.ToByteArray());
    }

    public void Dispose() => _rows.Dispose();

    [Fact]
    public void TheDocumentNamesThem()
    {
        var output = _rows.Sibling("Net.rules.json");
        Assert.Equal(ExitCode.Done, CommandRun.Of("collapse", _rows.Sibling("net.onnx"), "--data", _rows.Path, "-o", output).ExitCode);
        var recorded = DocumentFile.Read(output).Provenance!.Options.Single(o => o.Name == "external-data").Value;
        Assert.Equal($"weights.bin {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_rows.Sibling("weights.bin"))))}", recorded);
    }

    [Theory]
    [InlineData("extract", "net.onnx", "--box", "0,1", "-o")]
    [InlineData("explain", "net.onnx", "points.csv", "--svg")]
    [InlineData("predict", "net.onnx", "points.csv", "-o")]
    [InlineData("collapse", "net.onnx", "--data", "points.csv", "-o")]
    public void TheyAreNotWrittenOver(params string[] arguments)
    {
        var before = File.ReadAllBytes(_rows.Sibling("weights.bin"));
        var run = CommandRun.Of(
            [.. arguments.Select(a => a.Contains('.', StringComparison.Ordinal) ? _rows.Sibling(a) : a), _rows.Sibling("weights.bin")]);
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("weights.bin: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("would write over a file that is read (the network points at it)", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_rows.Sibling("weights.bin")));
    }
}
