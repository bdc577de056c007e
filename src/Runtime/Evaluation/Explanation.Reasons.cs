namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    /// <summary>A reason for a decision: what an input, or those with one reason together, did towards it.</summary>
    public sealed class PrincipalReason
    {
        internal PrincipalReason(int input, string name, string code, string text, double share)
        {
            Input = input;
            Name = name;
            Code = code;
            Text = text;
            Share = share;
        }

        /// <summary>The position of the input; of several with one reason that of the one that did most.</summary>
        public int Input { get; }

        /// <summary>The name of that input as the rules' text shows it.</summary>
        public string Name { get; }

        /// <summary>The code of the reason; the name of the input where it declares none.</summary>
        public string Code { get; }

        /// <summary>What is told; the title of the input, or else its name, where it declares no reason.</summary>
        public string Text { get; }

        /// <summary>The share of all inputs with this reason, in units of the score.</summary>
        public double Share { get; }
    }

    internal sealed partial class Tables
    {
        /// <summary>The most reasons that are given where nobody says how many.</summary>
        internal const int UsualReasons = 4;

        /// <summary>The reasons of a row, the largest first.</summary>
        /// <param name="from">The reference.</param>
        /// <param name="row">The values that count.</param>
        /// <param name="output">The output, where none is compared with another.</param>
        /// <param name="atMost">How many at most.</param>
        internal PrincipalReason[] Reasons(Origin from, double[] row, int output, int atMost)
        {
            var way = OwnWay;
            way.Begin(from, row);
            way.Go(output);
            return ReasonsOf(way, atMost);
        }

        private PrincipalReason[] ReasonsOf(Way way, int atMost)
        {
            var reasons = new PrincipalReason[way.Rank(atMost)];
            for (var n = 0; n < reasons.Length; n++)
            {
                var i = way.Named(n);
                reasons[n] = new PrincipalReason(i, Inputs[i], ReasonCodes[i], ReasonTexts[i], way.ReasonShare(n));
            }

            return reasons;
        }
    }
}
