using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Tool.Shared.Runs;

/// <summary>The order in which documents record options, which differs from that of the help.</summary>
internal static class RecordedOrder
{
    // Documents have had these in this order; an option that came later follows them, and need not be listed.
    private static readonly string[] First =
    [
        "inputs", "external-data", "network-output", "labels", "decision", "threshold", "target", "task", "hidden", "noise", "model",
        "schedule", "ignore",
        "category", "number", "keep", "unknown", "max-categories", "missing", "not-missing", "max-steps", "max-rules", "max-nonlinear",
        "max-terms",
        "class-weight", "tolerance",
    ];

    /// <summary>Options in that order.</summary>
    public static EquatableArray<NamedText> Sort(IEnumerable<NamedText> options) => options.OrderBy(PlaceOf).ToEquatableArray();

    private static int PlaceOf(NamedText option) => Array.IndexOf(First, option.Name) is >= 0 and var place ? place : First.Length;
}
