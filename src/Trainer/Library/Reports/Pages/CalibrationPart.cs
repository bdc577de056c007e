using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Trainer.Measures;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>Predicted probabilities against what happened.</summary>
internal static class CalibrationPart
{
    /// <summary>The part, with its heading.</summary>
    /// <param name="question">The question.</param>
    /// <param name="suffix">What its heading ends with.</param>
    /// <param name="id">The name of the picture in the page.</param>
    public static IEnumerable<XElement> Of(AnsweredQuestion question, string suffix, string id)
    {
        yield return new XElement("h3", "Calibration", new XElement("bdi", suffix));
        if (Measure(question) is not { } calibration)
        {
            yield return Html.Paragraph("The scores of these rules stand for no probability, so that there is nothing to calibrate.");
            yield break;
        }

        var predicted = new XElement("bdi", question.Predicted);
        yield return Html.Paragraph(
            "Rows by the predicted probability of ",
            predicted,
            $", in tenths. Prediction and observed share are {ShownNumber.Percent(calibration.MeanGap)} apart, averaged over the rows.");
        yield return Html.Figure(
            new CalibrationPicture(calibration, question.Predicted).Draw(id),
            "On the dashed line the observed share is what was predicted; above it more happens than is predicted. The bars are intervals "
                + "that hold the true share with 95 % confidence (Wilson), wide where rows are few; the grey columns say where the rows "
                + "are.");
        yield return Html.Table(
            $"Probability of {question.Predicted}, predicted and observed",
            ["predicted", "rows", "mean prediction", "observed", "95 % interval"],
            calibration.Bins.Select(b => new object?[]
            {
                $"{Round(b.From)} to {Round(b.To)} %",
                ShownNumber.Integer(b.Happened.Of),
                ShownNumber.Percent(b.MeanProbability),
                $"{ShownNumber.Integer(b.Happened.Count)} ({ShownNumber.Percent(b.Happened.Value)})",
                $"{ShownNumber.Percent(b.Happened.Interval.Low)} to {ShownNumber.Percent(b.Happened.Interval.High)}",
            }));
    }

    /// <summary>The calibration on the rows that say what is true; null where scores stand for no probability.</summary>
    public static Calibration? Measure(AnsweredQuestion question)
    {
        if (question.Probabilities is not { } probabilities)
            return null;
        var known = Enumerable.Range(0, probabilities.Length).Where(r => question.Truths[r] >= 0).ToArray();
        var calibration = Calibration.Measure(
            known.Select(r => probabilities[r]).ToArray(), known.Select(r => question.Happens[r]).ToArray());
        return calibration.Rows > 0 ? calibration : null;
    }

    /// <summary>The picture by itself; null where scores stand for no probability.</summary>
    public static XElement? Draw(AnsweredQuestion question, string id) =>
        Measure(question) is { } calibration ? new CalibrationPicture(calibration, question.Predicted).Draw(id) : null;

    private static string Round(double share) => ShownNumber.Decimals(100 * share, "0");
}
