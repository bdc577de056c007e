using System;
using System.Collections.Generic;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Benchmarks.Peers;

/// <summary>How the processor time of a training run divides, as far as what it reports tells.</summary>
/// <remarks>
/// The time between two reports of different phases is that of the earlier one, since a phase reports when a piece of it is done, and of
/// the starts only the first one reports.
/// </remarks>
internal sealed class PhaseTimes : IProgress<TrainingProgress>
{
    private const string Before = "straight layer and curves";
    private const string Starts = "starts, trained and collapsed";
    private const string Tuning = "tuning";
    private const string Choice = "shortening and choice";
    private const string After = "last fit, regions, rounding, measures, proofs";

    private readonly List<(string Phase, TimeSpan Time)> _phases = [];
    private TimeSpan _last = ProcessTime.Now();
    private string _phase = Before;

    /// <summary>The phases in the order in which they were met.</summary>
    public IReadOnlyList<(string Phase, TimeSpan Time)> Phases => _phases;

    public void Report(TrainingProgress value)
    {
        lock (_phases)
        {
            Add(_phase);
            _phase = value.Phase switch
            {
                "train" or "collapse" => Starts,
                "tune" => Tuning,
                "shorten" => Choice,
                var other => other,
            };
        }
    }

    /// <summary>The run has come to its end.</summary>
    public void End() => Add(After);

    private void Add(string phase)
    {
        var now = ProcessTime.Now();
        var at = _phases.FindIndex(p => p.Phase == phase);
        if (at < 0)
        {
            at = _phases.Count;
            _phases.Add((phase, TimeSpan.Zero));
        }

        _phases[at] = (phase, _phases[at].Time + (now - _last));
        _last = now;
    }
}
