namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        /// <summary>
        /// A part of a segment of the way on which every condition stays on one side, so that all sums are straight, adjustments included.
        /// </summary>
        internal sealed class Stretch
        {
            private readonly Tables _tables;
            private readonly double[] _values;
            private readonly double[] _rates;
            private readonly bool[] _hasJumped;

            private Stretch(Tables tables, Segment segment, double start)
            {
                _tables = tables;
                Segment = segment;
                Start = start;
                _values = new double[tables.ConditionNumbers.Length];
                _rates = new double[_values.Length];
                _hasJumped = new bool[_values.Length];
                IsNegative = new bool[_values.Length];
            }

            /// <summary>Where each input is on its curves.</summary>
            internal Segment Segment { get; }

            /// <summary>Where it begins, 0 to 1.</summary>
            internal double Start { get; }

            /// <summary>The sides of the conditions.</summary>
            internal bool[] IsNegative { get; }

            /// <summary>An end of the way, with the sides that the row there is on.</summary>
            internal static Stretch AtEnd(Tables tables, Segment segment, double time, Row row)
            {
                var made = new Stretch(tables, segment, time);
                for (var c = 0; c < made.IsNegative.Length; c++)
                {
                    made.Measure(c);
                    made.IsNegative[c] = row.Condition(c) < 0;
                }

                return made;
            }

            /// <summary>
            /// What an input that jumps makes of this: the conditions that it takes along are on the side to which they come.
            /// </summary>
            /// <param name="next">Where this segment leads.</param>
            /// <param name="input">The input.</param>
            /// <param name="sums">The sums in which a term of it jumps.</param>
            internal Stretch AfterJump(Segment next, int input, global::System.Collections.Generic.List<int> sums)
            {
                var made = new Stretch(_tables, Segment.With(input, next), next.Start);
                var moves = new bool[_values.Length];
                for (var c = 0; c < _values.Length; c++)
                {
                    made.Measure(c);
                    moves[c] = sums.Contains(c);
                    for (var a = _tables._firstAdjustments[c]; _tables.IsAdjustment(a); a++)
                    {
                        var k = _tables.Adjustments[a];
                        moves[c] |= moves[k] && (IsNegative[k] || made.IsNegative[k]);
                    }

                    made.IsNegative[c] = moves[c] ? made._values[c] < 0 : IsNegative[c];
                    made._hasJumped[c] = moves[c] || _hasJumped[c];
                }

                return made;
            }

            /// <summary>What follows: each condition is on the side to which it goes from here.</summary>
            /// <param name="before">The stretch that ends here.</param>
            /// <param name="segment">The segment that holds from here on.</param>
            /// <param name="start">Where this is.</param>
            internal Stretch Next(Stretch before, Segment segment, double start)
            {
                var made = new Stretch(_tables, segment, start);
                for (var c = 0; c < _values.Length; c++)
                {
                    made.Measure(c);
                    var isReached = !_hasJumped[c] && before.Zero(c) <= start;
                    made.IsNegative[c] = IsNegative[c]
                        ? !(made._rates[c] >= 0 && (isReached || made._values[c] >= 0))
                        : made._rates[c] < 0 && (isReached || made._values[c] <= 0);
                }

                return made;
            }

            /// <summary>Where the next condition comes to 0, or the end that is given if none does before.</summary>
            internal double NextZero(double end)
            {
                for (var c = 0; c < _values.Length; c++)
                {
                    var zero = Zero(c);
                    end = zero < end ? zero : end;
                }

                return end;
            }

            /// <summary>A score, which is that of an output or a difference of two, if some rule holds.</summary>
            internal double Score(Way.Score score, int rule, double time)
            {
                var value = Output(rule, score.Output, time);
                return score.Against < 0 ? value : value - Output(rule, score.Against, time);
            }

            /// <summary>What each input does to a score.</summary>
            internal double[] Rates(Way.Score score, int rule)
            {
                var rates = new double[_tables.Inputs.Length];
                AddOutput(rule, score.Output, 1.0, rates);
                if (score.Against >= 0)
                    AddOutput(rule, score.Against, -1.0, rates);
                return rates;
            }

            /// <summary>What each input does to a condition.</summary>
            internal double[] Rates(int condition)
            {
                var rates = new double[_tables.Inputs.Length];
                AddRates(condition, 1.0, rates);
                return rates;
            }

            // A condition that goes to 0 comes there; one that has passed it by rounding is there already.
            private double Zero(int condition)
            {
                var rate = _rates[condition];
                if (!(IsNegative[condition] ? rate > 0 : rate < 0))
                    return double.PositiveInfinity;
                var left = -_values[condition] / rate;
                return left > 0 ? Start + left : Start;
            }

            private void Measure(int condition)
            {
                _values[condition] = Value(condition, Start);
                _rates[condition] = Segment.Rate(condition);
                for (var a = _tables._firstAdjustments[condition]; _tables.IsAdjustment(a); a++)
                {
                    if (IsNegative[_tables.Adjustments[a]])
                        _rates[condition] += _tables.AdjustmentWeights[a - condition] * _rates[_tables.Adjustments[a]];
                }
            }

            private double Value(int sum, double time)
            {
                var value = Segment.Value(sum, time);
                for (var a = _tables._firstAdjustments[sum]; _tables.IsAdjustment(a); a++)
                {
                    var k = _tables.Adjustments[a];
                    if (IsNegative[k])
                        value += _tables.AdjustmentWeights[a - sum] * (_values[k] + ((time - Start) * _rates[k]));
                }

                return value;
            }

            private double Output(int rule, int output, double time)
            {
                var value = 0.0;
                if (_tables.HasCommon && !_tables.IsAbsent(_tables.Common(output)))
                    value += Value(_tables.Common(output), time);
                if (!_tables.IsAbsent(_tables.Own(rule, output)))
                    value += Value(_tables.Own(rule, output), time);
                return value;
            }

            private void AddOutput(int rule, int output, double factor, double[] rates)
            {
                if (_tables.HasCommon && !_tables.IsAbsent(_tables.Common(output)))
                    AddRates(_tables.Common(output), factor, rates);
                if (!_tables.IsAbsent(_tables.Own(rule, output)))
                    AddRates(_tables.Own(rule, output), factor, rates);
            }

            // Conditions adjust only later ones, so that going backwards each is added once, with all that is asked of it.
            private void AddRates(int sum, double factor, double[] rates)
            {
                Segment.AddRates(sum, factor, rates);
                if (_tables.Adjustments.Length == 0)
                    return;
                var factors = new double[_values.Length];
                AddFactors(sum, factor, factors);
                for (var c = factors.Length - 1; c >= 0; c--)
                {
                    if (factors[c] == 0)
                        continue;
                    Segment.AddRates(c, factors[c], rates);
                    AddFactors(c, factors[c], factors);
                }
            }

            private void AddFactors(int sum, double factor, double[] factors)
            {
                for (var a = _tables._firstAdjustments[sum]; _tables.IsAdjustment(a); a++)
                {
                    if (IsNegative[_tables.Adjustments[a]])
                        factors[_tables.Adjustments[a]] += factor * _tables.AdjustmentWeights[a - sum];
                }
            }
        }
    }
}
