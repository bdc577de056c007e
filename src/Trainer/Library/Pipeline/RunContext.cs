using System;
using System.Globalization;
using System.Threading;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>
/// What a run is given from outside, and what it reports: whom it reports to, what stops it, and where it keeps its state.
/// </summary>
/// <param name="Cancellation">Ends the search early; rules are made of the best so far.</param>
/// <param name="Progress">Called as the work goes on, from any thread; null reports to nobody.</param>
/// <param name="Checkpoint">Keeps the state of the run, and has that of an earlier one; null keeps nothing.</param>
public sealed record RunContext(CancellationToken Cancellation, IProgress<TrainingProgress>? Progress = null, Checkpoint? Checkpoint = null)
{
    /// <summary>Nothing is reported, nothing is kept, and nothing stops the run.</summary>
    public static RunContext None { get; } = new(CancellationToken.None);

    /// <summary>The context of a piece of the run, whose state has a name.</summary>
    internal WorkContext Piece(string work) => new(Cancellation, Progress, Point(work));

    /// <summary>Where a piece of the run keeps its state; null where nothing is kept.</summary>
    /// <param name="work">The name of the piece, the same in every run.</param>
    internal IResumePoint? Point(string work) => Checkpoint?.Point(work);

    /// <summary>The name of one of several pieces of one kind.</summary>
    internal static string NameOf(string work, int number) => string.Create(CultureInfo.InvariantCulture, $"{work} {number}");
}
