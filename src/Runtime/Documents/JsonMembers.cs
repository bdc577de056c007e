using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Exact;

namespace RuleCompiler.Documents;

/// <summary>Typed access to the members of JSON objects; what does not fit throws with its place.</summary>
internal static class JsonMembers
{
    /// <summary>Names, texts and categories longer than this are refused.</summary>
    public const int MaxTextLength = 10_000;

    /// <summary>Refuses members that the format does not have.</summary>
    public static void Allow(this JsonObject node, params string[] names)
    {
        foreach (var member in node.Members)
        {
            if (!names.Contains(member.Name.Value))
            {
                var message = $"'{VisibleText.Of(member.Name.Value)}' is not a member of this object; it may have "
                    + $"{string.Join(", ", names)}.";
                throw member.Name.Error(DocumentFault.UnknownMember, message);
            }
        }
    }

    /// <summary>Refuses members that neither of two lists has.</summary>
    public static void Allow(this JsonObject node, string[] names, string[] more) => node.Allow([.. names, .. more]);

    public static JsonNode Require(this JsonObject node, string name) =>
        node.Find(name) ?? throw node.Error(DocumentFault.MissingMember, $"The member '{name}' is missing from this object.");

    public static JsonObject AsObject(this JsonNode node) => node as JsonObject ?? throw Unexpected(node, "an object");

    public static IReadOnlyList<JsonNode> AsArray(this JsonNode node) => (node as JsonArray ?? throw Unexpected(node, "an array")).Items;

    public static Number AsNumber(this JsonNode node) => (node as JsonNumber ?? throw Unexpected(node, "a number")).Value;

    /// <summary>
    /// A number that is the shortest decimal of its double, so that the digits and the double lie on the same side of all doubles.
    /// </summary>
    public static Number AsShortest(this JsonNode node)
    {
        var number = node.AsNumber();
        var shortest = number.ShortestDigits;
        return Rational.Parse(number.Text) == Rational.Parse(shortest)
            ? number
            : throw node.Error(DocumentFault.Value, $"{number.Text} is not the shortest decimal of its double; write {shortest}.");
    }

    public static string AsText(this JsonNode node)
    {
        var text = (node as JsonString ?? throw Unexpected(node, "a text")).Value;
        return text.Length <= MaxTextLength
            ? text
            : throw node.Error(DocumentFault.Limit, $"This text is longer than {MaxTextLength} characters.");
    }

    /// <summary>A number between two bounds, both included.</summary>
    public static Number AsNumber(this JsonNode node, double minimum, double maximum)
    {
        var number = node.AsNumber();
        if (number.Value >= minimum && number.Value <= maximum)
            return number;
        var expected = double.IsInfinity(maximum)
            ? string.Format(CultureInfo.InvariantCulture, "of at least {0}", minimum)
            : string.Format(CultureInfo.InvariantCulture, "from {0} to {1}", minimum, maximum);
        throw node.Error(DocumentFault.Value, $"Expected a number {expected}, found {number.Text}.");
    }

    public static string AsName(this JsonNode node)
    {
        var name = node.AsText();
        return string.IsNullOrWhiteSpace(name) ? throw node.Error(DocumentFault.Value, "A name may not be empty or blank.") : name;
    }

    public static int AsInteger(this JsonNode node, int minimum)
    {
        var text = node.AsNumber().Text;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum)
            return value;
        throw node.Error(
            DocumentFault.Value, $"Expected a whole number from {minimum} to {int.MaxValue}, written as digits only; found {text}.");
    }

    public static bool AsBoolean(this JsonNode node) => node is JsonLiteral { Text: "true" or "false" } literal
        ? literal.Text == "true"
        : throw Unexpected(node, "true or false");

    public static string? Text(this JsonObject node, string name) => node.Find(name)?.AsText();

    public static Number? Number(this JsonObject node, string name) => node.Find(name)?.AsNumber();

    public static Number? Number(this JsonObject node, string name, double minimum, double maximum) =>
        node.Find(name)?.AsNumber(minimum, maximum);

    private static RuleDocumentException Unexpected(JsonNode node, string expected) =>
        node.Error(DocumentFault.Value, $"Expected {expected}, found {node.Kind}.");
}
