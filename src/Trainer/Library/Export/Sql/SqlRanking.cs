using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>Which shares are reasons for the answer, the largest first; equal ones in the order of the inputs.</summary>
internal sealed class SqlRanking
{
    private readonly RuleDocument _document;
    private readonly SqlDialect _dialect;
    private readonly SqlShares _shares;
    private readonly int _atMost;
    private readonly ReasonGroup[][] _groups;

    /// <summary>Prepares it.</summary>
    /// <param name="document">The document.</param>
    /// <param name="dialect">The dialect.</param>
    /// <param name="shares">The shares.</param>
    /// <param name="atMost">How many reasons of each score there are to be.</param>
    public SqlRanking(RuleDocument document, SqlDialect dialect, SqlShares shares, int atMost)
    {
        (_document, _dialect, _shares, _atMost) = (document, dialect, shares, atMost);
        var layout = new RuleLayout(document);
        var (first, codes) = (layout.ReasonGroups.ToArray(), layout.ReasonCodes.ToArray());
        _groups = shares.Scores.Select(score => shares.InputsOf(score).GroupBy(i => first[i]).OrderBy(g => g.Key)
            .Select(g => new ReasonGroup(score, g.Key + 1, codes[g.Key], g.ToArray())).ToArray()).ToArray();
    }

    /// <summary>
    /// The steps: shares, their sizes towards the answer, and then the largest of them again and again; each with the columns that it
    /// passes on beside those of the answer.
    /// </summary>
    public IEnumerable<SqlStage> Steps()
    {
        var shares = All(g => new SqlColumn(
            g.Share, Sum(g.Inputs.Select(i => _shares.Share(g.Score, i)).ToArray()), SqlText.Remark(g.Code)));
        var signs = _shares.Scores.Where(s => SignOf(s) is not null)
            .Select(s => new SqlColumn(Sign(s), SignOf(s)!, "Whether the answer is towards more (1) or less (-1)"));
        yield return new("shared", "What each reason has to do with what sets the row apart.", [], [.. shares, .. signs]);
        yield return new("sized", "How much of that is towards the answer.", [], All(g => new SqlColumn(g.Size(1), SizeOf(g))));
        string[] places = [];
        for (var n = 1; n <= _atMost; n++)
        {
            var round = n;
            var number = SqlDialect.Integer(n);
            string[] sizes = [.. All(g => g.Size(round)), .. places];
            var largest = EachScore(groups => new SqlColumn(
                Largest(groups[0].Score, round), _dialect.GreatestOf(groups.Select(g => g.Size(round)).ToArray())));
            yield return new("largest" + number, "The largest.", sizes, largest);
            var place = EachScore(groups => new SqlColumn(Place(groups[0].Score, round), PlaceOf(groups, round)));
            yield return new("named" + number, "Whose it is.", [.. sizes, .. largest.Select(c => c.Name)], place);
            places = [.. places, .. place.Select(c => c.Name)];
            if (n < _atMost)
                yield return new("left" + number, "The others.", places, All(g => new SqlColumn(g.Size(round + 1), LeftOf(g, round))));
        }
    }

    /// <summary>The reasons of the answer, by their codes.</summary>
    public SqlColumn[] Answers() => _shares.Scores.SelectMany((score, s) => Enumerable.Range(1, _atMost).Select(n => new SqlColumn(
        SqlStatement.Reason + SqlDialect.Integer(n) + score.Name,
        _groups[s].Length == 0
            ? _dialect.Cast("NULL", _dialect.TextType)
            : SqlCase.Of(
                _groups[s].Select(g => $"WHEN {Place(score, n)} = {SqlDialect.Integer(g.Number)} THEN {_dialect.Text(g.Code)}"), null))))
        .ToArray();

    private static string Sign(SqlScore score) => SqlSums.Numbered("q" + score.Infix, 0);

    private static string Largest(SqlScore score, int round) => SqlSums.Numbered("l" + score.Infix, round - 1);

    private static string Place(SqlScore score, int round) => SqlSums.Numbered("r" + score.Infix, round - 1);

    private T[] All<T>(Func<ReasonGroup, T> value) => _groups.SelectMany(g => g).Select(value).ToArray();

    private SqlColumn[] EachScore(Func<ReasonGroup[], SqlColumn> column) => _groups.Where(g => g.Length > 0).Select(column).ToArray();

    /// <summary>
    /// Which shares go towards the answer: those above 0 (1), those below 0 (-1), or none (0); all above 0 where it is null.
    /// </summary>
    private string? SignOf(SqlScore score)
    {
        var output = score.Outputs.First();
        var value = SqlSums.Output(output);
        var isNone = _dialect.IsNaN(value);
        var (below, none, above) = (_dialect.Double(-1), _dialect.Double(0), _dialect.Double(1));
        var reference = _dialect.Double(_shares.ReferenceOutput(output));
        return _document.Decision.Match<string?>(
            _ => SqlCase.Of(
                [
                    $"WHEN {isNone} THEN {none}", $"WHEN {value} > {reference} THEN {above}",
                    $"WHEN {value} < {reference} THEN {below}",
                ],
                none),
            thresholds => SqlCase.Of(
                [$"WHEN {isNone} OR {value} < {_dialect.Double(thresholds.Bits[output].Threshold.Value)} THEN {below}"], above),
            _ => null);
    }

    // Shares that are NaN, the difference of two infinities, are no reasons.
    private string SizeOf(ReasonGroup group)
    {
        var (size, zero) = (SignOf(group.Score) is null ? group.Share : $"{Sign(group.Score)} * {group.Share}", _dialect.Double(0));
        return $"CASE WHEN {_dialect.IsNaN(group.Share)} THEN {zero} WHEN {size} > 0 THEN {size} ELSE {zero} END";
    }

    private static string PlaceOf(ReasonGroup[] groups, int round)
    {
        var largest = Largest(groups[0].Score, round);
        return SqlCase.Of(
            [$"WHEN {largest} > 0 THEN " + SqlCase.Of(
                groups.Select(g => $"WHEN {g.Size(round)} = {largest} THEN {SqlDialect.Integer(g.Number)}"), null)],
            null);
    }

    private string LeftOf(ReasonGroup group, int round) =>
        $"CASE WHEN {Place(group.Score, round)} = {SqlDialect.Integer(group.Number)} THEN {_dialect.Double(0)} "
            + $"ELSE {group.Size(round)} END";

    private static string Sum(string[] shares) =>
        new string('(', shares.Length - 1) + shares[0] + string.Concat(shares.Skip(1).Select(s => $" + {s})"));

    /// <summary>Inputs whose reason has one code.</summary>
    /// <param name="Score">The score.</param>
    /// <param name="Number">The number of the first of them.</param>
    /// <param name="Code">The code.</param>
    /// <param name="Inputs">The positions of the inputs.</param>
    private sealed record ReasonGroup(SqlScore Score, int Number, string Code, int[] Inputs)
    {
        /// <summary>The column of its share.</summary>
        public string Share => SqlSums.Numbered("h" + Score.Infix, Number - 1);

        /// <summary>The column of its size, until it has been named.</summary>
        public string Size(int round) => SqlSums.Numbered("s" + Score.Infix, Number - 1) + "_" + SqlDialect.Integer(round);
    }
}
