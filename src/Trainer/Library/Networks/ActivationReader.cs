using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Networks;

/// <summary>Reads the <c>activation</c> of a layer: a name, or an object with the name as <c>kind</c> and its parameters.</summary>
internal static class ActivationReader
{
    private const string Kinds = "identity, relu, leakyRelu, prelu, clippedRelu, hardTanh, max";

    // PyTorch's and Keras' customs.
    private const double LeakySlope = 0.01;

    /// <summary>Reads it.</summary>
    /// <param name="node">The value of <c>activation</c>.</param>
    /// <param name="units">The units of the layer.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="RuleDocumentException">It is none; with its place.</exception>
    public static Activation Read(JsonNode node, int units)
    {
        if (node is not JsonObject described)
            return Named(node, node.AsText(), null, units);
        var kind = described.Require("kind");
        return Named(kind, kind.AsText(), described, units);
    }

    private static Activation Named(JsonNode node, string kind, JsonObject? parameters, int units)
    {
        switch (kind)
        {
            case "identity":
                parameters?.Allow("kind");
                return new Identity();
            case "relu":
                parameters?.Allow("kind");
                return NetworkReader.Slope(0, units);
            case "leakyRelu":
                parameters?.Allow("kind", "slope");
                return NetworkReader.Slope(parameters?.Find("slope")?.AsNumber().Value ?? LeakySlope, units);
            case "prelu":
                return Slopes(node, parameters, units);
            case "clippedRelu":
                return Ceiling(node, parameters);
            case "hardTanh":
                return Bounds(node, parameters);
            case "max":
                return Groups(node, parameters, units);
            default:
                throw node.Error(DocumentFault.Value, $"There is no activation '{VisibleText.Of(kind)}'; there are {Kinds}.");
        }
    }

    private static NegativeSlopes Slopes(JsonNode node, JsonObject? parameters, int units)
    {
        var slopes = Described(node, parameters, "{ \"kind\": \"prelu\", \"slopes\": [...] }", "slopes").Require("slopes");
        var items = slopes.AsArray();
        return items.Count == units
            ? new NegativeSlopes(items.Select(i => i.AsNumber().Value).ToArray())
            : throw slopes.Error(
                DocumentFault.Value, $"'slopes' of a layer has one number per unit: expected {units}, found {items.Count}.");
    }

    private static Clip Ceiling(JsonNode node, JsonObject? parameters)
    {
        var ceiling = Described(node, parameters, "{ \"kind\": \"clippedRelu\", \"ceiling\": 6 }", "ceiling").Require("ceiling");
        var high = ceiling.AsNumber();
        return high.Value > 0
            ? new Clip(0, high.Value)
            : throw ceiling.Error(DocumentFault.Value, $"A clipped ReLU has a ceiling above 0, found {high.Text}.");
    }

    private static Clip Bounds(JsonNode node, JsonObject? parameters)
    {
        parameters?.Allow("kind", "low", "high");
        var (low, high) = (parameters?.Number("low")?.Value ?? -1, parameters?.Number("high")?.Value ?? 1);
        return low < high
            ? new Clip(low, high)
            : throw node.Error(DocumentFault.Value, "The low end of a hard-tanh is below its high end; without them they are -1 and 1.");
    }

    private static MaxOfUnits Groups(JsonNode node, JsonObject? parameters, int units)
    {
        var size = Described(node, parameters, "{ \"kind\": \"max\", \"units\": 2 }", "units").Require("units");
        var count = size.AsInteger(1);
        return units % count == 0
            ? new MaxOfUnits(count)
            : throw size.Error(DocumentFault.Value, $"The {units} units of this layer do not divide into groups of {count}.");
    }

    private static JsonObject Described(JsonNode node, JsonObject? parameters, string example, string member)
    {
        if (parameters is null)
            throw node.Error(DocumentFault.Value, $"This activation needs a parameter; write {example}.");
        parameters.Allow("kind", member);
        return parameters;
    }
}
