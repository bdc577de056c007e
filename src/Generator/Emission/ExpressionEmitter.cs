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
    public IReadOnlyList<string> Sum(Expression expression) => Sum(expression, []);

    /// <summary>As above, with adjustments by conditions that are known to be negative.</summary>
    public IReadOnlyList<string> Sum(Expression expression, IEnumerable<Adjustment> adjustments)
    {
        var rest = adjustments.Select(a => SumTerm.Of(a.Weight, context.Hinges.Condition(a.Condition)));
        return context.Tree.MethodOf(expression) is { } own
            ? SumLayout.Lines($"{own.Name}({context.Row.Accepted})", rest.ToList(), Width)
            : Lines(expression, expression.Bias.Literal, context.Row.Operand, Number, Weight, rest);
    }

    /// <summary>
    /// The test whether a condition is negative, where that is a comparison with the same answer for every row: of a number with a limit,
    /// or of a category with a few. Null where it is more.
    /// </summary>
    public IReadOnlyList<string>? Comparison(Expression condition)
    {
        if (ThresholdCondition.Find(condition, context.Document.Inputs) is { } threshold)
            return [$"{context.Row.Operand(threshold.Input)} {threshold.Sign(isNegative: true)} {threshold.Limit}"];
        if (CategoryCondition.Find(condition, context.Document.Inputs) is not { } set)
            return null;
        var names = context.Names.Inputs[set.Input];
        var (comparison, link) = set.ListsNegative ? ("==", "|| ") : ("!=", "&& ");
        var tests = set.Listed.Select(c => $"{context.Row.Operand(set.Input)} {comparison} {names.Type}.{names.Members[c]}").ToArray();
        var line = string.Join(" " + link, tests);
        return line.Length <= Width ? [line] : tests.Select((test, i) => i == 0 ? test : link + test).ToArray();
    }

    /// <summary>The lines of an expression: one, or the bias and a line per term.</summary>
    public IReadOnlyList<string> Terms(Expression expression) =>
        Lines(expression, expression.Bias.Literal, context.Row.Operand, Number, Weight, []);

    /// <summary>As <see cref="Sum(Expression)"/>, over several rows at once.</summary>
    public IReadOnlyList<string> LaneSum(Expression expression) =>
        context.Tree.MethodOf(expression) is { } own ? [$"{own.Name}(in lanes)"] : LaneTerms(expression);

    /// <summary>As <see cref="Terms"/>, over several rows at once: the same operations in the same order, so the same bits.</summary>
    public IReadOnlyList<string> LaneTerms(Expression expression) => Lines(
        expression,
        $"All({expression.Bias.Literal})",
        input => "lanes." + context.Names.Inputs[input].Property,
        LaneNumber,
        LaneWeight,
        []);

    private IReadOnlyList<string> Lines(
        Expression expression,
        string bias,
        Func<int, string> operand,
        Func<NumberTerm, SpecialValue, string, string> special,
        Func<CategoryTerm, string, string> category,
        IEnumerable<SumTerm> rest)
    {
        SumTerm Of(Term term) => context.Terms.Call(term, operand(term.Input)) is { } call ? SumTerm.Table(call) : term.Match(
            number => context.Document.Inputs.NumberAt(number.Input).Specials is { Count: > 0 } specials
                ? SumTerm.Table(special(number, specials[0], operand(number.Input)))
                : SumTerm.Of(number.Weight, operand(number.Input)),
            table => SumTerm.Table(category(table, operand(table.Input))),
            _ => throw new InvalidOperationException("A curve has a method of its own."));

        return SumLayout.Lines(bias, expression.Terms.Select(Of).Concat(rest).ToList(), Width);
    }

    // The only special value of its input: several are told apart in a method.
    private string Number(NumberTerm term, SpecialValue special, string operand) =>
        $"({TermEmitter.Test(special, operand)} ? {SpecialWeight(term)} : {term.Weight.Literal} * {operand})";

    private string LaneNumber(NumberTerm term, SpecialValue special, string operand)
    {
        var quantity = $"{term.Weight.Literal} * {operand}";
        return special.Value is { } value
            ? $"Select(AreEqual({operand}, All({value.Literal})), All({SpecialWeight(term)}), {quantity})"
            : $"Select(AreEqual({operand}, {operand}), {quantity}, All({SpecialWeight(term)}))";
    }

    private string SpecialWeight(NumberTerm term) => term.Specials.Table(context.Document.Inputs.NumberAt(term.Input))[0].Literal;

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
