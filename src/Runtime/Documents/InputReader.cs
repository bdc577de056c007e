using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Reads what a document says of one input.</summary>
internal sealed class InputReader
{
    private static readonly string[] Meaning = [.. InputMeaningReader.Members, "direction"];

    private readonly bool _hasMeaning;
    private readonly IReadOnlyList<Output> _outputs;

    /// <summary>Prepares to read inputs.</summary>
    /// <param name="version">The version of the document.</param>
    /// <param name="outputs">The outputs, which directions name.</param>
    public InputReader(int version, IReadOnlyList<Output> outputs) => (_hasMeaning, _outputs) = (version > 1, outputs);

    /// <summary>Reads an input.</summary>
    /// <param name="node">Where it stands.</param>
    /// <param name="names">Gets its name.</param>
    /// <param name="values">Gets the names of its categories or special values.</param>
    public Input Read(JsonObject node, NameIndex names, List<NameIndex> values)
    {
        var nameNode = node.Require("name");
        var name = names.Declare(nameNode, nameNode.AsName());
        var input = node.Find("categories") is { } categories
            ? ReadCategory(node, name, categories, values)
            : ReadNumber(node, name, values);
        return _hasMeaning
            ? InputMeaningReader.Read(input, node) with { Directions = ReadDirections(node.Find("direction"), input) }
            : input;
    }

    private Input ReadNumber(JsonObject node, string name, List<NameIndex> values)
    {
        node.Allow(
            ["name", "description", "unit", "range", "missing"],
            _hasMeaning ? [.. Meaning, "special", "step"] : []);
        var rangeNode = node.Find("range") ?? throw node.Error(
            DocumentFault.MissingMember, "An input has either 'range' (it is a number) or 'categories'.");
        var range = rangeNode.AsArray();
        if (range.Count != 2 || range[0].AsNumber().Value > range[1].AsNumber().Value)
            throw rangeNode.Error(DocumentFault.Value, "A range is two numbers, [smallest, largest].");
        var (missing, marks) = ReadMissing(node.Find("missing"), _hasMeaning);
        var input = new NumberInput(
            name, node.Text("description"), node.Text("unit"), range[0].AsNumber(), range[1].AsNumber(), missing)
        { DeclaredMarks = marks };
        if (node.Find("step") is { } step)
            input = input with { Step = InputMeaningReader.ReadStep(step) };
        var specials = new SpecialReader(input, node.Find("missing"));
        input = input with { Specials = specials.Read(node.Find("special")) };
        values.Add(specials.Names);
        return input;
    }

    /// <summary>The value that stands for a missing one, and the numbers that mean missing where they are declared.</summary>
    private static (Number? Value, EquatableArray<Number>? Marks) ReadMissing(JsonNode? node, bool areShortest)
    {
        if (node is not JsonObject missing)
            return (node?.AsNumber(), null);
        missing.Allow("value", "marks");
        var marks = new List<Number>();
        foreach (var mark in missing.Require("marks").AsArray())
        {
            var number = areShortest ? mark.AsShortest() : mark.AsNumber();
            if (marks.Any(m => m.Value == number.Value))
                throw mark.Error(DocumentFault.Repeated, $"The mark {number.Text} stands here already.");
            marks.Add(number);
        }

        return (missing.Number("value"), marks.ToEquatableArray());
    }

    private Input ReadCategory(JsonObject node, string name, JsonNode categoriesNode, List<NameIndex> values)
    {
        node.Allow(["name", "description", "categories", "other"], _hasMeaning ? [.. Meaning, "order"] : []);
        var index = new NameIndex("category");
        var categories = categoriesNode.AsArray().Select(c => index.Declare(c, c.AsText())).ToEquatableArray();
        if (categories.Count == 0)
            throw categoriesNode.Error(DocumentFault.Value, "A category input has at least one category.");
        values.Add(index);
        var other = node.Find("other") is { } otherNode ? index.Find(otherNode, otherNode.AsText()) : (int?)null;
        var input = new CategoryInput(name, node.Text("description"), categories, other);
        return node.Find("order") is { } order
            ? input with { Order = InputMeaningReader.ReadOrder(order, index, categories.Count) }
            : input;
    }

    private EquatableArray<Direction> ReadDirections(JsonNode? node, Input input)
    {
        if (node is null)
            return EquatableArray<Direction>.Empty;
        if (input.Match(_ => false, category => category.Order.Count == 0))
            throw node.Error(DocumentFault.Value, "Categories have a direction only where 'order' says which is lower.");
        if (node is not JsonObject perOutput)
        {
            var direction = ReadDirection(node);
            return _outputs.Select(_ => direction).ToEquatableArray();
        }

        var directions = new Direction[_outputs.Count];
        foreach (var member in perOutput.Members)
        {
            var output = _outputs.Select(o => o.Name).ToList().IndexOf(member.Name.Value);
            if (output < 0)
                throw member.Name.Error(
                    DocumentFault.Dangling, $"There is no output '{VisibleText.Of(member.Name.Value)}' in this document.");
            directions[output] = ReadDirection(member.Value);
        }

        return perOutput.Members.Count > 0
            ? directions.ToEquatableArray()
            : throw node.Error(DocumentFault.Value, "Name an output and its direction, or leave 'direction' out.");
    }

    private static Direction ReadDirection(JsonNode node) => node.AsText() switch
    {
        "increasing" => Direction.Increasing,
        "decreasing" => Direction.Decreasing,
        var other => throw node.Error(DocumentFault.Value, $"'{VisibleText.Of(other)}' is neither 'increasing' nor 'decreasing'."),
    };
}
