using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Says where rules come from and how good they are.</summary>
internal static class ProvenanceDescriber
{
    /// <summary>What made the rules, from which data, and on what they were measured after somebody edited them.</summary>
    public static IReadOnlyList<string> Sentences(Provenance provenance)
    {
        var data = provenance.Data is { } file ? $" from {ShownName.Of(file.File)} (SHA-256 {VisibleText.Of(file.Sha256)})" : string.Empty;
        var made = $"Made by {VisibleText.Of(provenance.Tool)}{data}.";
        return provenance.Measured is { } measured ? [made, Measured(measured)] : [made];
    }

    /// <summary>That figures are later than the rules.</summary>
    public static string Measured(MeasuredFigures measured)
    {
        var files = string.Join(
            " and ",
            new[] { measured.Data, measured.TestData }.OfType<DataFile>()
                .Select(f => $"{ShownName.Of(f.File)} (SHA-256 {VisibleText.Of(f.Sha256)})"));
        return $"{(measured.IsEdited ? "Edited by hand; the figures" : "The figures")} were measured on {files} afterwards.";
    }

    /// <summary>
    /// For each split the models, one below the other, so that the rules are read against the network that they came from and against what
    /// simpler models do.
    /// </summary>
    public static IReadOnlyList<DescribedTable> Tables(Provenance provenance) => provenance.Metrics
        .SelectMany(m => m.Splits.Select(s => (m.Model, s.Name, s.Numbers)))
        .GroupBy(m => m.Name)
        .Select(split =>
        {
            var measures = split.SelectMany(m => m.Numbers.Select(n => n.Name)).Distinct().ToArray();
            return new DescribedTable(
                ShownName.Of(split.Key) + " rows",
                measures.Select(Head).ToArray(),
                split.Select(m => new DescribedRow(
                    ShownName.Of(m.Model),
                    measures.Select(name => Cell(m.Numbers.FirstOrDefault(n => n.Name == name))).ToArray())).ToArray());
        }).ToArray();

    // The measures that rulec writes, in words and as beside each rule; any other as it stands.
    private static string Head(string measure) => measure switch
    {
        "accuracy" => "accuracy",
        "auc" => "AUC",
        "logLoss" => "log loss",
        _ => ShownName.Of(measure),
    };

    private static string Cell(NamedNumber? number) => number switch
    {
        null => string.Empty,
        { Name: "accuracy" } => ShownShare.Of(number.Value),
        _ => number.Value.Text,
    };
}
