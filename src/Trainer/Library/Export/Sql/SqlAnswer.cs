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

    private const string Largest = "largest";

    /// <summary>The rule that holds, by its number.</summary>
    public string Rule() => Of(document.Tree);

    /// <summary>The columns of labels.</summary>
    public SqlColumn[] Labels() => document.Decision.Match(_ => [], OfThresholds, OfLargest);

    /// <summary>The columns of probabilities; none where scores do not stand for any.</summary>
    public SqlColumn[] Probabilities() => document.Decision.Scores == ScoreKind.Plain
        ? []
        : document.Decision.Match(
            _ => [],
            decision => decision.Bits.Select((_, k) => new SqlColumn(
                SqlStatement.Probability + Suffix(decision, k), Probability(SqlSums.Output(k)))).ToArray(),
            decision => [new SqlColumn(SqlStatement.Probability, OfChosen(decision))]);

    /// <summary>The steps that probabilities need: where the largest output decides, how far each is below it.</summary>
    public SqlStage[] Steps()
    {
        if (document.Decision.Scores == ScoreKind.Plain || !document.Decision.ComparesOutputs)
            return [];
        string[] scores = document.Outputs.Select((_, k) => SqlSums.Output(k)).ToArray();
        var largest = new SqlStage("compared", "The largest output.", [], [new SqlColumn(Largest, dialect.GreatestOf(scores))]);
        var lowered = new SqlStage(
            "lowered", "How far each is below it.", [], scores.Select((s, k) => new SqlColumn(Lowered(k), $"{s} - {Largest}")).ToArray());
        return document.Decision.Scores == ScoreKind.Probability ? [largest] : [largest, lowered];
    }

    private static string Lowered(int output) => SqlSums.Numbered("z", output);

    private string Of(TreeNode node) => node.Match(
        branch => SqlCase.Of([$"WHEN {SqlSums.Condition(branch.Condition)} < 0 THEN {Of(branch.Negative)}"], Of(branch.Positive)),
        leaf => SqlDialect.Integer(document.Rules[leaf.Rule].Id));

    private SqlColumn[] OfThresholds(ThresholdDecision decision) => decision.Bits.Select((bit, k) =>
    {
        // NaN is below every threshold, and in some engines above all numbers.
        var score = SqlSums.Output(k);
        return new SqlColumn(
            SqlStatement.Label + Suffix(decision, k),
            $"CASE WHEN {dialect.IsNaN(score)} OR {score} < {dialect.Double(bit.Threshold.Value)} THEN {dialect.Text(bit.Below)} "
                + $"ELSE {dialect.Text(bit.AtOrAbove)} END");
    }).ToArray();

    private SqlColumn[] OfLargest(ArgmaxDecision decision)
    {
        var outputs = Enumerable.Range(0, decision.Labels.Count).ToArray();
        return [new SqlColumn(SqlStatement.Label, SqlLargest.Of(dialect, outputs, k => dialect.Text(decision.Labels[k])))];
    }

    private string OfChosen(ArgmaxDecision decision) => decision.Scores == ScoreKind.Probability
        ? Clamped(Largest)
        : $"{dialect.Double(1)} / ({string.Join(" + ", decision.Labels.Select((_, k) => Exp(Lowered(k))))})";

    // Of several thresholds each has its own columns.
    private string Suffix(ThresholdDecision decision, int output) =>
        decision.Bits.Count == 1 ? string.Empty : "_" + document.Outputs[output].Name;

    private string Probability(string score) => document.Decision.Scores == ScoreKind.Probability
        ? Clamped(score)
        : $"{dialect.Double(1)} / ({dialect.Double(1)} + {Exp($"-{score}")})";

    private string Exp(string value)
    {
        var (low, high) = (dialect.Double(-MostExponent), dialect.Double(MostExponent));
        return $"CASE WHEN {value} < {low} THEN {dialect.Double(0)} WHEN {value} > {high} THEN {dialect.Exp(high)} "
            + $"ELSE {dialect.Exp(value)} END";
    }

    private string Clamped(string score) =>
        $"CASE WHEN {score} < {dialect.Double(0)} THEN {dialect.Double(0)} WHEN {score} > {dialect.Double(1)} THEN {dialect.Double(1)} "
            + $"ELSE {score} END";
}
