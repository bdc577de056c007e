using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Features;

using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

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
            _position[i] = _inputs[i].IsNumber ? numbers.Count : groups.Count;
            _inputs[i].Match(
                number => numbers.Add(new ExactRange(Rational.Parse(number.Minimum.Text), Rational.Parse(number.Maximum.Text))),
                category => groups.Add(category.Categories.Count));
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

    /// <summary>Where an input stands among the numbers or among the choices.</summary>
    /// <param name="input">The position of the input.</param>
    /// <returns>Its position among those of its kind.</returns>
    public int PositionOf(int input) => _position[input];

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
        point.SelectMany(v => v.Match<Rational[]>(number => [Rational.Parse(number.Value.Text)], _ => [], _ => throw new NotSupportedException("A special value is no quantity."))).ToArray(),
        point.SelectMany(v => v.Match<int[]>(_ => [], category => [category.Category], _ => [])).ToArray());

    /// <summary>The categories of a row.</summary>
    /// <param name="row">One value per input: a number, or the position of a category.</param>
    /// <returns>For each choice the position of its category.</returns>
    public int[] CategoriesOf(IReadOnlyList<double> row)
    {
        var categories = new int[Box.Groups.Count];
        for (var i = 0; i < _position.Length; i++)
        {
            if (_features.Inputs[i].IsOneHot)
                categories[_position[i]] = (int)row[i];
        }

        return categories;
    }

    /// <summary>The rule that a point falls into.</summary>
    /// <param name="x">The point.</param>
    /// <returns>The position of the rule, by exact descent through the tree.</returns>
    public int FindRule(ExactPoint x) => Tree.Descend(condition => Conditions[condition].Evaluate(x).Sign < 0);

    /// <summary>A point in the form of the document.</summary>
    /// <param name="x">The point.</param>
    /// <returns>The same point, to be shown.</returns>
    public Witness ToWitness(ExactPoint x)
    {
        double Row(Input input, int i) => input.Match<double>(
            _ => x.Numbers[_position[i]].ToDouble(), _ => x.Categories[_position[i]]);
        string Exact(Input input, int i) => input.Match(
            _ => x.Numbers[_position[i]].ToFraction(), category => category.Categories[x.Categories[_position[i]]]);
        return new Witness(_inputs.Select(Row).ToEquatableArray(), _inputs.Select(Exact).ToEquatableArray(), Describe(x));
    }

    // Names and values of the first inputs, numbers to six digits, after ≈ where they have more.
    private string Describe(ExactPoint x)
    {
        const int Shown = 8;
        var values = _inputs.Take(Shown).Select((input, i) => VisibleText.Of(input.Name) + input.Match(
            _ => Shortened(x.Numbers[_position[i]]), category => $" = '{VisibleText.Of(category.Categories[x.Categories[_position[i]]])}'"));
        return string.Join(", ", values) + (_inputs.Count > Shown ? ", …" : string.Empty);
    }

    private static string Shortened(Rational value)
    {
        var digits = value.ToString();
        return (Rational.Parse(digits) == value ? " = " : " ≈ ") + digits;
    }
}
