using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>What the rules were made with, as their provenance records it: whoever has this and the data can make them again.</summary>
internal static class TrainingSection
{
    /// <summary>The section; null where the document has no provenance.</summary>
    public static XElement? Of(RuleDocument document) => document.Provenance is not { } provenance ? null : Html.Section(
        "training",
        "How the rules were made",
        Html.Table(
            "Program, data, seed and options",
            ["what", "as it is recorded"],
            Facts(provenance).Concat(
                provenance.Options.Select(o => new object?[] { new XElement("code", "--", Html.Name(o.Name)), Option(o.Value) }))),
        Html.Note("Options that are not listed were at their defaults."
            + (provenance.Seed is null ? " No seed is recorded." : string.Empty)));

    private static IEnumerable<object?[]> Facts(Provenance provenance)
    {
        yield return ["made by", Html.Name(provenance.Tool)];
        foreach (var (what, file) in ((string, DataFile?)[])
            [("network", provenance.Network), ("data", provenance.Data), ("test data", provenance.TestData)])
        {
            if (file is null)
                continue;
            yield return [what, Html.Name(file.File)];
            yield return [$"SHA-256 of the {what}", new XElement("code", VisibleText.Of(file.Sha256))];
        }

        if (provenance.Rows.Count > 0)
            yield return ["rows", string.Join(", ", provenance.Rows.Select(r => $"{r.Value.Text} {VisibleText.Of(r.Name)}"))];
        if (provenance.Seed is { } seed)
            yield return ["seed", ShownNumber.Integer(seed)];
        if (provenance.Architecture.Count > 0)
            yield return
            [
                "units of each layer, inputs and outputs included",
                string.Join(", ", provenance.Architecture.Select(a => ShownNumber.Integer(a))),
            ];
        if (provenance.Rounding.Count > 0)
            yield return ["rounding", string.Join(", ", provenance.Rounding.Select(r => $"{VisibleText.Of(r.Name)} {r.Value.Text}"))];
    }

    // Several values are on lines of their own.
    private static object Option(string value) =>
        value.Split('\n').SelectMany((part, n) => n == 0 ? [Html.Name(part)] : new object[] { new XElement("br"), Html.Name(part) })
            .ToArray();
}
