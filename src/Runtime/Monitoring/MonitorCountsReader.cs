using System.Globalization;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;

namespace RuleCompiler.Monitoring;

/// <summary>Reads the file of counts that a generated class writes.</summary>
internal static class MonitorCountsReader
{
    public static MonitorCounts Read(string text, RuleDocument document)
    {
        var root = StrictJson.Parse(text).AsObject();
        root.Allow("name", "meaning", "rules", "counts");
        // Before anything that other rules have other names for.
        var name = root.Require("name");
        if (name.AsText() != document.Name)
        {
            throw name.Error(
                DocumentFault.Value,
                $"These are counts of '{VisibleText.Of(name.AsText())}', and the document is '{VisibleText.Of(document.Name)}'; name the "
                    + "document that they were counted with.");
        }

        var meaning = root.Require("meaning");
        if (meaning.AsText() != Meaning.Of(document).Hash)
        {
            throw meaning.Error(
                DocumentFault.Value,
                "These were counted with rules that mean something else than the document now; compare them with the document of then, or "
                    + "count anew.");
        }

        var counts = new RowCountsReader(document.Inputs, document.Outputs, document.Decision).Read(root.Require("counts").AsObject());
        if (document.Provenance?.Counts is { } training && !training.HasLimitsOf(counts))
        {
            throw root.Require("counts").Error(
                DocumentFault.Value,
                "These were counted in other bands of scores than those of the document; compare them with the document of then, or count "
                    + "anew.");
        }

        return new MonitorCounts(
            document.Name, meaning.AsText(), ReadRules(root.Require("rules").AsObject(), document, counts.Rows), counts);
    }

    private static EquatableArray<long> ReadRules(JsonObject node, RuleDocument document, long rows)
    {
        var ids = document.Rules.Select(r => r.Id.ToString(CultureInfo.InvariantCulture)).ToArray();
        node.Allow(ids);
        var counts = ids.Select(id => RowCountsReader.ReadCount(node.Require(id))).ToEquatableArray();
        RowCountsReader.RequireSum(node, counts, rows);
        return counts;
    }
}
