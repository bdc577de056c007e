using System;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Tests.Pipeline;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Reports;

/// <summary>The sentence says by which figure was chosen, from what the document tells.</summary>
public sealed class ChoiceTextTests
{
    private static readonly FrontierEntry Dear = Entry(0, 0.5);

    private static readonly FrontierEntry Cheap = Entry(1, 0.4);

    [Fact]
    public void TheLowestPriceDecides() => Assert.Equal(
        "Chosen by the lowest price: the expected loss, and 0.05 % of it for each number to review.",
        Of([], Dear, Cheap with { IsChosen = true }));

    [Fact]
    public void ALowerPriceThatWasPassedOverIsNotHidden()
    {
        var text = Of([], Dear with { IsChosen = true }, Cheap)!;
        Assert.StartsWith("The price is the expected loss, and 0.05 % of it for each number to review. ", text, StringComparison.Ordinal);
        Assert.Contains("passed over", text, StringComparison.Ordinal);
        // What has too many rules could not be chosen.
        Assert.StartsWith("Chosen by", Of([], Dear with { IsChosen = true }, Cheap with { Rules = null }), StringComparison.Ordinal);
    }

    [Fact]
    public void AToleranceDecidesByNumbers() => Assert.Equal(
        "Chosen by --tolerance 0.01, not by a price: the fewest numbers whose accuracy on validation rows is at most so much below that of "
            + "the network; where none is, the largest accuracy.",
        Of([new NamedText("tolerance", "0.01")], Dear with { IsChosen = true, Price = null }));

    [Fact]
    public void ATreeIsChosenByItsErrorOnValidationRows()
    {
        var tree = new NamedText("model", "tree");
        Assert.Contains(
            "mean squared error on validation rows", Of([tree], Dear with { IsChosen = true, Price = null }), StringComparison.Ordinal);
        Assert.Contains(
            "the fewest tests", Of([tree, new NamedText("tolerance", "0.01")], Dear with { IsChosen = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void DocumentsOfOlderVersionsDoNotTell()
    {
        Assert.Null(Of([], Dear with { IsChosen = true, Price = null, ExpectedLoss = null }));
        Assert.Null(Of([], Dear));
        Assert.Null(Of([]));
    }

    private static FrontierEntry Entry(int nonlinear, double price) => new(
        nonlinear, nonlinear + 1, Number.Zero, false, EquatableArray<NamedNumber>.Empty, EquatableArray<NamedNumber>.Empty)
    {
        Numbers = 5,
        ExpectedLoss = Number.From(price),
        Price = Number.From(price),
    };

    private static string? Of(NamedText[] options, params FrontierEntry[] frontier)
    {
        var document = Trained.Named("banknote").Document;
        return ChoiceText.Of(document with
        {
            Provenance = document.Provenance! with
            {
                Options = options.ToEquatableArray(),
                Frontier = frontier.ToEquatableArray(),
            },
        });
    }
}
