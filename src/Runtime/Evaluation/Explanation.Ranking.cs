namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        internal sealed partial class Way
        {
            // For each input whose reason is the first of its code what all with this reason did, and which of them did most; then those
            // that are named, the largest share first.
            private readonly double[] _groupShares;
            private readonly int[] _named;
            private readonly int[] _ranked;

            // Where a rule decides by itself, the inputs and the conditions that lead to it.
            private readonly bool[] _isCandidate;
            private readonly bool[] _isInside;

            /// <summary>Orders the reasons by their shares, equal ones by their inputs.</summary>
            /// <param name="atMost">How many are needed.</param>
            /// <returns>How many there are, no more than are needed.</returns>
            internal int Rank(int atMost)
            {
                var sign = Sign();
                if (sign == 0)
                    return 0;
                Group(sign);
                var count = 0;
                for (var g = 0; g < _groupShares.Length; g++)
                {
                    var share = sign * _groupShares[g];
                    if (!(share > 0))
                        continue;
                    var place = count;
                    while (place > 0 && share > sign * ReasonShare(place - 1))
                        place--;
                    if (place >= atMost)
                        continue;
                    count = count < atMost ? count + 1 : atMost;
                    for (var n = count - 1; n > place; n--)
                        _ranked[n] = _ranked[n - 1];
                    _ranked[place] = _named[g];
                }

                return count;
            }

            /// <summary>The input that a reason names.</summary>
            internal int Named(int reason)
            {
                return _ranked[reason];
            }

            /// <summary>The share of all inputs with a reason.</summary>
            internal double ReasonShare(int reason)
            {
                return _groupShares[_tables.ReasonGroups[_ranked[reason]]];
            }

            // Which shares go towards the decision: 1 for those above 0, −1 for those below, 0 for none.
            private int Sign()
            {
                if (_tables.Thresholds.Length > 0)
                    return Outputs[_output] >= _tables.Thresholds[_output] ? 1 : -1;
                if (_tables.Labels.Length > 0)
                    return 1;
                return Outputs[_output] > _from.Outputs[_output] ? 1 : Outputs[_output] < _from.Outputs[_output] ? -1 : 0;
            }

            private void Group(int sign)
            {
                var condition = DecidingCondition();
                if (condition >= 0)
                    FindCandidates(condition);
                for (var i = 0; i < _groupShares.Length; i++)
                {
                    _groupShares[i] = 0.0;
                    _named[i] = -1;
                }

                for (var i = 0; i < _groupShares.Length; i++)
                {
                    if (condition >= 0 && !_isCandidate[i])
                        continue;
                    var g = _tables.ReasonGroups[i];
                    _groupShares[g] += _shares[i];
                    if (sign * _shares[i] > (_named[g] < 0 ? 0.0 : sign * _shares[_named[g]]))
                        _named[g] = i;
                }
            }

            // Where the score of the rule is a constant, the condition by which it holds here and not for the reference, if it is one; else −1.
            private int DecidingCondition()
            {
                if (!IsSharedConstant(_output) || (_against >= 0 && !IsSharedConstant(_against)))
                    return -1;
                var deciding = -1;
                var node = _tables.Nodes.Length > 0 ? 0 : ~0;
                while (node >= 0)
                {
                    var c = _tables.Nodes[3 * node];
                    if (_isNegative[c] != _from.IsNegative[c])
                    {
                        if (deciding >= 0)
                            return -1;
                        deciding = c;
                    }

                    node = _tables.Nodes[(3 * node) + (_isNegative[c] ? 1 : 2)];
                }

                var rule = ~node;
                return IsConstant(_tables.Own(rule, _output)) && (_against < 0 || IsConstant(_tables.Own(rule, _against))) ? deciding : -1;
            }

            private bool IsSharedConstant(int output)
            {
                return !_tables.HasCommon || IsConstant(_tables.Common(output));
            }

            private bool IsConstant(int sum)
            {
                return _tables.TermInputs[_tables._firstTerms[sum]] < 0 && !_tables.IsAdjusted(sum);
            }

            private void FindCandidates(int condition)
            {
                for (var i = 0; i < _isCandidate.Length; i++)
                    _isCandidate[i] = false;
                for (var c = 0; c < _isInside.Length; c++)
                    _isInside[c] = c == condition;
                for (var c = condition; c >= 0; c--)
                {
                    if (!_isInside[c])
                        continue;
                    for (var t = _tables._firstTerms[c]; _tables.TermInputs[t] >= 0; t++)
                        _isCandidate[_tables.TermInputs[t]] = true;
                    for (var a = _tables._firstAdjustments[c]; _tables.IsAdjustment(a); a++)
                        _isInside[_tables.Adjustments[a]] = true;
                }
            }
        }
    }
}
