namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        internal sealed partial class Way
        {
            // For each output whether some of several rules add something by themselves; only then it matters which of them holds.
            private readonly bool[] _hasOwnSums;

            private readonly bool _needsRule;

            // For each output whether conditions adjust a sum of it.
            private readonly bool[] _isBent;

            /// <summary>What a rule adds to the score by itself, on a stretch at a time.</summary>
            private double OwnScore(Stretch stretch, int rule, double time)
            {
                var value = OwnValue(stretch, _tables.Own(rule, _output), time);
                return _against < 0 ? value : value - OwnValue(stretch, _tables.Own(rule, _against), time);
            }

            private double OwnValue(Stretch stretch, int sum, double time)
            {
                if (_tables.IsAbsent(sum))
                    return 0.0;
                ValueOf(sum);
                return stretch.Value(sum, time);
            }

            /// <summary>Gives the inputs what they have changed in the sums of the rule that holds since this was last done.</summary>
            private void GiveOwn(Stretch stretch, double time)
            {
                if (_hasOwn && _since < time)
                {
                    Give(_tables.Own(_rule, _output), time - _since, stretch);
                    if (_against >= 0)
                        Give(_tables.Own(_rule, _against), _since - time, stretch);
                }

                _since = time;
            }

            private void Give(int sum, double factor, Stretch stretch)
            {
                if (_tables.IsAbsent(sum))
                    return;
                ValueOf(sum);
                if (_isCurved[sum])
                    AddRates(sum, factor, stretch);
                else
                    AddMoves(sum, factor);
            }

            private static bool[] BentOutputs(Tables tables)
            {
                var isBent = new bool[tables.Outputs.Length];
                for (var s = tables.ConditionNumbers.Length; s < tables.Biases.Length; s++)
                    isBent[(s - tables.ConditionNumbers.Length) % isBent.Length] |= tables.IsAdjusted(s);
                return isBent;
            }

            private static bool[] OwnSums(Tables tables)
            {
                var has = new bool[tables.Outputs.Length];
                for (var r = 0; r < tables.RuleNumbers.Length && tables.RuleNumbers.Length > 1; r++)
                {
                    for (var k = 0; k < has.Length; k++)
                        has[k] |= !tables.IsAbsent(tables.Own(r, k));
                }

                return has;
            }
        }
    }
}
