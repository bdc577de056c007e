using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>How slopes are pulled towards 1.</summary>
public enum ScheduleKind
{
    /// <summary>By the note's rule to the letter.</summary>
    Note,

    /// <summary>By a force that grows while the loss stays within a tolerance.</summary>
    Auto,
}

/// <summary>What <c>rulec train</c> was asked to do.</summary>
/// <param name="Data">The CSV file.</param>
/// <param name="Test">The CSV file of test rows; null takes them from <paramref name="Data"/>.</param>
/// <param name="Table">How to read both; names the targets.</param>
/// <param name="Task">What is learned; null finds out.</param>
/// <param name="Hidden">The units of each hidden layer.</param>
/// <param name="Noise">The standard deviation of the noise on the inputs, drawn anew for every batch.</param>
/// <param name="Schedule">How slopes are pulled towards 1.</param>
/// <param name="Seed">The seed of every random choice.</param>
/// <param name="Output">The document to write.</param>
/// <param name="Name">The class name to generate.</param>
/// <param name="MaxSteps">Training steps at most; null leaves it to the schedule.</param>
/// <param name="MaxRules">Rules at most; null leaves it to the schedule.</param>
/// <param name="MaxNonlinear">Nonlinear PReLUs at most; null leaves it to the schedule.</param>
/// <param name="MaxTerms">Terms of an expression at most; null leaves it to what the accuracy allows.</param>
/// <param name="Tolerance">The loss of accuracy (or of R²) that is given for fewer rules; null is one standard error.</param>
/// <param name="Threads">The threads to use; they do not change the result.</param>
/// <param name="Json">Whether to print the result as one JSON object.</param>
/// <param name="Checkpoint">The file that keeps the state of a long run; null puts it beside <paramref name="Output"/>.</param>
/// <param name="CheckpointSeconds">The least time between two writes of it.</param>
/// <param name="Resume">Whether to go on from that file.</param>
public sealed record TrainOptions(
    string Data,
    string? Test,
    TableOptions Table,
    TaskKind? Task,
    EquatableArray<int> Hidden,
    double Noise,
    ScheduleKind Schedule,
    int Seed,
    string Output,
    string Name,
    long? MaxSteps,
    int? MaxRules,
    int? MaxNonlinear,
    int? MaxTerms,
    double? Tolerance,
    int Threads,
    bool Json,
    string? Checkpoint = null,
    double CheckpointSeconds = 10,
    bool Resume = false)
{
    /// <summary>What an error on rows of a class costs; none where all cost the same.</summary>
    public EquatableArray<ClassWeight> ClassWeights { get; init; } = EquatableArray<ClassWeight>.Empty;

    /// <summary>What the rules are made of.</summary>
    public ModelKind Model { get; init; } = ModelKind.Network;

    /// <summary>What becomes of categories that are unknown or rare.</summary>
    public CategoryOptions Categories { get; init; } = CategoryOptions.Default;

    /// <summary>The most memory that the run may be expected to need, in bytes; null is what the machine has.</summary>
    public long? MaxMemory { get; init; }

    /// <summary>The options that decide the result, as the provenance records them; none depends on the machine.</summary>
    /// <returns>Names and values.</returns>
    public EquatableArray<NamedText> ToProvenance()
    {
        (string Name, string? Value)[] options =
        [
            (RecordedOptions.Target, Lines(Table.Targets)),
            ("task", Task is { } task ? RunArguments.NameOf(task) : null),
            ("hidden", Hidden.Count > 0 ? string.Join(',', Hidden.Select(Text)) : null),
            ("noise", Noise > 0 ? Number.From(Noise).Text : null),
            ("model", Model == ModelKind.Network ? null : RunArguments.NameOf(Model)),
            ("schedule", Model != ModelKind.Network ? null : Schedule == ScheduleKind.Note ? "note" : "auto"),
            (RecordedOptions.Ignore, Lines(Table.Ignored)),
            ("category", Lines(Table.Categories)),
            ("number", Lines(Table.Numbers)),
            ("keep", Lines(Table.Kept)),
            ("unknown", Categories.RefusesUnknown ? "refuse" : null),
            ("max-categories", Categories.MaxCategories == CategoryOptions.Default.MaxCategories ? null : Text(Categories.MaxCategories)),
            (RecordedMarks.Option, Lines(Table.Missing)),
            (RecordedMarks.ValuesOption, Lines(Table.NotMissing)),
            ("max-steps", MaxSteps is { } steps ? Text(steps) : null),
            ("max-rules", MaxRules is { } rules ? Text(rules) : null),
            ("max-nonlinear", MaxNonlinear is { } nonlinear ? Text(nonlinear) : null),
            ("max-terms", MaxTerms is { } terms ? Text(terms) : null),
            ("class-weight", Lines(ClassWeights.Select(w => $"{w.Label}={Number.From(w.Weight).Text}").ToEquatableArray())),
            ("tolerance", Tolerance is { } tolerance ? Number.From(tolerance).Text : null),
        ];
        return options.Where(o => o.Value is not null).Select(o => new NamedText(o.Name, o.Value!)).ToEquatableArray();
    }

    /// <summary>Several values stand on lines of their own, since names and marks may hold commas.</summary>
    internal static string? Lines(EquatableArray<string> values) => values.Count == 0 ? null : string.Join('\n', values);

    private static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(int value) => Text((long)value);
}
