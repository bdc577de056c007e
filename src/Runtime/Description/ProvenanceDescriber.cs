using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Says where rules come from and how good they are.</summary>
internal static class ProvenanceDescriber
{
    public static IReadOnlyList<string> Sentences(Provenance? provenance)
    {
        var sentences = new List<string>();
        if (provenance is null)
            return sentences;
        var data = provenance.Data is { } file ? $" from {ShownName.Of(file.File)} (SHA-256 {VisibleText.Of(file.Sha256)})" : string.Empty;
        sentences.Add($"Made by {VisibleText.Of(provenance.Tool)}{data}.");

        // Side by side for each split, so that the rules are read against the network that they came from.
        var splits = provenance.Metrics.SelectMany(m => m.Splits.Select(s => s.Name)).Distinct();
        foreach (var split in splits)
        {
            var models = provenance.Metrics.Select(m => (m.Model, Split: m.Splits.FirstOrDefault(s => s.Name == split)))
                .Where(m => m.Split is not null);
            sentences.Add(
                $"On {ShownName.Of(split)} rows: "
                    + $"{string.Join("; ", models.Select(m => ShownName.Of(m.Model) + " " + Numbers(m.Split!)))}.");
        }

        return sentences;
    }

    private static string Numbers(NamedNumbers numbers) => string.Join(", ", numbers.Numbers.Select(Number));

    // The measures that rulec writes, in words and as beside each rule; any other as it stands.
    private static string Number(NamedNumber number) => number.Name switch
    {
        "accuracy" => "accuracy " + ShownShare.Of(number.Value),
        "auc" => "AUC " + number.Value.Text,
        "logLoss" => "log loss " + number.Value.Text,
        _ => ShownName.Of(number.Name) + " " + number.Value.Text,
    };
}
