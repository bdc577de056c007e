using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Trainer.Measures;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>Which labels are answered for which, as a table of counts and shares.</summary>
internal static class ConfusionPart
{
    /// <summary>A table of more labels cannot be read; then the most frequent mistakes are listed.</summary>
    public const int MaxLabels = 12;

    private const int MaxMistakes = 20;

    /// <summary>The part, with its heading.</summary>
    /// <param name="question">The question.</param>
    /// <param name="suffix">What its heading ends with.</param>
    public static IEnumerable<XElement> Of(AnsweredQuestion question, string suffix)
    {
        var matrix = ConfusionMatrix.Count(question.Labels.Count, question.Truths, question.Answers);
        yield return new XElement("h3", "Right and wrong answers", new XElement("bdi", suffix));
        yield return Html.Paragraph($"{Share(matrix.Right)} of the rows are answered right.");
        if (matrix.Labels <= MaxLabels)
        {
            yield return Table(question, matrix, suffix);
            yield return Html.Note(
                "Shares are of the rows of the line; what is right is printed bold. "
                    + "The last line says of each answer how often it is right.");
        }
        else
        {
            yield return Mistakes(question, matrix, suffix);
        }
    }

    private static XElement Table(AnsweredQuestion question, ConfusionMatrix matrix, string suffix)
    {
        var labels = question.Labels;
        var rows = labels.Select((label, t) => labels.Select((_, a) => (object?)Cell(matrix, t, a))
            .Prepend(Html.Name(label)).Append(ShownNumber.Integer(matrix.OfTruth(t, t).Of)));
        var precision = labels.Select((_, a) => (object?)Share(matrix.RightOf(a))).Prepend("right, of the rows answered so")
            .Append(ShownNumber.Integer(matrix.Right.Of));
        return Html.Table(
            "What is true, line by line, and what was answered" + suffix,
            labels.Select(l => (object)new object[] { "answered ", Html.Name(l) }).Prepend("true").Append("rows"),
            rows.Append(precision));
    }

    private static object Cell(ConfusionMatrix matrix, int truth, int answer)
    {
        var share = matrix.OfTruth(truth, answer);
        return truth == answer ? new XElement("strong", Share(share)) : Share(share);
    }

    private static XElement Mistakes(AnsweredQuestion question, ConfusionMatrix matrix, string suffix)
    {
        var mistakes = Enumerable.Range(0, matrix.Labels)
            .SelectMany(t => Enumerable.Range(0, matrix.Labels).Where(a => a != t).Select(a => (Truth: t, Answer: a)))
            .Where(m => matrix[m.Truth, m.Answer] > 0).OrderByDescending(m => matrix[m.Truth, m.Answer]).ThenBy(m => m.Truth)
            .ThenBy(m => m.Answer).ToArray();
        return Html.Table(
            $"With {ShownNumber.Integer(matrix.Labels)} labels: "
                + (mistakes.Length > MaxMistakes
                    ? $"the {ShownNumber.Integer(MaxMistakes)} most frequent mistakes of {ShownNumber.Integer(mistakes.Length)}"
                    : "all mistakes") + suffix,
            ["true", "answered", "rows, and their share of those of the label"],
            mistakes.Take(MaxMistakes).Select(m => new object?[]
            {
                Html.Name(question.Labels[m.Truth]), Html.Name(question.Labels[m.Answer]), Share(matrix.OfTruth(m.Truth, m.Answer)),
            }));
    }

    private static string Share(CountedShare share) =>
        share.Of == 0 ? "–" : $"{ShownNumber.Integer(share.Count)} ({ShownNumber.Percent(share.Value)})";
}
