using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>
/// The note's training, from several starts at once, of which the one that ends with the fewest nonlinear PReLUs is kept.
/// </summary>
/// <remarks>
/// Plain gradient descent can get stuck, and the number of nonlinear PReLUs goes down and up on the way. So a few starts run side by side,
/// each by itself <see cref="NoteDescent"/> to the letter; they end together once nothing better has come up for long enough. Starts
/// advance in rounds of equal steps, so that the result does not depend on the number of threads.
/// </remarks>
internal sealed class NoteSchedule
{
    /// <summary>The starts that run side by side.</summary>
    public const int Starts = 4;

    /// <summary>The search ends after this many times the steps that led to the best find, and at least 30,000 more.</summary>
    private const double Patience = 2.5;

    private const long LeastPatience = 30_000;

    private const int RoundSteps = 5 * NoteDescent.RefreshSteps;

    private readonly NoteDescent[] _starts;

    /// <summary>Prepares a run.</summary>
    /// <param name="set">The rows, features in their own units.</param>
    /// <param name="hidden">Units of each hidden layer.</param>
    /// <param name="deviation">The standard deviation of the noise that every batch gets afresh.</param>
    /// <param name="seed">Fixes every random choice.</param>
    public NoteSchedule(TrainingSet set, int[] hidden, double deviation, ulong seed) =>
        _starts = Enumerable.Range(0, Starts).Select(i => new NoteDescent(set, hidden, deviation, Xoshiro256.Derive(seed, (ulong)i)))
            .ToArray();

    /// <summary>Trains.</summary>
    /// <param name="maxSteps">The most steps of each start.</param>
    /// <param name="threads">How many starts run at the same time.</param>
    /// <param name="progress">Told after every round.</param>
    /// <param name="cancellation">Ends the search; the best so far is returned.</param>
    /// <param name="resume">Where the state is kept after every round; null keeps nothing.</param>
    /// <returns>The network with the fewest nonlinear PReLUs that learned the task, or the first start's when none did.</returns>
    public NoteResult Run(
        long maxSteps, int threads, IProgress<TrainingProgress>? progress, CancellationToken cancellation, IResumePoint? resume = null)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var step = 0L;
        resume?.TryResume(reader =>
        {
            step = reader.ReadLong();
            if (step < 0)
                throw new InvalidDataException("A step is not one of those that were done.");
            foreach (var start in _starts)
                start.Restore(reader);
        });
        var best = Best();
        while (step < maxSteps && !IsOver() && !cancellation.IsCancellationRequested)
        {
            var steps = (int)Math.Min(RoundSteps, maxSteps - step);
            Parallel.ForEach(_starts, parallel, start => start.Descend(steps));
            step += steps;
            best = Best();
            progress?.Report(new TrainingProgress("collapse", (double)step / maxSteps, step, best.Error, best.Nonlinear));
            resume?.Offer(Write);
        }

        var collapsed = best.RestoreBest();
        return new NoteResult(collapsed, best.Settle(), best.Learned, Array.IndexOf(_starts, best) + 1, best.FoundAt, step);

        bool IsOver() => best.Learned && step >= Math.Max(Patience * best.FoundAt, best.FoundAt + LeastPatience);

        void Write(StateWriter writer)
        {
            writer.Write(step);
            foreach (var start in _starts)
                start.Write(writer);
        }
    }

    /// <summary>Fewest first; among equals the earliest find, then the first start.</summary>
    private NoteDescent Best() => _starts.OrderBy(s => s.Fewest).ThenBy(s => s.FoundAt).First();
}

/// <summary>What the note's training ends with.</summary>
/// <param name="Collapsed">The network as the force left it.</param>
/// <param name="Settled">The same with the slopes of linear PReLUs at 1 and the weights settled around the others.</param>
/// <param name="Learned">Whether the training MSE ever was at most <see cref="NoteDescent.AcceptedError"/>.</param>
/// <param name="Start">Which start it comes from, counted from 1.</param>
/// <param name="FoundAt">The step at which it was found.</param>
/// <param name="Steps">Steps done by each start.</param>
internal sealed record NoteResult(PReluNetwork Collapsed, PReluNetwork Settled, bool Learned, int Start, long FoundAt, long Steps);
