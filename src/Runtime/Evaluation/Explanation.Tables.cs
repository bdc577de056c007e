namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    /// <summary>The rules in tables: what an explanation is calculated from.</summary>
    /// <remarks>
    /// A sum is an expression: those of the conditions stand first, then those of the common part if there is one, then those of each
    /// rule's outputs. A bias that is NaN is that of a sum that is absent. The inputs of a sum's terms end with −1. A term has one weight
    /// for each level of a category; for a number one, and one for each of its special values.
    /// </remarks>
    [global::System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Design",
        "CA1001",
        Justification = "Tables live as long as what they are of, and a thread that ends leaves its way to the collector.")]
    internal sealed partial class Tables
    {
        // The names, as the rules' text shows them; the unit of a number with a blank before it, or nothing.
        internal readonly string[] Inputs;
        internal readonly string[] Units;
        internal readonly string[] Outputs;

        // For each input its number of levels, 0 for a number; all levels' names in order; the training ranges, 0 and 0 for a category.
        internal readonly int[] Levels;
        internal readonly string[] LevelNames;
        internal readonly double[] Minima;
        internal readonly double[] Maxima;

        // The decision: a threshold per output with its two labels, or a label per output, or none of them. A score is plain (0),
        // a logit (1) or a probability (2).
        internal readonly double[] Thresholds;
        internal readonly string[] Labels;
        internal readonly int Scores;

        // The tree: for each node a condition, and where its negative and positive side lead: to a node, or to the rule ~r.
        internal readonly int[] Nodes;
        internal readonly int[] ConditionNumbers;
        internal readonly double[] Slopes;
        internal readonly int[] RuleNumbers;

        internal readonly double[] Biases;
        internal readonly int[] TermInputs;
        internal readonly double[] Weights;

        // For each input its number of special values, then all of them with their names.
        internal readonly int[] SpecialCounts;
        internal readonly double[] SpecialValues;
        internal readonly string[] SpecialNames;

        // For each term the number of its curve's points, 0 where it is none; empty where no term is one. Of each curve the height below
        // its first point, then of each point x, the height from there on, and the slope.
        internal readonly int[] CurvePoints;
        internal readonly double[] CurveNumbers;

        // For each sum the conditions that adjust it, then −1; empty where none is adjusted. Then what the conditions' values are
        // multiplied with.
        internal readonly int[] Adjustments;
        internal readonly double[] AdjustmentWeights;

        // The rows that shares are measured from: their names, one value per input for each, and the position of the one that is taken
        // where none is named, −1 where there is none.
        internal readonly string[] References;
        internal readonly double[] ReferenceValues;
        internal readonly int DefaultReference;

        // For each input the code and the text of its reason, and the first input with this reason; one that declares none is its own.
        internal readonly string[] ReasonCodes;
        internal readonly string[] ReasonTexts;
        internal readonly int[] ReasonGroups;

        // The references, prepared.
        internal readonly Origin[] Origins;

        // The text of all rules; each of them begins after an empty line.
        internal readonly string RulesText;

        private readonly int[] _firstTerms;
        private readonly int[] _firstWeights;
        private readonly int[] _firstLevels;
        private readonly int[] _firstSpecials;
        private readonly int[] _firstFeatures;
        private readonly int[] _curves;
        private readonly int[] _sums;
        private readonly int[] _firstAdjustments;
        private readonly global::System.Threading.ThreadLocal<Way> _ways;

        internal Tables(
            string[] inputs,
            string[] units,
            string[] outputs,
            int[] levels,
            string[] levelNames,
            double[] minima,
            double[] maxima,
            double[] thresholds,
            string[] labels,
            int scores,
            int[] nodes,
            int[] conditionNumbers,
            double[] slopes,
            int[] ruleNumbers,
            double[] biases,
            int[] termInputs,
            double[] weights,
            int[] specialCounts,
            double[] specialValues,
            string[] specialNames,
            int[] curvePoints,
            double[] curveNumbers,
            int[] adjustments,
            double[] adjustmentWeights,
            string[] references,
            double[] referenceValues,
            int defaultReference,
            string[] reasonCodes,
            string[] reasonTexts,
            int[] reasonGroups,
            string rulesText)
        {
            Inputs = inputs;
            Units = units;
            Outputs = outputs;
            Levels = levels;
            LevelNames = levelNames;
            Minima = minima;
            Maxima = maxima;
            Thresholds = thresholds;
            Labels = labels;
            Scores = scores;
            Nodes = nodes;
            ConditionNumbers = conditionNumbers;
            Slopes = slopes;
            RuleNumbers = ruleNumbers;
            Biases = biases;
            TermInputs = termInputs;
            Weights = weights;
            SpecialCounts = specialCounts;
            SpecialValues = specialValues;
            SpecialNames = specialNames;
            CurvePoints = curvePoints;
            CurveNumbers = curveNumbers;
            Adjustments = adjustments;
            AdjustmentWeights = adjustmentWeights;
            References = references;
            ReferenceValues = referenceValues;
            DefaultReference = defaultReference;
            ReasonCodes = reasonCodes;
            ReasonTexts = reasonTexts;
            ReasonGroups = reasonGroups;
            RulesText = rulesText;

            _firstLevels = Starts(levels);
            _firstSpecials = Starts(specialCounts);
            _firstFeatures = new int[inputs.Length];
            for (var i = 1; i < inputs.Length; i++)
                _firstFeatures[i] = _firstFeatures[i - 1] + global::System.Math.Max(1, levels[i - 1]);
            _firstTerms = new int[biases.Length];
            _firstWeights = new int[biases.Length];
            _curves = new int[termInputs.Length];
            _sums = new int[termInputs.Length];
            _firstAdjustments = new int[biases.Length];
            var term = 0;
            var weight = 0;
            var curve = 0;
            var number = 0;
            var adjustment = 0;
            for (var s = 0; s < biases.Length; s++)
            {
                _firstTerms[s] = term;
                _firstWeights[s] = weight;
                for (; termInputs[term] >= 0; term++)
                {
                    weight += Width(termInputs[term]);
                    _curves[term] = -1;
                    _sums[term] = s;
                    if (curvePoints.Length > 0 && curvePoints[curve++] > 0)
                    {
                        _curves[term] = number;
                        number += 1 + (3 * curvePoints[curve - 1]);
                    }
                }

                term++;
                _firstAdjustments[s] = adjustment;
                while (adjustments.Length > 0 && adjustments[adjustment++] >= 0)
                {
                }
            }

            Origins = new Origin[references.Length];
            for (var r = 0; r < Origins.Length; r++)
                Origins[r] = new Origin(this, references[r], ReferenceRow(r));
            _ways = new global::System.Threading.ThreadLocal<Way>(() => new Way(this));
        }

        /// <summary>Whether all rules share a common part.</summary>
        internal bool HasCommon => Biases.Length > ConditionNumbers.Length + (RuleNumbers.Length * Outputs.Length);

        /// <summary>The rule that holds where conditions are on the sides that are given.</summary>
        internal int Rule(bool[] isNegative)
        {
            var node = Nodes.Length > 0 ? 0 : ~0;
            while (node >= 0)
                node = Nodes[(3 * node) + (isNegative[Nodes[3 * node]] ? 1 : 2)];
            return ~node;
        }

        /// <summary>The sum that a rule gives an output by itself.</summary>
        internal int Own(int rule, int output)
        {
            return ConditionNumbers.Length + ((HasCommon ? rule + 1 : rule) * Outputs.Length) + output;
        }

        /// <summary>The sum of an output that all rules share, if they share any.</summary>
        internal int Common(int output)
        {
            return ConditionNumbers.Length + output;
        }

        /// <summary>Whether a sum is not there.</summary>
        internal bool IsAbsent(int sum)
        {
            return double.IsNaN(Biases[sum]);
        }

        /// <summary>The way of this thread, which it goes again and again.</summary>
        internal Way OwnWay => _ways.Value ?? new Way(this);

        /// <summary>Whether the largest output decides.</summary>
        internal bool ComparesOutputs => Labels.Length > 0 && Thresholds.Length == 0;

        /// <summary>The values of a reference, one per input.</summary>
        private double[] ReferenceRow(int reference)
        {
            var row = new double[Inputs.Length];
            global::System.Array.Copy(ReferenceValues, reference * row.Length, row, 0, row.Length);
            return row;
        }

        /// <summary>The special value that a value of an input is; −1 for none.</summary>
        internal int FindSpecial(int input, double value)
        {
            for (var s = 0; s < SpecialCounts[input]; s++)
            {
                var special = SpecialValues[_firstSpecials[input] + s];
                if (special == value || (double.IsNaN(special) && double.IsNaN(value)))
                    return s;
            }

            return -1;
        }

        /// <summary>The position of an input among the numbers and the levels of the categories.</summary>
        internal int FirstFeature(int input)
        {
            return _firstFeatures[input];
        }

        /// <summary>The lines of a rule; empty where the text stops before it.</summary>
        internal string RuleText(int rule)
        {
            const string start = "\n\nRule ";
            var from = RulesText.IndexOf(start, global::System.StringComparison.Ordinal);
            for (var r = 0; r < rule && from >= 0; r++)
                from = RulesText.IndexOf(start, from + 1, global::System.StringComparison.Ordinal);
            if (from < 0)
                return string.Empty;
            from += 2;
            var to = RulesText.IndexOf("\n\n", from, global::System.StringComparison.Ordinal);
            return RulesText.Substring(from, (to < 0 ? RulesText.Length - 1 : to) - from);
        }

        /// <summary>Whether conditions adjust a sum.</summary>
        private bool IsAdjusted(int sum)
        {
            return IsAdjustment(_firstAdjustments[sum]);
        }

        /// <summary>Whether a sum is adjusted further; never so where none is.</summary>
        private bool IsAdjustment(int position)
        {
            return position < Adjustments.Length && Adjustments[position] >= 0;
        }

        private int Width(int input)
        {
            return Levels[input] > 0 ? Levels[input] : 1 + SpecialCounts[input];
        }

        private static int[] Starts(int[] counts)
        {
            var starts = new int[counts.Length];
            for (var i = 1; i < counts.Length; i++)
                starts[i] = starts[i - 1] + counts[i - 1];
            return starts;
        }
    }
}
