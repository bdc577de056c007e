namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        internal sealed partial class Way
        {
            // What is asked of each condition, before it is answered: 0 between two answers.
            private readonly double[] _asked;

            /// <summary>
            /// A part of the way on which every input stays on one piece of each curve and every condition on one side, so that all sums
            /// are straight, adjustments included; an end of the way is one without length.
            /// </summary>
            private sealed class Stretch
            {
                private readonly Way _way;
                private readonly Tables _tables;
                private readonly double[] _values;
                private readonly double[] _rates;
                private readonly double[] _zeros;
                private readonly bool[] _hasJumped;
                private readonly double[] _factors;

                internal Stretch(Way way)
                {
                    _way = way;
                    _tables = way._tables;
                    _values = new double[_tables.ConditionNumbers.Length];
                    _rates = new double[_values.Length];
                    _zeros = new double[_values.Length];
                    _hasJumped = new bool[_values.Length];
                    // Without curves it does not matter where on the way a condition has had its factors.
                    _factors = way._curves.Length == 0 ? way._factors : new double[_values.Length];
                    IsNegative = new bool[_values.Length];
                    Pieces = new int[way._curves.Length];
                }

                /// <summary>Where it begins, 0 to 1.</summary>
                internal double Start { get; private set; }

                /// <summary>The piece that each curve on the way is on.</summary>
                internal int[] Pieces { get; }

                /// <summary>The sides of the conditions.</summary>
                internal bool[] IsNegative { get; }

                /// <summary>How fast a condition rises.</summary>
                internal double Rate(int condition)
                {
                    return _rates[condition];
                }

                /// <summary>Becomes an end of the way, with the sides that the row there is on.</summary>
                internal void Stand(double time, bool[] isNegative)
                {
                    Begin(time);
                    // At its beginning a way without curves is where it goes on: nothing is asked of how it came there.
                    var isAsked = time > 0 || Pieces.Length > 0;
                    for (var c = 0; c < _values.Length; c++)
                    {
                        if (isAsked)
                            Measure(c);
                        IsNegative[c] = isNegative[c];
                        _hasJumped[c] = false;
                        _zeros[c] = isAsked ? Zero(c) : double.PositiveInfinity;
                    }
                }

                /// <summary>
                /// Becomes what an input that jumps makes of another: the conditions that it takes along are on the side to
                /// which they come.
                /// </summary>
                internal void Jump(Stretch now, int input, double time)
                {
                    Begin(time);
                    for (var q = 0; q < Pieces.Length; q++)
                    {
                        if (_tables.TermInputs[_way._curves[q]] != input)
                            Pieces[q] = now.Pieces[q];
                    }

                    for (var c = 0; c < _values.Length; c++)
                    {
                        Measure(c);
                        var moves = _way.JumpsIn(c, input);
                        for (var a = _tables._firstAdjustments[c]; _tables.IsAdjustment(a); a++)
                        {
                            var k = _tables.Adjustments[a];
                            moves |= _way._sides[k] && (now.IsNegative[k] || IsNegative[k]);
                        }

                        _way._sides[c] = moves;
                        IsNegative[c] = moves ? _values[c] < 0 : now.IsNegative[c];
                        _hasJumped[c] = moves || now._hasJumped[c];
                    }
                }

                /// <summary>Becomes what follows: each condition is on the side to which it goes from here.</summary>
                /// <param name="jumped">What the stretch that ends here became by jumps.</param>
                /// <param name="before">The stretch that ends here.</param>
                /// <param name="time">Where this is.</param>
                internal void Follow(Stretch jumped, Stretch before, double time)
                {
                    Begin(time);
                    for (var c = 0; c < _values.Length; c++)
                    {
                        Measure(c);
                        var isReached = !jumped._hasJumped[c] && before._zeros[c] <= time;
                        IsNegative[c] = jumped.IsNegative[c]
                            ? !(_rates[c] >= 0 && (isReached || _values[c] >= 0))
                            : _rates[c] < 0 && (isReached || _values[c] <= 0);
                        _hasJumped[c] = false;
                        _zeros[c] = Zero(c);
                    }
                }

                /// <summary>Where the next condition comes to 0, or the end that is given if none does before.</summary>
                internal double NextZero(double end)
                {
                    foreach (var zero in _zeros)
                        end = zero < end ? zero : end;

                    return end;
                }

                /// <summary>A sum at a time.</summary>
                internal double Value(int sum, double time)
                {
                    return _way.Line(sum, time, this) + Adjusted(sum, time);
                }

                /// <summary>What conditions add to a sum at a time.</summary>
                internal double Adjusted(int sum, double time)
                {
                    var value = 0.0;
                    for (var a = _tables._firstAdjustments[sum]; _tables.IsAdjustment(a); a++)
                    {
                        var k = _tables.Adjustments[a];
                        if (IsNegative[k])
                            value += _tables.AdjustmentWeights[a - sum] * (_values[k] + ((time - Start) * _rates[k]));
                    }

                    return value;
                }

                /// <summary>Asks the conditions that adjust a sum, a factor for the sum itself.</summary>
                internal void Ask(int sum, double factor)
                {
                    for (var a = _tables._firstAdjustments[sum]; _tables.IsAdjustment(a); a++)
                    {
                        if (IsNegative[_tables.Adjustments[a]])
                            _way._asked[_tables.Adjustments[a]] += factor * _tables.AdjustmentWeights[a - sum];
                    }
                }

                /// <summary>
                /// Adds up what has been asked. Conditions adjust only later ones, so that going backwards each has all that
                /// is asked of it.
                /// </summary>
                internal void Answer()
                {
                    for (var c = _factors.Length - 1; c >= 0; c--)
                    {
                        var factor = _way._asked[c];
                        if (factor == 0)
                            continue;
                        _way._asked[c] = 0.0;
                        _factors[c] += factor;
                        Ask(c, factor);
                    }
                }

                /// <summary>The same of one condition.</summary>
                internal void Answer(int condition, double factor)
                {
                    _way._asked[condition] = factor;
                    Answer();
                }

                /// <summary>Hands over what it has added up.</summary>
                internal void Close()
                {
                    if (_factors == _way._factors)
                        return;
                    for (var c = 0; c < _factors.Length; c++)
                    {
                        if (_factors[c] == 0)
                            continue;
                        // Where an input moves along a curve it changes as much as on this stretch only here.
                        if (_way._isCurved[c])
                            _way.AddRates(c, _factors[c], this);
                        else
                            _way._factors[c] += _factors[c];
                        _factors[c] = 0.0;
                    }
                }

                private void Begin(double time)
                {
                    Start = time;
                    if (Pieces.Length > 0)
                        global::System.Array.Copy(_way._pieces, Pieces, Pieces.Length);
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
                    var value = _way.Line(condition, Start, this);
                    var rate = _way.LineRate(condition, this);
                    for (var a = _tables._firstAdjustments[condition]; _tables.IsAdjustment(a); a++)
                    {
                        var k = _tables.Adjustments[a];
                        if (!IsNegative[k])
                            continue;
                        value += _tables.AdjustmentWeights[a - condition] * _values[k];
                        rate += _tables.AdjustmentWeights[a - condition] * _rates[k];
                    }

                    _values[condition] = value;
                    _rates[condition] = rate;
                }
            }
        }
    }
}
