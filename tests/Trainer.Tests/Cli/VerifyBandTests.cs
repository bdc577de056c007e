using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec verify</c> on what rounding may decide.</summary>
public sealed class VerifyBandTests
{
    private static readonly string Adult = Path.Combine(SourceTree.Root, "samples", "Adult", "Adult.rules.json");

    [Fact]
    public void BandsAreStatedAndCanBeTooWide()
    {
        var run = CommandRun.Of("verify", Adult, "--max-band", "1e-12", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        var bands = JsonDocument.Parse(run.Out).RootElement.GetProperty("bands");
        var band = Assert.Single(bands.EnumerateArray());
        Assert.Equal("income", band.GetProperty("output").GetString());
        Assert.InRange(band.GetProperty("width").GetDouble(), 1e-16, 1e-12);
        var refused = CommandRun.Of("verify", Adult, "--max-band", "1e-15");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("FAILS  bands: 1 of 1 reach farther than 1E-15", refused.Out, StringComparison.Ordinal);
        Assert.Contains("NOT verified", refused.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void RowsOnAThresholdAreCounted()
    {
        var data = Path.Combine(Path.GetDirectoryName(Adult)!, "adult-train.csv");
        var run = CommandRun.Of("verify", Adult, "--data", data, "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal([8141, 0, 2, 0, 0], RowsOf(run));

        // With one digit less in its bias there are scores of 0 by the digits, which are a little less as they are computed.
        using var file = new CsvFile(File.ReadAllText(Adult).Replace("\"bias\": -4.895,", "\"bias\": -4.9,", StringComparison.Ordinal));
        var shorter = file.Path;
        Assert.Equal([8141, 0, 2, 83, 83], RowsOf(CommandRun.Of("verify", shorter, "--data", data, "--json")));
        Assert.Contains(
            "83 of 8139 rows inside the ranges are in one; exactly, 83 of them are decided otherwise. Not looked at: 2 outside the ranges, "
                + "0 refused.",
            CommandRun.Of("verify", shorter, "--data", data).Out,
            StringComparison.Ordinal);
    }

    private static int[] RowsOf(CommandRun run) =>
        [.. JsonDocument.Parse(run.Out).RootElement.GetProperty("bandRows").EnumerateObject().Select(p => p.Value.GetInt32())];
}
