using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Approvals;

/// <summary>Reads and checks <c>NAME.approval.json</c>, as strictly as documents are read.</summary>
public static class ApprovalReader
{
    /// <summary>Reads an approval.</summary>
    /// <param name="text">The JSON text.</param>
    /// <returns>The approval.</returns>
    /// <exception cref="RuleDocumentException">Something is wrong; the first fault, with line and column.</exception>
    public static Approval Read(string text)
    {
        var root = StrictJson.Parse(text).AsObject();
        RequireVersion(root);
        root.Allow("$schema", "version", "name", "meaning", "policies", "approvals", "previous", "figures", "parts");
        root.Text("$schema");
        return new Approval(
            root.Require("name").AsName(),
            Hash(root.Require("meaning")),
            root.Require("policies") is JsonLiteral { Text: "null" } ? null : Hash(root.Require("policies")),
            Signatures(root.Require("approvals")),
            Figures(root.Require("figures").AsObject()),
            Parts(root.Require("parts").AsArray()))
        {
            Previous = root.Find("previous") is { } previous ? PreviousMeaning(previous.AsObject()) : null,
        };
    }

    /// <summary>Whether a text is a date as <c>YYYY-MM-DD</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is; not for the 30th of February.</returns>
    public static bool IsDate(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static void RequireVersion(JsonObject root)
    {
        var version = root.Find("version")
            ?? throw root.Error(DocumentFault.Version, "The member 'version' is missing; approvals have version 1.");
        if (version.AsNumber().Text != Approval.NewestVersion.ToString(CultureInfo.InvariantCulture))
            throw version.Error(
                DocumentFault.Version,
                $"Version {version.AsNumber().Text} is not one that is read here, which is {Approval.NewestVersion}; use the RuleCompiler "
                    + "that wrote the approval.");
    }

    private static EquatableArray<Signature> Signatures(JsonNode node) => node.AsArray() is { Count: > 0 } items
        ? items.Select(i => Signature(i.AsObject())).ToEquatableArray()
        : throw node.Error(DocumentFault.Value, "Nobody has approved: an approval has at least one entry here.");

    private static Signature Signature(JsonObject node)
    {
        node.Allow("by", "date", "note");
        var date = node.Require("date");
        return IsDate(date.AsText())
            ? new Signature(node.Require("by").AsName(), date.AsText(), node.Text("note"))
            : throw date.Error(DocumentFault.Value, $"'{VisibleText.Of(date.AsText())}' is not a date as YYYY-MM-DD.");
    }

    private static PreviousMeaning PreviousMeaning(JsonObject node)
    {
        node.Allow("meaning", "change");
        return new PreviousMeaning(Hash(node.Require("meaning")), node.Find("change")?.AsName());
    }

    private static ApprovedFigures Figures(JsonObject node)
    {
        node.Allow("rules", "numbers", "metrics");
        return new ApprovedFigures(
            node.Require("rules").AsInteger(1), node.Require("numbers").AsInteger(0), ProvenanceReader.ReadMetrics(node.Find("metrics")));
    }

    private static EquatableArray<MeaningPart> Parts(IReadOnlyList<JsonNode> nodes)
    {
        var seen = new HashSet<(MeaningPartKind Kind, string? Key)>();
        var parts = new List<MeaningPart>();
        foreach (var node in nodes)
        {
            var part = Part(node.AsObject());
            if (!seen.Add((part.Kind, part.Key)))
                throw node.Error(DocumentFault.Repeated, "This part is listed twice.");
            parts.Add(part);
        }

        return parts.ToEquatableArray();
    }

    private static MeaningPart Part(JsonObject node)
    {
        node.Allow("part", "key", "hash");
        var word = node.Require("part");
        var kind = MeaningPartWords.Find(word.AsText()) ?? throw word.Error(
            DocumentFault.Value,
            $"'{VisibleText.Of(word.AsText())}' is no part of a document; those are {string.Join(", ", MeaningPartWords.All)}.");
        var hash = node.Require("hash");
        if (!Fingerprint.IsDigits(hash.AsText(), Fingerprint.PartLength))
            throw hash.Error(
                DocumentFault.Value, $"The hash of a part is {Fingerprint.PartLength} hexadecimal digits in lower case.");
        return MeaningPartWords.HasKeys(kind)
            ? new MeaningPart(kind, node.Require("key").AsName(), hash.AsText())
            : node.Find("key") is { } key
                ? throw key.Error(DocumentFault.Value, "There is one such part only, so it has no key.")
                : new MeaningPart(kind, null, hash.AsText());
    }

    private static string Hash(JsonNode node)
    {
        var text = node.AsText();
        return text.StartsWith(Fingerprint.Prefix, StringComparison.Ordinal)
            && Fingerprint.IsDigits(text.Substring(Fingerprint.Prefix.Length), Fingerprint.Length)
            ? text
            : throw node.Error(
                DocumentFault.Value,
                $"A hash is '{Fingerprint.Prefix}' and {Fingerprint.Length} hexadecimal digits in lower case; rulec approve writes it.");
    }
}
