using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Rules;

/// <summary>
/// Rules of a network ask for fewer inputs than it has, and may ask in another order: the document records which they are.
/// </summary>
public sealed class NetworkFrameTests
{
    // y = 3·c + a, of a network over a, b, c; b adds its own 0.5·b there.
    private const string Rules = """
        {"version":1,"name":"Part","inputs":[{"name":"c","range":[0,2]},{"name":"a","range":[0,1]}],"outputs":[{"name":"y"}],"decision":{"kind":"value"},
        "tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":0,"weights":{"c":3,"a":1}}]}],
        "provenance":{"tool":"rulec","network":{"file":"net.json","sha256":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
          "inputs":[{"name":"a","range":[0,1]},{"name":"b","range":[-2,4]},{"name":"c","range":[0,2]}]}}}
        """;

    private const string Network = """{"layers":[{"weights":[[1,0.5,3]],"bias":[0]}],"slopes":[],"box":[[0,1],[0,1],[0,1]]}""";

    [Fact]
    public void FidelityIsProvenOverTheInputsOfTheNetwork()
    {
        using var rules = new CsvFile(Rules, "part.rules.json");
        using var network = new CsvFile(Network, "net.json");
        var run = CommandRun.Of("fidelity", rules.Path, network.Path, "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("This is not the network that the rules were made from", run.Error, StringComparison.Ordinal);
        var output = JsonDocument.Parse(run.Out).RootElement.GetProperty("outputs")[0];
        // Half of b, which the rules leave out, up to 4.
        Assert.Equal(2, output.GetProperty("lower").GetDouble(), 1e-9);
        Assert.Equal(2, output.GetProperty("upper").GetDouble(), 1e-6);
        Assert.Equal(4, output.GetProperty("point").GetProperty("b").GetDouble(), 1e-9);
    }

    [Fact]
    public void TheSumsStayTheSame()
    {
        var document = RuleDocumentReader.Read(Rules);
        var framed = document.OverNetworkInputs(3);
        Assert.Equal(["a", "b", "c"], framed.Inputs.Select(i => i.Name));
        Assert.Equal(document, document.OverNetworkInputs(2));
        var (few, all) = (new RuleEvaluator(document), new RuleEvaluator(framed));
        for (var i = 0; i < 20; i++)
            Assert.Equal(few.Evaluate([0.1 * i, 0.7 / (i + 1)]).Outputs, all.Evaluate([0.7 / (i + 1), -1, 0.1 * i]).Outputs);
    }

    [Fact]
    public void RecordIsWrittenAsItIsRead()
    {
        var document = RuleDocumentReader.Read(Rules);
        Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
        var twice = Rules.Replace("{\"name\":\"b\",\"range\":[-2,4]}", "{\"name\":\"a\",\"range\":[-2,4]}", StringComparison.Ordinal);
        Assert.Equal(DocumentFault.Repeated, Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(twice)).Error.Fault);
        var crossed = Rules.Replace("[-2,4]", "[4,-2]", StringComparison.Ordinal);
        Assert.Equal(DocumentFault.Value, Assert.Throws<RuleDocumentException>(() => RuleDocumentReader.Read(crossed)).Error.Fault);
    }

    [Fact]
    public void SampleIsProvenAgainstItsNetworkAsItStands()
    {
        var folder = Path.Combine(SourceTree.Root, "samples", "GeneSwitch");
        var run = CommandRun.Of(
            "fidelity",
            Path.Combine(folder, "GeneSwitch.rules.json"),
            Path.Combine(folder, "gene-switch.onnx"),
            "--max-regions",
            "1",
            "--json");
        // How far it is, it says on a slow machine only.
        Assert.Equal(
            ["The network ends with sigmoid; what follows is about its scores before that."],
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(
                line => !line.StartsWith("bounding rule ", StringComparison.Ordinal)));
        var output = JsonDocument.Parse(run.Out).RootElement.GetProperty("outputs")[0];
        Assert.Equal(15, output.GetProperty("point").EnumerateObject().Count());
        Assert.True(output.GetProperty("lower").GetDouble() > 0);
    }

    [Fact]
    public void CollapseRecordsTheInputsOfItsNetwork()
    {
        using var network = new CsvFile(
            """{"layers":[{"weights":[[1,0,-2,0]],"bias":[0.5]}],"slopes":[],"box":[[0,1],[0,1],[0,1],[0,1]]}""", "net.json");
        // The second never varies, and the file has the columns in another order.
        using var data = new CsvFile(
            CsvFile.Rows("d,c,b,a", 200, i => FormattableString.Invariant($"{(i * 7) % 11},{(i * 3) % 13},5,{(i * 5) % 17}")));
        var target = data.Sibling("out.rules.json");
        var run = CommandRun.Of("collapse", network.Path, "--data", data.Path, "--inputs", "a,b,c,d", "--task", "regression", "-o", target);
        Assert.True(run.ExitCode == 0, run.Error);
        var document = RuleDocumentReader.Read(File.ReadAllText(target));
        Assert.Equal(["a", "b", "c", "d"], document.Provenance!.NetworkInputs.Select(i => i.Name));
        Assert.Equal((5, 5), (document.Provenance.NetworkInputs[1].Minimum.Value, document.Provenance.NetworkInputs[1].Maximum.Value));
        var output = JsonDocument.Parse(CommandRun.Of("fidelity", target, network.Path, "--json").Out).RootElement.GetProperty(
            "outputs")[0];
        // Linear rules of a linear network, but for their rounding.
        Assert.InRange(output.GetProperty("upper").GetDouble(), 0, 0.5);
    }
}
