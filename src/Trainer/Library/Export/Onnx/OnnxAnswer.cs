using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Onnx;

/// <summary>From the outputs to labels and probabilities.</summary>
/// <param name="document">The document.</param>
/// <param name="graph">The graph.</param>
/// <param name="scores">The outputs, one per output of the document.</param>
/// <param name="isRefused">Whether a row is refused.</param>
internal sealed class OnnxAnswer(RuleDocument document, OnnxGraph graph, OnnxNode[] scores, OnnxNode isRefused)
{
    /// <summary>
    /// The labels: one for each output that has a question of its own, or one for all; none where outputs are the answer.
    /// </summary>
    public OnnxNode[] Labels() => document.Decision.Match(
        _ => [],
        decision => decision.Bits.Select((bit, k) => Label(
            [bit.Below, bit.AtOrAbove],
            graph.Where(IsReached(scores[k], bit.Threshold), graph.Integer(1), graph.Integer(0)))).ToArray(),
        decision => [Label(decision.Labels, Largest().Position)]);

    /// <summary>The probabilities, as many as labels; none where scores do not stand for any.</summary>
    public OnnxNode[] Probabilities()
    {
        if (document.Decision.Scores == ScoreKind.Plain)
            return [];
        var isItself = document.Decision.Scores == ScoreKind.Probability;
        var probabilities = document.Decision.Match(
            _ => Enumerable.Empty<OnnxNode>(),
            _ => scores.Select(s => isItself ? Clamped(s) : Logistic(s)),
            _ => [isItself ? Clamped(Largest().Score) : OfLargest(Largest().Score)]);
        return probabilities.Select(p => graph.Where(isRefused, graph.Double(double.NaN), p)).ToArray();
    }

    // A refused row has no label.
    private OnnxNode Label(IReadOnlyList<string> labels, OnnxNode position) =>
        graph.Pick([.. labels, string.Empty], graph.Where(isRefused, graph.Integer(labels.Count), position));

    // Two comparisons that NaN fails: to be not below it would not.
    private OnnxNode IsReached(OnnxNode score, Number threshold) =>
        graph.Or(graph.Less(graph.Double(threshold.Value), score), graph.Equal(score, graph.Double(threshold.Value)))!;

    /// <summary>
    /// The output that decides: the first, unless a later one is larger. NaN is never larger, and nothing is larger than NaN.
    /// </summary>
    private (OnnxNode Position, OnnxNode Score) Largest()
    {
        var largest = (Position: graph.Integer(0), Score: scores[0]);
        for (var k = 1; k < scores.Length; k++)
        {
            var isLarger = graph.Less(largest.Score, scores[k]);
            largest = (graph.Where(isLarger, graph.Integer(k), largest.Position), graph.Where(isLarger, scores[k], largest.Score));
        }

        return largest;
    }

    private OnnxNode Logistic(OnnxNode score) => graph.Div(1, graph.Add(graph.Double(1), graph.Exp(graph.Neg(score))));

    private OnnxNode OfLargest(OnnxNode largest) => graph.Div(
        1, scores.Select(s => graph.Exp(graph.Sub(s, largest))).Aggregate(graph.Add));

    private OnnxNode Clamped(OnnxNode score)
    {
        var (zero, one) = (graph.Double(0), graph.Double(1));
        return graph.Where(graph.Less(score, zero), zero, graph.Where(graph.Less(one, score), one, score));
    }
}
