using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>Whether the figures of a document are those of its rules, counted again on its data.</summary>
/// <param name="Differences">What differs, a sentence each; empty where nothing does.</param>
/// <param name="Notes">What a person should know of the rows.</param>
public sealed record FigureCheck(EquatableArray<string> Differences, EquatableArray<Note> Notes)
{
    /// <summary>Whether nothing differs.</summary>
    public bool Holds => Differences.Count == 0;

    /// <summary>Counts support, metrics and answers again.</summary>
    /// <param name="document">The document.</param>
    /// <param name="sources">The data that its figures are of.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What differs.</returns>
    /// <exception cref="InputFileException">
    /// A file cannot be read, or its rows are not those that the figures of the document are of.
    /// </exception>
    public static FigureCheck Of(RuleDocument document, MeasureSources sources, CancellationToken cancellation)
    {
        // Against itself nothing was edited: the figures are only compared. The document is not written, and needs no tool.
        var now = MeasuredDocument.Of(
            document, sources with { Before = document }, document.Provenance?.Tool ?? string.Empty, cancellation);
        if (!AreSameRows(document.Provenance, now.Figures))
            throw new InputFileException(
                sources.Data,
                "the figures of the document are not of these rows; name the table that they are of, and read it as it was read.");
        var metrics = now.Parts.SelectMany(part => part.Before.Select(
            old => (part, old, found: part.Now.FirstOrDefault(n => n.Name == old.Name)?.Value))
            .Where(m => m.found is { } value && !value.Value.Equals(m.old.Value.Value))
            .Select(m => $"On {VisibleText.Of(m.part.Name)} rows {VisibleText.Of(m.old.Name)} is {m.found!.Value.Text}, not "
                + $"{m.old.Value.Text}."));
        var support = now.Support.Where(s => s.Before is not null && s.IsChanged).Select(
            s => $"Rule {ShownNumber.Integer(s.Rule)} has {Words(s.Now)}, not {Words(s.Before!)}.");
        return new FigureCheck(
            metrics.Concat(support).Concat(now.CountChanges).ToEquatableArray(),
            now.Notes.Where(n => n.Kind != "not-verified").ToEquatableArray());
    }

    private static bool AreSameRows(Provenance? before, MeasuredFigures now) => before?.Measured is { IsOnTrainingRows: false } measured
        ? !now.IsOnTrainingRows && measured.Data.Sha256 == now.Data.Sha256
        : now.IsOnTrainingRows;

    private static string Words(Support support) =>
        ShownNumber.Count(support.Rows, "row") + (support.Accuracy is { } accuracy ? $" with accuracy {accuracy.Text}" : string.Empty)
            + (support.Error is { } error ? $" with error {error.Text}" : string.Empty) + $" (share {support.Share.Text})";
}
