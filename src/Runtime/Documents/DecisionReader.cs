using System;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Reads the part <c>decision</c>.</summary>
internal static class DecisionReader
{
    public static Decision Read(JsonObject node, int outputs)
    {
        var kindNode = node.Require("kind");
        switch (kindNode.AsText())
        {
            case "value":
                node.Allow("kind");
                return new ValueDecision();
            case "threshold":
                node.Allow("kind", "scores", "thresholds");
                return new ThresholdDecision(ReadScores(node), ReadBits(node.Require("thresholds"), outputs));
            case "argmax":
                node.Allow("kind", "scores", "labels");
                return new ArgmaxDecision(ReadScores(node), ReadLabels(node.Require("labels"), outputs));
            default:
                throw kindNode.Error(DocumentFault.Value, "The kind of a decision is 'value', 'threshold' or 'argmax'.");
        }
    }

    private static ScoreKind ReadScores(JsonObject node) => node.Text("scores") switch
    {
        null or "plain" => ScoreKind.Plain,
        "logit" => ScoreKind.Logit,
        "probability" => ScoreKind.Probability,
        _ => throw node.Require("scores").Error(DocumentFault.Value, "'scores' is 'plain', 'logit' or 'probability'."),
    };

    private static EquatableArray<ThresholdBit> ReadBits(JsonNode node, int outputs)
    {
        var bits = node.AsArray().Select(item =>
        {
            var bit = item.AsObject();
            bit.Allow("threshold", "below", "atOrAbove");
            var aboveNode = bit.Require("atOrAbove");
            var (below, above) = (bit.Require("below").AsName(), aboveNode.AsName());
            return string.Equals(below, above, StringComparison.Ordinal)
                ? throw aboveNode.Error(DocumentFault.Repeated, $"Both sides of the threshold have the label '{VisibleText.Of(above)}'.")
                : new ThresholdBit(bit.Require("threshold").AsNumber(), below, above);
        }).ToEquatableArray();
        if (bits.Count > ThresholdDecision.MaxBits)
            throw node.Error(DocumentFault.Limit, $"A decision by thresholds has at most {ThresholdDecision.MaxBits} outputs.");
        return bits.Count == outputs
            ? bits
            : throw node.Error(DocumentFault.Value, $"There are {bits.Count} thresholds for {outputs} outputs; each output needs one.");
    }

    private static EquatableArray<string> ReadLabels(JsonNode node, int outputs)
    {
        var names = new NameIndex("label");
        var labels = node.AsArray().Select(l => names.Declare(l, l.AsName())).ToEquatableArray();
        if (labels.Count < 2)
            throw node.Error(DocumentFault.Value, "A decision by argmax has at least two labels.");
        return labels.Count == outputs
            ? labels
            : throw node.Error(DocumentFault.Value, $"There are {labels.Count} labels for {outputs} outputs; each output needs one.");
    }
}
