using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Features;

/// <summary>
/// The features of a document: one for each number, one for each category of a category input, in the order of the inputs. Over them every
/// expression is an affine map; how it is one is said here and nowhere else.
/// </summary>
internal sealed class FeatureSpace
{
    private readonly FeatureRange[] _ranges;

    /// <summary>Lays out the features of some inputs.</summary>
    /// <param name="inputs">The inputs.</param>
    public FeatureSpace(EquatableArray<Input> inputs)
    {
        _ranges = new FeatureRange[inputs.Count];
        for (var i = 0; i < _ranges.Length; i++)
        {
            _ranges[i] = inputs[i].Match(
                _ => new FeatureRange(Count, 1, IsOneHot: false),
                category => new FeatureRange(Count, category.Categories.Count, IsOneHot: true));
            Count += _ranges[i].Count;
        }
    }

    /// <summary>The number of features.</summary>
    public int Count { get; }

    /// <summary>The features of each input, in order.</summary>
    public IReadOnlyList<FeatureRange> Inputs => _ranges;

    /// <summary>The weights of an expression over the features, those that it writes.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>A feature at most once, in order.</returns>
    /// <exception cref="NotSupportedException">The expression is no affine map over these features.</exception>
    public IEnumerable<FeatureWeight> Weights(Expression expression) => expression.Adjustments.Count == 0
        ? expression.Terms.SelectMany(Weights)
        : throw new NotSupportedException("An expression that conditions adjust is no affine map.");

    /// <summary>The weights of an expression over all features, as doubles.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>One weight per feature.</returns>
    public double[] DenseWeights(Expression expression)
    {
        var dense = new double[Count];
        foreach (var weight in Weights(expression))
            dense[weight.Feature] = weight.Weight.Value;
        return dense;
    }

    /// <summary>A row as features: a number itself, a category as 1 among zeros.</summary>
    /// <param name="row">One value per input: a number, or the position of a declared category; nothing is missing.</param>
    /// <returns>One value per feature.</returns>
    public double[] Encode(IReadOnlyList<double> row)
    {
        var features = new double[Count];
        for (var i = 0; i < _ranges.Length; i++)
        {
            if (_ranges[i].IsOneHot)
                features[_ranges[i].First + (int)row[i]] = 1;
            else
                features[_ranges[i].First] = row[i];
        }

        return features;
    }

    /// <summary>Features as a row.</summary>
    /// <param name="features">One value per feature; of a category input the largest says which it is.</param>
    /// <returns>One value per input: a number, or the position of a category.</returns>
    public double[] Decode(double[] features)
    {
        var row = new double[_ranges.Length];
        for (var i = 0; i < row.Length; i++)
        {
            var (first, count, isOneHot) = _ranges[i];
            row[i] = isOneHot ? Argmax.Of(new ArraySegment<double>(features, first, count)) : features[first];
        }

        return row;
    }

    private IEnumerable<FeatureWeight> Weights(Term term) => term.Match(
        number => number.Specials.Count == 0
            ? new[] { new FeatureWeight(_ranges[number.Input].First, number.Input, 0, number.Weight) }
            : throw new NotSupportedException("A term with special values is no affine map."),
        category => category.Weights
            .Select(w => new FeatureWeight(_ranges[category.Input].First + w.Category, category.Input, w.Category, w.Weight)),
        _ => throw new NotSupportedException("A curve is no affine map."));
}

/// <summary>The features of one input.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">Their number.</param>
/// <param name="IsOneHot">Whether exactly one of them is 1 and the others are 0.</param>
internal readonly record struct FeatureRange(int First, int Count, bool IsOneHot);

/// <summary>What an expression multiplies a feature with.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Input">The input that it belongs to.</param>
/// <param name="Offset">Which of the input's features it is, from 0.</param>
/// <param name="Weight">The weight, with its digits.</param>
internal readonly record struct FeatureWeight(int Feature, int Input, int Offset, Number Weight);
