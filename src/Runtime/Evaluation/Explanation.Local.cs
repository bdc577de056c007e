namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        /// <summary>
        /// A sum as it is around one row: a map v = bias + ŵ·x over the numbers and the levels of the categories, with the adjustments of
        /// the conditions that are negative there multiplied out and curves as straight as the piece that the row is on.
        /// </summary>
        internal sealed class Local
        {
            private readonly Tables _tables;
            private bool _hasBias;

            /// <summary>The constant.</summary>
            internal double Bias;

            /// <summary>One weight for each number and for each level.</summary>
            internal readonly double[] Weights;

            /// <summary>What each input adds to the sum.</summary>
            internal readonly double[] Added;

            /// <summary>Whether an input has a term.</summary>
            internal readonly bool[] Has;

            /// <summary>Whether a curve is part of it: then it holds on one piece alone.</summary>
            internal bool IsCurved;

            private Local(Tables tables)
            {
                _tables = tables;
                var count = tables.Inputs.Length;
                Weights = new double[count == 0
                    ? 0
                    : tables.FirstFeature(count - 1) + global::System.Math.Max(1, tables.Levels[count - 1])];
                Added = new double[count];
                Has = new bool[count];
            }

            /// <summary>A condition around a row.</summary>
            internal static Local OfCondition(Tables tables, Row row, int condition)
            {
                var local = new Local(tables);
                local.Add(row, condition);
                return local;
            }

            /// <summary>An output of a rule around a row.</summary>
            internal static Local OfOutput(Tables tables, Row row, int rule, int output)
            {
                var local = new Local(tables);
                if (tables.HasCommon && !tables.IsAbsent(tables.Common(output)))
                    local.Add(row, tables.Common(output));
                if (!tables.IsAbsent(tables.Own(rule, output)))
                    local.Add(row, tables.Own(rule, output));
                return local;
            }

            // The factor of each sum is its own times those of the sums that it adjusts. Conditions adjust only later ones, so that going
            // backwards each is added once, with all that is asked of it. Where nothing is adjusted there is nothing to go through.
            private void Add(Row row, int sum)
            {
                var factors = new double[_tables.Adjustments.Length > 0 ? _tables.ConditionNumbers.Length : 0];
                AddSum(row, sum, 1.0, factors);
                for (var c = factors.Length - 1; c >= 0; c--)
                {
                    if (factors[c] != 0)
                        AddSum(row, c, factors[c], factors);
                }
            }

            private void AddSum(Row row, int sum, double factor, double[] factors)
            {
                Bias = _hasBias ? Bias + (factor * _tables.Biases[sum]) : factor * _tables.Biases[sum];
                _hasBias = true;
                var weight = _tables._firstWeights[sum];
                for (var t = _tables._firstTerms[sum]; _tables.TermInputs[t] >= 0; t++)
                {
                    AddTerm(row, t, weight, factor);
                    weight += _tables.Width(_tables.TermInputs[t]);
                }

                if (_tables.Adjustments.Length == 0)
                    return;
                for (var a = _tables._firstAdjustments[sum]; _tables.Adjustments[a] >= 0; a++)
                {
                    if (row.Condition(_tables.Adjustments[a]) < 0)
                        factors[_tables.Adjustments[a]] += factor * _tables.AdjustmentWeights[a - sum];
                }
            }

            private void AddTerm(Row row, int term, int weight, double factor)
            {
                var i = _tables.TermInputs[term];
                var feature = _tables.FirstFeature(i);
                var added = row.Term(term, weight);
                Added[i] = Has[i] ? Added[i] + (factor * added) : factor * added;
                if (_tables.Levels[i] > 0)
                {
                    for (var level = 0; level < _tables.Levels[i]; level++)
                        AddWeight(feature + level, i, factor * _tables.Weights[weight + level]);
                }
                else if (_tables.FindSpecial(i, row[i]) >= 0)
                {
                    // What is no quantity does not move.
                    Bias += factor * added;
                    AddWeight(feature, i, 0.0);
                }
                else if (_tables._curves[term] >= 0)
                {
                    IsCurved = true;
                    var slope = _tables.SlopeAt(term, row[i]);
                    Bias += factor * (added - (slope * row[i]));
                    AddWeight(feature, i, factor * slope);
                }
                else
                {
                    AddWeight(feature, i, factor * _tables.Weights[weight]);
                }

                Has[i] = true;
            }

            private void AddWeight(int feature, int input, double weight)
            {
                Weights[feature] = Has[input] ? Weights[feature] + weight : weight;
            }
        }
    }
}
