using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Reads sums over the inputs of a document.</summary>
internal sealed class ExpressionReader
{
    private readonly InputSpace _space;
    private readonly IdIndex _conditions;
    private readonly bool _hasHinges;

    /// <summary>Prepares to read.</summary>
    /// <param name="space">The inputs.</param>
    /// <param name="conditions">The conditions, as they are declared.</param>
    /// <param name="version">The version of the document.</param>
    public ExpressionReader(InputSpace space, IdIndex conditions, int version) =>
        (_space, _conditions, _hasHinges) = (space, conditions, version > 1);

    /// <summary>Reads a sum.</summary>
    /// <param name="node">Where it stands.</param>
    /// <param name="condition">
    /// The position of the condition whose sum it is; null for an output, whose adjustments may be of all conditions.
    /// </param>
    public Expression Read(JsonObject node, int? condition = null)
    {
        node.Allow(["bias", "weights"], _hasHinges ? ["adjustments"] : []);
        var terms = Members(node, "weights").Select(ReadTerm);
        var adjustments = Members(node, "adjustments").Select(a => ReadAdjustment(a, condition));
        return new Expression(node.Require("bias").AsNumber(), terms.OrderBy(t => t.Input).ToEquatableArray())
        {
            Adjustments = adjustments.OrderBy(a => a.Condition).ToEquatableArray(),
        };
    }

    /// <summary>Reads one sum per output, null where none stands; in version 1 none may be null.</summary>
    public EquatableArray<Expression?> ReadOutputs(JsonNode node, string owner, int outputs)
    {
        var expressions = node.AsArray().Select(e => _hasHinges && e is JsonLiteral { Text: "null" } ? null : Read(e.AsObject()))
            .ToEquatableArray();
        return expressions.Count == outputs
            ? expressions
            : throw node.Error(
                DocumentFault.Value, $"{owner} has {expressions.Count} expressions; it needs one for each of the {outputs} outputs.");
    }

    private static IEnumerable<JsonMember> Members(JsonObject node, string name) => node.Find(name)?.AsObject().Members ?? [];

    private Adjustment ReadAdjustment(JsonMember member, int? condition)
    {
        var position = _conditions.Find(member.Name, member.Name.Value);
        return position < (condition ?? int.MaxValue)
            ? new Adjustment(position, member.Value.AsNumber())
            : throw member.Name.Error(DocumentFault.Dangling, "A condition may have adjustments only of conditions that stand before it.");
    }

    private Term ReadTerm(JsonMember member)
    {
        var input = _space.Find(member);
        return _space.Inputs[input].Match(_ => ReadNumber(input, member.Value), _ => ReadCategories(input, member.Value));
    }

    private CategoryTerm ReadCategories(int input, JsonNode node)
    {
        if (node is not JsonObject table)
        {
            throw node.Error(
                DocumentFault.Value, $"The weight of a category input is an object with one number per category, found {node.Kind}.");
        }

        var weights = table.Members.Select(m => new CategoryWeight(_space.FindValue(input, m.Name, m.Name.Value), m.Value.AsNumber()));
        return new CategoryTerm(input, weights.OrderBy(w => w.Category).ToEquatableArray());
    }

    private Term ReadNumber(int input, JsonNode node)
    {
        if (node is JsonNumber)
            return new NumberTerm(input, node.AsNumber());
        if (!_hasHinges || node is not JsonObject parts)
            throw node.Error(DocumentFault.Value, $"The weight of a number input is a number, found {node.Kind}.");
        var specials = Members(parts, "special")
            .Select(m => new SpecialWeight(_space.FindValue(input, m.Name, m.Name.Value), m.Value.AsNumber()))
            .OrderBy(w => w.Special).ToEquatableArray();
        if (parts.Find("curve") is { } curve)
        {
            parts.Allow("curve", "special");
            return new CurveTerm(input, CurveReader.Read(curve)) { Specials = specials };
        }

        parts.Allow("weight", "special");
        return new NumberTerm(input, parts.Require("weight").AsNumber()) { Specials = specials };
    }
}
