namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        /// <summary>The number of sums.</summary>
        internal int SumCount => Biases.Length;

        /// <summary>The terms of a sum: the input of each, its position, and that of its first weight.</summary>
        internal global::System.Collections.Generic.IEnumerable<int[]> TermsOf(int sum)
        {
            var weight = _firstWeights[sum];
            for (var t = _firstTerms[sum]; TermInputs[t] >= 0; t++)
            {
                yield return new[] { TermInputs[t], t, weight };
                weight += Width(TermInputs[t]);
            }
        }

        /// <summary>What a term adds for a level, or for a number as a quantity, even where the number is special.</summary>
        /// <param name="term">The position of the term.</param>
        /// <param name="weight">The position of its first weight.</param>
        /// <param name="x">The level or the number.</param>
        internal double Plain(int term, int weight, double x)
        {
            if (Levels[TermInputs[term]] > 0)
                return Weights[weight + (int)x];
            var curve = _curves[term];
            return curve < 0 ? Weights[weight] * x : Height(curve, FindPiece(curve, PointsOf(term), x), x);
        }

        /// <summary>For each input the x of the points of all its curves, increasing.</summary>
        internal double[][] Points()
        {
            var all = new double[Inputs.Length][];
            for (var i = 0; i < all.Length; i++)
            {
                var points = new global::System.Collections.Generic.List<double>();
                for (var t = 0; t < TermInputs.Length; t++)
                {
                    if (TermInputs[t] != i || _curves[t] < 0)
                        continue;
                    for (var k = 0; k < PointsOf(t); k++)
                        points.Add(CurveNumbers[_curves[t] + 1 + (3 * k)]);
                }

                points.Sort();
                for (var p = points.Count - 1; p > 0; p--)
                {
                    if (points[p].Equals(points[p - 1]))
                        points.RemoveAt(p);
                }

                all[i] = points.ToArray();
            }

            return all;
        }

        /// <summary>
        /// Adds to the multiples of all sums, conditions first, those that a multiple of one is made of where conditions are on given
        /// sides.
        /// </summary>
        internal void Expand(double[] multiples, int sum, double factor, bool[] isNegative)
        {
            multiples[sum] += factor;
            if (Adjustments.Length == 0)
                return;

            // A condition adjusts only later ones, so that going backwards each is met once, with all that is asked of it.
            var asked = new double[ConditionNumbers.Length];
            Ask(asked, sum, factor, isNegative);
            for (var c = asked.Length - 1; c >= 0; c--)
            {
                if (asked[c] == 0)
                    continue;
                multiples[c] += asked[c];
                Ask(asked, c, asked[c], isNegative);
            }
        }

        private void Ask(double[] asked, int sum, double factor, bool[] isNegative)
        {
            for (var a = _firstAdjustments[sum]; Adjustments[a] >= 0; a++)
            {
                if (isNegative[Adjustments[a]])
                    asked[Adjustments[a]] += factor * AdjustmentWeights[a - sum];
            }
        }
    }
}
