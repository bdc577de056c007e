using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>
/// A score that shares are of: an output by itself; or, where outputs are compared, that of the answer minus that of the reference's label,
/// or minus the largest other one where both have the same label.
/// </summary>
internal sealed class SqlScore
{
    private const string Chosen = "chosen";
    private const string Other = "other";

    private readonly int _referenceClass;
    private readonly ScorePair[] _pairs;

    private SqlScore(int referenceClass, ScorePair[] pairs, string name, string infix)
    {
        (_referenceClass, _pairs) = (referenceClass, pairs);
        (Name, Infix) = (name, infix);
    }

    /// <summary>What the names of its columns in the answer end in.</summary>
    public string Name { get; }

    /// <summary>What tells the columns of its steps from those of other scores.</summary>
    public string Infix { get; }

    /// <summary>Whether it is a difference of two outputs.</summary>
    public bool IsDifference => _pairs[0].Against is not null;

    /// <summary>The outputs that it is made of.</summary>
    public IEnumerable<int> Outputs => _pairs.SelectMany(p => new[] { p.Output, p.Against ?? p.Output }).Distinct().Order();

    /// <summary>The scores of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="referenceClass">The position of the reference's label, where outputs are compared.</param>
    public static SqlScore[] Of(RuleDocument document, int referenceClass)
    {
        var count = document.Outputs.Count;
        if (!document.Decision.ComparesOutputs)
            return document.Outputs.Select((output, k) => new SqlScore(
                -1,
                [new ScorePair(k, null)],
                count == 1 ? string.Empty : "_" + output.Name,
                count == 1 ? string.Empty : SqlDialect.Integer(k + 1) + "_")).ToArray();
        var others = Enumerable.Range(0, count).Where(k => k != referenceClass).ToArray();
        ScorePair[] pairs =
        [
            .. others.Select(k => new ScorePair(k, referenceClass)), .. others.Select(k => new ScorePair(referenceClass, k)),
        ];
        // With one output there is nothing to compare.
        return [new SqlScore(referenceClass, others.Length == 0 ? [new ScorePair(0, null)] : pairs, string.Empty, string.Empty)];
    }

    /// <summary>Which output decides.</summary>
    public IEnumerable<SqlColumn> ChosenColumns(SqlDialect dialect) => IsDifference
        ? [new SqlColumn(Chosen, SqlLargest.Of(dialect, Outputs.ToArray(), SqlDialect.Integer), "The output that is the answer, from 0.")]
        : [];

    /// <summary>Which output is taken from it.</summary>
    public IEnumerable<SqlColumn> OtherColumns(SqlDialect dialect)
    {
        if (!IsDifference)
            return [];
        var reference = SqlDialect.Integer(_referenceClass);
        var largest = SqlLargest.Of(dialect, Outputs.Where(k => k != _referenceClass).ToArray(), SqlDialect.Integer);
        return [new SqlColumn(
            Other, SqlCase.Of([$"WHEN {Chosen} <> {reference} THEN {reference}"], largest), "The output that it is measured against.")];
    }

    /// <summary>What is calculated for the outputs that the score is made of at a row.</summary>
    public string Choose(Func<ScorePair, string> value) => IsDifference
        ? SqlCase.Of(
            _pairs.Select(p =>
                $"WHEN {Chosen} = {SqlDialect.Integer(p.Output)} AND {Other} = {SqlDialect.Integer(p.Against!.Value)} THEN {value(p)}"),
            null)
        : value(_pairs[0]);
}

/// <summary>An output, and the one that is taken from it.</summary>
/// <param name="Output">The position of the output.</param>
/// <param name="Against">The position of the other; null where none is taken from it.</param>
internal sealed record ScorePair(int Output, int? Against)
{
    /// <summary>Both, with what stands before what they add.</summary>
    public IEnumerable<(int Output, string Sign)> Outputs =>
        Against is { } against ? [(Output, string.Empty), (against, "-")] : [(Output, string.Empty)];
}
