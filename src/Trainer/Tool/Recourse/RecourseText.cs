using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Predictions.Recourses;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Recourse;

/// <summary>What came of <c>rulec recourse</c> for a table, for people.</summary>
internal static class RecourseText
{
    /// <summary>A cost of 1, in millionths.</summary>
    public const double One = 1_000_000;

    /// <summary>What outputs decide, as people read it.</summary>
    public static string Decided(RuleDocument document, double[] outputs) => document.Decision.IsClass
        ? $"'{VisibleText.Of(DecisionText.Of(new RuleEvaluator(document), outputs))}'"
        : string.Join(", ", outputs.Select(ShownNumber.Short));

    /// <summary>How many rows have a change, and what is asked of them.</summary>
    public static IEnumerable<string> Of(RuleDocument document, RecourseCounts counts, RecourseRequest request)
    {
        var wanted = Wanted(request);
        var asked = counts.Rows - counts.Already - counts.Refused;
        if (counts.Refused > 0)
            yield return $"{Count(counts.Refused)} refused by the rules.";
        if (counts.Already > 0)
            yield return $"{Count(counts.Already)} {wanted} already.";
        var isAnyOther = request.Label is null && request.AtLeast is null && request.AtMost is null;
        yield return $"{Count(asked)} not{(isAnyOther ? " decided otherwise" : string.Empty)}:";
        yield return $"  {Share(counts.Found, asked)} a change that leads there, and none that costs less (proved)";
        yield return $"  {Share(counts.None, asked)} none at all (proved)";
        if (counts.Undecided > 0)
            yield return $"  {Share(counts.Undecided, asked)} open, since the work was ended (--max-steps)";
        if (counts.Checked > 0)
            yield return $"{ShownNumber.Integer(counts.Checked)} certificates were checked in exact arithmetic, and hold.";
        if (counts.MedianCost is { } cost)
        {
            yield return string.Empty;
            yield return $"What is asked of the {ShownNumber.Integer(counts.Found)} (median cost {ShownNumber.Short(cost)}):";
            foreach (var line in AlignedText.Of(counts.Asked.Select(a => Row(document, a, counts.Found)).ToArray()))
                yield return "  " + line;
        }

        foreach (var (sentence, rows) in counts.Unchanged)
            yield return $"Note: {sentence} ({ShownNumber.Integer(rows)} rows)";
    }

    private static string Wanted(RecourseRequest request)
    {
        if (request.Label is { } label)
            return $"'{VisibleText.Of(label)}'";
        return request.AtLeast is { } least
            ? $"at least {ShownNumber.Short(least)}"
            : request.AtMost is { } most ? $"at most {ShownNumber.Short(most)}" : "what is wanted";
    }

    private static string[] Row(RuleDocument document, AskedChange asked, long found)
    {
        var input = document.Inputs.First(i => i.Name == asked.Input);
        return
        [
            VisibleText.Of(input.Title ?? input.Name),
            $"{ShownNumber.Integer(asked.Rows)} of {ShownNumber.Integer(found)}",
            asked.Median is { } median
                ? $"median {(median > 0 ? "+" : string.Empty)}{ShownNumber.Short(median)}{Unit(input)}"
                : asked.MostFrequent is { } most
                    ? $"most often '{VisibleText.Of(most.From, 30)}' → '{VisibleText.Of(most.To, 30)}' ({ShownNumber.Integer(most.Rows)})"
                    : string.Empty,
        ];
    }

    private static string Unit(Input input) =>
        input.Match(n => n.Unit is { } unit ? " " + VisibleText.Of(unit) : string.Empty, _ => string.Empty);

    private static string Count(long rows) => rows == 1 ? "1 row is" : string.Create(CultureInfo.InvariantCulture, $"{rows} rows are");

    private static string Share(long rows, long all) =>
        $"{ShownNumber.Integer(rows)}{(all > 0 ? $" ({ShownNumber.Percent((double)rows / all)})" : string.Empty)} have";
}
