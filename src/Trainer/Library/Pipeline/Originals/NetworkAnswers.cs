using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Originals;

/// <summary>What a network answers, in the outputs of the rules.</summary>
/// <remarks>
/// Rules that score in log-odds or logits, and those of values, are compared with what comes before a sigmoid or softmax at the network's
/// end,
/// as <c>rulec collapse</c> does; rules that score in probabilities with what comes after it.
/// </remarks>
internal sealed class NetworkAnswers
{
    private readonly NetworkGraph _graph;
    private readonly int _node;
    private readonly PiecewiseLayer? _last;

    private NetworkAnswers(NetworkGraph graph, int node, PiecewiseLayer? last) => (_graph, _node, _last) = (graph, node, last);

    /// <summary>Prepares to ask a network.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="graph">The network.</param>
    /// <exception cref="RuleCompilerException">It has other outputs than the rules.</exception>
    /// <exception cref="NotPiecewiseException">It has no single output.</exception>
    public static NetworkAnswers Prepare(RuleDocument document, NetworkGraph graph)
    {
        var (scores, head) = GraphHead.Find(graph);
        var isProbability = document.Decision is { IsClass: true, Scores: not ScoreKind.Logit }
            && head is NetworkHead.Sigmoid or NetworkHead.Softmax;
        var node = isProbability ? graph.Outputs[0] : scores;
        var (outputs, task) = (graph.Nodes[node].Shape.Count, TaskOf(document));
        // Of two logits the difference is the log-odds; of two probabilities the second is that of the second label.
        if (outputs != task.Outputs.Count && (task.Kind != TaskKind.Binary || outputs != 2))
            throw new RuleCompilerException(
                $"The network has {ShownNumber.Count(outputs, "output")}, the rules have {ShownNumber.Integer(task.Outputs.Count)}.");
        if (isProbability)
            return new NetworkAnswers(
                graph, node, outputs == task.Outputs.Count ? null : new PiecewiseLayer(2, [0, 1], [0], new Identity()));
        return new NetworkAnswers(graph, node, LastOf(document, outputs));
    }

    /// <summary>The layer that makes of a network's scores the outputs of rules that it was collapsed to; null where they are.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="outputs">How many scores the network has.</param>
    /// <param name="ownThreshold">Where its own labels begin, if the rules were not told otherwise.</param>
    /// <exception cref="RuleCompilerException">It has other outputs than the rules.</exception>
    private static PiecewiseLayer? LastOf(RuleDocument document, int outputs, double ownThreshold = 0)
    {
        var threshold = RecordedOptions.Read(document.Provenance, RecordedOptions.Threshold) is [var text]
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : ownThreshold;
        var isLeast = RecordedOptions.Read(document.Provenance, RecordedOptions.Decision) is [RecordedOptions.Argmin];
        return new OriginalTask { Threshold = threshold, IsLeast = isLeast }.Fitting(outputs, TaskOf(document));
    }

    /// <summary>
    /// A network with the outputs of rules that it was collapsed to, which are what decides: of two logits their difference, of costs the
    /// negative. Other rules have the network's own outputs.
    /// </summary>
    /// <exception cref="RuleCompilerException">It has other outputs than the rules.</exception>
    public static PiecewiseNetwork WithOutputsOf(RuleDocument document, HeadedNetwork headed)
    {
        var network = headed.Network;
        return document.Provenance?.Network is not null && LastOf(document, network.Outputs, headed.Threshold) is { } last
            ? new PiecewiseNetwork([.. network.Layers, last])
            : network;
    }

    /// <summary>The answer at a point.</summary>
    /// <param name="x">One value per input of the network.</param>
    /// <returns>One value per output of the rules.</returns>
    public double[] At(ReadOnlySpan<double> x)
    {
        var scores = _graph.Run(x)[_node];
        return _last is null ? scores : _last.Evaluate(scores);
    }

    /// <summary>What an answer decides, in the form in which a row says what is true.</summary>
    public static double[] AsTruth(RuleDocument document, double[] outputs) => document.Decision.Match(
        _ => outputs,
        threshold => threshold.Bits.Select((bit, k) => bit.IsReached(outputs[k]) ? 1.0 : 0).ToArray(),
        argmax =>
        {
            var label = argmax.Classify(outputs);
            return outputs.Select((_, k) => k == label ? 1.0 : 0).ToArray();
        });

    private static LearningTask TaskOf(RuleDocument document) => document.Decision.Match(
        value => new LearningTask(
            TaskKind.Regression, document.Outputs.Select((o, k) => new Target(o.Name, value.LabelsOf(k))).ToEquatableArray()),
        threshold => new LearningTask(
            threshold.Bits.Count == 1 ? TaskKind.Binary : TaskKind.Bits,
            document.Outputs.Select((o, k) => new Target(o.Name, threshold.LabelsOf(k))).ToEquatableArray()),
        argmax => new LearningTask(TaskKind.MultiClass, EquatableArray.Of(new Target(string.Empty, argmax.Labels))));
}
