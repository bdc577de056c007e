using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Predictions.Recourses;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Recourse;

/// <summary><c>rulec recourse F data.csv --row N</c>: what would have to be different for one row.</summary>
internal static class RowAction
{
    public static int Run(RuleDocument document, AskedRecourse asked, int row, Streams streams, CancellationToken cancellation)
    {
        var table = new RecourseTable(document, asked.Request, checks: true);
        var answer = table.CheckedRow(asked.Data, asked.Table, row, cancellation);
        if (asked.Json)
            streams.Out.WriteLine(ResultJson.Of(RecourseJson.Of(document, row, answer)));
        else
            foreach (var line in Lines(document, row, answer))
                streams.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static IEnumerable<string> Lines(RuleDocument document, int row, RowRecourse answer)
    {
        var found = answer.Answer;
        yield return string.Create(CultureInfo.InvariantCulture, $"Row {row}: {RecourseText.Decided(document, answer.Outputs)}.");
        switch (RecourseTable.Status(found))
        {
            case "already":
                yield return "Nothing has to change.";
                break;
            case "none":
                yield return "No change of the inputs that can change leads to what is wanted; that is proved.";
                break;
            case "found":
                yield return $"It would be {RecourseText.Decided(document, answer.After!)} with {Changes(found)}, and nothing that "
                    + "costs less "
                    + "would do; that is proved:";
                break;
            default:
                yield return found.HasChange
                    ? $"It would be {RecourseText.Decided(document, answer.After!)} with {Changes(found)}; whether less would do "
                        + "is open, since "
                        + "the work was ended (--max-steps):"
                    : "Whether a change leads to what is wanted is open, since the work was ended (--max-steps).";
                break;
        }

        var rows = found.Changes.Select(c => new[]
        {
            "  " + c.Title, c.TextBefore, "→ " + c.TextAfter,
            "cost " + ShownNumber.Short(c.Cost / RecourseText.One),
        }).ToArray();
        foreach (var line in rows.Length == 0 ? [] : AlignedText.Of(rows))
            yield return line;
        foreach (var sentence in found.Unchanged)
            yield return "Note: " + sentence;
    }

    private static string Changes(RecourseAnswer answer) => answer.Changes.Count == 1
        ? "this change"
        : string.Create(CultureInfo.InvariantCulture, $"these {answer.Changes.Count} changes");
}
