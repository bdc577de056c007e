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

    private SumTerm Term(Term term, int width) => term.Match(
        number => SumTerm.Of(number.Weight, ShownName.Of(_inputs[number.Input].Name, _inputs.NumberAt(number.Input).Unit)),
        category => SumTerm.Table(CategoryTable.Lines(category, _inputs.CategoryAt(category.Input), width - 2)),
        _ => throw new System.NotSupportedException());
}
