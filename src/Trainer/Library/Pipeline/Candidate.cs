using RuleCompiler.Documents;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>A hinge form that rules may be made of.</summary>
/// <param name="Form">The hinge form, over the features.</param>
/// <param name="ExpectedLoss">The loss to expect on new rows; see <see cref="ModelChoice"/>.</param>
internal sealed record Candidate(HingeForm Form, double ExpectedLoss)
{
    /// <summary>Writes a candidate as state.</summary>
    public static void Write(StateWriter writer, Candidate candidate)
    {
        writer.Write(candidate.Form);
        writer.Write(candidate.ExpectedLoss);
    }

    /// <summary>Reads a candidate.</summary>
    /// <param name="reader">The state.</param>
    /// <param name="like">A hinge form with the same inputs, hinges and outputs.</param>
    public static Candidate Read(StateReader reader, HingeForm like) => new(reader.ReadHingeForm(like), reader.ReadLoss());
}

/// <summary>A candidate with what the choice depends on.</summary>
/// <param name="Model">The hinge form.</param>
/// <param name="Regions">Its linear regions; null where there are more than were asked for.</param>
/// <param name="Terms">The terms of their expressions in the mean, those of conditions and those of outputs.</param>
/// <param name="Validation">Its metrics on validation rows.</param>
internal sealed record ExtractedCandidate(Candidate Model, RegionTree? Regions, double Terms, EquatableArray<NamedNumber> Validation)
{
    /// <summary>Accuracy, or R², on validation rows.</summary>
    public double Headline => OutputMetrics.Headline(Validation);
}
