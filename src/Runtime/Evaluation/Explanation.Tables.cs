namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    /// <summary>The rules in tables: what an explanation is calculated from.</summary>
    /// <remarks>
    /// A sum is an expression: those of the conditions stand first, then those of each rule's outputs. The inputs of a sum's terms end
    /// with −1. A term has one weight for a number, and one for each level of a category.
    /// </remarks>
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

        // The text of all rules; each of them begins after an empty line.
        internal readonly string RulesText;

        private readonly int[] _firstTerms;
        private readonly int[] _firstWeights;
        private readonly int[] _firstLevels;

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
            RulesText = rulesText;

            _firstLevels = new int[inputs.Length];
            for (var i = 1; i < inputs.Length; i++)
                _firstLevels[i] = _firstLevels[i - 1] + levels[i - 1];
            _firstTerms = new int[biases.Length];
            _firstWeights = new int[biases.Length];
            var term = 0;
            var weight = 0;
            for (var s = 0; s < biases.Length; s++)
            {
                _firstTerms[s] = term;
                _firstWeights[s] = weight;
                for (; termInputs[term] >= 0; term++)
                    weight += Width(termInputs[term]);
                term++;
            }
        }

        /// <summary>The sum of a rule's output.</summary>
        internal int Sum(int rule, int output)
        {
            return ConditionNumbers.Length + (rule * Outputs.Length) + output;
        }

        /// <summary>The value of a sum: its bias, to which each term is added in order, one multiplication and one addition each.</summary>
        internal double Value(int sum, double[] row)
        {
            var value = Biases[sum];
            var weight = _firstWeights[sum];
            for (var t = _firstTerms[sum]; TermInputs[t] >= 0; t++)
            {
                var i = TermInputs[t];
                value += Levels[i] > 0 ? Weights[weight + (int)row[i]] : Weights[weight] * row[i];
                weight += Width(i);
            }

            return value;
        }

        /// <summary>The conditions on the way to the rule that holds.</summary>
        internal int[] Descend(double[] row, out int rule)
        {
            var path = new global::System.Collections.Generic.List<int>();
            var node = Nodes.Length > 0 ? 0 : ~0;
            while (node >= 0)
            {
                var condition = Nodes[3 * node];
                path.Add(condition);
                node = Nodes[(3 * node) + (Value(condition, row) < 0 ? 1 : 2)];
            }

            rule = ~node;
            return path.ToArray();
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

        private int Width(int input)
        {
            return global::System.Math.Max(1, Levels[input]);
        }
    }
}
