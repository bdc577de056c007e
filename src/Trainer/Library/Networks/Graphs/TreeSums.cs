using System;

namespace RuleCompiler.Trainer.Networks.Graphs;

/// <summary>What the leaves of some trees give together, for each target.</summary>
internal sealed class TreeSums
{
    private readonly double[] _values;
    private readonly bool[] _isGiven;

    private readonly bool _isSingle;

    private TreeSums(double[] values, bool[] isGiven, bool isSingle) => (_values, _isGiven, _isSingle) = (values, isGiven, isSingle);

    /// <summary>The values, 0 where no leaf gave one.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>What no tree gives.</summary>
    public static TreeSums None(int targets, bool isSingle) => new(new double[targets], new bool[targets], isSingle);

    /// <summary>Takes a leaf along, here and nowhere else.</summary>
    public TreeSums Plus(TreeNode leaf, TreeAggregate aggregate)
    {
        var sums = new TreeSums((double[])_values.Clone(), (bool[])_isGiven.Clone(), _isSingle);
        sums.Add(leaf, aggregate);
        return sums;
    }

    /// <summary>Takes a leaf along in place.</summary>
    public void Add(TreeNode leaf, TreeAggregate aggregate)
    {
        foreach (var (target, weight) in leaf.Weights)
        {
            _values[target] = !_isGiven[target] ? weight : aggregate switch
            {
                TreeAggregate.Minimum => Math.Min(_values[target], weight),
                TreeAggregate.Maximum => Math.Max(_values[target], weight),
                _ when _isSingle => (float)(_values[target] + weight),
                _ => _values[target] + weight,
            };
            _isGiven[target] = true;
        }
    }
}
