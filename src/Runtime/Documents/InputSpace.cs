using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>The declared inputs, and the expressions and points over them.</summary>
internal sealed class InputSpace
{
    private readonly NameIndex _names = new("input");
    private readonly List<NameIndex?> _categories = new();

    private InputSpace(JsonNode node) => Inputs = node.AsArray().Select(i => ReadInput(i.AsObject())).ToEquatableArray();

    public EquatableArray<Input> Inputs { get; }

    public static InputSpace Read(JsonNode node)
    {
        var space = new InputSpace(node);
        return space.Inputs.Count > 0 ? space : throw node.Error(DocumentFault.Value, "A rule system has at least one input.");
    }

    public Expression ReadExpression(JsonObject node)
    {
        node.Allow("bias", "weights");
        var terms = (node.Find("weights")?.AsObject().Members ?? Array.Empty<JsonMember>()).Select(ReadTerm);
        return new Expression(node.Require("bias").AsNumber(), terms.OrderBy(t => t.Input).ToEquatableArray());
    }

    public EquatableArray<InputValue> ReadPoint(JsonObject node)
    {
        var values = new InputValue?[Inputs.Count];
        foreach (var member in node.Members)
        {
            var input = _names.Find(member.Name, member.Name.Value);
            values[input] = _categories[input] is { } categories
                ? new CategoryValue(categories.Find(member.Value, member.Value.AsText()))
                : new NumberValue(member.Value.AsNumber());
        }

        var absent = Array.IndexOf(values, null);
        return absent < 0
            ? values.Select(v => v!).ToEquatableArray()
            : throw node.Error(DocumentFault.MissingMember, $"This point has no value for the input '{VisibleText.Of(Inputs[absent].Name)}'.");
    }

    private Input ReadInput(JsonObject node)
    {
        var nameNode = node.Require("name");
        var name = _names.Declare(nameNode, nameNode.AsName());
        if (node.Find("categories") is { } categoriesNode)
            return ReadCategoryInput(node, name, categoriesNode);

        node.Allow("name", "description", "unit", "range", "missing");
        _categories.Add(null);
        var rangeNode = node.Find("range") ?? throw node.Error(
            DocumentFault.MissingMember, "An input has either 'range' (it is a number) or 'categories'.");
        var range = rangeNode.AsArray();
        if (range.Count != 2 || range[0].AsNumber().Value > range[1].AsNumber().Value)
            throw rangeNode.Error(DocumentFault.Value, "A range is two numbers, [smallest, largest].");
        var (missing, marks) = ReadMissing(node.Find("missing"));
        return new NumberInput(name, node.Text("description"), node.Text("unit"), range[0].AsNumber(), range[1].AsNumber(), missing) { DeclaredMarks = marks };
    }

    /// <summary>The value that stands for a missing one, and the numbers that mean missing where they are declared.</summary>
    private static (Number? Value, EquatableArray<Number>? Marks) ReadMissing(JsonNode? node)
    {
        if (node is not JsonObject missing)
            return (node?.AsNumber(), null);
        missing.Allow("value", "marks");
        var marks = new List<Number>();
        foreach (var mark in missing.Require("marks").AsArray())
        {
            var number = mark.AsNumber();
            if (marks.Any(m => m.Value == number.Value))
                throw mark.Error(DocumentFault.Repeated, $"The mark {number.Text} stands here already.");
            marks.Add(number);
        }

        return (missing.Number("value"), marks.ToEquatableArray());
    }

    private CategoryInput ReadCategoryInput(JsonObject node, string name, JsonNode categoriesNode)
    {
        node.Allow("name", "description", "categories", "other");
        var index = new NameIndex("category");
        var categories = categoriesNode.AsArray().Select(c => index.Declare(c, c.AsText())).ToEquatableArray();
        if (categories.Count == 0)
            throw categoriesNode.Error(DocumentFault.Value, "A category input has at least one category.");
        _categories.Add(index);
        var other = node.Find("other") is { } otherNode ? index.Find(otherNode, otherNode.AsText()) : (int?)null;
        return new CategoryInput(name, node.Text("description"), categories, other);
    }

    private Term ReadTerm(JsonMember member)
    {
        var input = _names.Find(member.Name, member.Name.Value);
        if (_categories[input] is not { } categories)
        {
            return member.Value is JsonNumber
                ? new NumberTerm(input, member.Value.AsNumber())
                : throw member.Value.Error(DocumentFault.Value, $"The weight of a number input is a number, found {member.Value.Kind}.");
        }

        if (member.Value is not JsonObject table)
        {
            throw member.Value.Error(
                DocumentFault.Value, $"The weight of a category input is an object with one number per category, found {member.Value.Kind}.");
        }

        var weights = table.Members.Select(m => new CategoryWeight(categories.Find(m.Name, m.Name.Value), m.Value.AsNumber()));
        return new CategoryTerm(input, weights.OrderBy(w => w.Category).ToEquatableArray());
    }
}
