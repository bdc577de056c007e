namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        internal sealed partial class Way
        {
            // The shares of groups, each in the place of its first input, and the input that is named for each; those of inputs,
            // where each has a reason of its own. Then the groups that are given, the largest first.
            private readonly bool _hasGroups;
            private readonly double[] _groupShares;
            private readonly int[] _named;
            private readonly int[] _ranked;

            // What is compared: the sizes of the shares towards the decision, and whose they are.
            private readonly double[] _sizes;
            private readonly int[] _places;
            private double[] _rankedShares;

            // Where a rule decides by itself, the inputs and the conditions that lead to it.
            private readonly bool[] _isCandidate;
            private readonly bool[] _isInside;

            /// <summary>Orders the reasons by their shares, equal ones by their inputs.</summary>
            /// <param name="atMost">How many are needed.</param>
            /// <returns>How many there are, no more than are needed.</returns>
            internal int Rank(int atMost)
            {
                var sign = Sign();
                if (sign == 0 || atMost == 0)
                    return 0;
                var condition = DecidingCondition();
                _rankedShares = condition >= 0 || _hasGroups ? Grouped(sign, condition) : _shares;
                // First those that go towards the decision, then the largest of them again and again: by arithmetic, since no processor can
                // foresee which shares are large.
                var towards = 0;
                for (var g = 0; g < _rankedShares.Length; g++)
                {
                    var share = sign * _rankedShares[g];
                    _sizes[towards] = share;
                    _places[towards] = g;
                    towards += share > 0 ? 1 : 0;
                }

                var count = towards < atMost ? towards : atMost;
                for (var n = 0; n < count; n++)
                {
                    var largest = Largest(towards);
                    _ranked[n] = _places[largest];
                    _sizes[largest] = 0.0;
                }

                return count;
            }

            /// <summary>The largest of the first sizes, and of equal ones the first.</summary>
            private int Largest(int count)
            {
                var sizes = _sizes;
                var size = sizes[0];
                var largest = 0;
                for (var n = 1; n < count; n++)
                {
                    var isLarger = sizes[n] > size ? 1 : 0;
                    largest += (n - largest) & -isLarger;
                    size = global::System.Math.Max(size, sizes[n]);
                }

                return largest;
            }

            /// <summary>The input that a reason names.</summary>
            internal int Named(int reason)
            {
                return _rankedShares == _shares ? _ranked[reason] : _named[_ranked[reason]];
            }

            /// <summary>The share of all inputs with a reason.</summary>
            internal double ReasonShare(int reason)
            {
                return _rankedShares[_ranked[reason]];
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

            private double[] Grouped(int sign, int condition)
            {
                if (condition >= 0)
                    FindCandidates(condition);
                for (var g = 0; g < _named.Length; g++)
                {
                    _groupShares[g] = 0.0;
                    _named[g] = -1;
                }

                for (var i = 0; i < _named.Length; i++)
                {
                    if (condition >= 0 && !_isCandidate[i])
                        continue;
                    var g = _tables.ReasonGroups[i];
                    _groupShares[g] += _shares[i];
                    if (sign * _shares[i] > (_named[g] < 0 ? 0.0 : sign * _shares[_named[g]]))
                        _named[g] = i;
                }

                return _groupShares;
            }

            // Where the score of the rule is a constant, the condition by which it holds here and not for the reference, if it is
            // one; else −1.
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

            private static bool HasGroups(Tables tables)
            {
                for (var i = 0; i < tables.ReasonGroups.Length; i++)
                {
                    if (tables.ReasonGroups[i] != i)
                        return true;
                }

                return false;
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
