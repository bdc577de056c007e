using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>Whether shares are what formulas can say, and if not, why.</summary>
internal static class ShareForm
{
    private const string Elsewhere = " rulec explain --reasons gives them.";

    /// <summary>Why the workbook has no reasons; null where it has.</summary>
    public static string? WhyNot(RuleDocument document)
    {
        if (!document.References.Any(r => r.IsDefault))
            return "Reasons are measured from a reference, and these rules name none by default; rulec explain --reasons --reference takes "
                + "a row of a table.";
        if (new RuleLayout(document).ReasonGroups.CountBy(g => g).Max(g => g.Value) > ReasonSteps.MostOfOne)
            return "Reasons are not given here, because more inputs have the same reason than formulas can compare." + Elsewhere;
        return StraightWay.ObstacleOf(document, Outputs(document)) switch
        {
            WayObstacle.OwnSums => "Reasons are not given here, because rules have sums of their own: what an input has to do with the "
                + "answer then depends on every rule between the reference and the row." + Elsewhere,
            WayObstacle.AdjustedConditions => "Reasons are not given here, because conditions are adjusted by others, so that they bend on "
                + "the way from the reference to the row." + Elsewhere,
            WayObstacle.CurvedConditions => "Reasons are not given here, because conditions have curves, so that they bend on the way from "
                + "the reference to the row." + Elsewhere,
            _ => null,
        };
    }

    /// <summary>The outputs whose difference from the reference can be what is shared out.</summary>
    public static int[] Outputs(RuleDocument document) =>
        document.Decision.ComparesOutputs ? Enumerable.Range(0, document.Outputs.Count).ToArray() : [0];
}
