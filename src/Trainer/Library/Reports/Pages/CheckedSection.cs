using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>The rules on rows of data: right and wrong answers, calibration or residuals, figures per group.</summary>
internal static class CheckedSection
{
    /// <summary>More questions than these are not shown one by one.</summary>
    public const int MaxQuestions = 6;

    /// <summary>The section; null where no rows are given, which <see cref="LeftOutSection"/> says.</summary>
    public static XElement? Of(ReportContent content) => content.Rows is not { } rows ? null : Html.Section(
        "checked",
        "Checked on the data",
        Html.Paragraph(
            $"These figures are of the {ShownNumber.Count(rows.Rows.Count, "row")} of ",
            Html.Name(rows.File),
            "; rows that the rules were trained on may be among them.",
            Known(rows)),
        content.Document.Decision.IsClass ? Questions(content, rows) : Values(content, rows),
        GroupsPart.Of(content.Document, rows));

    private static string? Known(ReportRows rows)
    {
        var known = rows.Rows.Count(r => r.Truth is not null);
        if (known == rows.Rows.Count)
            return null;
        return known > 0
            ? $" {ShownNumber.Integer(known)} of them say what is true; where that is needed the others are left out."
            : " None of them says what is true, so that nothing can be said here of how often the rules are right; give --target where a "
                + "column has it.";
    }

    private static IEnumerable<XElement> Questions(ReportContent content, ReportRows rows)
    {
        if (!rows.HasTruth)
            yield break;
        var questions = AnsweredQuestion.Of(content.Document, rows);
        foreach (var (question, q) in questions.Take(MaxQuestions).Select((question, q) => (question, q)))
        {
            var suffix = questions.Count > 1 ? ": " + question.Name : string.Empty;
            foreach (var part in ConfusionPart.Of(question, suffix).Concat(
                CalibrationPart.Of(question, suffix, "calibration-" + ShownNumber.Integer(q + 1))))
                yield return part;
        }

        if (questions.Count > MaxQuestions)
            yield return Html.Note(
                $"The other {ShownNumber.Count(questions.Count - MaxQuestions, "output")} are left out of this page.");
    }

    private static IEnumerable<XElement> Values(ReportContent content, ReportRows rows)
    {
        yield return Html.Note(
            "The answers are values: there are no labels to confuse, and no probabilities to calibrate."
                + (rows.HasTruth ? " Residuals stand in their place." : string.Empty));
        if (!rows.HasTruth)
            yield break;
        var outputs = content.Document.Outputs;
        for (var k = 0; k < System.Math.Min(MaxQuestions, outputs.Count); k++)
        {
            foreach (var part in ResidualsPart.Of(content.Document, rows, k))
                yield return part;
        }

        if (outputs.Count > MaxQuestions)
            yield return Html.Note($"The other {ShownNumber.Count(outputs.Count - MaxQuestions, "output")} are left out of this page.");
    }
}
