using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Writes expressions in the words of a document: its names, its units and its digits.</summary>
internal sealed class ExpressionDescriber
{
    private readonly EquatableArray<Input> _inputs;

    public ExpressionDescriber(EquatableArray<Input> inputs) => _inputs = inputs;

    /// <summary>The expression on one line or several.</summary>
    public IReadOnlyList<string> Lines(Expression expression, int width) =>
        SumLayout.Lines(expression.Bias.Literal, expression.Terms.Select(t => Term(t, width)).ToList(), width);

    private SumTerm Term(Term term, int width) => term is NumberTerm number
        ? SumTerm.Of(number.Weight, ShownName.Of(_inputs[term.Input].Name, ((NumberInput)_inputs[term.Input]).Unit))
        : SumTerm.Table(TableLines((CategoryTerm)term, (CategoryInput)_inputs[term.Input], width - 2));

    /// <summary><c>{workclass: Private 0.31, State-gov -0.2}</c>, broken between entries where it is too long.</summary>
    private static string[] TableLines(CategoryTerm term, CategoryInput input, int width)
    {
        var lines = new List<string>();
        var head = "{" + ShownName.Of(input.Name) + ":";
        var line = head;
        for (var i = 0; i < term.Weights.Count; i++)
        {
            var weight = term.Weights[i];
            var entry = " " + ShownName.Of(input.Categories[weight.Category]) + " " + weight.Weight.Literal
                + (i + 1 < term.Weights.Count ? "," : string.Empty);
            if (i > 0 && line.Length + entry.Length > width)
            {
                lines.Add(line);
                line = "  ";
            }

            line += entry;
        }

        lines.Add(line + (term.Weights.Count == 0 ? " all 0.0}" : "}"));
        return lines.ToArray();
    }
}
