using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Pipeline.Explaining;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Explain;

/// <summary>Why rules answer one row as they do, as tables for people. Numbers have six digits; the JSON form has all of them.</summary>
public static class ExplanationText
{
    private const string Indent = "  ";

    /// <summary>Describes an explanation.</summary>
    /// <param name="explained">The explanation of a row.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Of(RowExplanation explained)
    {
        var (document, explanation) = (explained.Evaluator.Document, explained.Explanation);
        yield return $"{VisibleText.Of(document.Name)}, {RowText(explained)}. Numbers are rounded to 6 digits for reading; --json has all "
            + "of them.";
        foreach (var line in SetLines(explained))
            yield return line;
        yield return string.Empty;
        foreach (var line in new RuleDescriber(document).Rule(document.Rules.ToList().FindIndex(r => r.Id == explanation.Rule)))
            yield return line;
        if (document.Decision.IsClass)
        {
            yield return string.Empty;
            yield return $"Decision: {explanation.Decision}{ProbabilityText(document, explanation)}";
        }

        foreach (var line in ReasonLines(explained))
            yield return line;
        foreach (var line in explained.Shares.SelectMany(s => ShareLines(explanation, s)))
            yield return line;
        if (explained.Shares.Count == 0)
        {
            yield return string.Empty;
            yield return "No shares: the document names no reference row to measure from; --reference takes a row of the file as one.";
        }

        foreach (var line in explanation.Outputs.SelectMany(o => OutputLines(explanation, o)))
            yield return line;
        foreach (var line in ConditionLines(document, explanation).Concat(InsensLines(explanation)).Concat(
            InputLines(document, explanation)))
            yield return line;
    }

    private static string RowText(RowExplanation explained) => (explained.Row, explained.Set.Count) switch
    {
        (null, _) => "the row that is set",
        ({ } row, 0) => $"row {ShownNumber.Integer(row)}",
        ({ } row, _) => $"row {ShownNumber.Integer(row)} with other values",
    };

    /// <summary>What is not as in the file, and what the answer is there.</summary>
    private static IEnumerable<string> SetLines(RowExplanation explained)
    {
        if (explained.Row is null || explained.Set.Count == 0)
            yield break;
        yield return string.Empty;
        var rows = new List<string[]> { new[] { "input", "value", "in the file" } };
        rows.AddRange(explained.Set.Select(s => new[] { s.Input, s.Value, s.InFile! }.Select(t => VisibleText.Of(t)).ToArray()));
        foreach (var line in Table(rows, rightFrom: rows[0].Length))
            yield return line;
        yield return explained.AsInFile is { } answer
            ? $"As it is in the file, the row meets rule {ShownNumber.Integer(explained.Evaluator.Document.Rules[answer.RuleIndex].Id)}, "
                + $"and the answer is {VisibleText.Of(DecisionText.Of(explained.Evaluator, answer.Outputs))}."
            : "As it is in the file, the rules refuse the row.";
    }

    private static string ProbabilityText(RuleDocument document, Explanation explanation)
    {
        if (double.IsNaN(explanation.Probability))
            return string.Empty;
        var label = document.Decision.ComparesOutputs ? string.Empty : $" for {ShownName.Of(document.Decision.LabelsOf(0)[1])}";
        return $", with a probability of {Shown(explanation.Probability)}{label}";
    }

    private static IEnumerable<string> ReasonLines(RowExplanation explained)
    {
        for (var k = 0; k < explained.Reasons?.Count; k++)
        {
            var (score, reasons) = (explained.Shares[k], explained.Reasons[k]);
            yield return string.Empty;
            if (reasons.Count == 0)
            {
                yield return $"Reasons: no input sets {score.Score} apart from the reference towards what is decided: {score.Reference}";
                continue;
            }

            yield return $"Reasons: what sets {score.Score} apart from the reference towards what is decided: {score.Reference}";
            var rows = new List<string[]> { new[] { "code", "reason", "share" } };
            rows.AddRange(reasons.Select(r => new[] { r.Code, r.Text, Shown(r.Share) }));
            foreach (var line in Table(rows, rightFrom: 2))
                yield return line;
        }
    }

    private static IEnumerable<string> ShareLines(Explanation explanation, Explanation.ScoreShares shares)
    {
        yield return string.Empty;
        yield return $"Shares: what sets {shares.Score} = {Shown(shares.AtRow)} apart from {Shown(shares.AtReference)} at the reference: "
            + shares.Reference;
        var rows = new List<string[]> { new[] { "input", "value", "reference", "share" } };
        rows.AddRange(shares.BySize().Select(i => new[]
        {
            explanation.Inputs[i].Name, explanation.Inputs[i].Text, shares.ReferenceTexts[i], Shown(shares.Shares[i]),
        }));
        rows.Add(["all", string.Empty, string.Empty, Shown(shares.AtRow - shares.AtReference)]);
        foreach (var line in Table(rows, rightFrom: 3))
            yield return line;
    }

    private static IEnumerable<string> OutputLines(Explanation explanation, Explanation.OutputValue output)
    {
        var probability = double.IsNaN(explanation.Probability) && !double.IsNaN(output.Probability)
            ? $", a probability of {Shown(output.Probability)}"
            : string.Empty;
        yield return string.Empty;
        yield return $"{output.Name} = {Shown(output.Value)}{probability}; switched bias {Shown(output.Bias)}";
        if (output.Terms.Count == 0)
            yield break;
        var rows = new List<string[]> { new[] { "input", "value", "switched weight", "adds", "centre", "contribution" } };
        rows.AddRange(output.Terms.OrderByDescending(t => Math.Abs(t.Contribution)).Select(t => new[]
        {
            explanation.Inputs[t.Input].Name, explanation.Inputs[t.Input].Text, Shown(t.Weight), Shown(t.Value), Shown(t.Centre),
            Shown(t.Contribution),
        }));
        foreach (var line in Table(rows, rightFrom: 2))
            yield return line;
    }

    private static IEnumerable<string> ConditionLines(RuleDocument document, Explanation explanation)
    {
        yield return string.Empty;
        if (explanation.Conditions.Count > 0)
        {
            yield return "Conditions on the way to the rule; distances are in units of the inputs' training ranges";
            var rows = new List<string[]> { new[] { "condition", "side", "e(x)", "signed distance" } };
            rows.AddRange(explanation.Conditions.Select(c => new[]
            {
                ShownNumber.Integer(c.Number), c.IsNegative ? "< 0" : ">= 0", Shown(c.Value), Shown(c.Distance),
            }));
            foreach (var line in Table(rows, rightFrom: 2))
                yield return line;
        }

        yield return double.IsInfinity(explanation.DistanceToOtherRule)
            ? "No change of a number leads to another rule."
            : $"The nearest other rule is at a distance of {Shown(explanation.DistanceToOtherRule)}.";
        if (!document.Decision.IsClass)
            yield break;
        yield return double.IsInfinity(explanation.DistanceToDecision)
            ? "No change of a number changes the decision."
            : "The decision changes at a distance of "
                + $"{(explanation.IsDistanceToDecisionExact ? string.Empty : "no less than ")}{Shown(explanation.DistanceToDecision)}.";
    }

    private static IEnumerable<string> InsensLines(Explanation explanation)
    {
        var inputs = explanation.Inputs.Where(i => i.Insens != 0).OrderByDescending(i => Math.Abs(i.Insens)).ToArray();
        if (inputs.Length == 0)
            yield break;
        yield return string.Empty;
        yield return "Insens: what keeps the negative conditions negative";
        foreach (var line in Table(
            [["input", "value", "Insens"], .. inputs.Select(i => new[] { i.Name, i.Text, Shown(i.Insens) })], rightFrom: 2))
            yield return line;
    }

    private static IEnumerable<string> InputLines(RuleDocument document, Explanation explanation)
    {
        var lines = new List<string>();
        for (var i = 0; i < explanation.Inputs.Count; i++)
        {
            var input = explanation.Inputs[i];
            if (input.IsReplaced)
                lines.Add($"{input.Name} is missing or not declared; {input.Text} stands for it.");
            if (input.IsOutside)
            {
                // That a category is not declared is said above.
                lines.AddRange(document.Inputs[i].Match<string[]>(
                    number => [$"{input.Name} = {input.Text} is outside its training range, {number.Minimum.Text} to "
                        + $"{number.Maximum.Text}: the rules extrapolate."],
                    _ => []));
            }
        }

        return lines.Count == 0 ? lines : lines.Prepend(string.Empty);
    }

    private static IEnumerable<string> Table(IReadOnlyList<string[]> rows, int rightFrom) =>
        AlignedText.Of(rows, rightFrom).Select(l => Indent + l);

    private static string Shown(double value) => double.IsInfinity(value)
        ? value < 0 ? "-infinite" : "infinite"
        : value.ToString("G6", CultureInfo.InvariantCulture);
}
