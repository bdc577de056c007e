using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>From the columns of a table to the values that count: what is missing, marked, special, unknown or infinite.</summary>
/// <param name="document">The document.</param>
/// <param name="dialect">The dialect.</param>
/// <param name="names">The names of the columns.</param>
/// <param name="limits">Between what numbers the engine can calculate.</param>
internal sealed class SqlInputs(RuleDocument document, SqlDialect dialect, SqlNames names, SqlLimits limits)
{
    /// <summary>Whether a value is a special one.</summary>
    public static string IsSpecial(SqlDialect dialect, string value, SpecialValue special) =>
        special.Value is { } number ? $"{value} = {dialect.Double(number.Value)}" : $"{value} IS NULL";

    /// <summary>The values as they are given: numbers, with NULL for NaN, and texts.</summary>
    public IEnumerable<SqlColumn> Given() => document.Inputs.SelectMany((input, i) => input.Match(
        number => GivenNumber(number, i), category => GivenCategory(category, i)));

    /// <summary>Which of the declared categories each text is.</summary>
    public IEnumerable<SqlColumn> Positions() => document.Inputs.SelectMany((input, i) => input.Match<IEnumerable<SqlColumn>>(
        _ => [], category => [new SqlColumn(Position(i), PositionOf(category, i), SqlText.Remark(category.Name))]));

    /// <summary>The columns of the first step that the steps after it ask for.</summary>
    public IEnumerable<string> GivenNumbers() => document.Inputs.SelectMany((input, i) => input.Match<IEnumerable<string>>(
        _ => dialect.IsNoNumber(string.Empty) is null ? [Given(i)] : [Given(i), NoNumber(i)], _ => []));

    /// <summary>The values that count.</summary>
    public IEnumerable<SqlColumn> Accepted() => document.Inputs.Select((input, i) => new SqlColumn(
        SqlSums.Input(i), input.Match(number => AcceptedNumber(number, i), category => AcceptedCategory(category, i))));

    /// <summary>Why a row is refused: the first reason, in the order of the inputs; NULL where it is not.</summary>
    public string Refused()
    {
        var arms = document.Inputs.SelectMany((input, i) => input.Match(
            number => RefusedNumber(number, i), category => RefusedCategory(category, i))).ToArray();
        return arms.Length == 0 ? dialect.Cast("NULL", dialect.TextType) : SqlCase.Of(arms, null);
    }

    /// <summary>In how many inputs the rules extrapolate: numbers outside their range, and categories that are not declared.</summary>
    public string Outside()
    {
        var counts = document.Inputs.Select((input, i) => input.Match(
            number => $"CASE WHEN {IsOutside(number, i)} THEN 1 ELSE 0 END",
            category => $"CASE WHEN {Position(i)} < 0 THEN 1 ELSE 0 END"));
        return string.Join(SqlText.Break + "  + ", counts);
    }

    /// <summary>The columns that the next step asks for, beside the values.</summary>
    public static string Given(int input) => SqlSums.Numbered("g", input);

    private static string Text(int input) => SqlSums.Numbered("t", input);

    private static string Position(int input) => SqlSums.Numbered("p", input);

    private static string NoNumber(int input) => SqlSums.Numbered("n", input);

    private IEnumerable<SqlColumn> GivenNumber(NumberInput input, int i)
    {
        var column = names.Column(dialect, input.Name);
        var value = dialect.ToDouble(column);
        yield return new SqlColumn(
            Given(i), dialect.HasNaN ? $"CASE WHEN {dialect.IsNaN(value)} THEN NULL ELSE {value} END" : value, SqlText.Remark(input.Name));
        if (dialect.IsNoNumber(column) is { } isNoNumber)
            yield return new SqlColumn(NoNumber(i), $"CASE WHEN {isNoNumber} THEN 1 ELSE 0 END");
    }

    private IEnumerable<SqlColumn> GivenCategory(CategoryInput input, int i)
    {
        yield return new SqlColumn(Text(i), dialect.ToText(names.Column(dialect, input.Name)), SqlText.Remark(input.Name));
    }

    // The position of the category, −1 for one that is not declared.
    private string PositionOf(CategoryInput input, int i)
    {
        var texts = new CategoryTexts(input);
        var text = Text(i);
        var missing = SqlDialect.Integer(texts.Missing ?? -1);
        var arms = new List<string> { $"WHEN {text} IS NULL OR {text} = '' THEN {missing}" };
        arms.AddRange(input.Categories.Select((c, k) => $"WHEN {dialect.TextEquals(text, dialect.Text(c))} THEN {SqlDialect.Integer(k)}"));
        // What means missing is an undeclared category where none stands for that, unless it is a number that is one.
        if (texts.Missing is not null || texts.Numbers.Count > 0)
            arms.AddRange(texts.UndeclaredMarks.Select(m => $"WHEN {dialect.TextEquals(text, dialect.Text(m))} THEN {missing}"));
        if (texts.Numbers.Count > 0 || texts.MissingNumbers.Count > 0)
        {
            var number = dialect.TryDouble(text);
            arms.AddRange(texts.MissingNumbers.Select(m => $"WHEN {number} = {dialect.Double(m)} THEN {missing}"));
            arms.AddRange(texts.Numbers.Select(n => $"WHEN {number} = {dialect.Double(n.Value)} THEN {SqlDialect.Integer(n.Position)}"));
        }

        return SqlCase.Of(arms, "-1");
    }

    private string AcceptedNumber(NumberInput input, int i)
    {
        var given = Given(i);
        var arms = input.Specials.Select(s => $"WHEN {IsSpecial(dialect, given, s)} THEN {given}").ToList();
        // What would end the query is not calculated with.
        arms.AddRange(new[] { TooLarge(input, i), TooSmall(input, i) }.OfType<string>().Select(condition => $"WHEN {condition} THEN NULL"));
        if (input.Missing is { } missing)
            arms.Add($"WHEN {IsMissing(input, given)} THEN {dialect.Double(missing.Value)}");
        return arms.Count == 0 ? given : SqlCase.Of(arms, given);
    }

    private static string AcceptedCategory(CategoryInput input, int i) =>
        input.Other is { } other ? $"CASE WHEN {Position(i)} < 0 THEN {SqlDialect.Integer(other)} ELSE {Position(i)} END" : Position(i);

    private IEnumerable<string> RefusedNumber(NumberInput input, int i)
    {
        var given = Given(i);
        if (dialect.IsNoNumber(string.Empty) is not null)
            yield return When($"{NoNumber(i)} = 1", input, "is a text and no number");
        var quantity = IsQuantity(input, i);
        if (input.Missing is null)
        {
            var isSpecial = string.Concat(input.Specials.Select(s => $" AND NOT {IsSpecial(dialect, given, s)}"));
            var missing = input.Specials.Any(s => s.Value is null)
                ? input.Marks.Count == 0 ? null : Marks(input, given)
                : IsMissing(input, given);
            if (missing is not null)
                yield return When(
                    $"({missing}){(input.Marks.Count > 0 ? isSpecial : string.Empty)}",
                    input,
                    "is missing, and the rules have no value that stands for a missing one");
        }

        if (dialect.HasInfinity)
            yield return When($"{quantity} AND {dialect.IsInfinite(given)}", input, "is infinite");
        if (TooLarge(input, i) is { } tooLarge)
            yield return When(tooLarge, input, $"is too large for {dialect.Title}");
        if (TooSmall(input, i) is { } tooSmall)
            yield return When(tooSmall, input, $"is too near to 0 for {dialect.Title}");
    }

    private string? TooLarge(NumberInput input, int i) =>
        limits.Largest is { } largest ? $"{IsQuantity(input, i)} AND {dialect.Absolute(Given(i))} > {dialect.Double(largest)}" : null;

    private string? TooSmall(NumberInput input, int i) => limits.Smallest is { } smallest
        ? $"{IsQuantity(input, i)} AND {Given(i)} <> {dialect.Double(0)} AND {dialect.Absolute(Given(i))} < {dialect.Double(smallest)}"
        : null;

    private IEnumerable<string> RefusedCategory(CategoryInput input, int i)
    {
        if (input.Other is null)
            yield return When(
                $"{Position(i)} < 0", input, "is not one of the declared categories, and none of them stands for others");
    }

    private string IsOutside(NumberInput input, int i)
    {
        var given = $"{IsQuantity(input, i)} AND ({Given(i)} < {dialect.Double(input.Minimum.Value)} OR {Given(i)} > "
            + $"{dialect.Double(input.Maximum.Value)})";
        // What stands for a missing value may lie outside itself.
        return input.Missing is { } missing && !input.IsInRange(missing.Value) ? $"({given}) OR {IsMissing(input, Given(i))}" : given;
    }

    private string When(string condition, Input input, string why) =>
        $"WHEN {condition} THEN {dialect.Text($"{VisibleText.Of(input.Name)} {why}")}";

    private string IsMissing(NumberInput input, string given) =>
        input.Marks.Count == 0 ? $"{given} IS NULL" : $"{given} IS NULL OR {Marks(input, given)}";

    private string Marks(NumberInput input, string given) =>
        $"{given} IN {SqlDialect.List(input.Marks.Select(m => dialect.Double(m.Value)))}";

    // Neither special nor missing.
    private string IsQuantity(NumberInput input, int i)
    {
        var given = Given(i);
        var values = input.Specials.Where(s => s.Value is not null).Select(s => s.InRow).Concat(input.Marks.Select(m => m.Value)).ToArray();
        return values.Length == 0
            ? $"{given} IS NOT NULL"
            : $"({given} IS NOT NULL AND NOT {given} IN {SqlDialect.List(values.Select(dialect.Double))})";
    }
}
