using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes expressions as C#: bias first, then the terms in order, so that C#'s own order of evaluation is that of the document.
/// </summary>
/// <remarks><c>b - w * x</c> for a negative weight has the same bits as <c>b + -w * x</c>: changing a sign is exact.</remarks>
/// <param name="context">What is emitted.</param>
/// <param name="tables">The tables of the method in which the expressions stand.</param>
internal sealed class ExpressionEmitter(EmissionContext context, TableSet tables)
{
    private const int Width = 100;

    /// <summary>The lines of an expression where it is needed: of its terms, or a call of the method that it has of its own.</summary>
    public IReadOnlyList<string> Sum(Expression expression) =>
        context.Tree.MethodOf(expression) is { } own ? [$"{own.Name}({context.Row.Accepted})"] : Terms(expression);

    /// <summary>The lines of an expression: one, or the bias and a line per term.</summary>
    public IReadOnlyList<string> Terms(Expression expression) => Lines(expression, expression.Bias.Literal, context.Row.Operand, Weight);

    /// <summary>As <see cref="Sum"/>, over several rows at once.</summary>
    public IReadOnlyList<string> LaneSum(Expression expression) =>
        context.Tree.MethodOf(expression) is { } own ? [$"{own.Name}(in lanes)"] : LaneTerms(expression);

    /// <summary>As <see cref="Terms"/>, over several rows at once: the same operations in the same order, so the same bits.</summary>
    public IReadOnlyList<string> LaneTerms(Expression expression) => Lines(
        expression, $"All({expression.Bias.Literal})", input => "lanes." + context.Names.Inputs[input].Property, LaneWeight);

    private static IReadOnlyList<string> Lines(
        Expression expression, string bias, Func<int, string> operand, Func<CategoryTerm, string, string> weight)
    {
        Func<NumberTerm, SumTerm> number = term => SumTerm.Of(term.Weight, operand(term.Input));
        Func<CategoryTerm, SumTerm> category = term => SumTerm.Table(weight(term, operand(term.Input)));
        return SumLayout.Lines(bias, expression.Terms.Select(term => term.Match(number, category, _ => throw new NotSupportedException("Curves are not compiled here."))).ToList(), Width);
    }

    private string Weight(CategoryTerm term, string operand)
    {
        if (term.Weights.Count == 0)
            return "0.0";
        var names = context.Names.Inputs[term.Input];
        return CategoryChoice.From(term, context.Document) is { } choice
            ? $"({operand} == {names.Type}.{names.Members[choice.Category]} ? {choice.Weight} : {choice.Otherwise})"
            : $"{tables[term]}[(int){operand}]";
    }

    private string LaneWeight(CategoryTerm term, string operand)
    {
        if (term.Weights.Count == 0)
            return "All(0.0)";
        return CategoryChoice.From(term, context.Document) is { } choice
            ? $"Choose({operand}, {Literals.Int(choice.Category)}L, {choice.Weight}, {choice.Otherwise})"
            : $"Look({tables[term]}, {operand})";
    }
}
