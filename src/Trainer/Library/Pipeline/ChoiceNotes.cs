using System.Collections.Generic;
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
            : taken.IsLinear ? "one linear rule" : ShownNumber.Count(taken.Rules, "rule");
        var remedy = isConstant ? " Rules say nothing about this here: give other rows or inputs, or labels with --target." : string.Empty;
        return new Note(
            "simpler-chosen",
            $"{ShownNumber.Count(fitting.Rules, "rule")} would fit the scores best, but "
                + $"{(decision.IsClass ? "decide worse" : "predict worse")} on validation rows ({Shown(fitting)}) than {what} "
                + $"({Shown(taken)}), which was taken.{remedy}");

        string Shown(ExtractedCandidate candidate) =>
            decision.IsClass ? ShownNumber.Percent(candidate.Headline) : "R² " + ShownNumber.Short(candidate.Headline);
    }

    /// <summary>A simpler model does nearly as well as the one that was chosen.</summary>
    /// <param name="measure">What models are compared by on validation rows.</param>
    /// <param name="chosen">The one that was chosen.</param>
    /// <param name="simpler">The simpler one, with one rule.</param>
    /// <param name="option">What asks for one.</param>
    public static Note NearlyAsGood(string measure, ExtractedCandidate chosen, ExtractedCandidate simpler, string option)
    {
        return new Note(
            "simpler-nearly-as-good",
            $"One {(simpler.IsLinear ? "linear rule" : "rule")} of {Numbers(simpler)} does nearly as well as the "
                + $"{(chosen.Rules == 1 ? "rule" : ShownNumber.Count(chosen.Rules, "rule"))} of {Numbers(chosen)} that "
                + $"{(chosen.Rules == 1 ? "was" : "were")} chosen: expected loss {ShownNumber.Short(simpler.Model.ExpectedLoss)} against "
                + $"{ShownNumber.Short(chosen.Model.ExpectedLoss)}, {measure} on validation rows {Shown(simpler)} against {Shown(chosen)}. "
                + $"{option} asks for one.");

        string Shown(ExtractedCandidate candidate) =>
            measure == "R²" ? ShownNumber.Short(candidate.Headline) : ShownNumber.Percent(candidate.Headline);

        static string Numbers(ExtractedCandidate candidate) => ShownNumber.Count(candidate.Model.Numbers, "number");
    }

    /// <summary>Models were not taken, since too few training rows satisfy one of their rules.</summary>
    /// <param name="count">How many.</param>
    /// <param name="options">How many rows are enough, and by what is chosen.</param>
    public static Note PassedOver(int count, TrainingOptions options) => new(
        "support-passed-over",
        $"{ShownNumber.Count(count, "model")} {(options.Tolerance is null ? "at a lower price" : "of fewer numbers")} "
            + $"{(count == 1 ? "was" : "were")} passed over, for a rule that {Satisfied(options.MinSupport)} (--min-support).")
    {
        Count = count,
    };

    /// <summary>Rules that fewer training rows satisfy than were asked for; none where there are no such rules.</summary>
    /// <param name="document">The rules with their support.</param>
    /// <param name="minimum">How many rows were asked for.</param>
    /// <param name="hadSupport">Whether there was a model without such rules, before its numbers were rounded.</param>
    public static IEnumerable<Note> LittleSupport(RuleDocument document, int minimum, bool hadSupport)
    {
        var rules = document.Rules.Where(r => r.Support!.Rows < minimum).ToArray();
        if (rules.Length == 0)
            yield break;
        var list = string.Join(
            ", ", rules.Select(r => $"rule {ShownNumber.Integer(r.Id)} ({ShownNumber.Count(r.Support!.Rows, "row")})"));
        var reason = hadSupport
            ? "rounding its numbers, which moves the borders of rules, left no other."
            : "no model without such rules was found, so the best one was taken all the same.";
        yield return new Note("little-support", $"There are rules that {Satisfied(minimum)} (--min-support), {list}: {reason}")
        {
            Count = rules.Length,
        };
    }

    private static string Satisfied(int minimum) =>
        minimum == 1 ? "no training row satisfies" : $"fewer than {ShownNumber.Integer(minimum)} training rows satisfy";

    private static string ConstantOf(Decision decision, ExtractedCandidate constant)
    {
        var labels = decision.LabelsFor(constant.Model.Form.OutputBiases);
        return labels is [var label] ? $"always '{VisibleText.Of(label)}'" : "always the same answer";
    }
}
