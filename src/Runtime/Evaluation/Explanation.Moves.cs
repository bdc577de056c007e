namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        internal sealed partial class Way
        {
            // For each sum whether its terms are weights alone, of numbers that have no special values.
            private readonly bool[] _isPlain;
            private readonly int[] _withSpecials;

            // Of each sum, once it has been asked for: its value at the row; what it begins with, and what inputs change it by on the whole
            // way, without terms that move along curves; and what each term changes between both ends.
            private readonly long[] _measured;
            private readonly double[] _values;
            private readonly double[] _starts;
            private readonly double[] _rates;
            private readonly double[] _moves;
            private readonly bool[] _isCurved;
            private long _row;

            // Of each input what it changes by, and whether it is a quantity at both ends.
            private readonly double[] _changes;
            private readonly bool[] _isQuantity;

            // The sides of the conditions at the row, and the factor that each has had on the whole way.
            private readonly bool[] _isNegative;
            private readonly double[] _factors;

            /// <summary>The outputs of the row.</summary>
            internal double[] Outputs { get; }

            /// <summary>Begins with a row, as seen from a reference.</summary>
            internal void Begin(Origin from, double[] row)
            {
                global::System.Array.Copy(row, Values, Values.Length);
                Begin(from);
            }

            /// <summary>Begins with the row that <c>Values</c> has now, as seen from a reference.</summary>
            internal void Begin(Origin from)
            {
                _from = from;
                _row++;
                var values = Values;
                var starts = from.Values;
                var changes = _changes;
                for (var i = 0; i < changes.Length; i++)
                    changes[i] = values[i] - starts[i];
                foreach (var i in _withSpecials)
                    _isQuantity[i] = !from.IsSpecial(i) && _tables.FindSpecial(i, values[i]) < 0;
                for (var c = 0; c < _isNegative.Length; c++)
                    _isNegative[c] = ValueOf(c) < 0;
                var rule = _needsRule ? _tables.Rule(_isNegative) : 0;
                for (var k = 0; k < Outputs.Length; k++)
                    Outputs[k] = OutputOf(rule, k);
            }

            /// <summary>The value of a sum at the row: to the bit that of <c>Row</c>.</summary>
            private double ValueOf(int sum)
            {
                if (_measured[sum] != _row)
                    Measure(sum);
                return _values[sum];
            }

            private double OutputOf(int rule, int output)
            {
                var own = _tables.Own(rule, output);
                if (!_tables.HasCommon || _tables.IsAbsent(_tables.Common(output)))
                    return _tables.IsAbsent(own) ? 0.0 : ValueOf(own);
                var common = ValueOf(_tables.Common(output));
                return _tables.IsAbsent(own) ? common : common + ValueOf(own);
            }

            private void Measure(int sum)
            {
                _measured[sum] = _row;
                _isCurved[sum] = false;
                if (_isPlain[sum])
                    MeasurePlain(sum);
                else
                    MeasureTerms(sum);
                for (var a = _tables._firstAdjustments[sum]; _tables.IsAdjustment(a); a++)
                {
                    var e = _values[_tables.Adjustments[a]];
                    if (e < 0)
                        _values[sum] += _tables.AdjustmentWeights[a - sum] * e;
                }
            }

            // The same as for any terms, of weights alone.
            private void MeasurePlain(int sum)
            {
                var inputs = _tables.TermInputs;
                var weights = _tables.Weights;
                var values = Values;
                var changes = _changes;
                var moves = _moves;
                var value = _tables.Biases[sum];
                var rate = 0.0;
                var weight = _tables._firstWeights[sum];
                var t = _tables._firstTerms[sum];
                for (var i = inputs[t]; i >= 0; i = inputs[t])
                {
                    var w = weights[weight++];
                    var move = w * changes[i];
                    value += w * values[i];
                    rate += move;
                    moves[t++] = move;
                }

                _values[sum] = value;
                _starts[sum] = _from.Sums[sum];
                _rates[sum] = rate;
            }

            private void MeasureTerms(int sum)
            {
                var value = _tables.Biases[sum];
                var start = value;
                var rate = 0.0;
                var weight = _tables._firstWeights[sum];
                for (var t = _tables._firstTerms[sum]; _tables.TermInputs[t] >= 0; t++)
                {
                    var added = _to.Term(t, weight);
                    var move = Move(t, weight, added);
                    value += added;
                    _moves[t] = move;
                    if (IsAlongCurve(t))
                    {
                        _isCurved[sum] = true;
                    }
                    else
                    {
                        start += _from.Terms[t];
                        rate += move;
                    }

                    weight += _tables.Width(_tables.TermInputs[t]);
                }

                _values[sum] = value;
                _starts[sum] = start;
                _rates[sum] = rate;
            }

            // What a term changes between both ends; of a quantity that has a weight, the weight times its change.
            private double Move(int term, int weight, double added)
            {
                var i = _tables.TermInputs[term];
                return _tables._curves[term] < 0 && _isQuantity[i]
                    ? _tables.Weights[weight] * _changes[i]
                    : added - _from.Terms[term];
            }

            /// <summary>Gives inputs what they change in the sums of an output that hold all the way.</summary>
            private void AddFixed(int output, double factor)
            {
                if (_tables.HasCommon && !_tables.IsAbsent(_tables.Common(output)))
                    AddMoves(_tables.Common(output), factor);
                if (_tables.RuleNumbers.Length == 1 && !_tables.IsAbsent(_tables.Own(0, output)))
                    AddMoves(_tables.Own(0, output), factor);
            }

            /// <summary>Gives each input what it changes in a sum, times a factor.</summary>
            private void AddMoves(int sum, double factor)
            {
                if (_measured[sum] != _row)
                    Measure(sum);
                var inputs = _tables.TermInputs;
                var moves = _moves;
                var shares = _shares;
                var t = _tables._firstTerms[sum];
                for (var i = inputs[t]; i >= 0; i = inputs[t])
                    shares[i] += factor * moves[t++];
            }

            private static bool[] PlainSums(Tables tables)
            {
                var isPlain = new bool[tables.Biases.Length];
                for (var s = 0; s < isPlain.Length; s++)
                {
                    isPlain[s] = true;
                    for (var t = tables._firstTerms[s]; tables.TermInputs[t] >= 0; t++)
                        isPlain[s] &= tables._curves[t] < 0
                            && tables.Levels[tables.TermInputs[t]] + tables.SpecialCounts[tables.TermInputs[t]] == 0;
                }

                return isPlain;
            }

            private static int[] InputsWithSpecials(Tables tables)
            {
                var inputs = new global::System.Collections.Generic.List<int>();
                for (var i = 0; i < tables.Inputs.Length; i++)
                {
                    if (tables.SpecialCounts[i] > 0)
                        inputs.Add(i);
                }

                return inputs.ToArray();
            }
        }
    }
}
