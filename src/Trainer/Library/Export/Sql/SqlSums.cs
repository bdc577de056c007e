using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>The sums of a document, in the order and with the parentheses of every other way to calculate them.</summary>
/// <param name="document">The document.</param>
/// <param name="dialect">The dialect.</param>
/// <param name="terms">The columns of what terms add; null where that stands in the sums.</param>
internal sealed class SqlSums(RuleDocument document, SqlDialect dialect, SqlTerms? terms = null)
{
    /// <summary>The column of an input's value that counts.</summary>
    public static string Input(int input) => Numbered("x", input);

    /// <summary>The column of a condition.</summary>
    public static string Condition(int condition) => Numbered("e", condition);

    /// <summary>The column of an output.</summary>
    public static string Output(int output) => Numbered("y", output);

    /// <summary>A sum: each part added to those before it, in a line of its own.</summary>
    public string Of(Expression sum)
    {
        var parts = sum.Terms.Select(Of).Concat(sum.Adjustments.Select(Of)).ToArray();
        return new string('(', parts.Length) + dialect.Double(sum.Bias.Value)
            + string.Concat(parts.Select(part => SqlText.Break + SqlText.Indented($"+ {part})")));
    }

    /// <summary>An output: the common part, and what the rule that holds adds.</summary>
    public string OfOutput(int output)
    {
        var rules = document.Rules.Where(r => r.Own[output] is not null).ToArray();
        var common = document.CommonOf(output);
        var otherwise = common is null ? dialect.Double(0) : dialect.NegativeZero;
        var own = rules.Length == 0 ? otherwise : Choice(rules, output, otherwise);
        if (common is null)
            return own;
        return rules.Length == 0 ? Of(common) : $"({Of(common)}{SqlText.Break}{SqlText.Indented($"+ {own})")}";
    }

    // Of one rule nothing is to be chosen.
    private string Choice(IReadOnlyList<Rule> rules, int output, string otherwise) => document.Rules.Count == 1
        ? Of(rules[0].Own[output]!)
        : SqlCase.Of(rules.Select(r => $"WHEN rule = {SqlDialect.Integer(r.Id)} THEN {Of(r.Own[output]!)}"), otherwise);

    // To add −0 changes nothing, not even the sign of a zero.
    private string Of(Adjustment adjustment)
    {
        var condition = Condition(adjustment.Condition);
        return $"CASE WHEN {condition} < 0 THEN {dialect.Double(adjustment.Weight.Value)} * {condition} ELSE {dialect.NegativeZero} END";
    }

    /// <summary>What a term adds.</summary>
    public string Of(Term term) => terms?.Find(term) ?? term.Match(
        number => WithSpecials(
            number.Input, number.Specials, [], $"{dialect.Double(number.Weight.Value)} * {Input(number.Input)}"),
        category => OfCategory(category),
        curve => Pieces(curve));

    private string OfCategory(CategoryTerm term)
    {
        if (term.Weights.Count == 0)
            return dialect.Double(0);
        var groups = term.Weights.GroupBy(w => w.Weight.Text)
            .Select(g => (g.First().Weight, Categories: g.Select(w => w.Category).ToArray()));
        return SqlCase.Of(
            groups.Select(g => $"WHEN {Input(term.Input)} {In(g.Categories)} THEN {dialect.Double(g.Weight.Value)}"), dialect.Double(0));
    }

    private static string In(int[] categories) => categories.Length == 1
        ? "= " + SqlDialect.Integer(categories[0])
        : "IN " + SqlDialect.List(categories.Select(SqlDialect.Integer));

    private string WithSpecials(int input, EquatableArray<SpecialWeight> specials, IEnumerable<string> pieces, string otherwise)
    {
        var declared = document.Inputs.NumberAt(input);
        var weights = specials.Table(declared);
        string[] arms =
        [
            .. declared.Specials.Select(
                (s, i) => $"WHEN {SqlInputs.IsSpecial(dialect, Input(input), s)} THEN {dialect.Double(weights[i].Value)}"),
            .. pieces,
        ];
        return arms.Length == 0 ? otherwise : SqlCase.Of(arms, otherwise);
    }

    // The arms of a CASE: a piece ends where the next begins.
    private string Pieces(CurveTerm term)
    {
        var x = Input(term.Input);
        var pieces = term.Curve.Pieces.ToArray();
        var first = pieces[0].From;
        string[] arms =
        [
            $"WHEN {x} < {dialect.Double(first.X.Value)} THEN {dialect.Double(first.Below.Value)}",
            .. pieces.SkipLast(1).Select(p => $"WHEN {x} < {dialect.Double(p.To!.X.Value)} THEN {Height(p, x)}"),
        ];
        return WithSpecials(term.Input, term.Specials, arms, Height(pieces[^1], x));
    }

    private string Height(CurvePiece piece, string x) => piece.Slope == 0
        ? dialect.Double(piece.From.At.Value)
        : $"({dialect.Double(piece.From.At.Value)} + (({x} - {dialect.Double(piece.From.X.Value)}) * {dialect.Double(piece.Slope)}))";

    internal static string Numbered(string letter, int position) => letter + (position + 1).ToString(CultureInfo.InvariantCulture);
}
