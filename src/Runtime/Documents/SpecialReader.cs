using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Reads the special values of a number: <c>[{ "value": -9, "name": "no record" }]</c>.</summary>
internal sealed class SpecialReader
{
    private const string NaN = "NaN";

    private readonly NumberInput _input;
    private readonly JsonNode? _missing;

    /// <summary>Prepares to read.</summary>
    /// <param name="input">The input, with its range, marks and missing value.</param>
    /// <param name="missing">Where its missing value stands.</param>
    public SpecialReader(NumberInput input, JsonNode? missing) => (_input, _missing) = (input, missing);

    /// <summary>The names, as they are read.</summary>
    public NameIndex Names { get; } = new("special value");

    /// <summary>Reads the values.</summary>
    public EquatableArray<SpecialValue> Read(JsonNode? node)
    {
        var specials = new List<SpecialValue>();
        foreach (var item in node?.AsArray() ?? [])
        {
            var special = item.AsObject();
            special.Allow("value", "name", "inside");
            var value = special.Require("value");
            var read = new SpecialValue(ReadValue(value), ReadName(special.Require("name")), special.Find("inside")?.AsBoolean() ?? false);
            if (specials.Any(s => s.Is(read.InRow)))
                throw value.Error(DocumentFault.Repeated, "This value is special already; it can mean only one thing.");
            RequireDisjoint(value, read);
            RequireInside(special, value, read);
            specials.Add(read);
        }

        return specials.ToEquatableArray();
    }

    private static Number? ReadValue(JsonNode node)
    {
        if (node is JsonString text)
            return text.Value == NaN ? null : throw node.Error(DocumentFault.Value, "A special value is a number, or the text \"NaN\".");
        return node.AsShortest();
    }

    private string ReadName(JsonNode node) => Names.Declare(node, node.AsName());

    private void RequireDisjoint(JsonNode node, SpecialValue special)
    {
        if (special.Value is null && _missing is not null)
            throw node.Error(DocumentFault.Repeated, "NaN is special here, so it is not missing as well; leave 'missing' out.");
        if (special.Value is not { } value)
            return;
        if (_input.Marks.Any(m => m.Value == value.Value))
            throw node.Error(DocumentFault.Repeated, $"{value.Text} is a mark of missing values already.");
        if (_input.Missing?.Value == value.Value)
            throw node.Error(DocumentFault.Repeated, $"{value.Text} stands for missing values already, so it is a quantity.");
    }

    private void RequireInside(JsonObject special, JsonNode value, SpecialValue read)
    {
        var isInside = read.Value is { } number && _input.IsInRange(number.Value);
        if (isInside && !read.IsInside)
            throw value.Error(
                DocumentFault.Value,
                $"{read.Value!.Value.Text} is inside the range; say \"inside\": true where it is no quantity all the same.");
        if (!isInside && read.IsInside)
            throw special.Require("inside").Error(DocumentFault.Value, "This value is not inside the range.");
    }
}
