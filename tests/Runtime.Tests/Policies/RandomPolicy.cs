using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Runtime.Tests.Proofs;

namespace RuleCompiler.Runtime.Tests.Policies;

/// <summary>A policy as text, and what it means for rows, said a second time in doubles.</summary>
/// <param name="Json">The policy as it stands in a file.</param>
/// <param name="Rows">How many rows it takes to break it.</param>
/// <param name="Breaks">By how much the outputs of rows break it: more than 0 where they do, in units of an output.</param>
/// <param name="Pairs">Makes rows that may break it out of one row.</param>
/// <param name="Admits">Whether a row is one that the policy speaks of.</param>
internal sealed record RandomPolicy(
    string Json,
    int Rows,
    Func<double[][], double[][], double> Breaks,
    Func<Random, double[], double[][]> Pairs,
    Func<double[], bool> Admits)
{
    /// <summary>The kinds that are made.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["range", "never", "always", "direction", "sameDecision", "special", "probabilityChange"];

    /// <summary>Makes one for a document with one output and one threshold.</summary>
    /// <param name="random">Where the choices come from.</param>
    /// <param name="document">The document.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <returns>The policy; null where the document has nothing that such a policy could speak of.</returns>
    public static RandomPolicy? Make(Random random, RuleDocument document, string kind)
    {
        var evaluator = new RuleEvaluator(document);
        var threshold = document.Decision.Match(_ => 0, t => t.Bits[0].Threshold.Value, _ => 0);
        var (where, admits) = Where(random, document);
        var values = Enumerable.Range(0, 30).Select(_ => HingeDocuments.Row(random, document)).Where(admits)
            .Select(row => evaluator.Evaluate(row).Outputs[0]).DefaultIfEmpty(0).ToArray();
        var input = random.Next(document.Inputs.Count);
        var name = document.Inputs[input].Name;
        switch (kind)
        {
            case "range":
                var (isMost, bound) = (random.Next(2) == 0, Math.Round(values[0] + (4 * random.NextDouble()), 2));
                return One(
                    $"'kind':'range','{(isMost ? "atMost" : "atLeast")}':{Text(bound)}", y => isMost ? y - bound : bound - y);
            case "never" or "always":
                var isYes = random.Next(2) == 0;
                var breaking = kind == "never" ? isYes : !isYes;
                return One(
                    $"'kind':'{kind}','label':'{(isYes ? "yes" : "no")}'", y => breaking ? y - threshold : threshold - y);
            case "direction":
                var sign = random.Next(2) == 0 ? 1 : -1;
                return Two(
                    $"'kind':'direction','input':'{name}','direction':'{(sign > 0 ? "increasing" : "decreasing")}'",
                    (low, high, _) => Precedes(document, input, low, high) ? sign * (evaluatorOf(low) - evaluatorOf(high)) : -1,
                    [input]);
            case "special":
                if (document.Inputs[input].Match(n => n.Specials.Count, _ => 0) == 0)
                    return null;
                var special = document.Inputs.NumberAt(input).Specials[0];
                var lowest = random.Next(2) == 0 ? 1 : -1;
                return Two(
                    $"'kind':'direction','input':'{name}','special':{{'{special.Name}':'{(lowest > 0 ? "lowest" : "highest")}'}}",
                    (first, second, _) =>
                        first[input].Equals(special.InRow) && document.Inputs.NumberAt(input).FindSpecial(second[input]) < 0
                        ? lowest * (evaluatorOf(first) - evaluatorOf(second))
                        : -1,
                    [input],
                    row => row[input] = special.InRow);
            case "sameDecision":
                return Two(
                    $"'kind':'sameDecision','inputs':['{name}']",
                    (first, second, _) => Math.Min(evaluatorOf(first) - threshold, threshold - evaluatorOf(second)),
                    [input]);
            default:
                if (document.Decision.Scores != ScoreKind.Logit)
                    return null;
                var most = Math.Round(0.6 * random.NextDouble(), 2);
                return Two(
                    $"'kind':'probabilityChange','inputs':['{name}'],'atMost':{Text(most)}",
                    (first, second, _) => Logistic(evaluatorOf(first)) - Logistic(evaluatorOf(second)) - most,
                    [input]);
        }

        double evaluatorOf(double[] row) => evaluator.Evaluate(row).Outputs[0];

        RandomPolicy One(string members, Func<double, double> breaks) => new(
            Policy(members), 1, (_, outputs) => breaks(outputs[0][0]), (_, row) => [row], admits);

        RandomPolicy Two(
            string members, Func<double[], double[], double, double> breaks, int[] varied, Action<double[]>? prepare = null) => new(
            Policy(members),
            2,
            (rows, _) => breaks(rows[0], rows[1], 0),
            (source, row) =>
            {
                var other = row.ToArray();
                var fresh = HingeDocuments.Row(source, document);
                foreach (var i in varied)
                    other[i] = fresh[i];
                prepare?.Invoke(row);
                return [row, other];
            },
            admits);

        string Policy(string members) => "{'name':'random'," + members + where + "}";
    }

    private static double Logistic(double s) => 1 / (1 + Math.Exp(-s));

    // Whether one value comes before another: smaller, or earlier in the order of categories.
    private static bool Precedes(RuleDocument document, int input, double[] low, double[] high) => document.Inputs[input].Match(
        number => number.FindSpecial(low[input]) < 0 && number.FindSpecial(high[input]) < 0 && low[input] < high[input],
        category => category.Order.ToList().IndexOf((int)low[input]) < category.Order.ToList().IndexOf((int)high[input]));

    // An assumption on one input, half of the time.
    private static (string Json, Func<double[], bool> Admits) Where(Random random, RuleDocument document)
    {
        var input = random.Next(document.Inputs.Count);
        if (random.Next(2) == 0)
            return (string.Empty, _ => true);
        var name = document.Inputs[input].Name;
        return document.Inputs[input].Match<(string, Func<double[], bool>)>(
            number =>
            {
                var bound = Math.Round(number.Minimum.Value + (random.NextDouble() * number.Width), 1);
                var isAtMost = random.Next(2) == 0;
                var allowsSpecial = number.Specials.Count > 0 && random.Next(2) == 0;
                var special = allowsSpecial ? $",'special':'{number.Specials[0].Name}'" : string.Empty;
                return (
                    $",'where':{{'{name}':{{'{(isAtMost ? "below" : "atLeast")}':{Text(bound)}{special}}}}}",
                    row => number.FindSpecial(row[input]) is >= 0 and var s
                        ? allowsSpecial && s == 0
                        : isAtMost ? row[input] < bound : row[input] >= bound);
            },
            category => ($",'where':{{'{name}':['{category.Categories[0]}','{category.Categories[1]}']}}", row => row[input] < 2));
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
