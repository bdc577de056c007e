using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>Some rows, by the name of what they served for.</summary>
/// <param name="Name">The name.</param>
/// <param name="Rows">The rows that are of use.</param>
/// <param name="Counted">The positions of these in their table, and of those that would be but for the rules, which refuse them.</param>
internal sealed record RowPart(string Name, AnsweredRow[] Rows, IReadOnlySet<int> Counted);

/// <summary>The rows that a document is measured on.</summary>
/// <param name="Data">The file.</param>
/// <param name="TestData">The file of the test rows; null where it is not another one.</param>
/// <param name="Parts">The parts, those that support is counted on first.</param>
/// <param name="Notes">What a person should know of them.</param>
internal sealed record MeasuredRows(DataFile Data, DataFile? TestData, IReadOnlyList<RowPart> Parts, IReadOnlyList<Note> Notes)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="InputFileException">A file cannot be read, or is not one for these rules.</exception>
    public static MeasuredRows Read(RuleDocument document, MeasureSources sources, CancellationToken cancellation)
    {
        var (path, options) = (sources.Data, sources.Table);
        // Before the rows: a table of other columns is refused for these.
        var table = AnsweredTable.Read(path, options, document, cancellation);
        var split = RecordedSplit.Find(path, table.File.Sha256, options, document, out var obstacle);
        var test = sources.Test is null ? null : ReadTest(document, sources, split is not null, cancellation);
        List<RowPart> parts = split is null
            ? [Part(MeasuredFigures.AllRows, table, table.AllRows)]
            : [Part(MeasuredFigures.TrainingRows, table, split.Train), Part("validation", table, split.Validation)];
        if (test is not null)
            parts.Add(Part("test", test, test.AllRows));
        else if (split is { Test.Length: > 0 })
            parts.Add(Part("test", table, split.Test));
        if (parts.FirstOrDefault(p => p.Rows.Length == 0) is { } empty)
            throw new InputFileException(
                empty.Name == "test" && test is not null ? sources.Test! : path, $"the rules refuse every row of the part '{empty.Name}'.");
        return new MeasuredRows(table.File, test?.File, parts, [.. NotesOf(document, table, test, split, obstacle)]);
    }

    private static AnsweredTable ReadTest(RuleDocument document, MeasureSources sources, bool isSplit, CancellationToken cancellation)
    {
        var (path, options) = (sources.Test!, sources.Table);
        if (document.Provenance?.TestData is not { } recorded)
            throw new InputFileException(path, "the document records no file of test rows; measure this one by itself, with --data.");
        if (AnsweredTable.FileOf(path, options).Sha256 != recorded.Sha256)
            throw new InputFileException(
                path,
                $"this is not the file of test rows that the document records, {VisibleText.Of(recorded.File)}: its bytes differ. "
                    + "Measure it by itself, with --data.");
        return isSplit
            ? AnsweredTable.Read(path, options, document, cancellation)
            : throw new InputFileException(path, "--test is for the rows of training, and --data is not those; omit it.");
    }

    private static RowPart Part(string name, AnsweredTable table, int[] rows) =>
        new(
            name,
            rows.Select(r => table.Rows[r]).OfType<AnsweredRow>().ToArray(),
            rows.Where(r => table.Rows[r] is not null || table.Refused.Contains(r)).ToHashSet());

    private static IEnumerable<Note> NotesOf(
        RuleDocument document, AnsweredTable table, AnsweredTable? test, Split? split, string obstacle)
    {
        if (split is null)
            yield return new Note("measured-as-a-whole", $"the table is measured as a whole, since {obstacle}.")
            {
                Count = table.Rows.Count,
            };
        else if (test is null && document.Provenance?.TestData is { } recorded)
            yield return new Note(
                "test-not-measured",
                $"the test rows are in {VisibleText.Of(recorded.File)} and are not measured; name it with --test.");
        foreach (var read in new[] { table, test }.OfType<AnsweredTable>())
        {
            var file = VisibleText.Of(read.File.File);
            foreach (var note in DriftNotes.Of(read.Drift))
                yield return note with { Text = $"{file}: {note.Text}" };
            if (read.Refused.Count > 0)
                yield return new Note(
                    "refused-row",
                    $"{file}: {ShownNumber.Count(read.Refused.Count, "row")} that the rules refuse "
                        + $"{(read.Refused.Count == 1 ? "is" : "are")} left out.")
                {
                    Count = read.Refused.Count,
                };
            var unlabelled = read.Rows.Count(r => r is null) - read.Refused.Count;
            if (unlabelled > 0)
                yield return new Note(
                    "no-target", $"{file}: {ShownNumber.Count(unlabelled, "row")} without a value for every target left out.")
                {
                    Count = unlabelled,
                };
        }
    }
}
