namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        internal sealed partial class Way
        {
            // A curve whose height changes by less at a point, relative to the numbers that it is calculated from, does so by rounding: its
            // slope, its points and heights have an error of 2⁻⁵³ each.
            private const double Rounding = 8.8817841970012523e-16;

            // The terms that are curves, but for those in sums that hold all the way: there only the ends count, bends and jumps included.
            // For each sum the first of them; for each of them the piece that it comes to, and whether it jumps there.
            private readonly int[] _curves;
            private readonly int[] _firstCurves;
            private readonly int[] _pieces;
            private readonly bool[] _jumps;
            private readonly double[] _times;

            /// <summary>Whether a term moves along a curve: both ends are quantities.</summary>
            private bool IsAlongCurve(int term)
            {
                return _tables._curves[term] >= 0 && _isQuantity[_tables.TermInputs[term]];
            }

            /// <summary>A sum without what conditions add, at a time.</summary>
            private double Line(int sum, double time, Stretch stretch)
            {
                var value = _starts[sum] + (time * _rates[sum]);
                for (var q = _firstCurves[sum]; q < _firstCurves[sum + 1]; q++)
                {
                    var i = _tables.TermInputs[_curves[q]];
                    if (_isQuantity[i])
                        value += _tables.Height(_tables._curves[_curves[q]], stretch.Pieces[q], _from.Values[i] + (time * _changes[i]));
                }

                return value;
            }

            /// <summary>How fast that rises.</summary>
            private double LineRate(int sum, Stretch stretch)
            {
                var rate = _rates[sum];
                for (var q = _firstCurves[sum]; q < _firstCurves[sum + 1]; q++)
                    rate += CurveRate(q, stretch);
                return rate;
            }

            private double CurveRate(int place, Stretch stretch)
            {
                var i = _tables.TermInputs[_curves[place]];
                var piece = stretch.Pieces[place];
                var slope = piece < 0 || !_isQuantity[i] ? 0.0 : _tables.CurveNumbers[piece + 2];
                return slope == 0 ? 0.0 : slope * _changes[i];
            }

            /// <summary>Gives each input what it changes in a sum on a stretch, times a factor.</summary>
            private void AddRates(int sum, double factor, Stretch stretch)
            {
                var q = _firstCurves[sum];
                for (var t = _tables._firstTerms[sum]; _tables.TermInputs[t] >= 0; t++)
                {
                    if (_tables._curves[t] < 0)
                    {
                        _shares[_tables.TermInputs[t]] += factor * _moves[t];
                        continue;
                    }

                    _shares[_tables.TermInputs[t]] += factor * (IsAlongCurve(t) ? CurveRate(q, stretch) : _moves[t]);
                    q++;
                }
            }

            // The pieces at an end of the way.
            private void FindPieces(double[] values)
            {
                for (var q = 0; q < _curves.Length; q++)
                    FindPiece(q, values[_tables.TermInputs[_curves[q]]]);
            }

            // The pieces at a time between.
            private void FindPieces(double time)
            {
                for (var q = 0; q < _curves.Length; q++)
                {
                    var i = _tables.TermInputs[_curves[q]];
                    FindPiece(q, _from.Values[i] + (time * _changes[i]));
                }
            }

            // What Tables.FindPiece finds, from the piece before: on the way it is the same or the next one, as a rule.
            private void FindPiece(int place, double value)
            {
                var term = _curves[place];
                if (!IsAlongCurve(term))
                    return;
                var numbers = _tables.CurveNumbers;
                var first = _tables._curves[term] + 1;
                var end = first + (3 * _tables.PointsOf(term));
                var piece = _pieces[place];
                while (piece >= 0 && value < numbers[piece])
                    piece = piece == first ? -1 : piece - 3;
                for (var next = piece < 0 ? first : piece + 3; next < end && !(value < numbers[next]); next += 3)
                    piece = next;
                _pieces[place] = piece;
            }

            // Where numbers come to points of their curves on the way, in order, and its end.
            private int FindTimes()
            {
                var count = 0;
                _times[count++] = 1.0;
                foreach (var term in _curves)
                {
                    var i = _tables.TermInputs[term];
                    if (!IsAlongCurve(term))
                        continue;
                    for (var k = 0; k < _tables.PointsOf(term); k++)
                    {
                        var time = (_tables.CurveNumbers[_tables._curves[term] + 1 + (3 * k)] - _from.Values[i]) / _changes[i];
                        if (time > 0 && time < 1)
                            _times[count++] = time;
                    }
                }

                global::System.Array.Sort(_times, 0, count);
                return count;
            }

            // What inputs change whose curves jump where a stretch ends.
            private Stretch Jump(Stretch before, double time)
            {
                var now = before;
                if (!FindJumps(before))
                    return now;
                for (var i = 0; i < _shares.Length; i++)
                {
                    if (!JumpsIn(-1, i))
                        continue;
                    var next = Other(before, now);
                    next.Jump(now, i, time);
                    _shares[i] += JumpScore(next, time) - JumpScore(now, time);
                    now = next;
                }

                return now;
            }

            // The score as far as it can jump: without the terms of sums that hold all the way.
            private double JumpScore(Stretch stretch, double time)
            {
                var rule = _hasOwn ? _tables.Rule(stretch.IsNegative) : 0;
                var value = JumpValue(stretch, rule, _output, time);
                return _against < 0 ? value : value - JumpValue(stretch, rule, _against, time);
            }

            private double JumpValue(Stretch stretch, int rule, int output, double time)
            {
                var value = 0.0;
                if (_tables.HasCommon && !_tables.IsAbsent(_tables.Common(output)))
                    value += stretch.Adjusted(_tables.Common(output), time);
                var own = _tables.Own(rule, output);
                if (_tables.RuleNumbers.Length > 1)
                    return value + OwnValue(stretch, own, time);
                return _tables.IsAbsent(own) ? value : value + stretch.Adjusted(own, time);
            }

            private bool FindJumps(Stretch before)
            {
                var any = false;
                for (var q = 0; q < _curves.Length; q++)
                {
                    _jumps[q] = IsAlongCurve(_curves[q]) && IsJump(_tables._curves[_curves[q]], before.Pieces[q], _pieces[q]);
                    any |= _jumps[q];
                }

                return any;
            }

            /// <summary>Whether a term of an input jumps in a sum; in any for −1.</summary>
            private bool JumpsIn(int sum, int input)
            {
                for (var q = 0; q < _curves.Length; q++)
                {
                    if (_jumps[q] && _tables.TermInputs[_curves[q]] == input && (sum < 0 || _tables._sums[_curves[q]] == sum))
                        return true;
                }

                return false;
            }

            private bool IsJump(int curve, int from, int to)
            {
                if (from == to)
                    return false;
                var numbers = _tables.CurveNumbers;
                var lower = global::System.Math.Min(from, to);
                var upper = global::System.Math.Max(from, to);
                var height = _tables.Height(curve, lower, numbers[upper]);
                var size = global::System.Math.Abs(height) + global::System.Math.Abs(numbers[upper + 1]);
                if (lower >= 0)
                    size += global::System.Math.Abs(numbers[lower + 2])
                        * (global::System.Math.Abs(numbers[lower]) + global::System.Math.Abs(numbers[upper]));
                return global::System.Math.Abs(numbers[upper + 1] - height) > Rounding * size;
            }

            private static int[] CurvesOnTheWay(Tables tables)
            {
                var terms = new global::System.Collections.Generic.List<int>();
                for (var t = 0; t < tables.TermInputs.Length; t++)
                {
                    var conditions = tables.ConditionNumbers.Length;
                    if (tables.TermInputs[t] < 0 || tables._curves[t] < 0)
                        continue;
                    var isOwn = tables._sums[t] >= conditions + (tables.HasCommon ? tables.Outputs.Length : 0);
                    if (tables._sums[t] < conditions || (isOwn && tables.RuleNumbers.Length > 1))
                        terms.Add(t);
                }

                return terms.ToArray();
            }

            private static int[] FirstCurves(Tables tables, int[] curves)
            {
                var first = new int[tables.Biases.Length + 1];
                foreach (var term in curves)
                    first[tables._sums[term] + 1]++;
                for (var s = 1; s < first.Length; s++)
                    first[s] += first[s - 1];
                return first;
            }

            private static int Points(Tables tables, int[] curves)
            {
                var count = 0;
                foreach (var term in curves)
                    count += tables.PointsOf(term);
                return count;
            }
        }
    }
}
