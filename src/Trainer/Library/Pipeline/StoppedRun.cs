using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>A run that may be stopped: its document says so, wherever it lands, and so does the code that is generated of it.</summary>
public static class StoppedRun
{
    /// <summary>What the provenance calls it.</summary>
    public const string Option = "stopped";

    /// <summary>Runs, and marks the document of a run that was stopped.</summary>
    /// <param name="context">Whom to report to, and what stops the run.</param>
    /// <param name="run">The run, told where to report.</param>
    /// <returns>The result.</returns>
    public static TrainResult Run(RunContext context, Func<RunContext, TrainResult> run)
    {
        var last = new LastBeforeStop(context);
        var result = run(context with { Progress = last });
        return context.Cancellation.IsCancellationRequested ? result with { Document = Marked(result.Document, last.Progress) } : result;
    }

    /// <summary>A document that says that its run was stopped.</summary>
    /// <param name="document">The document.</param>
    /// <param name="progress">How far the run was; null where it had only begun.</param>
    /// <returns>It with the mark in its summary, which everybody reads, and in its provenance, which programs read.</returns>
    public static RuleDocument Marked(RuleDocument document, TrainingProgress? progress)
    {
        var at = progress is null
            ? "at its beginning"
            : FormattableString.Invariant($"in phase '{progress.Phase}' at step {progress.Step}");
        return document with
        {
            Summary = $"{document.Summary} Training was stopped early, {at}: these are the best rules until then.".TrimStart(),
            Provenance = document.Provenance is { } provenance
                ? provenance with { Options = provenance.Options.Append(new NamedText(Option, at)).ToEquatableArray() }
                : null,
        };
    }

    /// <summary>Keeps what was reported last before the run was stopped: what comes after is how it is finished.</summary>
    private sealed class LastBeforeStop(RunContext context) : IProgress<TrainingProgress>
    {
        public TrainingProgress? Progress { get; private set; }

        public void Report(TrainingProgress value)
        {
            if (!context.Cancellation.IsCancellationRequested)
                Progress = value;
            context.Progress?.Report(value);
        }
    }
}
