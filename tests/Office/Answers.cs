using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Export.Workbook;
using Xunit;

namespace RuleCompiler.Office;

/// <summary>Holds what the sheet "Try it" answers against the evaluator.</summary>
internal static class Answers
{
    private const double Tolerance = 1e-9;

    /// <summary>Whether the row is not answered because a number is too large for a spreadsheet, which no evaluator minds.</summary>
    public static bool IsTooLarge(Cells cells) =>
        cells.Beside("Try it", "Not answered, because", "B") as string is "a number is too large for a spreadsheet";

    /// <summary>Compares the answers to a row.</summary>
    /// <returns>The largest difference of a score or share, relative to the larger of 1 and its size.</returns>
    public static double Hold(RuleDocument document, double[] row, Cells cells)
    {
        var evaluator = new RuleEvaluator(document);
        var at = $"{document.Name}: {string.Join(", ", row.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}";
        Explanation explanation;
        try
        {
            explanation = evaluator.Explain(row);
        }
        catch (InputRefusedException e)
        {
            var why = Assert.IsType<string>(cells.Beside("Try it", "Not answered, because", "B"));
            var refused = document.Inputs.First(i => e.Message.Contains(VisibleText.Of(i.Name), StringComparison.Ordinal));
            Assert.StartsWith(CellText.Of(refused.Name) + " is ", why, StringComparison.Ordinal);
            Assert.Equal(string.Empty, cells.Beside("Try it", "Rule", "B") ?? string.Empty);
            return 0;
        }

        Assert.True((cells.Beside("Try it", "Not answered, because", "B") ?? string.Empty) is string { Length: 0 }, at);
        Assert.True(Equals((double)explanation.Rule, cells.Beside("Try it", "Rule", "B")), $"{at}: rule {explanation.Rule}");
        var outcome = evaluator.Evaluate(row);
        var labels = evaluator.LabelsFor(outcome.Outputs);
        var largest = 0.0;
        // The answers stand in the order of the sheet, from the line below the heading.
        var line = int.Parse(cells.RowOf("Try it", "Answer")!, CultureInfo.InvariantCulture) + 1;
        foreach (var label in labels)
            Assert.True(CellText.Of(label) == (string?)cells.At("Try it", "B" + Text(line++)), $"{at}: {label}");
        line++;
        foreach (var output in outcome.Outputs)
            Near(output, cells.At("Try it", "B" + Text(line++)), "score");
        foreach (var probability in Probabilities(document, evaluator, outcome.Outputs, explanation.Class))
            Near(probability, cells.At("Try it", "B" + Text(line++)), "probability");
        Assert.Equal((double)explanation.Inputs.Count(i => i.IsOutside), cells.Beside("Try it", "Inputs outside of what is known", "B"));
        for (var c = 0; c < document.Conditions.Count; c++)
        {
            var first = int.Parse(cells.RowOf("Try it", "Conditions")!, CultureInfo.InvariantCulture) + 2;
            Near(evaluator.EvaluateCondition(c, row), cells.At("Try it", "B" + Text(first + c)), $"condition {c + 1}");
        }

        if (RuleWorkbook.WhyNoReasons(document) is null)
            Reasons();
        return largest;

        void Near(double wanted, object? found, string what)
        {
            var value = Assert.IsType<double>(found);
            var difference = Math.Abs(value - wanted) / Math.Max(1, Math.Abs(wanted));
            Assert.True(difference <= Tolerance, FormattableString.Invariant($"{at}: {what} is {value:R} and not {wanted:R}"));
            largest = Math.Max(largest, difference);
        }

        void Reasons()
        {
            var shares = explanation.Shares[0].Shares;
            var first = int.Parse(cells.RowOf("Try it", "Input")!, CultureInfo.InvariantCulture) + 1;
            for (var i = 0; i < shares.Count; i++)
                Near(shares[i], cells.At("Try it", "H" + Text(first + i)), $"share {i + 1}");
            var reasons = evaluator.Reasons(row);
            var place = int.Parse(cells.RowOf("Try it", "Reason")!, CultureInfo.InvariantCulture) + 1;
            var most = Math.Min(4, document.Inputs.Select((input, i) => (object?)input.Reason?.Code ?? i).Distinct().Count());
            // Shares that are 0 but for rounding may be reasons in one and none in the other, and two that are equal may change places.
            var sizes = explanation.Shares[0].Reasons.Select(r => Math.Abs(r.Share)).ToArray();
            if (sizes.Any(s => s < 1e-11) || sizes.Zip(sizes.Skip(1)).Any(p => p.First - p.Second < 1e-11 && p.First != p.Second))
                return;
            for (var n = 0; n < most; n++)
            {
                var (code, text) = (cells.At("Try it", "B" + Text(place + n)), cells.At("Try it", "D" + Text(place + n)));
                if (n >= reasons.Count)
                {
                    Assert.True((code ?? string.Empty) is "" or "none", $"{at}: reason {n + 1} is {code}");
                    continue;
                }

                Assert.True(CellText.Of(reasons[n].Code) == (string?)code, $"{at}: reason {n + 1} is {code} and not {reasons[n].Code}");
                Assert.Equal(CellText.Of(reasons[n].Text), text);
                Near(reasons[n].Share, cells.At("Try it", "C" + Text(place + n)), $"share of reason {n + 1}");
            }
        }
    }

    private static double[] Probabilities(RuleDocument document, RuleEvaluator evaluator, double[] outputs, int chosen)
    {
        var all = evaluator.Probabilities(outputs);
        return all.Length > 0 && document.Decision.ComparesOutputs ? [all[chosen]] : document.Decision.IsClass ? all : [];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
