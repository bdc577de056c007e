using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The options that a document was made with, as its provenance records them.</summary>
internal static class RecordedOptions
{
    /// <summary>The columns that say what is true; without them after a collapse the network's own answers were learned.</summary>
    public const string Target = "target";

    /// <summary>The columns that were left out.</summary>
    public const string Ignore = "ignore";

    /// <summary>The inputs of the network, where they were named.</summary>
    public const string Inputs = "inputs";

    /// <summary>The second of two labels holds where the output is at least this.</summary>
    public const string Threshold = "threshold";

    /// <summary>Which output is the answer, where it is not the largest.</summary>
    public const string Decision = "decision";

    /// <summary>The least output is the answer.</summary>
    public const string Argmin = "argmin";

    /// <summary>The loss of accuracy, or of R², that was accepted for fewer numbers.</summary>
    public const string Tolerance = "tolerance";

    /// <summary>The file of policies that the rules were trained to keep to, and its SHA-256.</summary>
    public const string Policies = "policies";

    /// <summary>The hash of what the rules mean, where a command made them of others: by it an edit is seen.</summary>
    public const string MadeMeaning = "points-meaning";

    /// <summary>What the rules are made of, where it is not a network.</summary>
    private const string Model = "model";

    /// <summary>The values of an option, which are on lines of their own.</summary>
    /// <param name="provenance">Where rules come from.</param>
    /// <param name="name">The option.</param>
    /// <returns>The values; none where it was not given.</returns>
    public static EquatableArray<string> Read(Provenance? provenance, string name) =>
        provenance?.Options.FirstOrDefault(o => o.Name == name)?.Value.Split('\n').ToEquatableArray() ?? EquatableArray<string>.Empty;

    /// <summary>
    /// Whether rules were learned from the answers of a network rather than from labels, so that accuracy is agreement with it.
    /// </summary>
    /// <param name="provenance">Where they come from.</param>
    public static bool AnswersAreLearned(Provenance provenance) => provenance.Network is not null && Read(provenance, Target).Count == 0;

    /// <summary>Whether a document that was never measured is as the command wrote it that made it of another one.</summary>
    /// <param name="document">The document.</param>
    public static bool IsAsMade(RuleDocument document) => document.Provenance is { Measured: null } provenance
        && Read(provenance, MadeMeaning) is [var hash] && hash == Meaning.Of(document).Hash;

    /// <summary>Whether rules were made of a decision tree.</summary>
    /// <param name="provenance">Where they come from.</param>
    public static bool IsTree(Provenance provenance) => Read(provenance, Model) is ["tree"];
}
