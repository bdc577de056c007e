using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Networks;

/// <summary>Reads the JSON form of a network, strictly.</summary>
/// <remarks>
/// <c>layers</c>, each with <c>weights</c> (one row per unit) and <c>bias</c>; <c>box</c>, a <c>[low, high]</c> per input; and what follows
/// the hidden layers: <c>slopes</c>, one number per hidden layer, or an <c>activation</c> in each. See docs/extraction.md.
/// </remarks>
public static class NetworkReader
{
    /// <summary>The most units of all layers together; their signs, maps and rows are kept along the search.</summary>
    public const int MaxUnits = 10_000;

    /// <summary>The largest number of inputs of a network that is read.</summary>
    public const int MaxInputs = 10_000;

    /// <summary>Reads a network and its box from JSON text.</summary>
    /// <param name="text">The JSON text.</param>
    /// <returns>The network and its box.</returns>
    /// <exception cref="RuleDocumentException">Something is wrong; the first fault, with line and column.</exception>
    public static BoxedNetwork Read(string text)
    {
        var root = StrictJson.Parse(text).AsObject();
        root.Allow("layers", "slopes", "box");
        var layersNode = root.Require("layers");
        var nodes = layersNode.AsArray();
        if (nodes.Count == 0)
            throw layersNode.Error(DocumentFault.Value, "A network has at least one layer.");
        var slopes = SlopesOf(root.Find("slopes"), nodes.Count - 1);

        var (layers, inputs, units) = (new List<PiecewiseLayer>(), -1, 0);
        for (var l = 0; l < nodes.Count; l++)
        {
            var layer = ReadLayer(nodes[l].AsObject(), inputs, l == nodes.Count - 1, slopes?[l]);
            units += layer.Units;
            if (units > MaxUnits)
                throw nodes[l].Error(DocumentFault.Limit, $"With this layer the network has more than the {MaxUnits} units that are read.");
            layers.Add(layer);
            inputs = layer.Width;
        }

        var (lower, upper) = ReadBox(root.Require("box"), layers[0].Inputs);
        return new BoxedNetwork(new PiecewiseNetwork(layers), lower, upper);
    }

    private static double?[]? SlopesOf(JsonNode? node, int hidden)
    {
        if (node is null)
            return null;
        var items = node.AsArray();
        if (items.Count != hidden)
        {
            throw node.Error(
                DocumentFault.Value,
                $"'slopes' has one number per hidden layer, all but the last: expected {hidden}, found {items.Count}.");
        }

        return items.Select(i => (double?)i.AsNumber().Value).Append(null).ToArray();
    }

    private static PiecewiseLayer ReadLayer(JsonObject node, int inputs, bool isLast, double? slope)
    {
        node.Allow("weights", "bias", "activation");
        var weightsNode = node.Require("weights");
        var rows = weightsNode.AsArray();
        if (rows.Count == 0)
            throw weightsNode.Error(DocumentFault.Value, "A layer has at least one unit: 'weights' holds one row per unit.");
        var (width, origin) = inputs >= 0 ? (inputs, "the layer before gives") : (rows[0].AsArray().Count, "the first row has");
        if (width is 0 or > MaxInputs)
            throw rows[0].Error(DocumentFault.Limit, $"A network has from 1 to {MaxInputs} inputs; this row of weights has {width}.");

        var biasNode = node.Require("bias");
        var biases = biasNode.AsArray();
        if (biases.Count != rows.Count)
            throw biasNode.Error(
                DocumentFault.Value,
                $"'bias' has one number per unit: 'weights' has {rows.Count} rows, found {biases.Count} numbers here.");

        var weights = new List<double>(rows.Count * Math.Max(width, 1));
        foreach (var row in rows)
        {
            var items = row.AsArray();
            if (items.Count != width)
                throw row.Error(
                    DocumentFault.Value,
                    $"A row of weights has one number per input of its layer: {origin} {width}, found {items.Count} here.");
            weights.AddRange(items.Select(i => i.AsNumber().Value));
        }

        var activation = ReadActivation(node, rows.Count, isLast, slope);
        return new PiecewiseLayer(width, weights.ToArray(), biases.Select(b => b.AsNumber().Value).ToArray(), activation);
    }

    private static Activation ReadActivation(JsonObject layer, int units, bool isLast, double? slope)
    {
        var node = layer.Find("activation");
        if (node is not null && slope is not null)
            throw node.Error(DocumentFault.Value, "What follows this layer is given twice: by 'slopes' and here; remove one of them.");
        if (slope is { } a)
            return Slope(a, units);
        if (node is null)
        {
            return isLast
                ? new Identity()
                : throw layer.Error(
                    DocumentFault.MissingMember,
                    "What follows this hidden layer is missing: give 'slopes' for all of them, or each an 'activation'.");
        }

        var activation = ActivationReader.Read(node, units);
        return isLast && activation is not Identity
            ? throw node.Error(
                DocumentFault.Value, "Nothing but the identity follows the last layer; add a layer that passes its values on.")
            : activation;
    }

    internal static NegativeSlopes Slope(double slope, int units) => new(Enumerable.Repeat(slope, units).ToArray());

    private static (double[] Lower, double[] Upper) ReadBox(JsonNode node, int inputs)
    {
        var ranges = node.AsArray();
        if (ranges.Count != inputs)
            throw node.Error(
                DocumentFault.Value, $"'box' has one [low, high] per input: the first layer has {inputs}, found {ranges.Count} here.");
        var (lower, upper) = (new double[inputs], new double[inputs]);
        for (var i = 0; i < inputs; i++)
        {
            var bounds = ranges[i].AsArray();
            if (bounds.Count != 2)
                throw ranges[i].Error(DocumentFault.Value, $"A range is two numbers, [low, high]; found {bounds.Count} items.");
            var (low, high) = (bounds[0].AsNumber(), bounds[1].AsNumber());
            if (low.Value > high.Value)
            {
                throw ranges[i].Error(
                    DocumentFault.Value,
                    $"The range is empty: its low end {VisibleText.Of(low.Text)} is above its high end {VisibleText.Of(high.Text)}; "
                        + "exchange them.");
            }

            (lower[i], upper[i]) = (low.Value, high.Value);
        }

        return (lower, upper);
    }
}
