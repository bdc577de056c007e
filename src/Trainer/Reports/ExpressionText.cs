using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;

namespace RuleCompiler.Trainer.Reports;

/// <summary>Expressions as the note prints them: <c>+0.00*in1 -1.00*in3 +1.00</c>.</summary>
internal sealed class ExpressionText(RuleDocument document, int decimals)
{
    /// <summary>A condition's expression divided by its largest |weight|, which changes no sign.</summary>
    public string Condition(Expression expression)
    {
        var largest = expression.Terms.SelectMany(Weights).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return Text(expression, largest > 0 ? largest : 1);
    }

    /// <summary>An output's expression as it is.</summary>
    public string Output(Expression expression) => Text(expression, 1);

    private static IEnumerable<double> Weights(Term term) =>
        term.Match(number => [number.Weight.Value], category => category.Weights.Select(w => w.Weight.Value));

    private string Text(Expression expression, double divisor)
    {
        var terms = expression.Terms
            .Select(t => t.Match(number => NumberText(number, divisor), category => CategoryText(category, divisor)));
        return string.Join(' ', terms.Append(ShownNumber.Signed(expression.Bias.Value / divisor, decimals)));
    }

    private string NumberText(NumberTerm term, double divisor)
    {
        var input = document.Inputs.NumberAt(term.Input);
        var reach = Math.Max(Math.Abs(input.Minimum.Value), Math.Abs(input.Maximum.Value));
        return $"{ShownNumber.Signed(term.Weight.Value / divisor, decimals, reach)}*{VisibleText.Of(input.Name)}";
    }

    /// <summary>
    /// A table: <c>+workclass[Private, State-gov: +0.31; Local-gov: -0.20; else 0]</c>, categories of one weight together.
    /// </summary>
    private string CategoryText(CategoryTerm term, double divisor)
    {
        var input = document.Inputs.CategoryAt(term.Input);
        var groups = term.Weights
            .GroupBy(w => w.Weight.Value)
            .OrderByDescending(g => g.Key)
            .Select(g => string.Join(", ", g.Select(w => VisibleText.Of(input.Categories[w.Category]))) + ": " + ShownNumber.Signed(g.Key / divisor, decimals));
        var rest = term.Weights.Count < input.Categories.Count ? groups.Append("else 0") : groups;
        return $"+{VisibleText.Of(input.Name)}[{string.Join("; ", rest)}]";
    }
}
