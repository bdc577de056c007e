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
        return global::System.Array.AsReadOnly(_tables.Shares(_tables.Find(reference), _row));
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
            string reference,
            string score,
            int output,
            int against,
            double atReference,
            double atRow,
            string[] texts,
            double[] shares,
            PrincipalReason[] reasons)
        {
            Reference = reference;
            Score = score;
            Output = output;
            Against = against;
            AtReference = atReference;
            AtRow = atRow;
            ReferenceTexts = global::System.Array.AsReadOnly(texts);
            Shares = global::System.Array.AsReadOnly(shares);
            Reasons = global::System.Array.AsReadOnly(reasons);
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

        /// <summary>
        /// The reasons for what the score decides, the largest first: the shares that go towards it, those of inputs with one reason added
        /// up. Towards a label at or above a threshold and towards the largest output go shares above 0; towards a label below, those
        /// below 0; where nothing is decided, those that have the sign of the difference.
        /// </summary>
        public global::System.Collections.Generic.IReadOnlyList<PrincipalReason> Reasons { get; }

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
        /// <summary>The reference that has a name.</summary>
        internal Origin Find(string reference)
        {
            var position = global::System.Array.IndexOf(References, reference);
            if (position < 0)
                throw new global::System.ArgumentException("The rules have no reference of this name.", nameof(reference));
            return Origins[position];
        }

        /// <summary>
        /// The shares of each output; where the largest decides, of one score, what the chosen output is above that of the reference's
        /// label. Where both are the same, above the largest other one of the row.
        /// </summary>
        /// <param name="from">The reference.</param>
        /// <param name="row">The values that count.</param>
        internal ScoreShares[] Shares(Origin from, double[] row)
        {
            var texts = new string[Inputs.Length];
            for (var i = 0; i < texts.Length; i++)
                texts[i] = Text(i, from.Values[i]);
            var way = OwnWay;
            way.Begin(from, row);
            var made = new ScoreShares[ComparesOutputs ? 1 : Outputs.Length];
            for (var k = 0; k < made.Length; k++)
            {
                way.Go(k);
                var output = way.Output;
                var against = way.Against;
                var shares = new double[Inputs.Length];
                for (var i = 0; i < shares.Length; i++)
                    shares[i] = way.Share(i);
                made[k] = new ScoreShares(
                    from.Name,
                    against < 0 ? Outputs[output] : Outputs[output] + " - " + Outputs[against],
                    output,
                    against,
                    against < 0 ? from.Outputs[output] : from.Outputs[output] - from.Outputs[against],
                    against < 0 ? way.Outputs[output] : way.Outputs[output] - way.Outputs[against],
                    texts,
                    shares,
                    ReasonsOf(way, shares.Length));
            }

            return made;
        }
    }
}
