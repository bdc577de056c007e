using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Policies;

/// <summary>Reads what a policy assumes of inputs.</summary>
internal static class AssumptionReader
{
    /// <summary>Reads the part <c>where</c>.</summary>
    /// <param name="node">One member per input.</param>
    /// <param name="names">The document's names.</param>
    public static EquatableArray<Assumption> Read(JsonObject node, PolicyNames names) => node.Members.Select(member =>
    {
        var input = names.Input(member.Name, member.Name.Value);
        return names.Document.Inputs[input].Match(
            number => ReadNumber(member.Value, input, number, names),
            _ => new Assumption(input, ReadList(member.Value, item => names.Category(input, item)), null));
    }).ToEquatableArray();

    private static Assumption ReadNumber(JsonNode node, int input, NumberInput number, PolicyNames names)
    {
        if (node is JsonNumber)
            return new Assumption(input, EquatableArray<int>.Empty, Require(node, number, Single(node.AsNumber())));
        var limits = node.AsObject();
        limits.Allow("atLeast", "above", "atMost", "below", "special");
        if (limits.Find("atLeast") is not null && limits.Find("above") is { } above)
            throw above.Error(DocumentFault.Repeated, "There are two lower bounds; give 'atLeast' or 'above'.");
        if (limits.Find("atMost") is not null && limits.Find("below") is { } below)
            throw below.Error(DocumentFault.Repeated, "There are two upper bounds; give 'atMost' or 'below'.");
        var interval = new QuantityInterval(
            limits.Number("atLeast") ?? limits.Number("above"),
            limits.Find("above") is not null,
            limits.Number("atMost") ?? limits.Number("below"),
            limits.Find("below") is not null);
        var hasLimits = interval.Lower is not null || interval.Upper is not null;
        var specials = limits.Find("special") is { } list
            ? ReadList(list, item => names.Special(input, item, item.AsText()))
            : EquatableArray<int>.Empty;
        return hasLimits || specials.Count > 0
            ? new Assumption(input, specials, hasLimits ? Require(node, number, interval) : null)
            : throw node.Error(
                DocumentFault.MissingMember, "Say what is assumed: 'atLeast', 'above', 'atMost', 'below' or 'special'.");
    }

    private static QuantityInterval Single(Number value) => new(value, false, value, false);

    // What is assumed of no row says nothing, and is a slip of the pen.
    private static QuantityInterval Require(JsonNode node, NumberInput number, QuantityInterval interval)
    {
        var lower = interval.Lower?.Value ?? double.NegativeInfinity;
        var upper = interval.Upper?.Value ?? double.PositiveInfinity;
        if (lower > upper || (lower == upper && (interval.IsAbove || interval.IsBelow)))
            throw node.Error(DocumentFault.Value, "No number lies between these bounds.");
        return lower <= number.Maximum.Value && upper >= number.Minimum.Value
            ? interval
            : throw node.Error(
                DocumentFault.Value,
                $"This is outside the range of '{VisibleText.Of(number.Name)}', which is {number.Minimum.Text} to {number.Maximum.Text}, "
                    + "so that the policy would say nothing.");
    }

    private static EquatableArray<int> ReadList(JsonNode node, System.Func<JsonNode, int> read)
    {
        var items = node is JsonString text ? [text] : node.AsArray();
        return items.Count > 0
            ? items.Select(read).Distinct().OrderBy(p => p).ToEquatableArray()
            : throw node.Error(DocumentFault.Value, "Name at least one.");
    }
}
