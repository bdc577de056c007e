using System.Collections.Generic;

namespace RuleCompiler.Documents;

/// <summary>
/// Reads what people say of an input that no data tell: what it is called, the reason it gives, whether it can be changed.
/// </summary>
internal static class InputMeaningReader
{
    /// <summary>The members of every input.</summary>
    public static readonly string[] Members = ["title", "reason", "immutable", "actionable"];

    /// <summary>Reads those members.</summary>
    /// <param name="input">The input, whose step or order is read already.</param>
    /// <param name="node">Where they stand.</param>
    /// <returns>The input with them.</returns>
    public static Input Read(Input input, JsonObject node) => input with
    {
        Title = node.Find("title")?.AsName(),
        Reason = ReadReason(node.Find("reason")),
        IsImmutable = node.Find("immutable") is { } immutable && immutable.AsBoolean(),
        Actionable = ReadActionable(node.Find("actionable"), node.Find("immutable"), input),
    };

    /// <summary>Reads the smallest change that means something.</summary>
    public static Number ReadStep(JsonNode node) => node.AsNumber() is { Value: > 0 } step
        ? step
        : throw node.Error(DocumentFault.Value, $"A step is above 0, not {node.AsNumber().Text}.");

    /// <summary>Reads the categories from low to high.</summary>
    /// <param name="node">Where they stand.</param>
    /// <param name="index">The categories of the input.</param>
    /// <param name="categories">How many they are.</param>
    public static EquatableArray<int> ReadOrder(JsonNode node, NameIndex index, int categories)
    {
        var order = new List<int>();
        foreach (var item in node.AsArray())
        {
            var category = index.Find(item, item.AsText());
            if (order.Contains(category))
                throw item.Error(DocumentFault.Repeated, $"The category '{VisibleText.Of(item.AsText())}' stands twice in the order.");
            order.Add(category);
        }

        return order.Count == categories
            ? order.ToEquatableArray()
            : throw node.Error(DocumentFault.Value, $"An order names each of the {categories} categories once, from low to high.");
    }

    private static Reason? ReadReason(JsonNode? node)
    {
        if (node is null)
            return null;
        var reason = node.AsObject();
        reason.Allow("code", "text");
        return new Reason(reason.Require("code").AsName(), reason.Require("text").AsName());
    }

    private static Actionable? ReadActionable(JsonNode? node, JsonNode? immutable, Input input)
    {
        if (node is null)
            return null;
        Actionable actionable = node.AsText() switch
        {
            "no" => Actionable.No,
            "up" => Actionable.Up,
            "down" => Actionable.Down,
            "both" => Actionable.Both,
            var other => throw node.Error(DocumentFault.Value, $"'{VisibleText.Of(other)}' is not one of 'up', 'down', 'both' and 'no'."),
        };
        if (actionable == Actionable.No)
            return actionable;
        if (immutable?.AsBoolean() == true)
            throw node.Error(DocumentFault.Value, "An input that is immutable cannot be acted on; leave one of the two out.");
        var needs = input.Match(
            number => number.Step is null ? "An actionable number has a 'step', the smallest change that means something." : null,
            category => category.Order.Count == 0 && actionable != Actionable.Both
                ? "Categories without an 'order' have no up or down; write 'both'."
                : null);
        return needs is null ? actionable : throw node.Error(DocumentFault.Value, needs);
    }
}
