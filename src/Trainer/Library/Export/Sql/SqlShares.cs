using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>
/// The share of each input in what sets a score apart from that of a reference, by the operations of <see cref="Explanation"/>, where no
/// condition bends on the way between the two: each is then negative on one part of it, and the way need not be gone step by step.
/// </summary>
internal sealed class SqlShares
{
    private readonly RuleDocument _document;
    private readonly SqlDialect _dialect;
    private readonly SqlSums _sums;
    private readonly Explanation.Tables.Origin _from;
    private readonly Dictionary<Expression, SqlMove[]> _moves = [];
    private readonly List<SqlColumn> _moveColumns = [];
    private readonly int[] _turning;

    /// <summary>Prepares them.</summary>
    /// <param name="document">The document.</param>
    /// <param name="dialect">The dialect.</param>
    /// <param name="sums">The sums, and what each term adds.</param>
    /// <param name="limits">Between what numbers the engine can calculate.</param>
    /// <param name="reference">The reference by its name; null for the default.</param>
    /// <exception cref="RuleCompilerException">There is no such reference, or shares have to be found step by step.</exception>
    public SqlShares(RuleDocument document, SqlDialect dialect, SqlSums sums, SqlLimits limits, string? reference)
    {
        (_document, _dialect, _sums) = (document, dialect, sums);
        var position = PositionOf(document, reference);
        if (WhyNot(document) is { } why)
            throw new RuleCompilerException(
                $"{why}, so that reasons have to be found step by step, which one statement cannot; `rulec predict --reasons` does.");
        var layout = new RuleLayout(document);
        _from = layout.ToTables(string.Empty).Origins[position];
        if (_from.Values.Any(v => !limits.Allow(v)))
            throw new RuleCompilerException(
                $"{dialect.Title} cannot calculate with the numbers of this reference: they are too large, or too near to 0.");
        Scores = SqlScore.Of(document, _from.Class);
        var outputs = Scores.SelectMany(s => s.Outputs).ToArray();
        _turning = StraightWay.Adjusting(document, outputs);
        var moving = outputs.SelectMany(Fixed).Concat(_turning.Select(c => document.Conditions[c].Expression)).ToHashSet();
        var term = 0;
        foreach (var sum in layout.Sums)
        {
            if (sum is not null && moving.Contains(sum))
                _moves.TryAdd(sum, sum.Terms.Select((t, i) => Move(t, _from.Terms[term + i])).ToArray());
            // A mark follows the terms of each sum.
            term += (sum?.Terms.Count ?? 0) + 1;
        }
    }

    /// <summary>What reasons are given for.</summary>
    public IReadOnlyList<SqlScore> Scores { get; }

    /// <summary>
    /// The steps that shares need: what terms change, and how far each condition takes part; each with the columns that it passes on beside
    /// those of the answer.
    /// </summary>
    public IEnumerable<SqlStage> Steps()
    {
        string[] passed = [];
        foreach (var (name, remark, added) in Parts())
        {
            if (added.Length > 0)
                yield return new SqlStage(name, remark, passed, added);
            passed = [.. passed, .. added.Select(c => c.Name)];
        }
    }

    private IEnumerable<(string Name, string Remark, SqlColumn[] Added)> Parts()
    {
        yield return (
            "moved",
            "What each term changes between the reference and the row.",
            [.. _moveColumns, .. Scores.SelectMany(s => s.ChosenColumns(_dialect))]);
        yield return (
            "rated",
            "What that changes in each condition.",
            [.. _turning.Select(c => new SqlColumn(Rate(c), RateOf(c), Remark(c))), .. Scores.SelectMany(s => s.OtherColumns(_dialect))]);
        yield return (
            "turned",
            "On how much of the way each condition is negative.",
            [.. _turning.Select(c => new SqlColumn(Time(c), TimeOf(c), Remark(c)))]);
        yield return (
            "weighed",
            "What that makes of the weights of its adjustments.",
            [.. Scores.SelectMany(score => Bending(score).Select(c => new SqlColumn(Factor(score, c), FactorOf(score, c), Remark(c))))]);
    }

    /// <summary>The inputs that may have a share in a score, in order; all others have none.</summary>
    public IEnumerable<int> InputsOf(SqlScore score) => score.Outputs.SelectMany(Fixed)
        .Concat(Bending(score).Select(c => _document.Conditions[c].Expression)).SelectMany(s => s.Terms).Select(t => t.Input)
        .Distinct().Order();

    /// <summary>The share of an input in a score.</summary>
    public string Share(SqlScore score, int input) => score.Choose(pair =>
    {
        var parts = new List<string>(pair.Outputs.SelectMany(
            o => Fixed(o.Output).SelectMany(s => MovesOf(s, input)).Select(m => o.Sign + m)));
        foreach (var c in Bending(score))
            parts.AddRange(MovesOf(_document.Conditions[c].Expression, input).Select(m => _dialect.Product(Factor(score, c), m)));
        return Sum(parts);
    });

    /// <summary>The value of an output at the reference.</summary>
    public double ReferenceOutput(int output) => _from.Outputs[output];

    private static string? WhyNot(RuleDocument document) =>
        StraightWay.ObstacleOf(document, Enumerable.Range(0, document.Outputs.Count).ToArray()) switch
        {
            WayObstacle.OwnSums => "Rules have sums of their own",
            WayObstacle.AdjustedConditions => "Conditions adjust each other",
            WayObstacle.CurvedConditions => "Conditions have curves",
            _ => null,
        };

    private static int PositionOf(RuleDocument document, string? reference)
    {
        var position = document.References.ToList().FindIndex(r => reference is null ? r.IsDefault : r.Name == reference);
        return position >= 0 ? position : throw new RuleCompilerException(
            reference is null
                ? "Reasons are measured from a reference, and the document names none by default; give it one, or name one of its others."
                : $"The document has no reference '{VisibleText.Of(reference)}' to measure reasons from.");
    }

    private static string Rate(int condition) => SqlSums.Numbered("d", condition);

    private static string Time(int condition) => SqlSums.Numbered("b", condition);

    private static string Factor(SqlScore score, int condition) => SqlSums.Numbered("f" + score.Infix, condition);

    private string Remark(int condition) => "Condition " + SqlDialect.Integer(_document.Conditions[condition].Id);

    private IEnumerable<Expression> Fixed(int output) => StraightWay.SumsOf(_document, output);

    private int[] Bending(SqlScore score) => StraightWay.Adjusting(_document, score.Outputs);

    private IEnumerable<string> MovesOf(Expression sum, int input) =>
        _moves[sum].Where(m => m.Input == input).Select(m => m.Column);

    // A term that is in several sums moves the same in all of them.
    private SqlMove Move(Term term, double atReference)
    {
        var expression = term.Match(
            number => OfNumber(number, atReference), _ => Difference(term, atReference), _ => Difference(term, atReference));
        var column = _moveColumns.Find(c => c.Expression == expression);
        if (column is null)
        {
            column = new SqlColumn(
                SqlSums.Numbered("m", _moveColumns.Count), expression, SqlText.Remark(_document.Inputs[term.Input].Name));
            _moveColumns.Add(column);
        }

        return new SqlMove(term.Input, column.Name);
    }

    private string OfNumber(NumberTerm term, double atReference)
    {
        if (_from.IsSpecial(term.Input))
            return Difference(term, atReference);
        var (x, from) = (SqlSums.Input(term.Input), _dialect.Double(_from.Values[term.Input]));
        var straight = $"{_dialect.Double(term.Weight.Value)} * ({x} - {from})";
        var specials = _document.Inputs.NumberAt(term.Input).Specials.Select(s => SqlInputs.IsSpecial(_dialect, x, s)).ToArray();
        return specials.Length == 0
            ? straight
            : SqlCase.Of([$"WHEN {string.Join(" OR ", specials)} THEN {Difference(term, atReference)}"], straight);
    }

    private string Difference(Term term, double atReference) => $"{_sums.Of(term)} - {_dialect.Double(atReference)}";

    private string RateOf(int condition) => Sum(_moves[_document.Conditions[condition].Expression].Select(m => m.Column).ToArray());

    // That the quotient is below 1 is asked without dividing: then it neither overflows nor divides by 0.
    private string TimeOf(int condition)
    {
        var (rate, start) = (Rate(condition), _from.Sums[condition]);
        var zero = _dialect.Quotient(-start, rate);
        var (none, all) = (_dialect.Double(0), _dialect.Double(1));
        return _from.IsNegative[condition]
            ? SqlCase.Of([$"WHEN {rate} > {_dialect.Double(-start)} AND NOT {_dialect.IsNaN(rate)} THEN {zero}"], all)
            : SqlCase.Of([$"WHEN {rate} < {_dialect.Double(-start)} THEN {all} - {zero}"], none);
    }

    private string FactorOf(SqlScore score, int condition) => score.Choose(pair => Sum(pair.Outputs.SelectMany(
        o => Fixed(o.Output).SelectMany(s => s.Adjustments).Where(a => a.Condition == condition)
            .Select(a => $"{o.Sign}({_dialect.Scaled(a.Weight.Value, Time(condition))})")).ToArray()));

    private string Sum(IReadOnlyList<string> parts) => parts.Count == 0
        ? _dialect.Double(0)
        : new string('(', parts.Count - 1) + parts[0] + string.Concat(parts.Skip(1).Select(p => $" + {p})"));

    /// <summary>What a term changes, and the input that it is of.</summary>
    private sealed record SqlMove(int Input, string Column);
}
