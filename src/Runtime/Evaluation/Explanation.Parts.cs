namespace RuleCompiler.Evaluation;

public sealed partial class Explanation
{
    /// <summary>The value of an input.</summary>
    public sealed class InputValue
    {
        internal InputValue(string name, double value, string text, bool isReplaced, bool isOutside, double insens)
        {
            Name = name;
            Value = value;
            Text = text;
            IsReplaced = isReplaced;
            IsOutside = isOutside;
            Insens = insens;
        }

        /// <summary>The name of the input as the rules' text shows it.</summary>
        public string Name { get; }

        /// <summary>
        /// The value that counts: the number, or the position of the category; that which stands for a missing or undeclared one.
        /// </summary>
        public double Value { get; }

        /// <summary>The value as text: the number with its unit, or the category.</summary>
        public string Text { get; }

        /// <summary>Whether the value that was given is missing or undeclared, and another stands for it.</summary>
        public bool IsReplaced { get; }

        /// <summary>
        /// Whether the rules extrapolate: the number that counts is outside its training range, or the category that was given is not
        /// declared.
        /// </summary>
        public bool IsOutside { get; }

        /// <summary>
        /// What the input does to keep the negative conditions negative: its component of the mean of (v / ŵ·ŵ)·ŵ over the conditions
        /// on the path with v ≤ 0, each weighted by 1 − a, where a is the slope of the neuron that it comes from (0 where none is known,
        /// 1 for more). For a category the component of the row's level. 0 where no such condition has a weight.
        /// </summary>
        public double Insens { get; }
    }

    /// <summary>An output and what it is made of.</summary>
    public sealed class OutputValue
    {
        internal OutputValue(string name, double value, double probability, double bias, Term[] terms)
        {
            Name = name;
            Value = value;
            Probability = probability;
            Bias = bias;
            Terms = global::System.Array.AsReadOnly(terms);
        }

        /// <summary>The name of the output as the rules' text shows it.</summary>
        public string Name { get; }

        /// <summary>Its value, the score: the bias, to which the terms are added in order, to the last bit.</summary>
        public double Value { get; }

        /// <summary>
        /// Its probability: of its label (largest output), or of its label at or above the threshold; NaN where scores do not stand for
        /// any.
        /// </summary>
        public double Probability { get; }

        /// <summary>The switched bias.</summary>
        public double Bias { get; }

        /// <summary>
        /// One for each input that the rule has in this output, in the order of the inputs. An input that is not among them has weight and
        /// contribution 0.
        /// </summary>
        public global::System.Collections.Generic.IReadOnlyList<Term> Terms { get; }
    }

    /// <summary>What one input does to an output.</summary>
    public sealed class Term
    {
        internal Term(int input, double weight, double value, double centre, double contribution)
        {
            Input = input;
            Weight = weight;
            Value = value;
            Centre = centre;
            Contribution = contribution;
        }

        /// <summary>The position of the input.</summary>
        public int Input { get; }

        /// <summary>The switched weight; for a category that of the row's level.</summary>
        public double Weight { get; }

        /// <summary>What is added to the output: weight times value; for a category its weight.</summary>
        public double Value { get; }

        /// <summary>The input at the centre; for a category the component of the row's level, which is 1 in the row.</summary>
        public double Centre { get; }

        /// <summary>The contribution; for a category the sum of those of its levels.</summary>
        public double Contribution { get; }
    }

    /// <summary>A condition on the way to the rule.</summary>
    public sealed class ConditionValue
    {
        internal ConditionValue(int number, int position, double value, double distance)
        {
            Number = number;
            Position = position;
            Value = value;
            Distance = distance;
        }

        /// <summary>The number of the condition.</summary>
        public int Number { get; }

        /// <summary>The value of its expression.</summary>
        public double Value { get; }

        /// <summary>Whether the row is on its negative side, where the value is below 0.</summary>
        public bool IsNegative => Value < 0;

        /// <summary>The signed distance to its boundary, negative where the value is; infinite where no number can reach it.</summary>
        public double Distance { get; }

        internal int Position { get; }
    }
}
