using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Rules;

/// <summary>The tree of a rule document over features: one per number, one per category of a category input.</summary>
public sealed class DocumentTree
{
    private readonly RuleDocument _document;
    private readonly FeatureSpace _features;
    private readonly AffineRules _affine;
    private readonly AffineMap[] _conditions;
    private readonly Rational[]?[] _exact;

    private DocumentTree(RuleDocument document)
    {
        _affine = AffineRules.Of(document);
        _document = _affine.Document;
        _features = new FeatureSpace(document.Inputs);
        _conditions = _document.Conditions.Select(c => ToMap(_features, c.Expression)).ToArray();
        _exact = _document.Conditions
            .Select((_, c) => _affine.ExactCondition(c) is { } sum ? ToFeatures(sum, document.Inputs) : null).ToArray();
    }

    /// <summary>Reads the tree of a document.</summary>
    /// <param name="document">The document.</param>
    /// <exception cref="RuleCompilerException">It has a curve.</exception>
    /// <returns>The tree, whose regions have no witness yet, and the box of the inputs' ranges and categories.</returns>
    public static (RegionTree Tree, InputBox Box) Of(RuleDocument document)
    {
        var reader = new DocumentTree(document);
        return (reader.Read(reader._document.Tree), BoxOf(document.Inputs));
    }

    /// <summary>An expression over the features.</summary>
    /// <param name="features">The features of the document.</param>
    /// <param name="expression">The expression.</param>
    /// <returns>The doubles that are evaluated, not the decimals that are written.</returns>
    internal static AffineMap ToMap(FeatureSpace features, Expression expression) =>
        new(features.DenseWeights(expression), expression.Bias.Value);

    /// <summary>A sum without curves over the features: the weights and last the constant.</summary>
    private static Rational[] ToFeatures(ExpandedSum sum, EquatableArray<Input> inputs) =>
    [
        .. inputs.SelectMany((input, i) => input.Match<IEnumerable<Rational>>(
            _ => [sum.Parts[i]?.Weight ?? Rational.Zero],
            category => sum.Parts[i]?.Table ?? Enumerable.Repeat(Rational.Zero, category.Categories.Count))),
        sum.Bias,
    ];

    /// <summary>The box of inputs' ranges and categories.</summary>
    /// <param name="inputs">The inputs.</param>
    internal static InputBox BoxOf(EquatableArray<Input> inputs)
    {
        var features = new FeatureSpace(inputs);
        var (lower, upper, groups) = (new List<double>(), new List<double>(), new List<int[]>());
        for (var i = 0; i < inputs.Count; i++)
        {
            var (first, count, _) = features.Inputs[i];
            inputs[i].Match(
                number =>
                {
                    lower.Add(number.Minimum.Value);
                    upper.Add(number.Maximum.Value);
                },
                _ =>
                {
                    groups.Add(Enumerable.Range(first, count).ToArray());
                    lower.AddRange(Enumerable.Repeat(0.0, count));
                    upper.AddRange(Enumerable.Repeat(1.0, count));
                });
        }

        return new InputBox(lower, upper, groups);
    }

    private RegionTree Read(TreeNode node) => node.Match<RegionTree>(
        branch => new RegionSplit(
            _affine.Origins[branch.Condition], _conditions[branch.Condition], Read(branch.Negative), Read(branch.Positive))
        {
            Exact = _exact[branch.Condition],
        },
        leaf => new Region([], _document.Whole(leaf.Rule).Select(e => ToMap(_features, e)).ToArray(), [], []));
}
