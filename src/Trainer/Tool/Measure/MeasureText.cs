using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Pipeline.Measuring;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Measure;

/// <summary>What came of <c>rulec measure</c>, for people.</summary>
internal static class MeasureText
{
    private const int MaxRules = 5;

    /// <summary>A few lines: what was edited, metrics and support before and after, and what was left out.</summary>
    public static string Of(MeasuredDocument measured) =>
        string.Join('\n', [Head(measured), .. Lines(measured).Select(l => "  " + l)]);

    private static string Head(MeasuredDocument measured)
    {
        var name = VisibleText.Of(measured.Document.Name);
        var files = VisibleText.Of(measured.Figures.Data.File)
            + (measured.Figures.TestData is { } test ? " and " + VisibleText.Of(test.File) : string.Empty);
        var rows = string.Join(", ", measured.Parts.Select(p => $"{ShownNumber.Integer(p.Rows)} {VisibleText.Of(p.Name)}"));
        var edited = measured.Figures.IsEdited ? $"{name} was edited by hand" : $"{name} means what it meant before";
        return $"{edited}, and is measured on {files} ({rows}).";
    }

    private static IEnumerable<string> Lines(MeasuredDocument measured)
    {
        foreach (var line in measured.Changes?.Lines ?? EquatableArray<string>.Empty)
            yield return line;
        foreach (var metric in measured.Parts[0].Now.Select(n => n.Name).Where(n => n != "logLoss"))
            yield return $"{MetricName.Of(metric)}: " + string.Join(
                ", ",
                measured.Parts.Select(
                    p => $"{VisibleText.Of(p.Name)} {Shown(p.BeforeOf(metric), p.Now.First(n => n.Name == metric).Value)}"));
        // Rows of another table are not more or fewer than those of training: they are others.
        yield return measured.Figures.IsOnTrainingRows
            ? Support(measured.Support.Where(s => s.IsChanged).ToArray(), measured.Support.Count)
            : "support: of the rows of this table now, not of those of training.";
        if (measured.CountChanges.Count > 0 && measured.Figures.IsOnTrainingRows)
            yield return $"counts of answers: {ShownNumber.Integer(measured.CountChanges.Count)} changed; --json lists them.";
        if (measured.Replaced.Count > 0)
            yield return Witnesses(measured.Replaced, "there is another one now");
        if (measured.Unwitnessed.Count > 0)
            yield return Witnesses(measured.Unwitnessed, "there is none any more, since no input inside was found");
        if (measured.Dropped is { Count: > 0 } dropped)
            yield return Dropped(dropped);
    }

    private static string Support(MeasuredSupport[] changed, int rules)
    {
        if (changed.Length == 0)
            return "support: as before in every rule.";
        var shown = string.Join(", ", changed.Take(MaxRules).Select(s =>
            $"rule {ShownNumber.Integer(s.Rule)} {(s.Before is { } before ? ShownNumber.Integer(before.Rows) : "–")} → "
                + $"{ShownNumber.Count(s.Now.Rows, "row")}{Quality(s)}"));
        var more = changed.Length > MaxRules ? $", and {ShownNumber.Integer(changed.Length - MaxRules)} more" : string.Empty;
        return $"support: {ShownNumber.Integer(changed.Length)} of {ShownNumber.Count(rules, "rule")} changed: {shown}{more}.";
    }

    private static string Quality(MeasuredSupport support) => (support.Now.Accuracy, support.Now.Error) switch
    {
        ({ } accuracy, _) => $" (accuracy {Shown(support.Before?.Accuracy, accuracy)})",
        (_, { } error) => $" (error {Shown(support.Before?.Error, error)})",
        _ => string.Empty,
    };

    private static string Witnesses(EquatableArray<int> rules, string what)
    {
        var shown = string.Join(", ", rules.Take(MaxRules).Select(r => ShownNumber.Integer(r)));
        var more = rules.Count > MaxRules ? $" and {ShownNumber.Integer(rules.Count - MaxRules)} more" : string.Empty;
        return $"witnesses outside their rule: {(rules.Count == 1 ? "of rule" : "of rules")} {shown}{more}; {what}.";
    }

    private static string Dropped(DroppedFigures dropped)
    {
        (int Count, string What)[] kinds =
        [
            (dropped.Fidelity, "of fidelity"), (dropped.Rounding, "of rounding"), (dropped.Frontier, "points of the frontier"),
            (dropped.Metrics, "metrics of other models on rows that were not measured"),
        ];
        var parts = string.Join(", ", kinds.Where(k => k.Count > 0).Select(k => $"{ShownNumber.Integer(k.Count)} {k.What}"));
        return $"left out: {ShownNumber.Count(dropped.Count, "figure")} that say nothing of the rules as they are now ({parts}).";
    }

    private static string Shown(Number? before, Number now)
    {
        if (before is not { } old)
            return now.Text;
        return old.Value.Equals(now.Value) ? $"{now.Text} as before" : $"{old.Text} → {now.Text}";
    }
}
