namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        /// <summary>
        /// The straight way from a reference to a row, and what each input does to a score on it: its share of the difference.
        /// </summary>
        /// <remarks>
        /// <para>
        /// Numbers move straight; where one end is a category or a special value, what its terms add moves straight between their two
        /// values. On a stretch all sums are straight, and an input gets what its own terms change and what they change through the
        /// conditions that are negative there. Where stretches meet, the inputs whose curves jump come first, in order, with all that they
        /// take along; then the conditions that change their side, by position, one at a time: what their other rule changes goes to their
        /// inputs, in proportion to what each does to the condition before; after, where it stands still before.
        /// </para>
        /// <para>
        /// What inputs do is not followed input by input. On a stretch a score is made of sums times factors: 1 for its own, and for a
        /// condition what those ask of it that it adjusts. So the way only adds up factors, and at its end each sum gives the inputs what
        /// their terms have changed, times its factor. An instance is used again and again, by one thread, and then allocates nothing.
        /// </para>
        /// </remarks>
        internal sealed partial class Way
        {
            private readonly Tables _tables;
            private readonly Row _to;
            private readonly double[] _shares;
            private readonly Stretch[] _stretches;
            private readonly bool[] _sides;

            // Where the way begins, and the score: an output, or what it is above another (−1 for none).
            private Origin _from;
            private int _output;
            private int _against;
            private bool _hasOwn;

            // The rule that holds, and since when what it adds by itself has not been given to the inputs.
            private int _rule;
            private double _since;

            /// <summary>Makes room.</summary>
            internal Way(Tables tables)
            {
                _tables = tables;
                Values = new double[tables.Inputs.Length];
                _from = new Origin(tables, string.Empty, new double[Values.Length]);
                _to = new Row(tables, Values);
                _shares = new double[Values.Length];
                Outputs = new double[tables.Outputs.Length];
                _sides = new bool[tables.ConditionNumbers.Length];
                _isNegative = new bool[_sides.Length];
                _factors = new double[_sides.Length];
                _asked = new double[_sides.Length];
                _changes = new double[Values.Length];
                _values = new double[tables.Biases.Length];
                _starts = new double[_values.Length];
                _rates = new double[_values.Length];
                _isCurved = new bool[_values.Length];
                _measured = new long[_values.Length];
                _moves = new double[tables.TermInputs.Length];
                _isPlain = PlainSums(tables);
                _withSpecials = InputsWithSpecials(tables);
                _isQuantity = new bool[Values.Length];
                for (var i = 0; i < _isQuantity.Length; i++)
                    _isQuantity[i] = tables.Levels[i] == 0;
                _hasOwnSums = OwnSums(tables);
                _isBent = BentOutputs(tables);
                _needsRule = global::System.Array.IndexOf(_hasOwnSums, true) >= 0;
                _curves = CurvesOnTheWay(tables);
                _firstCurves = FirstCurves(tables, _curves);
                _pieces = new int[_curves.Length];
                for (var q = 0; q < _pieces.Length; q++)
                    _pieces[q] = -1;
                _jumps = new bool[_curves.Length];
                _isDirect = _curves.Length == 0 && !AreConditionsAdjusted(tables);
                _times = new double[Points(tables, _curves) + 1];
                _groupShares = new double[Values.Length];
                _isCandidate = new bool[Values.Length];
                _named = new int[Values.Length];
                _ranked = new int[Values.Length];
                _sizes = new double[Values.Length];
                _places = new int[Values.Length];
                _rankedShares = _shares;
                _hasGroups = HasGroups(tables);
                _isInside = new bool[_sides.Length];
                _stretches = new[] { new Stretch(this), new Stretch(this), new Stretch(this) };
            }

            /// <summary>The values of the row that count: to be filled before anything is asked.</summary>
            internal double[] Values { get; }

            /// <summary>The share of each input.</summary>
            internal double Share(int input)
            {
                return _shares[input];
            }

            /// <summary>The output that is the score.</summary>
            internal int Output => _output;

            /// <summary>The output that is taken from it, where the largest output decides; −1 where none is.</summary>
            internal int Against => _against;

            /// <summary>Calculates the shares of a score.</summary>
            /// <param name="output">The output; where the largest decides, it is that of the answer.</param>
            internal void Go(int output)
            {
                _output = _tables.ComparesOutputs ? _tables.Classify(Outputs) : output;
                _against = _tables.ComparesOutputs ? Other(_output) : -1;
                Go(_output, _against);
            }

            // That of the reference's label; where both have the same, the largest other one of the row, for the difference of an output
            // and itself says nothing.
            private int Other(int chosen)
            {
                if (_from.Class != chosen)
                    return _from.Class;
                var other = -1;
                for (var k = 0; k < Outputs.Length; k++)
                {
                    if (k != chosen && (other < 0 || Outputs[k] > Outputs[other]))
                        other = k;
                }

                return other;
            }

            private void Go(int output, int against)
            {
                _hasOwn = _hasOwnSums[output] || (against >= 0 && _hasOwnSums[against]);
                global::System.Array.Clear(_shares, 0, _shares.Length);
                global::System.Array.Clear(_factors, 0, _factors.Length);
                AddFixed(output, 1.0);
                if (against >= 0)
                    AddFixed(against, -1.0);
                if (!_hasOwn && !_isBent[output] && (against < 0 || !_isBent[against]))
                    return;
                if (_hasOwn || !_isDirect)
                    Walk();
                else
                    AddDirect(output, against);
                for (var c = 0; c < _factors.Length; c++)
                {
                    if (_factors[c] != 0)
                        AddMoves(c, _factors[c]);
                }
            }

            private void Walk()
            {
                FindPieces(_from.Values);
                var now = _stretches[0];
                now.Stand(0.0, _from.IsNegative);
                _rule = _hasOwn ? _tables.Rule(_from.IsNegative) : 0;
                _since = 0.0;
                var time = 0.0;
                var count = FindTimes();
                for (var n = 0; n < count; n++)
                {
                    var end = _times[n];
                    // Several may come to points at once.
                    if (!(time < end))
                        continue;
                    FindPieces((time + end) / 2);
                    var isNew = true;
                    do
                    {
                        now = Pass(now, isNew, time);
                        var next = now.NextZero(end);
                        Move(now, next - time);
                        time = next;
                        isNew = false;
                    }
                    while (time < end);
                }

                // The end has no length: it matters where something jumps, or another rule begins there.
                if (_hasOwn || _curves.Length > 0)
                {
                    FindPieces(Values);
                    now = Pass(now, true, 1.0);
                    GiveOwn(now, 1.0);
                }

                now.Close();
            }

            // What a stretch asks of its conditions.
            private void Move(Stretch stretch, double time)
            {
                AskOutput(stretch, _output, time);
                if (_against >= 0)
                    AskOutput(stretch, _against, -time);
                stretch.Answer();
            }

            private void AskOutput(Stretch stretch, int output, double factor)
            {
                if (_tables.HasCommon && !_tables.IsAbsent(_tables.Common(output)))
                    stretch.Ask(_tables.Common(output), factor);
                if ((_hasOwn || _tables.RuleNumbers.Length == 1) && !_tables.IsAbsent(_tables.Own(_rule, output)))
                    stretch.Ask(_tables.Own(_rule, output), factor);
            }

            private Stretch Pass(Stretch before, bool isNew, double time)
            {
                var jumped = isNew ? Jump(before, time) : before;
                var after = Other(before, jumped);
                if (time < 1)
                    after.Follow(jumped, before, time);
                else
                    after.Stand(time, _isNegative);
                if (_hasOwn)
                    ChangeRules(before, jumped, after, time);
                if (_hasOwn && isNew && _curves.Length > 0)
                    GiveOwn(before, time);
                if (_hasOwn)
                    SetRule(_tables.Rule(after.IsNegative), before, time);
                before.Close();
                return after;
            }

            private void ChangeRules(Stretch before, Stretch jumped, Stretch after, double time)
            {
                global::System.Array.Copy(jumped.IsNegative, _sides, _sides.Length);
                var rule = _tables.Rule(_sides);
                for (var c = 0; c < _sides.Length; c++)
                {
                    if (_sides[c] == after.IsNegative[c])
                        continue;
                    _sides[c] = after.IsNegative[c];
                    var next = _tables.Rule(_sides);
                    if (next != rule)
                        Change(before, after, c, OwnScore(after, next, time) - OwnScore(after, rule, time), time);
                    rule = next;
                }
            }

            // What a condition changes that leads to another rule.
            private static void Change(Stretch before, Stretch after, int condition, double change, double time)
            {
                var pushing = before.Start < time && before.Rate(condition) != 0 ? before : after;
                // Where nothing moves the condition, only rounding has changed its side.
                if (pushing.Rate(condition) != 0)
                    pushing.Answer(condition, change / pushing.Rate(condition));
            }

            private void SetRule(int rule, Stretch before, double time)
            {
                if (rule != _rule)
                    GiveOwn(before, time);
                _rule = rule;
            }

            /// <summary>A stretch that is neither of the two.</summary>
            private Stretch Other(Stretch first, Stretch second)
            {
                foreach (var stretch in _stretches)
                {
                    if (stretch != first && stretch != second)
                        return stretch;
                }

                return first;
            }
        }
    }
}
