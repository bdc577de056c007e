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
internal static class UnitLayers
{
    public static UnitLayer[] Of(NetworkState state)
    {
        var contests = Contests(state);
        var layers = new List<UnitLayer>();
        for (var node = 0; node < state.Graph.Nodes.Count; node++)
        {
            if (state.MapOf(node) is null)
                continue;
            contests.TryGetValue(node, out var wins);
            var operation = state.Graph.Nodes[node].Operation;
            if (operation is NegativeSlope or Absolute or Limited)
            {
                // An activation that ends the network makes no hidden units.
                if (!EndsNetwork(state, node))
                    layers.Add(Activated(operation, state.Graph.Nodes[node].Inputs[0], state, wins));
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

    // For each node whose values are compared, and go nowhere else: which of them win somewhere, and which are not compared at all.
    private static Dictionary<int, bool?[]> Contests(NetworkState state)
    {
        var nodes = state.Graph.Nodes;
        var readers = Enumerable.Range(0, nodes.Count).Where(i => state.MapOf(i) is not null)
            .SelectMany(i => nodes[i].Inputs.Distinct().Select(k => (From: k, To: i))).ToLookup(e => e.From, e => e.To);
        var contests = new Dictionary<int, bool?[]>();
        for (var node = 0; node < nodes.Count; node++)
        {
            if (state.MapOf(node) is null || nodes[node].Operation is Reshape)
                continue;
            var last = Last(node);
            var compared = readers[last].ToArray();
            if (compared.Length > 0 && !state.OutputNodes.Contains(last) && compared.All(r => nodes[r].Operation is MaxPool or Maximum or Minimum))
                contests[node] = Wins(state, last, compared);
        }

        return contests;

        // A reshaped value is the same value.
        int Last(int node) => readers[node].ToArray() is [var only] && nodes[only].Operation is Reshape ? Last(only) : node;
    }

    private static bool?[] Wins(NetworkState state, int node, int[] readers)
    {
        var wins = new bool?[state.ValuesOf(node).Length];
        foreach (var reader in readers)
        {
            var map = (SparseMap)state.MapOf(reader)!;
            var inputs = state.Graph.Nodes[reader].Inputs;
            foreach (var position in ComparedBy(state.Graph, reader, node))
                wins[position] ??= false;
            for (var i = 0; i < map.Offsets.Length; i++)
            {
                foreach (var term in map.TermsOf(i))
                {
                    if (inputs[term.Input] == node)
                        wins[term.Position] = true;
                }
            }
        }

        return wins;
    }

    private static IEnumerable<int> ComparedBy(NetworkGraph graph, int reader, int node) => graph.Nodes[reader].Operation is MaxPool pool
        ? pool.Windows(graph.Nodes[node].Shape, graph.Nodes[reader].Shape).SelectMany(w => w.Inside)
        : Enumerable.Range(0, graph.Nodes[node].Shape.Count);

    private static bool EndsNetwork(NetworkState state, int node)
    {
        if (state.OutputNodes.Contains(node))
            return true;
        var readers = Enumerable.Range(0, state.Graph.Nodes.Count).Where(i => state.MapOf(i) is not null && state.Graph.Nodes[i].Inputs.Contains(node)).ToArray();
        return readers.Length > 0 && readers.All(r => state.Graph.Nodes[r].Operation is Reshape && EndsNetwork(state, r));
    }
}
