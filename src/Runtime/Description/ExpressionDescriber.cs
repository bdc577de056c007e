using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>Writes expressions in the words of a document: its names, its units and its digits.</summary>
internal sealed class ExpressionDescriber
{
    private readonly EquatableArray<Input> _inputs;
    private readonly EquatableArray<Condition> _conditions;

    public ExpressionDescriber(RuleDocument document) => (_inputs, _conditions) = (document.Inputs, document.Conditions);

    /// <summary>The expression on one line or several.</summary>
    public IReadOnlyList<string> Lines(Expression expression, int width) =>
        SumLayout.Lines(
            expression.Bias.Literal,
            expression.Terms.Select(t => Term(t, width)).Concat(expression.Adjustments.Select(Adjustment)).ToList(),
            width);

    private SumTerm Adjustment(Adjustment adjustment) => SumTerm.Of(
        adjustment.Weight,
        "{condition " + _conditions[adjustment.Condition].Id.ToString(CultureInfo.InvariantCulture) + " where it is < 0}");

    private SumTerm Term(Term term, int width) => term.Match(
        number => _inputs.NumberAt(number.Input) is { Specials.Count: > 0 } input
            ? SumTerm.Table(NumberWords.Lines(number, input, width - 2))
            : SumTerm.Of(number.Weight, ShownName.Of(_inputs[number.Input].Name, _inputs.NumberAt(number.Input).Unit)),
        category => SumTerm.Table(CategoryTable.Lines(category, _inputs.CategoryAt(category.Input), width - 2)),
        curve => SumTerm.Table(NumberWords.Lines(curve, _inputs.NumberAt(curve.Input), width - 2)));
}
