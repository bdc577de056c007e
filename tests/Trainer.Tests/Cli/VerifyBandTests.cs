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
        // By the digits of the document their score is 0, and a little less as it is computed.
        var data = Path.Combine(Path.GetDirectoryName(Adult)!, "adult-train.csv");
        var run = CommandRun.Of("verify", Adult, "--data", data, "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        var rows = JsonDocument.Parse(run.Out).RootElement.GetProperty("bandRows");
        Assert.Equal([8141, 2, 83, 83], rows.EnumerateObject().Select(p => p.Value.GetInt32()));
        Assert.Contains("83 of 8139 rows inside the ranges are in one; exactly, 83 of them are decided otherwise.",
            CommandRun.Of("verify", Adult, "--data", data).Out, StringComparison.Ordinal);
    }
}
