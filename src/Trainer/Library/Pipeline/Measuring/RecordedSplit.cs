using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>
/// The rows of training, validation and test as they were drawn when rules were trained, found again from the provenance.
/// </summary>
internal static class RecordedSplit
{
    private const string Refuse = "refuse";

    /// <summary>Draws the split once more.</summary>
    /// <param name="path">The file of the data.</param>
    /// <param name="sha256">Its hash.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="document">The document.</param>
    /// <param name="obstacle">Why there is no such split of this file, as the end of a sentence; empty where there is.</param>
    /// <returns>The split, without test rows where they are of a file of their own; null where it cannot be drawn again.</returns>
    public static Split? Find(string path, string sha256, TableOptions options, RuleDocument document, out string obstacle)
    {
        obstacle = ObstacleOf(sha256, options, document.Provenance);
        if (obstacle.Length > 0)
            return null;
        var provenance = document.Provenance!;
        var table = TableReader.Read(path, OptionsOf(options, provenance));
        var task = LearningTask.Infer(table, TrueAnswers.NamesOf(document), KindOf(document.Decision));
        var rows = task.RowsWithTargets(table);
        var inputs = table.Columns.Select(c => c.Name).Except(task.Targets.Select(t => t.Name)).ToArray();
        var equal = EqualRows.Find(table, inputs, rows).FirstEqual;
        var split = Split.Draw(
            rows, Dataset.ClassesOf(task, table, rows), provenance.TestData is null ? null : [], (ulong)provenance.Seed!.Value, equal);
        if (IsAsRecorded(split, provenance))
            return split;
        obstacle = "the rows of training could not be found again: there are not as many as the document records; read the table as it "
            + "was read in training";
        return null;
    }

    private static string ObstacleOf(string sha256, TableOptions options, Provenance? provenance) => provenance switch
    {
        null or { Data: null } => "the document does not say which rows it was trained on",
        { Data: var data } when data.Sha256 != sha256 => $"it is not {VisibleText.Of(data.File)} as the document records it",
        { Network: not null } => "the rows of a network that was collapsed were divided by its answers",
        { Seed: null } => "the document records no seed",
        _ when options.Targets.Count > 0 && !options.Targets.Equals(RecordedOptions.Read(provenance, RecordedOptions.Target)) =>
            "--target names another column than that of training",
        _ => string.Empty,
    };

    // What is recorded is all that decides which columns a table has; a person adds how its cells are written.
    private static TableOptions OptionsOf(TableOptions options, Provenance provenance)
    {
        return RecordedReading.Apply(options, provenance) with
        {
            Targets = Read(RecordedOptions.Target),
            Ignored = Read(RecordedOptions.Ignore),
            Categories = Read("category"),
            Numbers = Read("number"),
            Kept = Read("keep"),
            Special = Read("special"),
            TargetsAreNumbers = Read("task") is ["regression"],
        };

        EquatableArray<string> Read(string name) => RecordedOptions.Read(provenance, name);
    }

    private static TaskKind KindOf(Decision decision) => decision.Match(
        _ => TaskKind.Regression,
        threshold => threshold.Bits.Count == 1 ? TaskKind.Binary : TaskKind.Bits,
        _ => TaskKind.MultiClass);

    // Rows that rules refuse were counted out after the split, but for those that were trained on.
    private static bool IsAsRecorded(Split split, Provenance provenance)
    {
        var refuses = RecordedOptions.Read(provenance, "unknown") is [Refuse];
        return Is("train", split.Train.Length, false) && Is("validation", split.Validation.Length, refuses)
            && (provenance.TestData is not null || Is("test", split.Test.Length, refuses));

        bool Is(string name, int rows, bool mayBeMore) => provenance.Rows.FirstOrDefault(r => r.Name == name) is { } recorded
            && (mayBeMore ? rows >= recorded.Value.Value : rows == (int)recorded.Value.Value);
    }
}
