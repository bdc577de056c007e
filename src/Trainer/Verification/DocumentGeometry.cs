using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Features;
using RuleCompiler.Trainer.Exact;

namespace RuleCompiler.Trainer.Verification;

/// <summary>A rule document as exact geometry: its decimals are taken as they are written, not as the doubles nearest to them.</summary>
internal sealed class DocumentGeometry
{
    private readonly EquatableArray<Input> _inputs;

    private readonly FeatureSpace _features;

    // Of each input its position among the numbers or among the choices.
    private readonly int[] _position;

    /// <summary>Takes over a document.</summary>
    /// <param name="document">The document.</param>
    public DocumentGeometry(RuleDocument document)
    {
        _inputs = document.Inputs;
        _features = new FeatureSpace(_inputs);
        _position = new int[_inputs.Count];
        var numbers = new List<ExactRange>();
        var groups = new List<int>();
        for (var i = 0; i < _inputs.Count; i++)
        {
            if (_inputs[i] is NumberInput number)
            {
                _position[i] = numbers.Count;
                numbers.Add(new ExactRange(Rational.Parse(number.Minimum.Text), Rational.Parse(number.Maximum.Text)));
            }
            else
            {
                _position[i] = groups.Count;
                groups.Add(((CategoryInput)_inputs[i]).Categories.Count);
            }
        }

        Box = new ExactBox(numbers, groups);
        Conditions = document.Conditions.Select(c => Express(c.Expression)).ToArray();
        Tree = document.Tree;
    }

    /// <summary>The inputs' ranges and categories.</summary>
    public ExactBox Box { get; }

    /// <summary>e(x) of each condition.</summary>
    public IReadOnlyList<ExactAffine> Conditions { get; }

    private TreeNode Tree { get; }

    /// <summary>A sum of expressions.</summary>
    /// <param name="expression">The first.</param>
    /// <param name="minus">One that is subtracted.</param>
    /// <param name="constant">A number that is subtracted.</param>
    /// <returns>A positive multiple of expression − minus − constant.</returns>
    public ExactAffine Express(Expression expression, Expression? minus = null, Number? constant = null)
    {
        var bias = Rational.Zero - Rational.Parse((constant ?? Number.Zero).Text);
        var weights = new Rational[Box.Numbers.Count];
        var tables = Box.Groups.Select(count => new Rational[count]).ToArray();
        Add(expression, Rational.One);
        if (minus is not null)
            Add(minus, -Rational.One);
        return ExactAffine.Of(bias, weights, tables);

        void Add(Expression e, Rational sign)
        {
            bias += sign * Rational.Parse(e.Bias.Text);
            foreach (var weight in _features.Weights(e))
            {
                var value = sign * Rational.Parse(weight.Weight.Text);
                if (_features.Inputs[weight.Input].IsOneHot)
                    tables[_position[weight.Input]][weight.Offset] += value;
                else
                    weights[_position[weight.Input]] += value;
            }
        }
    }

    /// <summary>A point of the document.</summary>
    /// <param name="point">One value per input.</param>
    /// <returns>The same point.</returns>
    public static ExactPoint ToPoint(EquatableArray<InputValue> point) => new(
        point.OfType<NumberValue>().Select(v => Rational.Parse(v.Value.Text)).ToArray(), point.OfType<CategoryValue>()
            .Select(v => v.Category).ToArray());

    /// <summary>The rule that a point falls into.</summary>
    /// <param name="x">The point.</param>
    /// <returns>The position of the rule, by exact descent through the tree.</returns>
    public int FindRule(ExactPoint x)
    {
        var node = Tree;
        while (node is Branch branch)
            node = Conditions[branch.Condition].Evaluate(x).Sign < 0 ? branch.Negative : branch.Positive;
        return ((Leaf)node).Rule;
    }

    /// <summary>A point in words.</summary>
    /// <param name="x">The point.</param>
    /// <returns>Names and values of the first inputs, numbers to six digits, after ≈ where they have more.</returns>
    public string Describe(ExactPoint x)
    {
        const int Shown = 8;
        var values = _inputs.Take(Shown).Select((input, i) => VisibleText.Of(input.Name) + (input is CategoryInput category
            ? $" = '{VisibleText.Of(category.Categories[x.Categories[_position[i]]])}'"
            : Shortened(x.Numbers[_position[i]])));
        return string.Join(", ", values) + (_inputs.Count > Shown ? ", …" : string.Empty);
    }

    private static string Shortened(Rational value)
    {
        var digits = value.ToString();
        return (Rational.Parse(digits) == value ? " = " : " ≈ ") + digits;
    }
}
