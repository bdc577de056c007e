using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Policies;

/// <summary>A place in the JSON of a document: names of members and positions in arrays, on the way down.</summary>
/// <param name="Steps">The steps from the root.</param>
internal sealed record DocumentPlace(EquatableArray<string> Steps)
{
    /// <summary>The place at the end of some steps.</summary>
    /// <param name="steps">Names and positions.</param>
    public static DocumentPlace At(params object[] steps) =>
        new(steps.Select(s => System.Convert.ToString(s, CultureInfo.InvariantCulture)!).ToEquatableArray());

    /// <summary>The place one step farther down, and so on.</summary>
    /// <param name="steps">Names and positions.</param>
    public DocumentPlace Then(params object[] steps) => new(Steps.Concat(At(steps).Steps).ToEquatableArray());

    /// <summary>The node at the place, or the last on the way to it that is there.</summary>
    /// <param name="root">The document.</param>
    public JsonNode Find(JsonObject root)
    {
        JsonNode node = root;
        foreach (var step in Steps)
        {
            var next = node switch
            {
                JsonObject members => members.Find(step),
                JsonArray items => Item(items.Items, step),
                _ => null,
            };
            if (next is null)
                break;
            node = next;
        }

        return node;
    }

    private static JsonNode? Item(IReadOnlyList<JsonNode> items, string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position < items.Count
            ? items[position]
            : null;
}
