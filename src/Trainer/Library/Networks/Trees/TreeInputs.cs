using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Networks.Trees;

/// <summary>The inputs of trees, and what the nodes ask of them whatever is done to an input before it is compared.</summary>
/// <remarks>
/// What is asked is found with the very numbers that the graph computes: each step is monotone between its breaks, so that a search among
/// doubles finds the last one on each side. The questions therefore have the graph's answer for every double of a range.
/// </remarks>
public sealed class TreeInputs
{
    private readonly TreeModel _model;
    private readonly IReadOnlyList<double> _lower;
    private readonly IReadOnlyList<double> _upper;
    private readonly NumberPart[]?[] _parts;
    private readonly TextCategories?[] _texts;

    /// <summary>Takes over the inputs.</summary>
    /// <param name="model">The trees.</param>
    /// <param name="lower">The lower ends of the inputs that are numbers.</param>
    /// <param name="upper">The upper ends.</param>
    public TreeInputs(TreeModel model, IReadOnlyList<double> lower, IReadOnlyList<double> upper)
    {
        (_model, _lower, _upper) = (model, lower, upper);
        _parts = new NumberPart[model.Features.Count][];
        _texts = Enumerable.Range(0, model.Inputs).Select(
            i => model.TextInputs.Contains(i)
                ? TextCategories.Collect(model.Features.Where(f => f.Input == i).ToArray(), model.Texts)
                : null).ToArray();
    }

    /// <summary>The categories of a text: those that the trees distinguish, and one for all others.</summary>
    /// <param name="input">Its position.</param>
    /// <returns>They; null where the input is a number.</returns>
    public TextCategories? Categories(int input) => _texts[input];

    /// <summary>Where the inputs lie.</summary>
    /// <returns>A range for each number, all categories for each text.</returns>
    public TreeCell Cell() => TreeCell.Of(Enumerable.Range(0, _model.Inputs).Select(i => _texts[i] is { } texts
        ? (InputSet)new CategorySet([.. Enumerable.Range(0, texts.Values.Count)])
        : new NumberSet(_lower[i], _upper[i], _lower[i].Equals(_upper[i]))));

    /// <summary>
    /// For each number one that goes the ways of a missing value (NaN); null where the trees have most likely never seen one, and NaN where
    /// no
    /// number goes those ways.
    /// </summary>
    /// <returns>They.</returns>
    public IReadOnlyList<double?> StandIns()
    {
        var tests = _model.Trees.Nodes.Where(n => n.Test != Graphs.TreeTest.Leaf).ToLookup(n => _model.Features[n.Feature].Input);
        return Enumerable.Range(0, _model.Inputs).Select(i => _texts[i] is not null ? null : StandIn(i, tests[i].ToArray())).ToArray();
    }

    /// <summary>What a node asks.</summary>
    internal TreeQuestion Ask(TreeNode node)
    {
        if (node.Test == Graphs.TreeTest.Leaf)
            return new TreeQuestion([], 0);
        var path = _model.Features[node.Feature];
        if (path.Input < 0)
            return new TreeQuestion([], Holds(node, path.Evaluate(0)) ? node.True : node.False);
        if (_texts[path.Input] is { } texts)
            return TreeQuestion.OfCategories(node, path.Input, texts.Values.Select(t => Holds(node, path.Evaluate(t))).ToArray());
        var parts = PartsOf(node.Feature).SelectMany(p => p.Divided(x => Value(path, x) >= node.Threshold))
            .SelectMany(p => p.Divided(x => Value(path, x) > node.Threshold));
        return TreeQuestion.OfNumber(node, path.Input, parts.Select(p => (p, Holds(node, path.Evaluate(NumberPart.At(p.From))))).ToArray());
    }

    /// <summary>Whether a comparison holds for what has become of an input.</summary>
    private bool Holds(TreeNode node, double value) => double.IsNaN(value)
        ? node.IsTrueForNaN
        : TreeEnsemble.Holds(node.Test, _model.Trees.IsSingle ? (float)value : value, node.Threshold);

    private double Value(InputPath path, double x) => _model.Trees.IsSingle ? (float)path.Evaluate(x) : path.Evaluate(x);

    /// <summary>The parts of an input's range on which a feature goes up, or down, or stays.</summary>
    private NumberPart[] PartsOf(int feature)
    {
        if (_parts[feature] is { } found)
            return found;
        var path = _model.Features[feature];
        var parts = new[] { NumberPart.Between(_lower[path.Input], _upper[path.Input]) };
        for (var s = 0; s < path.Steps.Count; s++)
        {
            var before = new InputPath(path.Input, path.Steps.Take(s).ToArray());
            foreach (var at in path.Steps[s].Breaks ?? [])
                parts = parts.SelectMany(p => p.Divided(x => before.Evaluate(x) >= at))
                    .SelectMany(p => p.Divided(x => before.Evaluate(x) > at)).ToArray();
        }

        return _parts[feature] = parts;
    }

    private double? StandIn(int input, TreeNode[] tests)
    {
        var values = tests.Select(n => _model.Features[n.Feature].Evaluate(double.NaN)).ToArray();
        var wanted = tests.Zip(values, (n, v) => double.IsNaN(v) ? n.IsTrueForNaN : Holds(n, v)).ToArray();
        if (values.Zip(wanted).All(p => double.IsNaN(p.First) && !p.Second))
            return null;
        var range = NumberPart.Between(_lower[input], _upper[input]);
        // What a missing value is replaced by has a number that becomes it.
        var replaced = tests.Zip(values).Where(p => !double.IsNaN(p.Second)).DistinctBy(p => p.First.Feature)
            .SelectMany(p => range.Divided(x => _model.Features[p.First.Feature].Evaluate(x) >= p.Second))
            .SelectMany(p => new[] { p.To, p.From }).Select(NumberPart.At);
        return new[] { _upper[input], _lower[input] }.Concat(replaced).Append(double.NaN)
            .First(x => double.IsNaN(x)
            || tests.Zip(wanted).All(p => Holds(p.First, _model.Features[p.First.Feature].Evaluate(x)) == p.Second));
    }
}
