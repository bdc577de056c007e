namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    /// <summary>
    /// The scores with the share that each input has in their difference from those of the reference that the rules name as their default;
    /// empty where the rules name none, since there is nothing to measure from.
    /// </summary>
    public global::System.Collections.Generic.IReadOnlyList<ScoreShares> Shares { get; }

    /// <summary>The same from another reference that the rules name.</summary>
    /// <param name="reference">Its name, with what would be invisible in it written out.</param>
    /// <returns>One for each score.</returns>
    /// <exception cref="global::System.ArgumentException">There is no such reference.</exception>
    public global::System.Collections.Generic.IReadOnlyList<ScoreShares> SharesFrom(string reference)
    {
        var position = global::System.Array.IndexOf(_tables.References, reference);
        if (position < 0)
            throw new global::System.ArgumentException("The rules have no reference of this name.", nameof(reference));
        return SharesFrom(reference, _tables.ReferenceRow(position));
    }

    private global::System.Collections.Generic.IReadOnlyList<ScoreShares> SharesFrom(string name, double[] reference)
    {
        return global::System.Array.AsReadOnly(
            _tables.Shares(name, new Tables.Row(_tables, reference), new Tables.Row(_tables, _row)));
    }

    /// <summary>What each input has to do with a score being other than that of a reference: its share of the difference.</summary>
    /// <remarks>
    /// The shares add up to <c>AtRow − AtReference</c>, up to rounding. They are what inputs change on the straight way from the reference
    /// to the row: where the score is a sum, the difference of an input's terms; where conditions adjust it, what the input does through
    /// them while they are negative; and where another rule begins to hold, what it does to the condition that leads there. An input that
    /// is the same in both rows has a share of 0.
    /// </remarks>
    public sealed class ScoreShares
    {
        internal ScoreShares(
            string reference, string score, int output, int against, double atReference, double atRow, string[] texts, double[] shares)
        {
            Reference = reference;
            Score = score;
            Output = output;
            Against = against;
            AtReference = atReference;
            AtRow = atRow;
            ReferenceTexts = global::System.Array.AsReadOnly(texts);
            Shares = global::System.Array.AsReadOnly(shares);
        }

        /// <summary>The name of the reference, with what would be invisible in it written out.</summary>
        public string Reference { get; }

        /// <summary>The name of the score as the rules' text shows it: an output, or the difference of two.</summary>
        public string Score { get; }

        /// <summary>The position of the output.</summary>
        public int Output { get; }

        /// <summary>The position of the output that is taken from it, where the largest output decides; −1 where none is.</summary>
        public int Against { get; }

        /// <summary>The score of the reference.</summary>
        public double AtReference { get; }

        /// <summary>The score of the row.</summary>
        public double AtRow { get; }

        /// <summary>The values of the reference as text, one per input, in order: the number with its unit, or the category.</summary>
        public global::System.Collections.Generic.IReadOnlyList<string> ReferenceTexts { get; }

        /// <summary>One share per input, in order, in units of the score.</summary>
        public global::System.Collections.Generic.IReadOnlyList<double> Shares { get; }

        /// <summary>The inputs that have a share, those with the largest first, equal ones in order.</summary>
        /// <returns>Their positions.</returns>
        public global::System.Collections.Generic.IReadOnlyList<int> BySize()
        {
            var inputs = new global::System.Collections.Generic.List<int>();
            for (var i = 0; i < Shares.Count; i++)
            {
                // Insertion keeps the order of the inputs among equals.
                var place = inputs.Count;
                while (place > 0 && global::System.Math.Abs(Shares[i]) > global::System.Math.Abs(Shares[inputs[place - 1]]))
                    place--;
                if (Shares[i] != 0)
                    inputs.Insert(place, i);
            }

            return inputs;
        }
    }

    internal sealed partial class Tables
    {
        /// <summary>
        /// The shares of each output; where the largest decides, of one score, what the chosen output is above that of the reference's
        /// label. Where both are the same, above the largest other one of the row.
        /// </summary>
        /// <param name="name">What the reference is called.</param>
        /// <param name="reference">The reference.</param>
        /// <param name="row">The row.</param>
        internal ScoreShares[] Shares(string name, Row reference, Row row)
        {
            var from = Values(reference);
            var to = Values(row);
            var scores = ScoresOf(Classify(from), Classify(to), to);
            var shares = Way.Shares(this, reference, row, scores);
            var texts = new string[Inputs.Length];
            for (var i = 0; i < texts.Length; i++)
                texts[i] = Text(i, reference[i]);
            var made = new ScoreShares[scores.Length];
            for (var k = 0; k < made.Length; k++)
            {
                var output = scores[k].Output;
                var against = scores[k].Against;
                made[k] = new ScoreShares(
                    name,
                    against < 0 ? Outputs[output] : Outputs[output] + " - " + Outputs[against],
                    output,
                    against,
                    against < 0 ? from[output] : from[output] - from[against],
                    against < 0 ? to[output] : to[output] - to[against],
                    texts,
                    shares[k]);
            }

            return made;
        }

        /// <summary>The values of all outputs.</summary>
        private double[] Values(Row row)
        {
            var rule = row.Rule();
            var scores = new double[Outputs.Length];
            for (var k = 0; k < scores.Length; k++)
                scores[k] = row.Output(rule, k);
            return scores;
        }

        private Way.Score[] ScoresOf(int atReference, int atRow, double[] scores)
        {
            var comparesOutputs = Labels.Length > 0 && Thresholds.Length == 0;
            var made = new Way.Score[comparesOutputs ? 1 : scores.Length];
            for (var k = 0; k < made.Length; k++)
                made[k] = new Way.Score(k, -1);
            if (!comparesOutputs)
                return made;
            var against = atReference;
            for (var k = 0; k < scores.Length && atReference == atRow; k++)
            {
                if (k != atRow && (against == atRow || scores[k] > scores[against]))
                    against = k;
            }

            made[0] = new Way.Score(atRow, against == atRow ? -1 : against);
            return made;
        }
    }
}
