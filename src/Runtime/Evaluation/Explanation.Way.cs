namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        // A curve whose height changes by less at a point, relative to the numbers that it is calculated from, does so by rounding: its
        // slope, its points and heights have an error of 2⁻⁵³ each.
        private const double Rounding = 8.8817841970012523e-16;

        /// <summary>
        /// The straight way from a reference to a row, and what each input does to the scores on it: its share of their difference.
        /// </summary>
        /// <remarks>
        /// Numbers move straight; where one end is a category or a special value, what its terms add moves straight between their two
        /// values. On a stretch the scores are straight, and an input gets what its own terms change and what they change through the
        /// conditions that are negative there. Where stretches meet, the inputs whose curves jump come first, in order, with all that they
        /// take along; then the conditions that change their side, by position, one at a time: what their other rule changes goes to their
        /// inputs, in proportion to what each does to the condition before; after, where it stands still before.
        /// </remarks>
        internal sealed class Way
        {
            private readonly Score[] _scores;
            private readonly double[][] _shares;
            private readonly int[] _curveTerms;

            private Way(Tables tables, Row from, Row to, Score[] scores)
            {
                Tables = tables;
                From = from;
                To = to;
                _scores = scores;
                _shares = new double[scores.Length][];
                for (var k = 0; k < scores.Length; k++)
                    _shares[k] = new double[tables.Inputs.Length];
                var terms = new global::System.Collections.Generic.List<int>();
                for (var t = 0; t < tables.TermInputs.Length; t++)
                {
                    if (IsAlongCurve(t))
                        terms.Add(t);
                }

                _curveTerms = terms.ToArray();
            }

            internal Tables Tables { get; }

            internal Row From { get; }

            internal Row To { get; }

            /// <summary>The shares in each score: one number for each input.</summary>
            /// <param name="tables">The rules.</param>
            /// <param name="from">The reference.</param>
            /// <param name="to">The row.</param>
            /// <param name="scores">The scores.</param>
            internal static double[][] Shares(Tables tables, Row from, Row to, Score[] scores)
            {
                var way = new Way(tables, from, to, scores);
                way.Go();
                return way._shares;
            }

            /// <summary>Whether a term moves along a curve: both ends are quantities.</summary>
            internal bool IsAlongCurve(int term)
            {
                var i = Tables.TermInputs[term];
                return i >= 0 && Tables._curves[term] >= 0 && Tables.FindSpecial(i, From[i]) < 0 && Tables.FindSpecial(i, To[i]) < 0;
            }

            /// <summary>Where a number is at a time, 0 to 1.</summary>
            internal double At(int input, double time)
            {
                return From[input] + (time * Change(input));
            }

            /// <summary>What a number changes by on the whole way.</summary>
            internal double Change(int input)
            {
                return To[input] - From[input];
            }

            private void Go()
            {
                var now = Stretch.AtEnd(Tables, new Segment(this, 0.0, Values(From)), 0.0, From);
                var time = 0.0;
                foreach (var end in Times())
                {
                    // Several may come to points at once.
                    if (!(time < end))
                        continue;
                    var segment = new Segment(this, time, Between(time, end));
                    do
                    {
                        now = Pass(now, segment, time);
                        var next = now.NextZero(end);
                        Move(now, next - time);
                        time = next;
                    }
                    while (time < end);
                }

                Pass(now, new Segment(this, 1.0, Values(To)), 1.0);
            }

            // Where numbers come to points of their curves on the way, in order, and its end.
            private global::System.Collections.Generic.List<double> Times()
            {
                var times = new global::System.Collections.Generic.List<double> { 1.0 };
                foreach (var term in _curveTerms)
                {
                    var i = Tables.TermInputs[term];
                    for (var k = 0; k < Tables.PointsOf(term); k++)
                    {
                        var time = (Tables.CurveNumbers[Tables._curves[term] + 1 + (3 * k)] - From[i]) / Change(i);
                        if (time > 0 && time < 1)
                            times.Add(time);
                    }
                }

                times.Sort();
                return times;
            }

            private double[] Values(Row row)
            {
                var values = new double[Tables.Inputs.Length];
                for (var i = 0; i < values.Length; i++)
                    values[i] = row[i];
                return values;
            }

            private double[] Between(double start, double end)
            {
                var values = new double[Tables.Inputs.Length];
                for (var i = 0; i < values.Length; i++)
                    values[i] = At(i, (start + end) / 2);
                return values;
            }

            private void Move(Stretch stretch, double time)
            {
                var rule = Tables.Rule(stretch.IsNegative);
                for (var k = 0; k < _scores.Length; k++)
                {
                    var rates = stretch.Rates(_scores[k], rule);
                    for (var i = 0; i < rates.Length; i++)
                        _shares[k][i] += time * rates[i];
                }
            }

            private Stretch Pass(Stretch before, Segment segment, double time)
            {
                var jumped = Jump(before, segment, time);
                var after = time < 1 ? jumped.Next(before, segment, time) : Stretch.AtEnd(Tables, segment, time, To);
                var sides = (bool[])jumped.IsNegative.Clone();
                var rule = Tables.Rule(sides);
                for (var c = 0; c < sides.Length; c++)
                {
                    if (sides[c] == after.IsNegative[c])
                        continue;
                    sides[c] = after.IsNegative[c];
                    var next = Tables.Rule(sides);
                    if (next != rule)
                        Change(before, after, c, rule, next, time);
                    rule = next;
                }

                return after;
            }

            private Stretch Jump(Stretch before, Segment segment, double time)
            {
                var terms = new global::System.Collections.Generic.List<int>();
                foreach (var term in _curveTerms)
                {
                    if (segment != before.Segment && before.Segment.Jumps(term, segment))
                        terms.Add(term);
                }

                var now = before;
                for (var i = 0; i < Tables.Inputs.Length && terms.Count > 0; i++)
                {
                    var own = terms.FindAll(t => Tables.TermInputs[t] == i);
                    if (own.Count == 0)
                        continue;
                    var next = now.AfterJump(segment, i, own.ConvertAll(t => Tables._sums[t]));
                    for (var k = 0; k < _scores.Length; k++)
                        _shares[k][i] += next.Score(_scores[k], Tables.Rule(next.IsNegative), time)
                            - now.Score(_scores[k], Tables.Rule(now.IsNegative), time);
                    now = next;
                }

                return now;
            }

            // What a condition changes that leads to another rule.
            private void Change(Stretch before, Stretch after, int condition, int rule, int next, double time)
            {
                var rates = before.Start < time ? before.Rates(condition) : after.Rates(condition);
                if (Sum(rates) == 0)
                    rates = after.Rates(condition);
                // Where nothing moves the condition, only rounding has changed its side.
                var sum = Sum(rates);
                for (var k = 0; k < _scores.Length; k++)
                {
                    var change = after.Score(_scores[k], next, time) - after.Score(_scores[k], rule, time);
                    for (var i = 0; i < rates.Length && sum != 0; i++)
                        _shares[k][i] += change * (rates[i] / sum);
                }
            }

            private static double Sum(double[] values)
            {
                var sum = 0.0;
                foreach (var value in values)
                    sum += value;
                return sum;
            }

            /// <summary>What shares are of: an output, or what it is above another.</summary>
            internal sealed class Score
            {
                internal Score(int output, int against)
                {
                    Output = output;
                    Against = against;
                }

                internal int Output { get; }

                /// <summary>The other output; −1 for none.</summary>
                internal int Against { get; }
            }
        }
    }
}
