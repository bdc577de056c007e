using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Monitoring;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Monitor;

/// <summary>What came of <c>rulec monitor</c>, for programs.</summary>
internal static class MonitorJson
{
    /// <summary>One object.</summary>
    public static string Of(RuleDocument document, MonitorCounts now, RowComparison found, IReadOnlyList<Note> notes) => ResultJson.Of(new
    {
        document.Name,
        now.Meaning,
        now.Counts.Rows,
        now.Counts.Refused,
        TrainingRows = MonitorText.TrainingRows(document),
        found.Level,
        Moved = found.HasMoved,
        found.Empty,
        Comparisons = found.Shares.Select(s => new
        {
            Of = s.Of.ToString().ToLowerInvariant(),
            s.Name,
            Moved = s.HasMoved,
            s.Psi,
            s.Probability,
            Limit = Finite(s.Limit),
            LimitAlone = Finite(s.LimitAlone),
            s.Cells,
        }),
        Notes = notes,
    });

    // JSON has no infinity.
    private static double? Finite(double limit) => double.IsFinite(limit) ? limit : null;
}
