namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        /// <summary>
        /// The rules at one row: only the conditions that are asked for are calculated, and those that adjust others once.
        /// </summary>
        /// <remarks>
        /// A sum is its bias, to which each term is added in the order of the inputs, and then each adjustment in the order of the
        /// conditions, one multiplication and one addition each; an output is its common part plus what its rule adds.
        /// </remarks>
        internal sealed class Row
        {
            private readonly Tables _tables;
            private readonly double[] _row;

            // The values of conditions, where adjustments ask for them again; empty where there are none, so that a row of very many
            // conditions takes no space for those that it does not meet.
            private readonly double[] _values;
            private readonly bool[] _isKnown;

            /// <summary>Prepares a row.</summary>
            /// <param name="tables">The rules.</param>
            /// <param name="row">One value per input, none of them missing, infinite or undeclared.</param>
            internal Row(Tables tables, double[] row)
            {
                _tables = tables;
                _row = row;
                _values = new double[tables.Adjustments.Length > 0 ? tables.ConditionNumbers.Length : 0];
                _isKnown = new bool[_values.Length];
            }

            /// <summary>The value of an input.</summary>
            internal double this[int input] => _row[input];

            /// <summary>e(x) of a condition.</summary>
            internal double Condition(int condition)
            {
                if (_values.Length == 0)
                    return Sum(condition);
                if (!_isKnown[condition])
                {
                    _values[condition] = Sum(condition);
                    _isKnown[condition] = true;
                }

                return _values[condition];
            }

            /// <summary>The rule that holds.</summary>
            internal int Rule()
            {
                var node = _tables.Nodes.Length > 0 ? 0 : ~0;
                while (node >= 0)
                    node = Next(node);
                return ~node;
            }

            /// <summary>The conditions on the way to the rule that holds.</summary>
            internal int[] Path(out int rule)
            {
                var path = new global::System.Collections.Generic.List<int>();
                var node = _tables.Nodes.Length > 0 ? 0 : ~0;
                for (; node >= 0; node = Next(node))
                    path.Add(_tables.Nodes[3 * node]);
                rule = ~node;
                return path.ToArray();
            }

            /// <summary>An output of a rule.</summary>
            internal double Output(int rule, int output)
            {
                var own = _tables.Own(rule, output);
                if (!_tables.HasCommon)
                    return _tables.IsAbsent(own) ? 0.0 : Sum(own);
                var common = _tables.Common(output);
                if (_tables.IsAbsent(common))
                    return _tables.IsAbsent(own) ? 0.0 : Sum(own);
                return _tables.IsAbsent(own) ? Sum(common) : Sum(common) + Sum(own);
            }

            /// <summary>What a term adds.</summary>
            /// <param name="term">The position of the term.</param>
            /// <param name="weight">The position of its first weight.</param>
            internal double Term(int term, int weight)
            {
                var i = _tables.TermInputs[term];
                var x = _row[i];
                if (_tables.Levels[i] > 0)
                    return _tables.Weights[weight + (int)x];
                var special = _tables.FindSpecial(i, x);
                if (special >= 0)
                    return _tables.Weights[weight + 1 + special];
                var curve = _tables._curves[term];
                if (curve < 0)
                    return _tables.Weights[weight] * x;
                return _tables.Height(curve, _tables.FindPiece(curve, _tables.PointsOf(term), x), x);
            }

            private int Next(int node)
            {
                return _tables.Nodes[(3 * node) + (Condition(_tables.Nodes[3 * node]) < 0 ? 1 : 2)];
            }

            private double Sum(int sum)
            {
                var value = _tables.Biases[sum];
                var weight = _tables._firstWeights[sum];
                for (var t = _tables._firstTerms[sum]; _tables.TermInputs[t] >= 0; t++)
                {
                    value += Term(t, weight);
                    weight += _tables.Width(_tables.TermInputs[t]);
                }

                if (_tables.Adjustments.Length == 0)
                    return value;
                for (var a = _tables._firstAdjustments[sum]; _tables.Adjustments[a] >= 0; a++)
                {
                    var e = Condition(_tables.Adjustments[a]);
                    if (e < 0)
                        value += _tables.AdjustmentWeights[a - sum] * e;
                }

                return value;
            }
        }
    }
}
