using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Features;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Regions;

/// <summary>Where a rule applies, in coordinates that leave out what its conditions do not look at.</summary>
/// <remarks>
/// A number that some condition has a weight for has a coordinate t in [0, 1], x = minimum + width·t. Categories of one input that
/// every condition treats alike are one class; an input with a single class has no coordinate. So a rule over forty countries that asks
/// for none of them has no more to search than one without.
/// </remarks>
internal sealed class RuleCell
{
    private RuleCell(RuleDocument document, IReadOnlyList<PathStep> path)
    {
        Document = document;
        Path = path;
        var expressions = path.Select(s => document.Conditions[s.Condition].Expression).ToArray();
        var weighted = expressions.SelectMany(new FeatureSpace(document.Inputs).Weights)
            .Where(w => w.Weight.Value != 0).Select(w => w.Input).ToHashSet();
        Numbers = Enumerable.Range(0, document.Inputs.Count).Where(i => weighted.Contains(i) && Width(i) > 0).ToArray();
        Groups = Enumerable.Range(0, document.Inputs.Count).Where(i => document.Inputs[i] is CategoryInput)
            .Select(i => CategoryClasses.Of(document, i, expressions)).Where(g => g.Classes.Length > 1).ToArray();
        Rows = path.Select(Row).ToArray();
    }

    /// <summary>The document.</summary>
    public RuleDocument Document { get; }

    /// <summary>The conditions on the way to the rule.</summary>
    public IReadOnlyList<PathStep> Path { get; }

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
        foreach (var input in document.Inputs.OfType<NumberInput>())
        {
            if (!double.IsFinite(input.Maximum.Value - input.Minimum.Value))
                throw new RuleCompilerException($"The range of the input '{Documents.VisibleText.Of(input.Name)}' is wider than a double can say.");
        }

        return RulePaths.Of(document).Select(p => new RuleCell(document, p)).ToArray();
    }

    /// <summary>The cell of other conditions of the same document.</summary>
    public RuleCell WithPath(IReadOnlyList<PathStep> path) => new(Document, path);

    /// <summary>The width of an input's range; 0 for a category.</summary>
    public double Width(int input) => Document.Inputs[input] is NumberInput number ? number.Maximum.Value - number.Minimum.Value : 0;

    /// <summary>
    /// A point in the document's form: coordinates where there are some, and elsewhere the middle of the range or the first category.
    /// </summary>
    /// <param name="t">One value per number.</param>
    /// <param name="classes">One class per group.</param>
    public double[] Place(ReadOnlySpan<double> t, ReadOnlySpan<int> classes)
    {
        var x = Document.Inputs.Select(i => i is NumberInput n ? n.Minimum.Value + ((n.Maximum.Value - n.Minimum.Value) / 2) : 0).ToArray();
        for (var i = 0; i < Numbers.Length; i++)
            x[Numbers[i]] = ValueOf(Numbers[i], t[i]);
        for (var g = 0; g < Groups.Length; g++)
            x[Groups[g].Input] = Groups[g].Classes[classes[g]][0];
        return x;
    }

    /// <summary>The value of a number input at a coordinate, within its range.</summary>
    public double ValueOf(int input, double t)
    {
        var number = (NumberInput)Document.Inputs[input];
        return Math.Clamp(number.Minimum.Value + (Width(input) * t), number.Minimum.Value, number.Maximum.Value);
    }

    private CellRow Row(PathStep step)
    {
        var expression = Document.Conditions[step.Condition].Expression;
        var sign = step.IsNegative ? -1.0 : 1.0;
        var coefficients = new double[Numbers.Length];
        var tables = Groups.Select(g => new double[g.Classes.Length]).ToArray();
        var constant = sign * expression.Bias.Value;
        foreach (var term in expression.Terms)
        {
            constant += term.Match(
                number =>
                {
                    if (Array.IndexOf(Numbers, number.Input) is var position and >= 0)
                        coefficients[position] = sign * number.Weight.Value * Width(number.Input);
                    return sign * number.Weight.Value * ((NumberInput)Document.Inputs[number.Input]).Minimum.Value;
                },
                category =>
                {
                    var group = Array.FindIndex(Groups, g => g.Input == category.Input);
                    if (group < 0)
                        return sign * category.WeightOf(0).Value;
                    tables[group] = Groups[group].Classes.Select(c => sign * category.WeightOf(c[0]).Value).ToArray();
                    return 0;
                });
        }

        var norm = coefficients.Sum(Math.Abs) + tables.Sum(t => t.Max(Math.Abs));
        if (!double.IsFinite(norm) || !double.IsFinite(constant))
            throw new RuleCompilerException($"Condition {Document.Conditions[step.Condition].Id} takes values beyond the range of double inside the ranges.");
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
