using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What a person should know of the choice among models.</summary>
internal static class ChoiceNotes
{
    /// <summary>Says that the rules were fitted to validation rows too.</summary>
    public static Note Refitted(Dataset data) => new("refit", string.Create(
        CultureInfo.InvariantCulture,
        $"once chosen, the rules were fitted again to training and validation rows together ({data.Split.Train.Length:N0} and "
            + $"{data.Split.Validation.Length:N0}): their figures on validation rows are of rows that they were fitted to. The choice, and "
            + $"the table of what there was to choose from, are of before."));

    /// <summary>A simpler model was taken than the one that fits best.</summary>
    /// <param name="decision">How outputs become decisions.</param>
    /// <param name="fitting">The one that fits best.</param>
    /// <param name="taken">The one that was taken.</param>
    /// <param name="isConstant">Whether that gives the same answer everywhere.</param>
    public static Note Simpler(Decision decision, ExtractedCandidate fitting, ExtractedCandidate taken, bool isConstant)
    {
        var what = isConstant
            ? ConstantOf(decision, taken)
            : taken.Model.Form.Hinges == 0 ? "one linear rule" : ShownNumber.Count(taken.Regions!.Regions.Count(), "rule");
        var remedy = isConstant ? " Rules say nothing about this here: give other rows or inputs, or labels with --target." : string.Empty;
        return new Note(
            "simpler-chosen",
            $"{ShownNumber.Count(fitting.Regions!.Regions.Count(), "rule")} would fit the scores best, but "
                + $"{(decision.IsClass ? "decide worse" : "predict worse")} on validation rows ({Shown(fitting)}) than {what} "
                + $"({Shown(taken)}), which was taken.{remedy}");

        string Shown(ExtractedCandidate candidate) =>
            decision.IsClass ? ShownNumber.Percent(candidate.Headline) : "R² " + ShownNumber.Short(candidate.Headline);
    }

    private static string ConstantOf(Decision decision, ExtractedCandidate constant)
    {
        var labels = decision.LabelsFor(constant.Model.Form.OutputBiases);
        return labels is [var label] ? $"always '{VisibleText.Of(label)}'" : "always the same answer";
    }
}
