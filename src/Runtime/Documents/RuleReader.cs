using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Reads the rules of a document.</summary>
internal static class RuleReader
{
    /// <summary>Reads a rule.</summary>
    public static Rule Read(
        JsonObject node, int version, IdIndex ids, IdIndex conditions, InputSpace space, ExpressionReader expressions, int outputs)
    {
        node.Allow("id", "expressions", "implied", "support", "witness");
        var id = ids.Declare(node.Require("id"));
        var own = version > 1 && node.Find("expressions") is null
            ? Enumerable.Repeat<Expression?>(null, outputs).ToEquatableArray()
            : expressions.ReadOutputs(node.Require("expressions"), $"Rule {id}", outputs);
        var implied = node.Find("implied")?.AsArray() ?? [];
        var witness = node.Find("witness") is { } point ? space.ReadPoint(point.AsObject()) : null;
        return new Rule(
            id,
            own,
            implied.Where(n => n is not JsonObject).Select(conditions.Find).ToEquatableArray(),
            ReadSupport(node.Find("support")),
            witness)
        {
            Untested = ReadUntested(implied, version, conditions),
        };
    }

    /// <summary>Sides that no test on the path decides: <c>{ "condition": 3, "negative": true }</c>.</summary>
    private static EquatableArray<ImpliedSide> ReadUntested(IReadOnlyList<JsonNode> implied, int version, IdIndex conditions)
    {
        var sides = new List<ImpliedSide>();
        foreach (var side in implied.OfType<JsonObject>())
        {
            if (version == 1)
                throw side.Error(DocumentFault.Value, "Expected the id of a condition, found an object.");
            side.Allow("condition", "negative");
            var node = side.Require("condition");
            var condition = conditions.Find(node);
            if (sides.Any(s => s.Condition == condition))
                throw node.Error(DocumentFault.Repeated, "This condition is listed twice as implied.");
            sides.Add(new ImpliedSide(condition, side.Require("negative").AsBoolean()));
        }

        return sides.ToEquatableArray();
    }

    private static Support? ReadSupport(JsonNode? node)
    {
        if (node is null)
            return null;
        var support = node.AsObject();
        support.Allow("rows", "share", "accuracy", "error");
        return new Support(
            support.Require("rows").AsInteger(0),
            support.Require("share").AsNumber(0, 1),
            support.Number("accuracy", 0, 1),
            support.Number("error", 0, double.PositiveInfinity));
    }
}
