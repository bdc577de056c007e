using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Review;

/// <summary>Finds where parts of a document's meaning stand in its JSON.</summary>
internal static class PartPlaces
{
    /// <summary>The place of the first change that has one.</summary>
    /// <param name="root">The document.</param>
    /// <param name="changes">What changed.</param>
    /// <returns>The place; null where what changed is not there, or not in this file.</returns>
    public static JsonNode? Find(JsonObject root, IEnumerable<PartChange> changes) =>
        changes.Select(c => Find(root, c)).FirstOrDefault(node => node is not null);

    private static JsonNode? Find(JsonObject root, PartChange change)
    {
        var node = root.Find(Member(change.Part));
        // What is gone and what is in another order is shown at the list.
        return change.Key is { } key && node is JsonArray list && change.Kind != PartChangeKind.Removed
            ? list.Items.OfType<JsonObject>().FirstOrDefault(item => IsNamed(item, key)) ?? node
            : node;
    }

    private static bool IsNamed(JsonObject item, string key) => item.Find("id") is JsonNumber id
        ? id.Value.Text == key
        : item.Find("name") is JsonString name && name.Value == key;

    private static string Member(MeaningPartKind part) => part switch
    {
        MeaningPartKind.Version => "version",
        MeaningPartKind.Name => "name",
        MeaningPartKind.Input => "inputs",
        MeaningPartKind.Outputs => "outputs",
        MeaningPartKind.Decision => "decision",
        MeaningPartKind.Condition => "conditions",
        MeaningPartKind.Common => "common",
        MeaningPartKind.Tree => "tree",
        MeaningPartKind.Rule => "rules",
        MeaningPartKind.Reference => "references",
        // They stand in a file of their own.
        _ => "policies",
    };
}
