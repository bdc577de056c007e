using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Regions;

/// <summary>Where a rule applies, in coordinates that leave out what its conditions do not use.</summary>
/// <remarks>
/// A number that some condition has a weight for has a coordinate t in [0, 1], x = minimum + width·t. Categories of one input that
/// every condition treats alike are one class; an input with a single class has no coordinate. So a rule over forty countries that asks
/// for none of them has no more to search than one without.
/// </remarks>
internal sealed class RuleCell
{
    private readonly FeatureSpace _features;

    private RuleCell(RuleDocument document, FeatureSpace features, IReadOnlyList<RuleCondition> path)
    {
        Document = document;
        _features = features;
        Path = path;
        var weights = path.Select(s => features.DenseWeights(document.Conditions[s.Condition].Expression)).ToArray();
        var inputs = Enumerable.Range(0, document.Inputs.Count).ToLookup(i => features.Inputs[i].IsOneHot);
        Numbers = inputs[false].Where(i => Width(i) > 0 && weights.Any(w => w[features.Inputs[i].First] != 0)).ToArray();
        Groups = inputs[true].Select(i => CategoryClasses.Find(i, features.Inputs[i], weights)).Where(g => g.Classes.Length > 1).ToArray();
        Rows = path.Select((step, k) => Row(step, weights[k])).ToArray();
    }

    /// <summary>The document.</summary>
    public RuleDocument Document { get; }

    /// <summary>The conditions on the way to the rule.</summary>
    public IReadOnlyList<RuleCondition> Path { get; }

    /// <summary>The inputs that have a coordinate.</summary>
    public int[] Numbers { get; }

    /// <summary>The category inputs with more than one class.</summary>
    public CategoryClasses[] Groups { get; }

    /// <summary>One row per condition of the path, in order.</summary>
    public CellRow[] Rows { get; }

    /// <summary>The cells of all rules, in order.</summary>
    /// <param name="document">The document.</param>
    /// <exception cref="RuleCompilerException">A range or a condition is beyond the range of double.</exception>
    public static RuleCell[] AllOf(RuleDocument document)
    {
        foreach (var input in document.Inputs.Numbers())
        {
            if (!double.IsFinite(input.Width))
                throw new RuleCompilerException(
                    $"The range of the input '{Documents.VisibleText.Of(input.Name)}' is wider than a double can hold.");
        }

        var features = new FeatureSpace(document.Inputs);
        return new RulePaths(document).Select(p => new RuleCell(document, features, p)).ToArray();
    }

    /// <summary>The cell of other conditions of the same document.</summary>
    public RuleCell WithPath(IReadOnlyList<RuleCondition> path) => new(Document, _features, path);

    /// <summary>The width of an input's range; 0 for a category.</summary>
    public double Width(int input) => Document.Inputs[input].Match(number => number.Width, _ => 0);

    /// <summary>
    /// A point in the document's form: coordinates where there are some, and elsewhere the middle of the range or the first category.
    /// </summary>
    /// <param name="t">One value per number.</param>
    /// <param name="classes">One class per group.</param>
    public double[] Place(ReadOnlySpan<double> t, ReadOnlySpan<int> classes)
    {
        var x = Document.Inputs.Select(i => i.Match(n => n.Minimum.Value + (n.Width / 2), _ => 0)).ToArray();
        for (var i = 0; i < Numbers.Length; i++)
            x[Numbers[i]] = ValueOf(Numbers[i], t[i]);
        for (var g = 0; g < Groups.Length; g++)
            x[Groups[g].Input] = Groups[g].Classes[classes[g]][0];
        return x;
    }

    /// <summary>The value of a number input at a coordinate, within its range.</summary>
    public double ValueOf(int input, double t)
    {
        var number = Document.Inputs.NumberAt(input);
        return Math.Clamp(number.Minimum.Value + (Width(input) * t), number.Minimum.Value, number.Maximum.Value);
    }

    private CellRow Row(RuleCondition step, double[] weights)
    {
        var sign = step.IsNegative ? -1.0 : 1.0;
        var coefficients = new double[Numbers.Length];
        var tables = Groups.Select(g => new double[g.Classes.Length]).ToArray();
        var constant = sign * Document.Conditions[step.Condition].Expression.Bias.Value;
        for (var i = 0; i < Document.Inputs.Count; i++)
        {
            var (input, first) = (i, _features.Inputs[i].First);
            constant += Document.Inputs[input].Match(
                number =>
                {
                    if (Array.IndexOf(Numbers, input) is var position and >= 0)
                        coefficients[position] = sign * weights[first] * Width(input);
                    return sign * weights[first] * number.Minimum.Value;
                },
                _ =>
                {
                    var group = Array.FindIndex(Groups, g => g.Input == input);
                    if (group < 0)
                        return sign * weights[first];
                    tables[group] = Groups[group].Classes.Select(c => sign * weights[first + c[0]]).ToArray();
                    return 0;
                });
        }

        var norm = coefficients.Sum(Math.Abs) + tables.Sum(t => t.Max(Math.Abs));
        if (!double.IsFinite(norm) || !double.IsFinite(constant))
            throw new RuleCompilerException(
                $"Condition {Document.Conditions[step.Condition].Id} takes values beyond the range of double inside the ranges.");
        if (norm > 0)
        {
            constant /= norm;
            coefficients = coefficients.Select(a => a / norm).ToArray();
            tables = tables.Select(t => t.Select(a => a / norm).ToArray()).ToArray();
        }

        return new CellRow(coefficients, tables, constant, step.IsNegative);
    }
}

/// <summary>A condition of a rule as coefficients·t + table entries + constant ≥ 0, divided by the sum of its |weights|.</summary>
/// <param name="Coefficients">One per number of the cell.</param>
/// <param name="Tables">For each group of the cell one summand per class.</param>
/// <param name="Constant">What is left.</param>
/// <param name="IsStrict">Whether 0 is outside: the rule has e &lt; 0.</param>
internal sealed record CellRow(double[] Coefficients, double[][] Tables, double Constant, bool IsStrict)
{
    /// <summary>Whether it depends on numbers.</summary>
    public bool IsCut { get; } = Coefficients.Any(a => a != 0);
}
