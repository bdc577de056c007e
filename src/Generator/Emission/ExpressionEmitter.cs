using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes expressions as C#: bias first, then the terms in order, so that C#'s own order of evaluation is that of the document.
/// </summary>
/// <remarks><c>b - w * x</c> for a negative weight has the same bits as <c>b + -w * x</c>: changing a sign is exact.</remarks>
internal sealed class ExpressionEmitter
{
    private const int Width = 100;

    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly Arguments _arguments;
    private readonly TableSet _tables;

    public ExpressionEmitter(RuleDocument document, DocumentNames names, Arguments arguments, TableSet tables)
    {
        _document = document;
        _names = names;
        _arguments = arguments;
        _tables = tables;
    }

    /// <summary>The lines of an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="owner">What it belongs to, as the start of its tables' names: <c>Rule1</c>.</param>
    /// <returns>One line, or the bias and a line per term.</returns>
    public IReadOnlyList<string> Lines(Expression expression, string owner) =>
        SumLayout.Lines(expression.Bias.Literal, expression.Terms.Select(t => Emit(t, owner)).ToList(), Width);

    /// <summary>The lines of an expression over several rows at once: the same operations in the same order, so the same bits.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="owner">What it belongs to, as for <see cref="Lines"/>: tables that stand there already are found again.</param>
    /// <returns>One line, or the bias and a line per term.</returns>
    public IReadOnlyList<string> LaneLines(Expression expression, string owner) =>
        SumLayout.Lines($"All({expression.Bias.Literal})", expression.Terms.Select(t => EmitLanes(t, owner)).ToList(), Width);

    private SumTerm EmitLanes(Term term, string owner)
    {
        var operand = "lanes." + _names.Inputs[term.Input].Property;
        return term.Match(number => SumTerm.Of(number.Weight, operand), category => SumTerm.Table(LaneTable(category, owner, operand)));
    }

    private string LaneTable(CategoryTerm term, string owner, string operand)
    {
        if (term.Weights.Count == 0)
            return "All(0.0)";
        return Choice(term) is { } choice
            ? $"Choose({operand}, {Literals.Int(choice.Category)}L, {choice.Weight}, {choice.Otherwise})"
            : $"Look({_tables.Class}.{_tables.Add(owner + _names.Inputs[term.Input].Property, term)}, {operand})";
    }

    // With one category against the others, or two in all, the choice is easier to read than a table.
    private (int Category, string Weight, string Otherwise)? Choice(CategoryTerm term)
    {
        if (term.Weights.Count > 1 && _document.Inputs.CategoryAt(term.Input).Categories.Count != 2)
            return null;
        return (term.Weights[0].Category, term.Weights[0].Weight.Literal, term.Weights.Count == 1 ? "0.0" : term.Weights[1].Weight.Literal);
    }

    private SumTerm Emit(Term term, string owner) => term.Match(
        number => SumTerm.Of(number.Weight, _arguments.Operand(number.Input)), category => SumTerm.Table(Table(category, owner)));

    private string Table(CategoryTerm term, string owner)
    {
        var names = _names.Inputs[term.Input];
        var operand = _arguments.Operand(term.Input);
        if (term.Weights.Count == 0)
            return "0.0";
        if (Choice(term) is { } choice)
            return $"({operand} == {names.Type}.{names.Members[choice.Category]} ? {choice.Weight} : {choice.Otherwise})";
        return $"{_tables.Class}.{_tables.Add(owner + names.Property, term)}[(int){operand}]";
    }
}
