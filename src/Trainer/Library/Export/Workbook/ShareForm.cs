using System.Collections.Generic;
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
        var outputs = Outputs(document);
        if (document.Rules.Count > 1 && outputs.Any(k => document.Rules.Any(r => r.Own[k] is not null)))
            return "Reasons are not given here, because rules have sums of their own: what an input has to do with the answer then depends "
                + "on every rule between the reference and the row." + Elsewhere;
        var adjusting = Adjusting(document).Select(c => document.Conditions[c].Expression).ToArray();
        if (adjusting.Any(e => e.Adjustments.Count > 0))
            return "Reasons are not given here, because conditions that adjust the score are adjusted by others, so that they bend on the "
                + "way from the reference to the row." + Elsewhere;
        return adjusting.Any(e => e.Terms.Any(t => t.Match(_ => false, _ => false, _ => true)))
            ? "Reasons are not given here, because conditions that adjust the score have curves, so that they bend on the way from the "
                + "reference to the row." + Elsewhere
            : null;
    }

    /// <summary>The outputs whose difference from the reference can be what is shared out.</summary>
    public static IEnumerable<int> Outputs(RuleDocument document) =>
        document.Decision.ComparesOutputs ? Enumerable.Range(0, document.Outputs.Count) : [0];

    /// <summary>The sum of an output that holds for all rows; null where it is 0.</summary>
    public static IEnumerable<Expression> SumsOf(RuleDocument document, int output) => document.Rules.Count == 1
        ? new[] { document.CommonOf(output), document.Rules[0].Own[output] }.OfType<Expression>()
        : new[] { document.CommonOf(output) }.OfType<Expression>();

    /// <summary>The conditions that adjust these outputs, in order.</summary>
    public static int[] Adjusting(RuleDocument document) => Outputs(document)
        .SelectMany(k => SumsOf(document, k)).SelectMany(s => s.Adjustments).Select(a => a.Condition).Distinct().Order().ToArray();
}
