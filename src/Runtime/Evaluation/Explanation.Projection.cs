namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        /// <summary>An output with its terms.</summary>
        internal OutputValue Explain(int output, int sum, double[] row, double value, double probability)
        {
            Size(sum, out var largest, out var square);
            var terms = new global::System.Collections.Generic.List<Term>();
            var first = _firstWeights[sum];
            for (var t = _firstTerms[sum]; TermInputs[t] >= 0; t++)
            {
                var i = TermInputs[t];
                var own = first + (Levels[i] > 0 ? (int)row[i] : 0);
                var contribution = 0.0;
                for (var w = first; w < first + Width(i); w++)
                {
                    if (Weights[w] != 0)
                        contribution += value * (Weights[w] / largest * (Weights[w] / largest) / square);
                }

                var x = Levels[i] > 0 ? 1.0 : row[i];
                terms.Add(new Term(i, Weights[own], Levels[i] > 0 ? Weights[own] : Weights[own] * x, x - Step(value, Weights[own], largest, square), contribution));
                first += Width(i);
            }

            return new OutputValue(Outputs[output], value, probability, Biases[sum], terms.ToArray());
        }

        /// <summary>An input, in the words of the rules.</summary>
        internal InputValue Explain(int input, double given, double value, double insens)
        {
            var isReplaced = !given.Equals(value);
            if (Levels[input] > 0)
                return new InputValue(Inputs[input], value, LevelNames[_firstLevels[input] + (int)value], isReplaced, isReplaced, insens);
            var isOutside = value < Minima[input] || value > Maxima[input];
            return new InputValue(Inputs[input], value, Shown(value) + Units[input], isReplaced, isOutside, insens);
        }

        /// <summary>Per input, the weighted mean of (v / ŵ·ŵ)·ŵ over the conditions on the path with v ≤ 0.</summary>
        internal double[] Insens(int[] path, double[] row)
        {
            var insens = new double[Inputs.Length];
            var total = 0.0;
            foreach (var condition in path)
            {
                var value = Value(condition, row);
                var share = 1 - Slopes[condition];
                if (!(value <= 0) || !(share > 0))
                    continue;
                total += share;
                Size(condition, out var largest, out var square);
                var first = _firstWeights[condition];
                for (var t = _firstTerms[condition]; TermInputs[t] >= 0; t++)
                {
                    var i = TermInputs[t];
                    var own = first + (Levels[i] > 0 ? (int)row[i] : 0);
                    insens[i] += share * Step(value, Weights[own], largest, square);
                    first += Width(i);
                }
            }

            for (var i = 0; i < insens.Length && total > 0; i++)
                insens[i] /= total;
            return insens;
        }

        /// <summary>The signed distance to where a sum is 0, in the numbers in units of their ranges.</summary>
        internal double Distance(int sum, double[] row)
        {
            return Distance(Value(sum, row), Reach(sum));
        }

        /// <summary>The distance to the nearest change of the decision, as far as the rule that holds goes; NaN for a regression.</summary>
        internal double DistanceInside(int rule, int chosen, double[] scores)
        {
            if (Labels.Length == 0)
                return double.NaN;
            var nearest = double.PositiveInfinity;
            for (var k = 0; k < scores.Length; k++)
            {
                var reach = Reach(Sum(rule, k));
                var margin = 0.0;
                if (Thresholds.Length > 0)
                {
                    margin = scores[k] - Thresholds[k];
                }
                else if (k != chosen)
                {
                    var largest = Reach(Sum(rule, chosen));
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
        private double[] Reach(int sum)
        {
            var reach = new double[Inputs.Length];
            var weight = _firstWeights[sum];
            for (var t = _firstTerms[sum]; TermInputs[t] >= 0; t++)
            {
                var i = TermInputs[t];
                // A range wider than the largest double counts as that wide.
                if (Levels[i] == 0)
                    reach[i] = Weights[weight] * global::System.Math.Min(Maxima[i] - Minima[i], double.MaxValue);
                weight += Width(i);
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
        private void Size(int sum, out double largest, out double square)
        {
            var end = _firstWeights[sum];
            for (var t = _firstTerms[sum]; TermInputs[t] >= 0; t++)
                end += Width(TermInputs[t]);
            largest = 0.0;
            square = 0.0;
            for (var w = _firstWeights[sum]; w < end; w++)
                largest = global::System.Math.Max(largest, global::System.Math.Abs(Weights[w]));
            for (var w = _firstWeights[sum]; w < end && largest > 0; w++)
                square += Weights[w] / largest * (Weights[w] / largest);
        }

        /// <summary>A component of (v / ŵ·ŵ) ŵ.</summary>
        private static double Step(double value, double weight, double largest, double square)
        {
            return weight == 0 ? 0.0 : value / largest / square * (weight / largest);
        }
    }
}
