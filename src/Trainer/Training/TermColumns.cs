using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>The terms that expressions may have: numbers that are looked at, and categories that share a weight.</summary>
/// <remarks>
/// A column stands for one term. It is a number's feature, or the sum of the features of some categories of one input, which so
/// have one weight. Features in no column have the weight 0. Fewer columns, shorter expressions.
/// </remarks>
internal sealed class TermColumns
{
    private readonly int[][] _columns;
    private readonly int _features;

    private TermColumns(int[][] columns, int features)
    {
        _columns = columns;
        _features = features;
    }

    /// <summary>The number of columns.</summary>
    public int Count => _columns.Length;

    /// <summary>The features of a column.</summary>
    public IReadOnlyList<int> this[int column] => _columns[column];

    /// <summary>One column for each number and each category but the most frequent of each input, whose weight is 0 by convention.</summary>
    /// <param name="features">The encoding.</param>
    public static TermColumns All(FeatureEncoding features)
    {
        var references = features.Box.Groups.Select(g => g.First + ReferenceOf(features, g)).ToHashSet();
        return new TermColumns(Enumerable.Range(0, features.Features).Where(f => !references.Contains(f)).Select(f => new[] { f }).ToArray(), features.Features);
    }

    /// <summary>Without a column: its number is not looked at, its categories count as the most frequent one.</summary>
    public TermColumns Without(int column) => new(_columns.Where((_, i) => i != column).ToArray(), _features);

    /// <summary>With two columns of one category input made one, which takes the place of the first.</summary>
    public TermColumns Joined(int column, int other)
    {
        int[] joined = [.. _columns[column].Concat(_columns[other]).Order()];
        return new(_columns.Select((c, i) => i == column ? joined : c).Where((_, i) => i != other).ToArray(), _features);
    }

    /// <summary>Writes the columns.</summary>
    public void Write(StateWriter writer)
    {
        writer.Write(_columns.Length);
        foreach (var column in _columns)
            writer.WriteList<int>(column);
    }

    /// <summary>Reads other columns over the same features.</summary>
    public TermColumns Read(StateReader reader)
    {
        var columns = new int[reader.ReadCount(sizeof(int))][];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = reader.ReadList<int>();
            if (columns[c].Length == 0 || columns[c].Any(f => f < 0 || f >= _features))
                throw new InvalidDataException("A column has a feature that is not there.");
        }

        return new TermColumns(columns, _features);
    }

    /// <summary>The rows of a set with one feature per column.</summary>
    public TrainingSet Reduce(TrainingSet set)
    {
        var features = new float[checked(set.Rows * Count)];
        var targets = new float[set.Rows * set.OutputCount];
        for (var r = 0; r < set.Rows; r++)
        {
            var row = set.Features(r);
            for (var c = 0; c < Count; c++)
            {
                var sum = 0f;
                foreach (var feature in _columns[c])
                    sum += row[feature];
                features[(r * Count) + c] = sum;
            }

            set.Targets(r).CopyTo(targets.AsSpan(r * set.OutputCount));
        }

        return new TrainingSet(features, Count, targets, set.OutputCount, set.Weights);
    }

    /// <summary>A hinge form over all features as one over the columns; the weight of a column is the mean over its features.</summary>
    public HingeForm Reduce(HingeForm form) => form.WithWeights(Count, weights => _columns.Select(c => c.Average(f => weights[f])).ToArray());

    /// <summary>A hinge form over the columns as one over all features.</summary>
    public HingeForm Expand(HingeForm form) => form.WithWeights(_features, weights =>
    {
        var all = new double[_features];
        for (var c = 0; c < Count; c++)
        {
            foreach (var feature in _columns[c])
                all[feature] = weights[c];
        }

        return all;
    });

    private static int ReferenceOf(FeatureEncoding features, FeatureGroup group) =>
        ((Documents.CategoryInput)features.Inputs[features.FeatureList[group.First].Input]).Other!.Value;
}
