using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Interpretation;

/// <summary>Finds the hidden units of a network in a state.</summary>
/// <remarks>
/// Units are the values of activations. Values that go into a pool, or into a maximum or minimum of several nodes, are compared: those that
/// win nowhere are inactive whatever they put out, and those that win do not count in Insens. Values that are compared without an
/// activation of their own are units too.
/// </remarks>
internal sealed class UnitLayers
{
    private readonly NetworkState _state;
    private readonly IReadOnlyList<GraphNode> _nodes;
    private readonly ILookup<int, int> _readers;

    private UnitLayers(NetworkState state)
    {
        (_state, _nodes) = (state, state.Graph.Nodes);
        _readers = Enumerable.Range(0, _nodes.Count).Where(i => state.MapOf(i) is not null)
            .SelectMany(i => _nodes[i].Inputs.Distinct().Select(k => (From: k, To: i))).ToLookup(e => e.From, e => e.To);
    }

    public static UnitLayer[] Find(NetworkState state) => new UnitLayers(state).Find();

    private UnitLayer[] Find()
    {
        var outputs = _state.OutputNodes.ToHashSet();
        var layers = new List<UnitLayer>();
        for (var node = 0; node < _nodes.Count; node++)
        {
            var operation = _nodes[node].Operation;
            if (_state.MapOf(node) is null || operation is Reshape)
                continue;
            var last = Reshaped(node);
            // Outputs are not hidden units.
            if (outputs.Contains(node) || outputs.Contains(last))
                continue;
            var wins = Wins(last);
            if (operation is NegativeSlope or Absolute or Limited)
            {
                layers.Add(Activated(operation, _nodes[node].Inputs[0], _state, wins));
            }
            else if (wins is not null)
            {
                layers.Add(Compared(node, wins));
            }
        }

        return [.. layers];
    }

    private static UnitLayer Activated(Operation activation, int node, NetworkState state, bool?[]? wins)
    {
        var v = state.ValuesOf(node);
        var (states, shares, ends) = (new UnitState[v.Length], new double[v.Length], new double[v.Length]);
        for (var i = 0; i < v.Length; i++)
        {
            var (share, isActive) = activation switch
            {
                NegativeSlope slope => (1 - slope.SlopeAt(i), v[i] > 0),
                Limited limited => (1, v[i] > limited.Low && v[i] < limited.High),
                _ => (2, v[i] > 0),
            };
            var isBeaten = wins?[i] == false;
            if (share.Equals(0.0) && wins?[i] is null)
                continue;
            states[i] = !isActive ? UnitState.Inactive : isBeaten ? UnitState.Beaten : UnitState.Active;
            shares[i] = isBeaten ? 1 : isActive || wins?[i] == true ? 0 : Math.Max(0, share);
            if (activation is Limited ended && !isActive)
                ends[i] = v[i] <= ended.Low ? ended.Low : ended.High;
        }

        return new UnitLayer(node, states, shares, ends);
    }

    private static UnitLayer Compared(int node, bool?[] wins) => new(
        node,
        Array.ConvertAll(wins, w => w switch { null => UnitState.Linear, true => UnitState.Active, _ => UnitState.Inactive }),
        Array.ConvertAll(wins, w => w == false ? 1.0 : 0),
        new double[wins.Length]);

    // A value that is only reshaped is the same value.
    private int Reshaped(int node)
    {
        while (_readers[node].Take(2).ToArray() is [var only] && _nodes[only].Operation is Reshape)
            node = only;
        return node;
    }

    // Of a node whose values are compared and go nowhere else: which of them win somewhere, and which are not compared at all.
    private bool?[]? Wins(int node)
    {
        if (!_readers[node].Any() || !_readers[node].All(r => _nodes[r].Operation is MaxPool or Maximum or Minimum))
            return null;
        var wins = new bool?[_nodes[node].Shape.Count];
        foreach (var reader in _readers[node])
        {
            var map = (SparseMap)_state.MapOf(reader)!;
            foreach (var position in ComparedBy(_state.Graph, reader, node))
                wins[position] ??= false;
            for (var i = 0; i < map.Offsets.Length; i++)
            {
                foreach (var term in map.TermsOf(i))
                {
                    if (_nodes[reader].Inputs[term.Input] == node)
                        wins[term.Position] = true;
                }
            }
        }

        return wins;
    }

    private static IEnumerable<int> ComparedBy(NetworkGraph graph, int reader, int node) => graph.Nodes[reader].Operation is MaxPool pool
        ? pool.Windows(graph.Nodes[node].Shape, graph.Nodes[reader].Shape).SelectMany(w => w.Inside)
        : Enumerable.Range(0, graph.Nodes[node].Shape.Count);
}
