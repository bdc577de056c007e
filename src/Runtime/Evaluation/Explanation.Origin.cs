namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    internal sealed partial class Tables
    {
        /// <summary>A row that shares are measured from, with all that does not depend on the row that is explained.</summary>
        internal sealed class Origin
        {
            private readonly bool[] _isSpecial;

            /// <summary>Prepares a reference.</summary>
            /// <param name="tables">The rules.</param>
            /// <param name="name">What it is called.</param>
            /// <param name="values">Its values that count, one per input.</param>
            internal Origin(Tables tables, string name, double[] values)
            {
                Name = name;
                Values = values;
                var row = new Row(tables, values);
                _isSpecial = new bool[values.Length];
                for (var i = 0; i < values.Length; i++)
                    _isSpecial[i] = tables.FindSpecial(i, values[i]) >= 0;
                Sums = new double[tables.Biases.Length];
                Terms = new double[tables.TermInputs.Length];
                for (var s = 0; s < Sums.Length; s++)
                {
                    Sums[s] = tables.Biases[s];
                    var weight = tables._firstWeights[s];
                    for (var t = tables._firstTerms[s]; tables.TermInputs[t] >= 0; t++)
                    {
                        Terms[t] = row.Term(t, weight);
                        Sums[s] += Terms[t];
                        weight += tables.Width(tables.TermInputs[t]);
                    }
                }

                IsNegative = new bool[tables.ConditionNumbers.Length];
                for (var c = 0; c < IsNegative.Length; c++)
                    IsNegative[c] = row.Condition(c) < 0;
                Rule = tables.Rule(IsNegative);
                Outputs = new double[tables.Outputs.Length];
                for (var k = 0; k < Outputs.Length; k++)
                    Outputs[k] = row.Output(Rule, k);
                Class = tables.Classify(Outputs);
            }

            internal string Name { get; }

            internal double[] Values { get; }

            /// <summary>What each term adds.</summary>
            internal double[] Terms { get; }

            /// <summary>Each sum without what conditions add.</summary>
            internal double[] Sums { get; }

            /// <summary>The sides of the conditions.</summary>
            internal bool[] IsNegative { get; }

            internal int Rule { get; }

            internal double[] Outputs { get; }

            internal int Class { get; }

            /// <summary>Whether an input has a special value here.</summary>
            internal bool IsSpecial(int input)
            {
                return _isSpecial[input];
            }
        }
    }
}
