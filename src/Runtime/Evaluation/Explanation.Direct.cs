namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        internal sealed partial class Way
        {
            // Whether no condition bends on the way, so that each is below 0 on one part of it: then there is no need to go it stretch by
            // stretch, as long as it does not matter which rule holds.
            private readonly bool _isDirect;

            private void AddDirect(int output, int against)
            {
                AddDirect(output, 1.0);
                if (against >= 0)
                    AddDirect(against, -1.0);
            }

            private void AddDirect(int output, double factor)
            {
                if (_tables.HasCommon)
                    AskDirectly(_tables.Common(output), factor);
                if (_tables.RuleNumbers.Length == 1)
                    AskDirectly(_tables.Own(0, output), factor);
            }

            private void AskDirectly(int sum, double factor)
            {
                for (var a = _tables._firstAdjustments[sum]; _tables.IsAdjustment(a); a++)
                    _factors[_tables.Adjustments[a]] +=
                        factor * (_tables.AdjustmentWeights[a - sum] * TimeBelowZero(_tables.Adjustments[a]));
            }

            /// <summary>On how much of the way a condition is negative that moves straight.</summary>
            private double TimeBelowZero(int condition)
            {
                var rate = _rates[condition];
                var zero = -_starts[condition] / rate;
                if (_from.IsNegative[condition])
                    return rate > 0 && zero < 1 ? zero : 1.0;
                return rate < 0 && zero < 1 ? 1 - zero : 0.0;
            }

            private static bool AreConditionsAdjusted(Tables tables)
            {
                for (var c = 0; c < tables.ConditionNumbers.Length; c++)
                {
                    if (tables.IsAdjusted(c))
                        return true;
                }

                return false;
            }
        }
    }
}
