using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>A document whose support, metrics, witnesses and provenance are those of its rules, as somebody has edited them.</summary>
/// <param name="Document">The document.</param>
/// <param name="Parts">The metrics, before and after.</param>
/// <param name="Support">The support of every rule, before and after.</param>
/// <param name="Replaced">The ids of the rules whose witness did not lie in them, and which have another one now.</param>
/// <param name="Unwitnessed">The ids of the rules whose witness did not lie in them, and which have none any more.</param>
/// <param name="Dropped">What was left out.</param>
/// <param name="Changes">What means something else than in the document of before; null where nobody named one.</param>
/// <param name="Notes">What a person should know.</param>
public sealed record MeasuredDocument(
    RuleDocument Document,
    EquatableArray<MeasuredPart> Parts,
    EquatableArray<MeasuredSupport> Support,
    EquatableArray<int> Replaced,
    EquatableArray<int> Unwitnessed,
    DroppedFigures Dropped,
    MeaningChanges? Changes,
    EquatableArray<Note> Notes)
{
    /// <summary>What was measured on.</summary>
    public MeasuredFigures Figures => Document.Provenance!.Measured!;

    /// <summary>Where the counts of answers that were recorded are not those of the rules, a sentence each.</summary>
    public EquatableArray<string> CountChanges { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Measures a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="sources">The data, and what else is known.</param>
    /// <param name="tool">The tool and its version, for a document that does not say who made it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The document with its figures.</returns>
    /// <exception cref="InputFileException">A file cannot be read, or is not one for these rules.</exception>
    public static MeasuredDocument Of(RuleDocument document, MeasureSources sources, string tool, CancellationToken cancellation)
    {
        var rows = MeasuredRows.Read(document, sources, cancellation);
        var counted = rows.Parts[0].Rows;
        var supported = document.WithSupport(counted.Select(r => r.Outcome), MeasuredPart.TargetsOf(counted));
        var witnessed = FreshWitnesses.Of(supported);
        var parts = rows.Parts.Select(p => MeasuredPart.Of(document, p.Name, p.Rows)).ToEquatableArray();
        var meaning = Meaning.Of(document);
        var changes = sources.Before is { } before ? MeaningChanges.Between(Meaning.Of(before), meaning) : null;
        var figures = new MeasuredFigures(
            rows.Data,
            rows.TestData,
            parts.Select(p => new NamedNumber(p.Name, Number.From(p.Rows))).ToEquatableArray(),
            (changes is not { IsSame: true } && !RecordedOptions.IsAsMade(document))
                || document.Provenance?.Measured is { IsEdited: true },
            meaning.Hash);
        var (provenance, dropped) = MeasuredProvenance.Of(document.Provenance ?? MeasuredProvenance.Unknown(tool), figures, parts);
        var counts = CountedRows.Of(document, sources, rows.Parts[0], cancellation);
        var measured = witnessed.Document with { Provenance = provenance with { Counts = counts } };
        return new MeasuredDocument(
            measured,
            parts,
            document.Rules.Zip(measured.Rules, (old, now) => new MeasuredSupport(now.Id, old.Support, now.Support!)).ToEquatableArray(),
            witnessed.Replaced,
            witnessed.Dropped,
            dropped,
            changes,
            rows.Notes.Concat(Unproven(measured)).ToEquatableArray())
        {
            CountChanges = document.Provenance?.Counts is { } recorded
                ? CountDifferences.Between(document, recorded, counts)
                : EquatableArray<string>.Empty,
        };
    }

    private static IEnumerable<Note> Unproven(RuleDocument document)
    {
        var failed = DocumentVerifier.Verify(document, ProvenDocument.Limit).Claims.Where(c => !c.Holds).Select(c => c.Name).ToArray();
        if (failed.Length > 0)
            yield return new Note(
                "not-verified",
                $"what the document claims is not proven ({string.Join(", ", failed)}); rulec verify says why, and nothing of that was "
                    + "changed.")
            {
                Count = failed.Length,
            };
    }
}
