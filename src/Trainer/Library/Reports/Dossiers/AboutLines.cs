using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Reports.Pages;
using RuleCompiler.Trainer.Tables;
using static RuleCompiler.Trainer.Reports.Dossiers.DossierFacts;

namespace RuleCompiler.Trainer.Reports.Dossiers;

/// <summary>What the rules are for, and what they were made from.</summary>
internal static class AboutLines
{
    public static IEnumerable<DossierLine> Purpose(DossierFacts facts)
    {
        if (!string.IsNullOrWhiteSpace(facts.Document.Summary))
            yield return Recorded(VisibleText.Of(facts.Document.Summary!, int.MaxValue));
        foreach (var sentence in DecisionDescriber.Sentences(facts.Document))
            yield return Recorded(sentence);
    }

    public static IEnumerable<DossierLine> Data(DossierFacts facts)
    {
        if (facts.Document.Provenance is { } provenance)
        {
            foreach (var (what, file) in ((string, DataFile?)[])[
                ("Trained on", provenance.Data), ("Test rows in", provenance.TestData), ("Made from the network", provenance.Network)])
            {
                if (file is not null)
                    yield return Recorded($"{what} {VisibleText.Of(file.File)}, SHA-256 {file.Sha256}.");
            }

            if (provenance.Rows.Count > 0)
                yield return Recorded($"Rows: {Listed(provenance.Rows.Select(r => $"{r.Value.Text} {VisibleText.Of(r.Name)}"))}.");
            if (provenance.Measured is { } measured)
                yield return Recorded(ProvenanceDescriber.Measured(measured));
        }
        else
        {
            yield return Recorded("The document does not say which data it comes from.");
        }

        if (facts.Measured is not { } counted)
            yield break;
        yield return Figure(
            $"Counted again for this dossier on {VisibleText.Of(counted.Figures.Data.File)}, SHA-256 {counted.Figures.Data.Sha256}: "
                + $"{Listed(counted.Parts.Select(p => $"{ShownNumber.Integer(p.Rows)} {VisibleText.Of(p.Name)}"))}.");
        foreach (var note in counted.Notes.Where(n => n.Kind != "not-verified"))
            yield return Figure("Of these rows: " + note.Text);
    }

    public static IEnumerable<DossierLine> Inputs(DossierFacts facts)
    {
        var describer = new RuleDescriber(facts.Document);
        return facts.Document.Inputs.Select((_, i) => Recorded(describer.Input(i)));
    }

    public static IEnumerable<DossierLine> Method(DossierFacts facts)
    {
        if (facts.Document.Provenance is not { } provenance)
        {
            yield return Recorded("The document does not say how it was made.");
            yield break;
        }

        var seed = provenance.Seed is { } number ? $", seed {ShownNumber.Integer(number)}" : string.Empty;
        var units = provenance.Architecture.Count > 0
            ? $", from a network with {string.Join("-", provenance.Architecture.Select(n => ShownNumber.Integer(n)))} units"
            : string.Empty;
        yield return Recorded($"Made by {VisibleText.Of(provenance.Tool)}{seed}{units}.");
        foreach (var option in provenance.Options)
            yield return Recorded(
                $"Option {VisibleText.Of(option.Name)}: {Listed(option.Value.Split('\n').Select(v => VisibleText.Of(v, 1000)))}.");
        foreach (var entry in provenance.Frontier)
            yield return Figure(
                $"{(entry.IsChosen ? "Chosen" : "To choose from")}: {ShownNumber.Count(entry.Nonlinear, "nonlinear PReLU")}"
                    + (entry.Numbers is { } numbers ? $", {ShownNumber.Count(numbers, "number")} to review" : string.Empty)
                    + (entry.Validation.Count > 0 ? $"; on validation rows {Metrics(entry.Validation)}" : string.Empty) + ".");
        if (ChoiceText.Of(facts.Document) is { } choice)
            yield return Recorded(choice);
    }

    /// <summary>Figures with their names.</summary>
    public static string Metrics(IEnumerable<NamedNumber> numbers) =>
        Listed(numbers.Select(n => $"{MetricName.Of(n.Name)} {MetricName.Value(n.Name, n.Value.Value)}"));

    private static string Listed(IEnumerable<string> parts) => string.Join(", ", parts);
}
