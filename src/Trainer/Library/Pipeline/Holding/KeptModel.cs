using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Holding;

/// <summary>The model that is written: the one that was chosen, or where there are policies one that keeps to more of them.</summary>
/// <param name="problem">What was learned.</param>
/// <param name="policies">The policies; null where there are none.</param>
/// <param name="cancellation">Ends the search with what was found.</param>
internal sealed class KeptModel(LearningProblem problem, TrainingPolicies? policies, CancellationToken cancellation)
{
    /// <summary>The form of a model that is written.</summary>
    public required Func<ExtractedCandidate, (HingeForm Form, RegionTree Regions, bool IsRefitted)> Refitted { get; init; }

    /// <summary>Writes the form of a model.</summary>
    public required Func<ExtractedCandidate, HingeForm, RegionTree, bool, WrittenModel> Write { get; init; }

    /// <summary>Writes the model that was chosen, or a better one.</summary>
    /// <param name="chosen">The one that was chosen.</param>
    /// <param name="others">What there was to choose from, the best first; they are written as they are asked for.</param>
    /// <param name="notes">Receives what a person should know of it.</param>
    public WrittenModel Of(ExtractedCandidate chosen, IEnumerable<ExtractedCandidate> others, ICollection<Note> notes)
    {
        var first = Written(chosen);
        if (policies is null)
            return first;
        var kept = policies.FewestBroken(
            others.Where(c => !ReferenceEquals(c, chosen)).Select(c => Try(() => Written(c))).OfType<WrittenModel>().Prepend(first),
            model => model.Document,
            cancellation);
        if (!ReferenceEquals(kept, first))
            notes.Add(PolicyNotes.Preferred(first.Document, kept.Document));
        if (!ScoreShrinking.IsPossible(problem.Decision, kept.Document))
            return kept;
        var shrinking = new ScoreShrinking(
            policies, form => Try(() => Write(kept.Candidate, form, kept.Regions, kept.IsRefitted)), cancellation);
        var shrunk = shrinking.Of(kept, out var factor);
        if (factor < 1)
            notes.Add(PolicyNotes.Shrunk(factor));
        return shrunk;
    }

    private WrittenModel Written(ExtractedCandidate model)
    {
        var (form, regions, isRefitted) = Refitted(model);
        return Write(model, form, regions, isRefitted);
    }

    private static WrittenModel? Try(Func<WrittenModel> write)
    {
        try
        {
            return write();
        }
        catch (TrainingFailedException)
        {
            // Rounded it has more rules than are allowed.
            return null;
        }
    }
}
