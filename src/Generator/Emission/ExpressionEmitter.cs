using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes expressions as C#: bias first, then the terms in order, so that C#'s own order of evaluation is that of the document.</summary>
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

    private SumTerm Emit(Term term, string owner) => term is NumberTerm number
        ? SumTerm.Of(number.Weight, _arguments.Operand(term.Input))
        : SumTerm.Table(Table((CategoryTerm)term, owner));

    private string Table(CategoryTerm term, string owner)
    {
        var input = (CategoryInput)_document.Inputs[term.Input];
        var names = _names.Inputs[term.Input];
        var operand = _arguments.Operand(term.Input);
        if (term.Weights.Count == 0)
            return "0.0";
        // With one category against the others, or two in all, the choice is easier to read than a table.
        var first = term.Weights[0];
        if (term.Weights.Count == 1 || input.Categories.Count == 2)
        {
            var otherwise = term.Weights.Count == 1 ? "0.0" : term.Weights[1].Weight.Literal;
            return $"({operand} == {names.Type}.{names.Members[first.Category]} ? {first.Weight.Literal} : {otherwise})";
        }

        return $"{_tables.Class}.{_tables.Add(owner + names.Property, term)}[(int){operand}]";
    }
}
