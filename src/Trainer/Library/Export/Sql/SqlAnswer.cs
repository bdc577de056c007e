using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>From the outputs to labels and probabilities.</summary>
/// <param name="document">The document.</param>
/// <param name="dialect">The dialect.</param>
internal sealed class SqlAnswer(RuleDocument document, SqlDialect dialect)
{
    // Beyond this a probability is 0 or 1 to 300 places, and some engines end a query there.
    private const double MostExponent = 700;

    /// <summary>The rule that holds, by its number.</summary>
    public string Rule() => Of(document.Tree);

    /// <summary>The columns of labels and probabilities.</summary>
    public IEnumerable<SqlColumn> Columns() => document.Decision.Match(_ => [], OfThresholds, OfLargest);

    private string Of(TreeNode node) => node.Match(
        branch => SqlCase.Of([$"WHEN {SqlSums.Condition(branch.Condition)} < 0 THEN {Of(branch.Negative)}"], Of(branch.Positive)),
        leaf => SqlDialect.Integer(document.Rules[leaf.Rule].Id));

    private IEnumerable<SqlColumn> OfThresholds(ThresholdDecision decision)
    {
        for (var k = 0; k < decision.Bits.Count; k++)
        {
            var (bit, score) = (decision.Bits[k], SqlSums.Output(k));
            var name = decision.Bits.Count == 1 ? string.Empty : "_" + document.Outputs[k].Name;
            // NaN is below every threshold, and in some engines above all numbers.
            var below = dialect.HasNaN ? $"{dialect.IsNaN(score)} OR " : $"{score} IS NULL OR ";
            yield return new SqlColumn(
                SqlStatement.Label + name,
                $"CASE WHEN {below}{score} < {dialect.Double(bit.Threshold.Value)} THEN {dialect.Text(bit.Below)} ELSE {dialect.Text(bit.AtOrAbove)} END");
            if (Probability(score) is { } probability)
                yield return new SqlColumn(SqlStatement.Probability + name, probability);
        }
    }

    private IEnumerable<SqlColumn> OfLargest(ArgmaxDecision decision)
    {
        var scores = decision.Labels.Select((_, k) => SqlSums.Output(k)).ToArray();
        // The first that no later one exceeds; NaN never exceeds, and as the first is never exceeded.
        var arms = scores.SkipLast(1).Select((score, k) => "WHEN "
            + string.Join(" AND ", scores.Skip(k + 1).Select(later => IsNotAbove(later, score)))
            + $" THEN {dialect.Text(decision.Labels[k])} ");
        yield return new SqlColumn(
            SqlStatement.Label,
            scores.Length == 1 ? dialect.Text(decision.Labels[0]) : $"CASE {string.Concat(arms)}ELSE {dialect.Text(decision.Labels[^1])} END");
        if (decision.Scores == ScoreKind.Plain)
            yield break;
        var largest = scores.Length == 1 ? scores[0] : $"{dialect.Greatest}({string.Join(", ", scores)})";
        yield return new SqlColumn(
            SqlStatement.Probability,
            decision.Scores == ScoreKind.Probability
                ? Clamped(largest)
                : $"{dialect.Double(1)} / ({string.Join(" + ", scores.Select(s => Exp($"{s} - {largest}")))})");
    }

    private string IsNotAbove(string later, string score) => dialect.HasNaN
        ? $"({dialect.IsNaN(later)} OR {dialect.IsNaN(score)} OR {later} <= {score})"
        : $"({later} IS NULL OR {score} IS NULL OR {later} <= {score})";

    private string? Probability(string score) => document.Decision.Scores switch
    {
        ScoreKind.Logit => $"{dialect.Double(1)} / ({dialect.Double(1)} + {Exp($"-{score}")})",
        ScoreKind.Probability => Clamped(score),
        _ => null,
    };

    private string Exp(string value)
    {
        var (low, high) = (dialect.Double(-MostExponent), dialect.Double(MostExponent));
        return $"CASE WHEN {value} < {low} THEN {dialect.Double(0)} WHEN {value} > {high} THEN {dialect.Exp(high)} ELSE {dialect.Exp(value)} END";
    }

    private string Clamped(string score) =>
        $"CASE WHEN {score} < {dialect.Double(0)} THEN {dialect.Double(0)} WHEN {score} > {dialect.Double(1)} THEN {dialect.Double(1)} ELSE {score} END";
}
