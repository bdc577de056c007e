using System;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Numerics;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

public sealed class TimeLimitTests
{
    [Fact]
    public void WhatIsDoneInTimeIsTheAnswer() => Assert.Equal("done", Deadline.Within(60, _ => "done", CancellationToken.None));

    [Fact]
    public void WorkThatLooksIsEnded()
    {
        Assert.Null(Deadline.Within<string>(0.01, token =>
        {
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
            return "too late";
        }, CancellationToken.None));
    }

    [Fact]
    public void WorkThatDoesNotLookIsLeft()
    {
        using var never = new ManualResetEventSlim();
        Assert.Null(Deadline.Within(0.01, _ =>
        {
            never.Wait(TimeSpan.FromSeconds(60), CancellationToken.None);
            return "too late";
        }, CancellationToken.None));
        never.Set();
    }

    /// <summary>Timers are late where all threads are busy, and so may be what would have ended the work.</summary>
    [Fact]
    public void WhatIsDoneAfterTheLimitIsNoAnswer() => Assert.Null(Deadline.Within(0.01, _ =>
    {
        Thread.Sleep(50);
        return "too late";
    }, CancellationToken.None));

    [Fact]
    public void AStopIsNoLimit()
    {
        using var stop = new CancellationTokenSource();
        stop.CancelAfter(20);
        Assert.ThrowsAny<OperationCanceledException>(() => Deadline.Within(60, token =>
        {
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
            return "too late";
        }, stop.Token));
    }

    [Fact]
    public void AFaultIsThrownAsItIs() =>
        Assert.Throws<InvalidOperationException>(
            () => Deadline.Within<string>(60, _ => throw new InvalidOperationException("broken"), CancellationToken.None));

    /// <summary>What was not decided never passes, in words and in JSON.</summary>
    [Theory]
    [InlineData("verify", "NOT decided within 1E-3 s")]
    [InlineData("verify --json", "\"decided\": false")]
    [InlineData("show --regions", "could not be measured within")]
    public void TheVerdictIsHonest(string command, string says)
    {
        using var file = new CsvFile(HardDocument(), "hard.rules.json");
        var words = command.Split(' ');
        var run = CommandRun.Of([words[0], file.Path, "--time-limit", "0.001", .. words[1..]]);
        Assert.Equal(ExitCode.CheckFailed, run.ExitCode);
        Assert.Contains(says.Replace("1E-3", "0.001", StringComparison.Ordinal), run.Out + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("holds", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AReportThatIsNotDoneIsNotWritten()
    {
        using var file = new CsvFile(HardDocument(), "hard.rules.json");
        var run = CommandRun.Of("report", file.Path, "-o", file.Sibling("page.html"), "--time-limit", "0.001");
        Assert.Equal(ExitCode.CheckFailed, run.ExitCode);
        Assert.Contains("so nothing is written", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file.Sibling("page.html")));
    }

    /// <summary>A chain of conditions over many inputs, which no machine measures within a millisecond.</summary>
    private static string HardDocument()
    {
        const int Conditions = 60;
        var inputs = string.Join(',', Enumerable.Range(1, 12).Select(i => $"{{\"name\":\"x{i}\",\"range\":[-1,1]}}"));
        var conditions = string.Join(',', Enumerable.Range(1, Conditions).Select(c =>
            $"{{\"id\":{c},\"expression\":{{\"bias\":-0.{c + 10},\"weights\":{{{string.Join(',', Enumerable.Range(1, 12).Select(i => $"\"x{i}\":{(((i * c) % 7) - 3 == 0 ? 1 : ((i * c) % 7) - 3)}"))}}}}}}}"));
        var tree = $"{{\"rule\":{Conditions + 1}}}";
        for (var c = Conditions; c >= 1; c--)
            tree = $"{{\"condition\":{c},\"negative\":{tree},\"positive\":{{\"rule\":{c}}}}}";
        var rules = string.Join(
            ',', Enumerable.Range(1, Conditions + 1).Select(r => $"{{\"id\":{r},\"expressions\":[{{\"bias\":{r},\"weights\":{{}}}}]}}"));
        return $"{{\"version\":1,\"name\":\"Hard\",\"summary\":\"\",\"inputs\":[{inputs}],\"outputs\":[{{\"name\":\"y\"}}],\"decision\":{{\"kind\":\"value\"}},\"conditions\":[{conditions}],\"tree\":{tree},\"rules\":[{rules}]}}";
    }
}
