using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Rules;

/// <summary>The tree of a rule document over features: one per number, one per category of a category input.</summary>
public sealed class DocumentTree
{
    private readonly RuleDocument _document;
    private readonly int[] _first;
    private readonly AffineMap[] _conditions;

    private DocumentTree(RuleDocument document)
    {
        _document = document;
        _first = new int[document.Inputs.Count + 1];
        for (var i = 0; i < document.Inputs.Count; i++)
            _first[i + 1] = _first[i] + (document.Inputs[i] is CategoryInput category ? category.Categories.Count : 1);
        _conditions = document.Conditions.Select(c => ToMap(c.Expression)).ToArray();
    }

    /// <summary>Reads the tree of a document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The tree, whose regions have no witness yet, and the box of the inputs' ranges and categories.</returns>
    public static (RegionTree Tree, InputBox Box) Of(RuleDocument document)
    {
        var reader = new DocumentTree(document);
        return (reader.Read(document.Tree), reader.Box());
    }

    /// <summary>A point over the features in the form of the document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="features">One value per feature, in each group the largest for the category.</param>
    /// <returns>For each input a number or the position of a category.</returns>
    internal static double[] ToPoint(RuleDocument document, ReadOnlySpan<double> features)
    {
        var point = new double[document.Inputs.Count];
        var next = 0;
        for (var i = 0; i < point.Length; i++)
        {
            if (document.Inputs[i] is not CategoryInput category)
            {
                point[i] = features[next++];
                continue;
            }

            var own = features.Slice(next, category.Categories.Count).ToArray();
            point[i] = Array.IndexOf(own, own.Max());
            next += own.Length;
        }

        return point;
    }

    private InputBox Box()
    {
        var (lower, upper, groups) = (new List<double>(), new List<double>(), new List<int[]>());
        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            var features = Enumerable.Range(_first[i], _first[i + 1] - _first[i]).ToArray();
            if (_document.Inputs[i] is NumberInput number)
            {
                lower.Add(number.Minimum.Value);
                upper.Add(number.Maximum.Value);
                continue;
            }

            groups.Add(features);
            lower.AddRange(features.Select(_ => 0.0));
            upper.AddRange(features.Select(_ => 1.0));
        }

        return new InputBox(lower, upper, groups);
    }

    private RegionTree Read(TreeNode node) => node is Branch branch
        ? new RegionSplit(branch.Condition, _conditions[branch.Condition], Read(branch.Negative), Read(branch.Positive))
        : new Region([], _document.Rules[((Leaf)node).Rule].Expressions.Select(ToMap).ToArray(), [], []);

    private AffineMap ToMap(Expression expression)
    {
        var weights = new double[_first[^1]];
        foreach (var term in expression.Terms)
        {
            if (term is NumberTerm number)
                weights[_first[term.Input]] = number.Weight.Value;
            foreach (var weight in (term as CategoryTerm)?.Weights ?? EquatableArray<CategoryWeight>.Empty)
                weights[_first[term.Input] + weight.Category] = weight.Weight.Value;
        }

        return new AffineMap(weights, expression.Bias.Value);
    }
}
