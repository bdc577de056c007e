using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace RuleCompiler.Fuzz.Loop;

/// <summary>
/// Starts the process that runs inputs, and starts it again behind an input that ended it or did not come to an end, which it keeps.
/// </summary>
/// <param name="target">The name of the target.</param>
/// <param name="folders">Where its things are.</param>
/// <param name="longest">The most time of a processor that an input may take.</param>
internal sealed class Watch(string target, FuzzFolders folders, TimeSpan longest)
{
    private const int PollMilliseconds = 50;
    private const int CauseLines = 3;

    private readonly Findings _findings = new(folders.Findings);

    /// <summary>Runs inputs.</summary>
    /// <returns>A line on what was seen.</returns>
    public string Run(long inputs, TimeSpan time, ulong seed)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folders.State)!);
        using var state = SharedState.Create(folders.State);
        var isHopeless = false;
        while (!state.IsFinished && _findings.Count < Findings.Most && !isHopeless)
        {
            var next = state.Number;
            // What ended the last process was not ended by it.
            state.End();
            RunUntilItEnds(state, inputs, time, seed);
            // What ends the process before the first input is made would end it again.
            isHopeless = !state.IsFinished && state.Number < 0 && !new Corpus(folders.Corpus).Remove(state.Input());
            if (!state.IsFinished)
                state.Number = state.Inputs = state.Number < 0 ? next : state.Number + 1;
        }

        return Line(state) + (isHopeless ? "; not run: a seed is a finding" : string.Empty);
    }

    private void RunUntilItEnds(SharedState state, long inputs, TimeSpan time, ulong seed)
    {
        using var worker = Start(inputs, time, seed);
        var said = new StringBuilder();
        worker.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        worker.BeginErrorReadLine();
        TimeSpan? begun = null;
        while (!worker.WaitForExit(PollMilliseconds))
        {
            if (state.Started is not (var started and > 0) || Environment.TickCount64 - started < longest.TotalMilliseconds)
            {
                begun = null;
                continue;
            }

            worker.Refresh();
            // Of the input that is found to take long its first seconds are not counted.
            begun ??= worker.TotalProcessorTime;
            if (worker.TotalProcessorTime - begun > longest
                || Environment.TickCount64 - started > Limits.Patience * longest.TotalMilliseconds)
            {
                worker.Kill();
                worker.WaitForExit();
                var input = state.Input();
                _findings.Add("hang", input, Convert.ToHexString(input), $"This input took longer than {longest.TotalSeconds} s.");
                return;
            }
        }

        worker.WaitForExit();
        if (state.IsFinished)
            return;
        var lines = said.ToString().Split('\n').Where(l => l.Trim().Length > 0).ToArray();
        // The innermost calls of a stack that is full may be any of those that call each other: what it says first is what it was.
        _findings.Add(
            "crash", state.Input(), string.Join('\n', lines.Take(CauseLines)),
            FormattableString.Invariant($"The process ended with code {worker.ExitCode}: ") + string.Join('\n', lines.Take(60)));
    }

    private Process Start(long inputs, TimeSpan time, ulong seed)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        foreach (var argument in new[]
        {
            typeof(Watch).Assembly.Location, "work", target, folders.Corpus, folders.Findings, folders.State,
            inputs.ToString(CultureInfo.InvariantCulture), time.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            seed.ToString(CultureInfo.InvariantCulture),
        })
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_GCHeapHardLimit"] = Limits.Heap.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start)!;
    }

    private string Line(SharedState state) => string.Create(
        CultureInfo.InvariantCulture,
        $"{target}: {state.Inputs} inputs ({state.Accepted} accepted), {state.Inputs * 1000 / Math.Max(1, state.Elapsed)} per second, "
            + $"corpus {state.Kept}, {(state.Edges > 0 ? state.Edges + " edges" : "not instrumented")}, "
            + $"most allocated {state.Allocated / 1e6:0.0} MB, longest {state.Longest / 1e3:0} ms, findings {_findings.Count}");
}
