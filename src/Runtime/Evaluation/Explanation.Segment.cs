namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        /// <summary>
        /// A part of the way on which each input stays on one piece of every curve, so that all that terms add is straight; an end of the
        /// way is one by itself, since it may be the very point where a curve jumps.
        /// </summary>
        internal sealed class Segment
        {
            private readonly Way _way;
            private readonly Tables _tables;
            private readonly double[] _on;
            private readonly double[] _values;
            private readonly double[] _rates;

            /// <summary>Prepares the sums of the conditions, as far as inputs add to them.</summary>
            /// <param name="way">The way.</param>
            /// <param name="start">Where it begins, 0 to 1.</param>
            /// <param name="on">A value of each input that is on the pieces which hold here.</param>
            internal Segment(Way way, double start, double[] on)
            {
                _way = way;
                _tables = way.Tables;
                Start = start;
                _on = on;
                _values = new double[_tables.ConditionNumbers.Length];
                _rates = new double[_values.Length];
                for (var c = 0; c < _values.Length; c++)
                {
                    _values[c] = SumAt(c, start);
                    _rates[c] = RateOf(c);
                }
            }

            /// <summary>Where it begins, 0 to 1.</summary>
            internal double Start { get; }

            /// <summary>The same, but for the pieces that one input is on.</summary>
            internal Segment With(int input, Segment other)
            {
                var on = (double[])_on.Clone();
                on[input] = other._on[input];
                return new Segment(_way, other.Start, on);
            }

            /// <summary>The bias of a sum and what inputs add to it.</summary>
            internal double Value(int sum, double time)
            {
                return sum < _values.Length ? _values[sum] + ((time - Start) * _rates[sum]) : SumAt(sum, time);
            }

            /// <summary>How fast that rises.</summary>
            internal double Rate(int sum)
            {
                return sum < _rates.Length ? _rates[sum] : RateOf(sum);
            }

            /// <summary>Adds what each input does to that, times a factor.</summary>
            internal void AddRates(int sum, double factor, double[] rates)
            {
                var weight = _tables._firstWeights[sum];
                for (var t = _tables._firstTerms[sum]; _tables.TermInputs[t] >= 0; t++)
                {
                    rates[_tables.TermInputs[t]] += factor * TermRate(t, weight);
                    weight += _tables.Width(_tables.TermInputs[t]);
                }
            }

            /// <summary>Whether a term jumps from here to another segment that begins where this one ends.</summary>
            internal bool Jumps(int term, Segment next)
            {
                var from = PieceOf(term);
                var to = next.PieceOf(term);
                if (from == to)
                    return false;
                var numbers = _tables.CurveNumbers;
                var lower = global::System.Math.Min(from, to);
                var upper = global::System.Math.Max(from, to);
                var height = _tables.Height(_tables._curves[term], lower, numbers[upper]);
                var size = global::System.Math.Abs(height) + global::System.Math.Abs(numbers[upper + 1]);
                if (lower >= 0)
                    size += global::System.Math.Abs(numbers[lower + 2])
                        * (global::System.Math.Abs(numbers[lower]) + global::System.Math.Abs(numbers[upper]));
                return global::System.Math.Abs(numbers[upper + 1] - height) > Rounding * size;
            }

            private double SumAt(int sum, double time)
            {
                var value = _tables.Biases[sum];
                var weight = _tables._firstWeights[sum];
                for (var t = _tables._firstTerms[sum]; _tables.TermInputs[t] >= 0; t++)
                {
                    value += Term(t, weight, time);
                    weight += _tables.Width(_tables.TermInputs[t]);
                }

                return value;
            }

            private double RateOf(int sum)
            {
                var rate = 0.0;
                var weight = _tables._firstWeights[sum];
                for (var t = _tables._firstTerms[sum]; _tables.TermInputs[t] >= 0; t++)
                {
                    rate += TermRate(t, weight);
                    weight += _tables.Width(_tables.TermInputs[t]);
                }

                return rate;
            }

            private double Term(int term, int weight, double time)
            {
                if (_way.IsAlongCurve(term))
                    return _tables.Height(_tables._curves[term], PieceOf(term), _way.At(_tables.TermInputs[term], time));
                var from = _way.From.Term(term, weight);
                return from + (time * (_way.To.Term(term, weight) - from));
            }

            private double TermRate(int term, int weight)
            {
                if (!_way.IsAlongCurve(term))
                    return _way.To.Term(term, weight) - _way.From.Term(term, weight);
                var piece = PieceOf(term);
                var slope = piece < 0 ? 0.0 : _tables.CurveNumbers[piece + 2];
                return slope == 0 ? 0.0 : slope * _way.Change(_tables.TermInputs[term]);
            }

            private int PieceOf(int term)
            {
                return _tables.FindPiece(_tables._curves[term], _tables.PointsOf(term), _on[_tables.TermInputs[term]]);
            }
        }
    }
}
