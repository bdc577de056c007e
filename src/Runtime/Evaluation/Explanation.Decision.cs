namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        /// <summary>
        /// The position of the largest score, the first on a tie; or the bits of the scores at or above their thresholds; −1 for values.
        /// </summary>
        internal int Classify(double[] scores)
        {
            if (Labels.Length == 0)
                return -1;
            var chosen = 0;
            for (var k = 0; k < scores.Length; k++)
            {
                if (Thresholds.Length > 0)
                    chosen |= scores[k] >= Thresholds[k] ? 1 << k : 0;
                else if (scores[k] > scores[chosen])
                    chosen = k;
            }

            return chosen;
        }

        /// <summary>The label or labels of a class.</summary>
        internal string Text(int chosen)
        {
            if (Labels.Length == 0)
                return string.Empty;
            if (Thresholds.Length == 0)
                return Labels[chosen];
            var labels = new string[Thresholds.Length];
            for (var k = 0; k < labels.Length; k++)
                labels[k] = TextOf(chosen, k);
            return string.Join(", ", labels);
        }

        /// <summary>The label that an output has part in: its own where it has a threshold.</summary>
        internal string TextOf(int chosen, int output)
        {
            return Thresholds.Length == 0 ? Labels[chosen] : Labels[(2 * output) + ((chosen >> output) & 1)];
        }

        /// <summary>One probability per output; none where the scores are plain.</summary>
        /// <param name="scores">The scores.</param>
        /// <param name="kind">What they are, as <c>Scores</c> says.</param>
        /// <param name="isArgmax">Whether exactly one of the outputs' labels is right.</param>
        internal static double[] Probabilities(double[] scores, int kind, bool isArgmax)
        {
            if (kind == 0)
                return global::System.Array.Empty<double>();
            var probabilities = new double[scores.Length];
            for (var k = 0; k < scores.Length; k++)
                probabilities[k] = kind == 2 ? Exponential.Clamp(scores[k]) : Exponential.Logistic(scores[k]);
            if (kind == 1 && isArgmax)
                Softmax(scores, probabilities);
            return probabilities;
        }

        /// <summary>That of the label at or above the only threshold, or of the one that is chosen.</summary>
        internal double Probability(int chosen, double[] probabilities)
        {
            if (probabilities.Length == 0 || Thresholds.Length > 1)
                return double.NaN;
            return probabilities[Thresholds.Length == 1 ? 0 : chosen];
        }

        private static void Softmax(double[] scores, double[] probabilities)
        {
            var largest = scores[0];
            for (var k = 1; k < scores.Length; k++)
                largest = scores[k] > largest ? scores[k] : largest;
            var total = 0.0;
            for (var k = 0; k < scores.Length; k++)
            {
                probabilities[k] = Exponential.Of(scores[k] - largest);
                total += probabilities[k];
            }

            for (var k = 0; k < scores.Length; k++)
                probabilities[k] /= total;
        }
    }
}
