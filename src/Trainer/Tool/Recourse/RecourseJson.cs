using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Predictions.Recourses;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Recourse;

/// <summary>What came of <c>rulec recourse</c>, for programs.</summary>
internal static class RecourseJson
{
    /// <summary>Of a table.</summary>
    public static object Of(RecourseCounts counts, IReadOnlyList<Note> notes) => new
    {
        counts.Rows,
        counts.Refused,
        counts.Already,
        counts.Found,
        counts.None,
        counts.Undecided,
        counts.Checked,
        counts.MedianCost,
        counts.Asked,
        Unchanged = counts.Unchanged.Select(u => new { Text = u.Key, Rows = u.Value }),
        Notes = notes,
    };

    /// <summary>Of one row; its certificate was checked.</summary>
    public static object Of(RuleDocument document, int row, RowRecourse answer) => new
    {
        Row = row,
        Decision = Decision(document, answer.Outputs),
        Status = RecourseTable.Status(answer.Answer),
        DecisionAfter = answer.After is { } after ? Decision(document, after) : null,
        Cost = answer.Answer.HasChange ? answer.Answer.Cost / RecourseText.One : (double?)null,
        CostsAtLeast = answer.Answer.LowerBound == long.MaxValue ? (double?)null : answer.Answer.LowerBound / RecourseText.One,
        Changes = answer.Answer.Changes.Select(c => new
        {
            Input = document.Inputs[c.Input].Name,
            Before = Value(document.Inputs[c.Input], c.Before),
            After = Value(document.Inputs[c.Input], c.After),
            Cost = c.Cost / RecourseText.One,
        }),
        answer.Answer.Unchanged,
        answer.Answer.Bounds,
        answer.Answer.Certificate,
    };

    private static string? Decision(RuleDocument document, double[] outputs) =>
        document.Decision.IsClass ? DecisionText.Of(new RuleEvaluator(document), outputs) : null;

    private static object Value(Input input, double value) => input.Match<object>(_ => value, category => category.Categories[(int)value]);
}
