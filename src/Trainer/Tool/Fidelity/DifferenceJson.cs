using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Regions;

namespace RuleCompiler.Tool.Fidelity;

/// <summary>The largest |rules − network| of one output as it is shown.</summary>
/// <param name="Name">The output.</param>
/// <param name="Lower">The difference at the point.</param>
/// <param name="Upper">No point of the ranges has a larger one; null where the search did not come to rule anything out.</param>
/// <param name="Complete">Whether the search came to its end.</param>
/// <param name="Point">For each input its value where the difference is <paramref name="Lower"/>.</param>
/// <param name="Rules">The rules' output there.</param>
/// <param name="Network">The network's output there.</param>
/// <param name="Regions">The common regions, and parts of the ranges on the way to them, that were examined.</param>
public sealed record DifferenceJson(
    string Name,
    double Lower,
    double? Upper,
    bool Complete,
    IReadOnlyDictionary<string, double> Point,
    double Rules,
    double Network,
    long Regions)
{
    /// <summary>What is open between the ends.</summary>
    public double? Gap => Upper - Lower;

    /// <summary>
    /// What ended a search that is not complete: <c>time</c>, <c>memory</c> or <c>regions</c>; null where it came to its end.
    /// </summary>
    public string? Stopped { get; init; }

    /// <summary>Names the differences.</summary>
    /// <param name="document">The document.</param>
    /// <param name="differences">One per output.</param>
    /// <returns>The differences, in order.</returns>
    public static IReadOnlyList<DifferenceJson> Of(RuleDocument document, IReadOnlyList<OutputDifference> differences) => differences
        .Select(d => new DifferenceJson(
        document.Outputs[d.Output].Name,
        d.Lower,
        double.IsFinite(d.Upper) ? d.Upper : null,
        d.IsComplete,
        d.Point.Select((x, i) => (document.Inputs[i].Name, x)).ToDictionary(p => p.Name, p => p.x),
        d.Rules,
        d.Network,
        d.Regions)
        {
            Stopped = d.IsComplete ? null : d.Stopped?.ToString().ToLowerInvariant() ?? "regions",
        }).ToArray();
}
