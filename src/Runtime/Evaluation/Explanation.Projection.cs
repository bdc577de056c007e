namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        /// <summary>An output with its terms.</summary>
        internal OutputValue Explain(int output, Local local, double[] row, double value, double probability)
        {
            Size(local.Weights, out var largest, out var square);
            var terms = new global::System.Collections.Generic.List<Term>();
            for (var i = 0; i < row.Length; i++)
            {
                if (!local.Has[i])
                    continue;
                var first = FirstFeature(i);
                var own = first + (Levels[i] > 0 ? (int)row[i] : 0);
                var contribution = 0.0;
                for (var w = first; w < first + global::System.Math.Max(1, Levels[i]); w++)
                {
                    if (local.Weights[w] != 0)
                        contribution += value * (local.Weights[w] / largest * (local.Weights[w] / largest) / square);
                }

                var x = Levels[i] > 0 ? 1.0 : row[i];
                terms.Add(
                    new Term(i, local.Weights[own], local.Added[i], x - Step(value, local.Weights[own], largest, square), contribution));
            }

            return new OutputValue(Outputs[output], value, probability, local.Bias, terms.ToArray());
        }

        /// <summary>An input, in the words of the rules.</summary>
        internal InputValue Explain(int input, double given, double value, double insens)
        {
            var isReplaced = !given.Equals(value);
            var isQuantity = Levels[input] == 0 && FindSpecial(input, value) < 0;
            var isOutside = isQuantity ? value < Minima[input] || value > Maxima[input] : Levels[input] > 0 && isReplaced;
            return new InputValue(Inputs[input], value, Text(input, value), isReplaced, isOutside, insens);
        }

        /// <summary>A value of an input as text: the number with its unit, the category, or the special value's name.</summary>
        private string Text(int input, double value)
        {
            if (Levels[input] > 0)
                return LevelNames[_firstLevels[input] + (int)value];
            var special = FindSpecial(input, value);
            return special >= 0 ? SpecialNames[_firstSpecials[input] + special] : Shown(value) + Units[input];
        }

        /// <summary>Per input, the weighted mean of (v / ŵ·ŵ)·ŵ over the conditions on the path with v ≤ 0.</summary>
        internal double[] Insens(int[] path, Local[] locals, Row row)
        {
            var insens = new double[Inputs.Length];
            var total = 0.0;
            for (var p = 0; p < path.Length; p++)
            {
                var value = row.Condition(path[p]);
                var share = 1 - Slopes[path[p]];
                if (!(value <= 0) || !(share > 0))
                    continue;
                total += share;
                Size(locals[p].Weights, out var largest, out var square);
                for (var i = 0; i < insens.Length; i++)
                {
                    if (locals[p].Has[i])
                        insens[i] += share
                            * Step(value, locals[p].Weights[FirstFeature(i) + (Levels[i] > 0 ? (int)row[i] : 0)], largest, square);
                }
            }

            for (var i = 0; i < insens.Length && total > 0; i++)
                insens[i] /= total;
            return insens;
        }

        /// <summary>
        /// The signed distance to where a sum is 0, in the numbers in units of their ranges; NaN where a curve bends on the way.
        /// </summary>
        internal double Distance(Local local, double value)
        {
            return local.IsCurved ? double.NaN : Distance(value, Reach(local));
        }

        /// <summary>
        /// The distance to the nearest change of the decision, as far as the rule that holds goes; NaN for a regression, and where a curve
        /// bends on the way.
        /// </summary>
        internal double DistanceInside(Local[] locals, int chosen, double[] scores)
        {
            if (Labels.Length == 0)
                return double.NaN;
            var nearest = double.PositiveInfinity;
            for (var k = 0; k < scores.Length; k++)
            {
                if (locals[k].IsCurved)
                    return double.NaN;
                var reach = Reach(locals[k]);
                var margin = 0.0;
                if (Thresholds.Length > 0)
                {
                    margin = scores[k] - Thresholds[k];
                }
                else if (k != chosen)
                {
                    var largest = Reach(locals[chosen]);
                    margin = scores[chosen] - scores[k];
                    for (var i = 0; i < reach.Length; i++)
                        reach[i] = largest[i] - reach[i];
                }
                else
                {
                    continue;
                }

                nearest = global::System.Math.Min(nearest, global::System.Math.Abs(Distance(margin, reach)));
            }

            return nearest;
        }

        /// <summary>How much a sum changes when each number goes through its range.</summary>
        private double[] Reach(Local local)
        {
            var reach = new double[Inputs.Length];
            for (var i = 0; i < reach.Length; i++)
            {
                // A range wider than the largest double counts as that wide.
                if (Levels[i] == 0 && local.Has[i])
                    reach[i] = local.Weights[FirstFeature(i)] * global::System.Math.Min(Maxima[i] - Minima[i], double.MaxValue);
            }

            return reach;
        }

        private static double Distance(double value, double[] reach)
        {
            // In units of the largest, so that no square leaves the range of a double.
            var largest = 0.0;
            foreach (var r in reach)
                largest = global::System.Math.Max(largest, global::System.Math.Abs(r));
            if (largest == 0)
                return value < 0 ? double.NegativeInfinity : double.PositiveInfinity;
            if (double.IsInfinity(largest))
                return value < 0 ? -0.0 : 0.0;
            var square = 0.0;
            foreach (var r in reach)
                square += r / largest * (r / largest);
            return value / largest / global::System.Math.Sqrt(square);
        }

        /// <summary>The largest weight of a sum without sign, and the square of ŵ in units of it; 0 and 0 without weights.</summary>
        private static void Size(double[] weights, out double largest, out double square)
        {
            largest = 0.0;
            square = 0.0;
            foreach (var weight in weights)
                largest = global::System.Math.Max(largest, global::System.Math.Abs(weight));
            for (var w = 0; w < weights.Length && largest > 0; w++)
                square += weights[w] / largest * (weights[w] / largest);
        }

        /// <summary>A component of (v / ŵ·ŵ) ŵ.</summary>
        private static double Step(double value, double weight, double largest, double square)
        {
            return weight == 0 ? 0.0 : value / largest / square * (weight / largest);
        }
    }
}
