using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Writes what a document says of its inputs.</summary>
internal sealed class InputWriter
{
    private readonly DocumentJsonWriter _json;
    private readonly EquatableArray<Output> _outputs;

    /// <summary>Prepares to write.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="outputs">The outputs, which directions name.</param>
    public InputWriter(DocumentJsonWriter json, EquatableArray<Output> outputs) => (_json, _outputs) = (json, outputs);

    /// <summary>Writes an input.</summary>
    public void Write(Input input)
    {
        _json.WriteStartObject();
        _json.Member("name", input.Name);
        _json.Optional("title", input.Title);
        _json.Optional("description", input.Description);
        input.Match(WriteNumber, WriteCategory);
        WriteMeaning(input);
        _json.WriteEndObject();
    }

    private void WriteNumber(NumberInput number)
    {
        _json.Optional("unit", number.Unit);
        _json.LineArray("range", EquatableArray.Of(number.Minimum, number.Maximum), _json.WriteNumber);
        _json.Optional("step", number.Step);
        if (number.Specials.Count > 0)
            _json.Array("special", number.Specials, WriteSpecial);
        WriteMissing(number);
    }

    private void WriteSpecial(SpecialValue special) => _json.LineObject(() =>
    {
        if (special.Value is { } value)
            _json.Member("value", value);
        else
            _json.Member("value", "NaN");
        _json.Member("name", special.Name);
        if (special.IsInside)
            _json.Member("inside", true);
    });

    private void WriteMissing(NumberInput input)
    {
        if (input.DeclaredMarks is not { } marks)
        {
            _json.Optional("missing", input.Missing);
            return;
        }

        _json.LineObject("missing", () =>
        {
            _json.Optional("value", input.Missing);
            _json.WritePropertyName("marks");
            _json.WriteStartArray();
            foreach (var mark in marks)
                _json.WriteNumber(mark);
            _json.WriteEndArray();
        });
    }

    private void WriteCategory(CategoryInput category)
    {
        _json.LineArray("categories", category.Categories, _json.WriteValue);
        if (category.Other is { } other)
            _json.Member("other", category.Categories[other]);
        if (category.Order.Count > 0)
            _json.LineArray("order", category.Order, c => _json.WriteValue(category.Categories[c]));
    }

    private void WriteMeaning(Input input)
    {
        if (input.Directions.Count > 0)
            WriteDirections(input.Directions);
        if (input.IsImmutable)
            _json.Member("immutable", true);
        if (input.Actionable is { } actionable)
        {
            _json.Member("actionable", actionable switch
            {
                Actionable.Up => "up",
                Actionable.Down => "down",
                Actionable.Both => "both",
                _ => "no",
            });
        }

        if (input.Reason is { } reason)
        {
            _json.LineObject("reason", () =>
            {
                _json.Member("code", reason.Code);
                _json.Member("text", reason.Text);
            });
        }
    }

    // One word where it is said of every output.
    private void WriteDirections(EquatableArray<Direction> directions)
    {
        if (directions.All(d => d == directions[0]))
        {
            _json.Member("direction", Word(directions[0]));
            return;
        }

        _json.LineObject("direction", () =>
        {
            for (var k = 0; k < directions.Count; k++)
            {
                if (directions[k] != Direction.Unclaimed)
                    _json.Member(_outputs[k].Name, Word(directions[k]));
            }
        });
    }

    private static string Word(Direction direction) => direction == Direction.Increasing ? "increasing" : "decreasing";
}
