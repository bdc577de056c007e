using System.Collections.Generic;

namespace RuleCompiler.Trainer.Reports.Dossiers;

/// <summary>What a reviewer works through, in order.</summary>
internal static class DossierHeading
{
    public const string Purpose = "Purpose";
    public const string Data = "Data";
    public const string Inputs = "Inputs and their meaning";
    public const string Method = "Method";
    public const string Directions = "Directions";
    public const string Performance = "Performance and benchmark models";
    public const string Stability = "Stability";
    public const string Limits = "Limits and extrapolation";
    public const string Implementation = "Implementation";
    public const string History = "Change history";
    public const string Monitoring = "Monitoring plan";
    public const string Approvals = "Approvals";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Purpose, Data, Inputs, Method, Directions, Performance, Stability, Limits, Implementation, History, Monitoring, Approvals,
    ];
}
