using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>What <c>rulec train</c> and <c>rulec collapse</c> do with the data that they read: train, write, and report.</summary>
internal static class RunAction
{
    /// <summary>Makes rules of data, and of a network where one is given, writes and reports.</summary>
    public static int Run(
        RunOptions options, Dataset data, OriginalNetwork? original, Stopwatch clock, Streams streams, CancellationToken cancellation)
    {
        Note[] notes = [.. original?.Notes ?? EquatableArray<Note>.Empty, .. DataNotes.Of(data, original is not { IsTarget: true })];
        foreach (var line in ProfileText.Of(data).Concat(NoteText.Of(notes)))
            streams.Error.WriteLine(line);
        cancellation.ThrowIfCancellationRequested();

        var head = DocumentHead.Create(options.Name, ToolName.Text, options.Recorded, data, original);
        streams.Interruption?.Keep(
            "Stopping: the best rules so far, if there are any, are finished and written. A second signal ends this at once, with nothing "
                + "written.");
        var checkpoint = TrainCheckpoint.Open(
            options, Checkpoint.IdentityOf(data, head, options.Training.Seed), streams.Error, cancellation);
        TrainResult result;
        try
        {
            result = ProgressDisplay.Run(
                streams, progress => StoppedRun.Run(
                    new RunContext(cancellation, progress, checkpoint.State),
                    context => TrainRun.Run(data, options.Training, head, context, original)));
        }
        catch (TrainingFailedException e)
        {
            streams.Error.WriteLine("rulec: " + e.Message);
            checkpoint.End(cancellation.IsCancellationRequested);
            return ExitCode.CheckFailed;
        }

        DocumentFile.Write(options.Output, result.Document);
        checkpoint.End(cancellation.IsCancellationRequested);
        Tell(streams, options, result, clock.Elapsed, cancellation.IsCancellationRequested);
        if (options.Json)
            streams.Out.WriteLine(ResultJson.Of(Summary(options, data, [.. notes, .. result.Notes], result, clock.Elapsed)));
        if (cancellation.IsCancellationRequested)
            return ExitCode.Cancelled;
        return result.Policies is { Holds: false } ? ExitCode.CheckFailed : ExitCode.Done;
    }

    /// <summary>The most memory that this process has had, in bytes.</summary>
    private static long PeakMemory
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return Math.Max(process.PeakWorkingSet64, process.WorkingSet64);
        }
    }

    private static void Tell(Streams streams, RunOptions options, TrainResult result, TimeSpan elapsed, bool stopped)
    {
        var document = result.Document;
        var error = streams.Error;
        error.WriteLine();
        foreach (var line in NoteText.Of(result.Notes))
            error.WriteLine(line);
        foreach (var line in FrontierText.Of(result.Frontier, options.Training.Model == ModelKind.Tree ? "tests" : "nonlinear PReLUs"))
            error.WriteLine(line);
        if (ChoiceText.Of(document) is { } choice)
            error.WriteLine(choice);
        error.WriteLine();
        foreach (var line in ResultText.Of(document.Provenance!.Metrics))
            error.WriteLine(line);
        if (FidelityText.Of(document) is { } fidelity)
            error.WriteLine(fidelity);
        error.WriteLine();
        if (PolicyLine(options, result.Policies) is { } policies)
            error.WriteLine(policies);
        if (stopped)
            error.WriteLine("Stopped early; these are the best rules so far, and the document says so.");
        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Wrote {options.Output}: {ShownNumber.Count(document.Rules.Count, "rule")}, "
                + $"{ShownNumber.Count(ReviewedNumbers.Count(document), "number")} to review, in {elapsed.TotalSeconds:0.0} s and "
                + $"{PeakMemory / 1e6:0} MB of memory. rulec show {options.Output} prints them."));
        error.WriteLine("To use them in a C# project that has the package RuleCompiler, with the file in its folder:");
        var (method, more) = (document.Decision.IsClass ? "Classify" : "Evaluate", document.Inputs.Count > 3 ? ", …" : string.Empty);
        var inputs = string.Join(", ", document.Inputs.Take(3).Select(i => Documents.VisibleText.Of(i.Name, 30)));
        error.WriteLine($"  var answer = {options.Name}.{method}({inputs}{more});");
    }

    private static string? PolicyLine(RunOptions options, PolicyReport? report)
    {
        if (report is null)
            return null;
        var shown = Documents.VisibleText.Of(options.Policies!);
        var kept = string.Create(
            CultureInfo.InvariantCulture,
            $"The rules keep to {report.Results.Count(r => r.Verdict == Verdict.Proven)} of "
                + $"{ShownNumber.Count(report.Results.Count, "policy")} of {shown}");
        return report.Holds
            ? kept + ", proven in exact arithmetic."
            : $"{kept}; rulec verify {options.Output} --policies {shown} shows what breaks the others.";
    }

    private static string Reason(LeftOutReason reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());

    private static object Summary(RunOptions options, Dataset data, IEnumerable<Note> notes, TrainResult result, TimeSpan elapsed) => new
    {
        document = options.Output,
        rules = result.Document.Rules.Count,
        leftOut = data.Table.Profile.Columns.Where(c => c.LeftOut != LeftOutReason.None)
            .Select(c => new { column = c.Name, reason = Reason(c.LeftOut) })
            .Concat(data.Features.Constant.Select(c => new { column = c, reason = Reason(LeftOutReason.Constant) })),
        notes,
        directions = result.Document.Inputs.Where(i => i.Directions.Count > 0).Select(i => new
        {
            input = i.Name,
            direction = i.Directions[0] == Direction.Increasing ? "increasing" : "decreasing",
            asked = options.Training.Increasing.Contains(i.Name) || options.Training.Decreasing.Contains(i.Name),
        }),
        policies = result.Policies?.Results.Select(
            p => new { p.Name, p.Kind, verdict = p.Verdict.ToString().ToLowerInvariant(), p.Text }),
        nonlinear = result.Frontier.First(p => p.IsChosen).Nonlinear,
        numbers = ReviewedNumbers.Count(result.Document),
        points = TermCount.PointsOf(result.Document),
        meanTerms = Math.Round(TermCount.Mean(result.Document), 3),
        choice = ChoiceText.Of(result.Document),
        frontier = result.Frontier.Select(FrontierPoint),
        seconds = Math.Round(elapsed.TotalSeconds, 3),
        peakMemory = PeakMemory,
        metrics = result.Document.Provenance!.Metrics.ToDictionary(
            m => m.Model, m => m.Splits.ToDictionary(s => s.Name, s => Values(s.Numbers))),
        fidelity = result.Document.Provenance!.Fidelity.FirstOrDefault(f => f.Name == "network") is { } fidelity
            ? Values(fidelity.Numbers)
            : null,
    };

    private static object FrontierPoint(FrontierEntry entry) => new
    {
        nonlinear = entry.Nonlinear,
        rules = entry.Rules,
        numbers = entry.Numbers,
        points = entry.Points,
        meanTerms = entry.MeanTerms.Value,
        expectedLoss = entry.ExpectedLoss?.Value,
        price = entry.Price?.Value,
        chosen = entry.IsChosen,
        validation = Values(entry.Validation),
        test = Values(entry.Test),
        fidelity = Values(entry.Fidelity),
    };

    private static Dictionary<string, double> Values(IEnumerable<NamedNumber> numbers) =>
        numbers.ToDictionary(n => n.Name, n => n.Value.Value);
}
