using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline.Explaining;

namespace RuleCompiler.Tool.Explain;

/// <summary>Why a network answers one input as it does, as it is written in JSON. A number that is infinite or undefined is null.</summary>
/// <param name="Row">The number of the row or image, counted from 1.</param>
/// <param name="Outputs">What the network puts out.</param>
/// <param name="Scores">The values of the output units: the outputs, but before a head such as softmax.</param>
/// <param name="Prediction">The position of the largest score, counted from 0; null where there is one only.</param>
/// <param name="Unit">The unit that the following are of: <c>layer:index</c>, both counted from 0.</param>
/// <param name="Value">v: its value before its activation.</param>
/// <param name="SwitchedWeights">ŵ, one per input value, flattened in row-major order.</param>
/// <param name="SwitchedBias">b̂.</param>
/// <param name="Centre">c, one per input value.</param>
/// <param name="Contributions">One per input value; they add up to v.</param>
/// <param name="Insens">One per input value; of the state, whatever the unit.</param>
/// <param name="Units">The hidden units.</param>
/// <param name="Active">How many of them are active, v &gt; 0.</param>
/// <param name="Layers">The same by layer.</param>
/// <param name="Input">The values that the network was given.</param>
/// <param name="Attributions">What was asked for with <c>--method</c>, by method.</param>
public sealed record ProjectionJson(
    int Row,
    IReadOnlyList<double?> Outputs,
    IReadOnlyList<double?> Scores,
    int? Prediction,
    string Unit,
    double? Value,
    IReadOnlyList<double?> SwitchedWeights,
    double? SwitchedBias,
    IReadOnlyList<double?> Centre,
    IReadOnlyList<double?> Contributions,
    IReadOnlyList<double?> Insens,
    int Units,
    int Active,
    IReadOnlyList<ProjectionJson.Layer> Layers,
    IReadOnlyList<double?> Input,
    IReadOnlyDictionary<string, ProjectionJson.Method> Attributions)
{
    /// <summary>Puts the parts in their places.</summary>
    /// <param name="row">The number of the row or image, counted from 1.</param>
    /// <param name="explained">The explanation.</param>
    /// <param name="methods">The methods that were asked for.</param>
    /// <returns>The explanation as it is written.</returns>
    public static ProjectionJson Of(int row, NetworkExplanation explained, IReadOnlyList<string> methods)
    {
        var (state, unit, attributions) = explained;
        var projection = state.Project(unit.Unit);
        var scores = state.Outputs.Select(state.ValueOf).ToArray();
        return new ProjectionJson(
            row,
            All(state.Graph.Evaluate(state.Input)),
            All(scores),
            scores.Length == 1 ? null : Argmax.Of(scores),
            unit.Name,
            Finite(projection.Value),
            All(projection.Weights),
            Finite(projection.Bias),
            All(projection.Centre(state.Input)),
            All(projection.Contributions()),
            All(attributions["insens"].Values),
            state.Units,
            state.Active,
            state.Layers.Select(
                (
                    l,
                    i) => new Layer(
                        i,
                        VisibleText.Of(state.Graph.Nodes[l.Node].Name),
                        state.Graph.Nodes[l.Node].Shape.Dimensions,
                        l.Units,
                        l.Active)).ToArray(),
            All(state.Input.ToArray()),
            methods.ToDictionary(m => m, m => new Method(All(attributions[m].Values), Finite(attributions[m].Sum))));
    }

    private static double?[] All(double[] values) => Array.ConvertAll(values, Finite);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    /// <summary>A layer of hidden units.</summary>
    /// <param name="Position">Counted from 0.</param>
    /// <param name="Name">What the network calls the node whose values are the units'.</param>
    /// <param name="Shape">The dimensions of that node, the first for its rows.</param>
    /// <param name="Units">How many units there are.</param>
    /// <param name="Active">How many of them are active.</param>
    public sealed record Layer(int Position, string Name, IReadOnlyList<int> Shape, int Units, int Active);

    /// <summary>What a method says.</summary>
    /// <param name="Values">One per input value, flattened in row-major order.</param>
    /// <param name="Sum">What they must add up to.</param>
    public sealed record Method(IReadOnlyList<double?> Values, double? Sum);
}
