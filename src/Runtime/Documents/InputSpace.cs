using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>The declared inputs by name, and the points over them.</summary>
internal sealed class InputSpace
{
    private readonly NameIndex _names = new("input");
    private readonly List<NameIndex> _values = new();

    private InputSpace(JsonNode node, InputReader reader) =>
        Inputs = node.AsArray().Select(i => reader.Read(i.AsObject(), _names, _values)).ToEquatableArray();

    public EquatableArray<Input> Inputs { get; }

    public static InputSpace Read(JsonNode node, int version, IReadOnlyList<Output> outputs)
    {
        var space = new InputSpace(node, new InputReader(version, outputs));
        return space.Inputs.Count > 0 ? space : throw node.Error(DocumentFault.Value, "A rule system has at least one input.");
    }

    /// <summary>The position of the input that a member is named for.</summary>
    public int Find(JsonMember member) => _names.Find(member.Name, member.Name.Value);

    /// <summary>The position of a category of an input, or of a special value of one that is a number.</summary>
    public int FindValue(int input, JsonNode node, string name) => _values[input].Find(node, name);

    public EquatableArray<InputValue> ReadPoint(JsonObject node)
    {
        var values = new InputValue?[Inputs.Count];
        foreach (var member in node.Members)
        {
            var input = Find(member);
            values[input] = Inputs[input].Match(
                number => ReadNumber(input, number, member.Value),
                _ => new CategoryValue(FindValue(input, member.Value, member.Value.AsText())));
        }

        var absent = Array.IndexOf(values, null);
        return absent < 0
            ? values.Select(v => v!).ToEquatableArray()
            : throw node.Error(
                DocumentFault.MissingMember, $"This point has no value for the input '{VisibleText.Of(Inputs[absent].Name)}'.");
    }

    private InputValue ReadNumber(int position, NumberInput input, JsonNode node)
    {
        if (node is JsonObject choice && input.Specials.Count > 0)
        {
            choice.Allow("special");
            var name = choice.Require("special");
            var special = FindValue(position, name, name.AsText());
            return new SpecialChoice(special, input.Specials[special].InRow);
        }

        var number = node.AsNumber();
        var same = input.FindSpecial(number.Value);
        return same < 0 ? new NumberValue(number) : throw node.Error(
            DocumentFault.Value,
            $"{number.Text} means \"{VisibleText.Of(input.Specials[same].Name)}\" here; write {{ \"special\": … }} with that name.");
    }
}
