using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Rules;

/// <summary>Writes functions of the features as expressions of the inputs, with as few digits as an error allows.</summary>
/// <remarks>
/// A coefficient's digits are judged by what they do: each is rounded to the decimal place at which the error over the input's range is
/// within a unit, so an input with a small effect gets few digits or none, and then drops out. The bias is refitted so that nothing changes
/// at the mean.
/// </remarks>
/// <param name="encoding">The encoding of the inputs.</param>
internal sealed class ExpressionRounding(CurveEncoding encoding)
{
    private readonly FeatureEncoding _features = encoding.Linear;

    /// <summary>Rounds a function of the features.</summary>
    /// <param name="map">The function.</param>
    /// <param name="unit">
    /// The error that each coefficient may have over its input's range; 0 keeps the last of its meaningful digits.
    /// </param>
    /// <param name="divisor">The expression is of the function divided by this.</param>
    public Expression Round(AffineMap map, double unit, double divisor = 1)
    {
        var (centred, curves) = WithReferences(map);
        var original = _features.ToOriginalUnits(centred.Weights, centred.Bias);
        unit /= divisor;
        if (unit <= 0 || !double.IsFinite(unit))
            return new Expression(RoundTo(original.Bias / divisor, Significant), EquatableArray<Term>.Empty);

        var rounded = original.Weights.Select((weights, i) => weights.Select(w => RoundTo(w / divisor, Place(unit, RangeOf(i)))).ToArray())
            .ToArray();
        var withoutBias = new InputWeights(0, rounded.Select(w => w.Select(n => n.Value).ToArray()).ToArray());
        // In feature space the bias is the value at the mean of the numbers and the references of the categories.
        var bias = (centred.Bias / divisor) - _features.ToFeatureSpace(withoutBias).Bias;
        var written = curves.Select(c => c.Round(divisor, y => RoundTo(y, Place(unit, 1)))).OfType<Term>();
        var terms = rounded.SelectMany(ToTerm).Concat(written).ToDictionary(t => t.Input);
        foreach (var input in encoding.Curves.Where(c => c.Specials.Length > 0))
        {
            var own = input.Specials.Select((_, s) => map.Weights[input.FirstSpecial + s] / divisor).ToArray();
            if (SpecialNumbers.Of(terms.GetValueOrDefault(input.Input), input, own, y => RoundTo(y, Place(unit, 1))) is { } term)
                terms[input.Input] = term;
        }

        return new Expression(RoundTo(bias, Place(unit, 1)), terms.Values.OrderBy(t => t.Input).ToEquatableArray());
    }

    /// <summary>Rounds a factor of something that is between 0 and a largest value.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="largest">The largest value, positive.</param>
    /// <param name="unit">The error that the product may have; 0 keeps the last of its meaningful digits.</param>
    public static Number RoundFactor(double factor, double largest, double unit) =>
        RoundTo(factor, unit > 0 && double.IsFinite(unit) ? Place(unit, largest) : Significant);

    /// <summary>The largest |weight| of a number's unit or of a category against its reference.</summary>
    /// <param name="map">The function of the features.</param>
    public double LargestWeight(AffineMap map)
    {
        var (centred, _) = WithReferences(map);
        return _features.ToOriginalUnits(centred.Weights, centred.Bias).Weights.Max(w => w.Max(Math.Abs));
    }

    /// <summary>The largest value of a function inside the ranges.</summary>
    /// <param name="map">The function of the features.</param>
    public double Maximum(AffineMap map)
    {
        var box = _features.Box;
        var inGroup = new bool[_features.Features];
        var sum = map.Bias;
        foreach (var group in box.Groups)
        {
            inGroup.AsSpan(group.First, group.Count).Fill(true);
            sum += map.Weights.AsSpan(group.First, group.Count).ToArray().Max();
        }

        for (var f = 0; f < inGroup.Length; f++)
        {
            if (!inGroup[f])
                sum += Math.Max(map.Weights[f] * box.Minimum[f], map.Weights[f] * box.Maximum[f]);
        }

        return sum;
    }

    /// <summary>How far the input that moves a function most can move it within its range.</summary>
    public double LargestEffect(AffineMap map)
    {
        var (centred, curves) = WithReferences(map);
        var specials = encoding.Curves.SelectMany(c => c.Specials.Select((_, s) => Math.Abs(map.Weights[c.FirstSpecial + s])));
        return Enumerable.Range(0, _features.Inputs.Count).Select(i => Effect(centred, i)).Concat(curves.Select(c => c.Effect))
            .Concat(specials).Max();
    }

    /// <summary>The decimal place that is the last of <c>double</c>'s meaningful digits, for an expression without weights.</summary>
    private const int Significant = 12;

    /// <summary>The decimal place at which an error, half of its last digit at most, stays within a unit over a range.</summary>
    private static int Place(double unit, double range) => PowersOfTen.CeilingOfLog(range / unit / 2);

    private static IEnumerable<Term> ToTerm(Number[] weights, int input)
    {
        if (weights.Length == 1)
            return weights[0].Value == 0 ? [] : [new NumberTerm(input, weights[0])];
        var table = weights.Select((w, c) => new CategoryWeight(c, w)).Where(w => w.Weight.Value != 0).ToEquatableArray();
        return table.Count == 0 ? [] : [new CategoryTerm(input, table)];
    }

    /// <summary>Rounds to a decimal place, which may be negative.</summary>
    private static Number RoundTo(double value, int place)
    {
        var power = PowersOfTen.Of(Math.Abs(place));
        var rounded = place >= 0 ? Math.Round(value * power) / power : Math.Round(value / power) * power;
        if (!double.IsFinite(rounded))
            rounded = value;
        if (rounded == 0)
            return Number.Zero;
        // Through 15 digits, since the quotient may be a neighbour of the double that the short decimal stands for.
        return Number.TryParse(rounded.ToString("G15", CultureInfo.InvariantCulture), out var number) ? number : Number.From(rounded);
    }

    /// <summary>
    /// Takes the weight of each category's reference into the bias, since the weights of a table are only relative to each other; and the
    /// curves apart, of which those that are straight over the whole range are weights.
    /// </summary>
    private (AffineMap Linear, IReadOnlyList<FittedCurve> Curves) WithReferences(AffineMap map)
    {
        var weights = map.Weights[.._features.Features];
        var bias = map.Bias;
        foreach (var group in _features.Box.Groups)
        {
            var reference = weights[group.First + _features.ReferenceOf(_features.FeatureList[group.First].Input)];
            foreach (ref var weight in weights.AsSpan(group.First, group.Count))
                weight -= reference;
            bias += reference;
        }

        var curves = new List<FittedCurve>();
        foreach (var input in encoding.Curves)
        {
            var number = _features.NumberOf(input.Input);
            var curve = new FittedCurve(input, map.Weights, 0);
            if (curve.Slope is not { } slope)
            {
                // What a hinge of one sign has left behind: a weight beside the curve is a slope that all its pieces have in addition.
                var added = weights[number.First];
                weights[number.First] = 0;
                bias += added * number.Encode(input.Minimum);
                curves.Add(new FittedCurve(input, map.Weights, added));
                bias += curves[^1].Origin;
                continue;
            }

            weights[number.First] += slope;
            bias -= slope * number.Encode(input.Minimum);
        }

        return (new AffineMap(weights, bias), curves);
    }

    private double RangeOf(int input) => _features.Inputs[input].Match(number => number.Width, _ => 1);

    private double Effect(AffineMap map, int input)
    {
        var weights = Enumerable.Range(0, _features.Features).Where(f => _features.FeatureList[f].Input == input)
            .Select(f => map.Weights[f]).ToArray();
        if (weights.Length > 1)
            return weights.Max() - weights.Min();
        var feature = 0;
        while (_features.FeatureList[feature].Input != input)
            feature++;
        return Math.Abs(weights[0]) * (_features.Box.Maximum[feature] - _features.Box.Minimum[feature]);
    }
}
