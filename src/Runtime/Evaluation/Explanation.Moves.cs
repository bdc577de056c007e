namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        internal sealed partial class Way
        {
            // For each term whether it is a weight alone: of a number that has no special values, and no curve.
            private readonly bool[] _isPlain;

            // Of each sum, once it has been asked for: its value at the row, what inputs change it by on the whole way, and in each term;
            // where terms move along curves, their change is that of both ends, and is not in the sum's.
            private readonly long[] _measured;
            private readonly double[] _values;
            private readonly double[] _rates;
            private readonly double[] _moves;
            private readonly bool[] _isCurved;
            private readonly double[] _changes;
            private long _row;

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
                for (var i = 0; i < _changes.Length; i++)
                    _changes[i] = Values[i] - from.Values[i];
                for (var c = 0; c < _isNegative.Length; c++)
                    _isNegative[c] = ValueOf(c) < 0;
                var rule = NeedsRule ? _tables.Rule(_isNegative) : 0;
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
                var value = _tables.Biases[sum];
                var rate = 0.0;
                var inputs = _tables.TermInputs;
                var weights = _tables.Weights;
                var weight = _tables._firstWeights[sum];
                for (var t = _tables._firstTerms[sum]; ; t++)
                {
                    var i = inputs[t];
                    if (i < 0)
                        break;
                    if (_isPlain[t])
                    {
                        var w = weights[weight++];
                        var move = w * _changes[i];
                        value += w * Values[i];
                        rate += move;
                        _moves[t] = move;
                        continue;
                    }

                    value += _to.Term(t, weight);
                    _moves[t] = Move(t, weight);
                    if (IsAlongCurve(t))
                        _isCurved[sum] = true;
                    else
                        rate += _moves[t];
                    weight += _tables.Width(i);
                }

                for (var a = _tables._firstAdjustments[sum]; _tables.IsAdjustment(a); a++)
                {
                    var e = _values[_tables.Adjustments[a]];
                    if (e < 0)
                        value += _tables.AdjustmentWeights[a - sum] * e;
                }

                _values[sum] = value;
                _rates[sum] = rate;
            }

            // What a term changes between both ends; of a quantity that has a weight, the weight times its change.
            private double Move(int term, int weight)
            {
                var i = _tables.TermInputs[term];
                return _tables._curves[term] < 0 && _tables.Levels[i] == 0 && IsQuantity(i)
                    ? _tables.Weights[weight] * _changes[i]
                    : _to.Term(term, weight) - _from.Row.Term(term, weight);
            }

            /// <summary>Whether an input is a quantity at both ends; one that is a category is asked elsewhere.</summary>
            private bool IsQuantity(int input)
            {
                return !_from.IsSpecial(input) && _tables.FindSpecial(input, Values[input]) < 0;
            }

            /// <summary>Whether the score has a sum that all rules share; gives inputs what they change in it.</summary>
            /// <returns>Whether conditions adjust it.</returns>
            private bool AddFixed(int output, double factor)
            {
                var isBent = false;
                if (_tables.HasCommon && !_tables.IsAbsent(_tables.Common(output)))
                {
                    AddMoves(_tables.Common(output), factor);
                    isBent = _tables.IsAdjusted(_tables.Common(output));
                }

                // The only rule is the same all the way.
                var own = _tables.Own(0, output);
                if (_tables.RuleNumbers.Length > 1 || _tables.IsAbsent(own))
                    return isBent;
                AddMoves(own, factor);
                return isBent || _tables.IsAdjusted(own);
            }

            /// <summary>Gives each input what it changes in a sum, times a factor.</summary>
            private void AddMoves(int sum, double factor)
            {
                if (_measured[sum] != _row)
                    Measure(sum);
                var inputs = _tables.TermInputs;
                for (var t = _tables._firstTerms[sum]; ; t++)
                {
                    var i = inputs[t];
                    if (i < 0)
                        break;
                    _shares[i] += factor * _moves[t];
                }
            }

            private static bool[] PlainTerms(Tables tables)
            {
                var isPlain = new bool[tables.TermInputs.Length];
                for (var t = 0; t < isPlain.Length; t++)
                {
                    var i = tables.TermInputs[t];
                    isPlain[t] = i >= 0 && tables.Levels[i] == 0 && tables.SpecialCounts[i] == 0 && tables._curves[t] < 0;
                }

                return isPlain;
            }
        }
    }
}
