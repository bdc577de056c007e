using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Measures;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>What the rules answer, and how often that is right, in each group of rows.</summary>
internal static class GroupsPart
{
    /// <summary>Of groups with fewer rows shares say little.</summary>
    public const int FewRows = 30;

    /// <summary>Inputs with more categories, and more inputs, are shown only where they are chosen.</summary>
    private const int MaxLevels = 20, MaxInputs = 12;

    /// <summary>More labels than these would be more columns than a page has.</summary>
    private const int MaxLabels = 5;

    /// <summary>The part, with its heading.</summary>
    public static IEnumerable<XElement> Of(RuleDocument document, ReportRows rows)
    {
        yield return new XElement("h3", "Figures per group");
        var inputs = Enumerable.Range(0, document.Inputs.Count).Where(i => !document.Inputs[i].IsNumber).ToArray();
        var few = inputs.Where(i => document.Inputs.CategoryAt(i).Categories.Count <= MaxLevels).Take(MaxInputs).ToArray();
        var groupings = rows.Groups.Count > 0
            ? rows.Groups.Select((_, column) => Chosen(document, rows, column)).ToArray()
            : few.Select(i => RowGrouping.OfInput(document, i, rows)).ToArray();
        if (groupings.Length == 0)
            yield return Html.Paragraph(inputs.Length == 0
                ? "The rules have no category to group rows by; --group names any column of the data to group them by."
                : "Every category of the rules has many values; --group names one, or any other column of the data, to group rows by.");
        var columns = Columns(document, rows).ToArray();
        foreach (var grouping in groupings)
            yield return Table(grouping, columns);
        if (groupings.Length > 0)
            yield return Html.Note(Notes(document, rows, groupings));
        var others = rows.Groups.Count > 0 ? [] : inputs.Except(few).ToArray();
        if (groupings.Length > 0 && others.Length > 0)
            yield return Html.Note(
                "Left out, because there are many of them or they have many values: ",
                others.SelectMany((i, n) => new object[] { n > 0 ? ", " : string.Empty, Html.Name(document.Inputs[i].Name) }),
                "; --group shows them.");
    }

    private static RowGrouping Chosen(RuleDocument document, ReportRows rows, int column)
    {
        var input = Array.FindIndex(
            document.Inputs.ToArray(), i => !i.IsNumber && string.Equals(i.Name, rows.Groups[column], StringComparison.Ordinal));
        return input >= 0 ? RowGrouping.OfInput(document, input, rows) : RowGrouping.OfColumn(rows, column);
    }

    private static string Notes(RuleDocument document, ReportRows rows, RowGrouping[] groupings)
    {
        var sizes = groupings.SelectMany(g => g.GroupOf.GroupBy(x => x).Select(x => x.Count()));
        var notes = new List<string>();
        if (sizes.Any(s => s < FewRows))
            notes.Add($"Groups with fewer than {ShownNumber.Integer(FewRows)} rows are marked: their figures say little.");
        if (!rows.HasTruth)
            notes.Add("What is true is not known, so that only answers are shown.");
        if (document.Decision.ComparesOutputs && document.Outputs.Count > MaxLabels)
            notes.Add(
                $"The shares of the answers are left out, since there are {ShownNumber.Integer(document.Outputs.Count)} labels.");
        if (!document.Decision.ComparesOutputs && document.Outputs.Count > CheckedSection.MaxQuestions)
            notes.Add($"Only the first {ShownNumber.Integer(CheckedSection.MaxQuestions)} outputs are shown.");
        return string.Join(' ', notes);
    }

    private static XElement Table(RowGrouping grouping, (object Head, Func<RowGrouping, string[]> Cells)[] columns)
    {
        var cells = columns.Select(c => c.Cells(grouping)).ToArray();
        var sizes = ByGroup.Shares(grouping.Groups.Count, grouping.GroupOf, grouping.GroupOf.Select(_ => (bool?)true).ToArray());
        return Html.Table(
            $"By {VisibleText.Of(grouping.Name)}",
            columns.Select(c => c.Head).Prepend("rows").Prepend(Html.Name(grouping.Name)),
            grouping.Groups.Select((name, g) => cells.Select(c => (object?)c[g])
                .Prepend(ShownNumber.Integer(sizes[g].Of) + (sizes[g].Of < FewRows ? " (few)" : string.Empty))
                .Prepend(new XElement("bdi", name))));
    }

    /// <summary>What is said of each group, as headings with the cells of all groups.</summary>
    private static IEnumerable<(object Head, Func<RowGrouping, string[]> Cells)> Columns(RuleDocument document, ReportRows rows) =>
        document.Decision.IsClass
            ? Classes(document, rows)
            : document.Outputs.Take(CheckedSection.MaxQuestions).SelectMany((output, k) => Values(output, rows, k));

    private static IEnumerable<(object Head, Func<RowGrouping, string[]> Cells)> Classes(RuleDocument document, ReportRows rows)
    {
        var questions = AnsweredQuestion.Of(document, rows);
        foreach (var question in questions.Take(CheckedSection.MaxQuestions))
        {
            // Of two labels the share of one says that of the other.
            var shown = question.Labels.Count == 2 ? [1] : Enumerable.Range(0, question.Labels.Count).ToArray();
            var prefix = questions.Count > 1 ? question.Name + " " : string.Empty;
            foreach (var label in question.Labels.Count <= MaxLabels ? shown : [])
            {
                yield return Shares(
                    new object[] { prefix + "answered ", Html.Name(question.Labels[label]) },
                    question.Answers.Select(a => (bool?)(a == label)));
                if (rows.HasTruth && question.Labels.Count == 2)
                    yield return Shares(
                        new object[] { prefix + "truly ", Html.Name(question.Labels[label]) },
                        question.Truths.Select(t => t < 0 ? (bool?)null : t == label));
            }
        }

        if (rows.HasTruth)
            yield return Shares(
                "answered right",
                Enumerable.Range(0, rows.Rows.Count)
                    .Select(r => rows.Rows[r].Truth is null ? (bool?)null : questions.All(q => q.Answers[r] == q.Truths[r])));
    }

    private static IEnumerable<(object Head, Func<RowGrouping, string[]> Cells)> Values(Output output, ReportRows rows, int k)
    {
        var name = Html.Name(output.Name);
        yield return Means(new object[] { "mean answer, ", name }, rows.Rows.Select(r => r.Outcome.Outputs[k]));
        if (!rows.HasTruth)
            yield break;
        yield return Means(new object[] { "mean of what is true, ", name }, rows.Rows.Select(r => r.Truth?[k] ?? double.NaN));
        yield return Means(
            new object[] { "mean distance of the two, ", name },
            rows.Rows.Select(r => r.Truth is null ? double.NaN : Math.Abs(r.Truth[k] - r.Outcome.Outputs[k])));
    }

    private static (object Head, Func<RowGrouping, string[]> Cells) Shares(object head, IEnumerable<bool?> holds)
    {
        var rows = holds.ToArray();
        return (head, grouping => ByGroup.Shares(grouping.Groups.Count, grouping.GroupOf, rows)
            .Select(s => s.Of == 0 ? "–" : ShownNumber.Percent(s.Value)).ToArray());
    }

    private static (object Head, Func<RowGrouping, string[]> Cells) Means(object head, IEnumerable<double> values)
    {
        var rows = values.ToArray();
        return (head, grouping => ByGroup.Means(grouping.Groups.Count, grouping.GroupOf, rows)
            .Select(m => double.IsNaN(m) ? "–" : ShownNumber.Short(m)).ToArray());
    }
}
