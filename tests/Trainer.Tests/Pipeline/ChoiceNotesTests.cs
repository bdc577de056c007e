using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Pipeline;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>What a person is told of the choice among models.</summary>
public sealed class ChoiceNotesTests
{
    private static readonly Region Whole = new([], [], [], []);

    private static readonly RegionTree Halves = new RegionSplit(0, new AffineMap([1], 0), Whole, Whole with { Path = [] });

    [Fact]
    public void OneRuleThatDoesNearlyAsWellIsNamedWithItsFigures()
    {
        var note = ChoiceNotes.NearlyAsGood("accuracy", Candidate(Halves, 0.4, 20, 0, 0.85), Candidate(Whole, 0.402, 9, 3, 0.845), "--x");
        Assert.Equal("simpler-nearly-as-good", note.Kind);
        Assert.Equal(
            "One rule of 9 numbers does nearly as well as the 2 rules of 20 numbers that were chosen: expected loss 0.402 against 0.4, "
                + "accuracy on validation rows 84.5 % against 85.0 %. --x asks for one.",
            note.Text);
    }

    [Fact]
    public void ALinearRuleIsCalledSo() => Assert.Equal(
        "One linear rule of 1 number does nearly as well as the rule of 20 numbers that was chosen: expected loss 0.402 against 0.4, "
            + "R² on validation rows 0.845 against 0.85. --x asks for one.",
        ChoiceNotes.NearlyAsGood("R²", Candidate(Whole, 0.4, 20, 3, 0.85), Candidate(Whole, 0.402, 1, 0, 0.845), "--x").Text);

    [Theory]
    [InlineData(1, 1, null, "1 model at a lower price was passed over, for a rule that no training row satisfies (--min-support).")]
    [InlineData(
        3, 20, 0.1, "3 models of fewer numbers were passed over, for a rule that fewer than 20 training rows satisfy (--min-support).")]
    public void ModelsWithoutSupportAreCounted(int count, int minimum, double? tolerance, string text)
    {
        var note = ChoiceNotes.PassedOver(count, new TrainingOptions { MinSupport = minimum, Tolerance = tolerance });
        Assert.Equal(("support-passed-over", text, (long?)count), (note.Kind, note.Text, note.Count));
    }

    [Fact]
    public void RulesWithLittleSupportAreNamed()
    {
        var banknote = Trained.Named("banknote").Document;
        var rows = banknote.Rules.Select(r => r.Support!.Rows).ToArray();
        Assert.Empty(ChoiceNotes.LittleSupport(banknote, rows.Min(), hadSupport: true));
        var note = Assert.Single(ChoiceNotes.LittleSupport(banknote, rows.Min() + 1, hadSupport: false));
        Assert.Equal(("little-support", (long?)rows.Count(r => r == rows.Min())), (note.Kind, note.Count));
        Assert.Contains("(--min-support), rule ", note.Text, System.StringComparison.Ordinal);
        Assert.EndsWith(
            "no model without such rules was found, so the best one was taken all the same.", note.Text, System.StringComparison.Ordinal);
    }

    private static ExtractedCandidate Candidate(RegionTree regions, double loss, int numbers, int points, double headline) => new(
        new Candidate(null!, null!, loss, numbers, points),
        regions,
        1,
        true,
        EquatableArray.Of(new NamedNumber("accuracy", Number.From(headline))));
}
