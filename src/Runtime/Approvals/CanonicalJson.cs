using System;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Approvals;

/// <summary>Any JSON value as canonical text: members by their names, numbers by their digits, what only people read left out.</summary>
internal static class CanonicalJson
{
    /// <summary>The value as text.</summary>
    /// <param name="node">The value.</param>
    public static string Of(JsonNode node) => node switch
    {
        JsonObject members => CanonicalText.Object(members.Members
            .Where(m => !IsForPeople(m))
            .OrderBy(m => m.Name.Value, StringComparer.Ordinal)
            .Select(m => (m.Name.Value, (string?)Of(m.Value)))),
        JsonArray array => CanonicalText.List(array.Items.Select(Of)),
        JsonNumber number => CanonicalText.Of(number.Value),
        JsonString text => CanonicalText.Of(text.Value),
        JsonLiteral literal => literal.Text,
        _ => throw new ArgumentException("This is no JSON value.", nameof(node)),
    };

    // Only where it is a text: an input may be called 'description', and its numbers count.
    private static bool IsForPeople(JsonMember member) => member is { Name.Value: "$schema" or "description", Value: JsonString };
}
