using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>What a run that ends in a document was asked to do.</summary>
/// <param name="Data">The table.</param>
public sealed record RunOptions(string Data)
{
    /// <summary>The table of test rows; null takes them from <see cref="Data"/>.</summary>
    public string? Test { get; init; }

    /// <summary>How to read both; names the targets.</summary>
    public TableOptions Table { get; init; } = TableOptions.Default;

    /// <summary>What is learned; null finds out.</summary>
    public TaskKind? Task { get; init; }

    /// <summary>The file of policies that the rules are to keep to; null for none.</summary>
    public string? Policies { get; init; }

    /// <summary>The file that describes the inputs; null for none.</summary>
    public string? Descriptions { get; init; }

    /// <summary>What becomes of categories that are unknown or rare.</summary>
    public CategoryOptions Categories { get; init; } = CategoryOptions.Default;

    /// <summary>How the model is trained, and rules are chosen.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>The document to write.</summary>
    public string Output { get; init; } = string.Empty;

    /// <summary>The class name to generate.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Whether to print the result as one JSON object.</summary>
    public bool Json { get; init; }

    /// <summary>The file that keeps the state of a long run; null puts it beside <see cref="Output"/>.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The least time between two writes of it.</summary>
    public double CheckpointSeconds { get; init; } = 10;

    /// <summary>Whether to resume from that file.</summary>
    public bool Resume { get; init; }

    /// <summary>The options that decide the result, as the provenance records them; none depends on the machine.</summary>
    public EquatableArray<NamedText> Recorded { get; init; } = EquatableArray<NamedText>.Empty;
}
