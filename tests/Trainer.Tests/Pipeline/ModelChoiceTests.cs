using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Pipeline;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

public class ModelChoiceTests
{
    private const double MajorityLoss = 1;

    /// <summary>Losses that differ from row to row, so that a mean difference has an error.</summary>
    private static readonly double[] Network = Enumerable.Range(0, 100).Select(i => 0.1 + (0.001 * (i % 7))).ToArray();

    [Fact]
    public void FewestHingesWithinOneErrorWin()
    {
        // Differences of ±1 have a standard error of 0.1, which 0.09 is within and 0.11 is not.
        var chosen = Choose(null, Candidate(0, 0.11, 1), Candidate(1, 0.09, 1), Candidate(2, 0, 0));
        Assert.Equal(1, chosen);
    }

    [Fact]
    public void BetterThanTheNetworkIsGoodEnough() => Assert.Equal(0, Choose(null, Candidate(0, -0.05, 0), Candidate(1, -0.2, 0)));

    [Fact]
    public void DifferencesOfAHundredthOfTheMajoritysLossDoNotCount()
    {
        Assert.Equal(0, Choose(null, Candidate(0, 0.0099, 0), Candidate(1, 0, 0)));
        Assert.Equal(1, Choose(null, Candidate(0, 0.0101, 0), Candidate(1, 0, 0)));
    }

    [Fact]
    public void WhereNoneIsAsGoodAsTheNetworkTheBestOneIsTheMeasure()
    {
        Assert.Equal(2, Choose(null, Candidate(0, 0.5, 0), Candidate(1, 0.3, 0), Candidate(2, 0.205, 0), Candidate(3, 0.2, 0)));
    }

    [Fact]
    public void ToleranceIsALossOfAccuracy()
    {
        ExtractedCandidate[] candidates = [Candidate(0, 9, 0, 0.89), Candidate(1, 9, 0, 0.91), Candidate(2, 9, 0, 0.95)];
        Assert.Equal(1, Choose(0.05, candidates));
        Assert.Equal(0, Choose(0.07, candidates));
        Assert.Equal(2, Choose(0, candidates));
        // The network has 0.95, and nobody comes near: then the best candidate is the measure.
        Assert.Equal(1, Choose(0.01, Candidate(0, 9, 0, 0.5), Candidate(1, 9, 0, 0.795), Candidate(2, 9, 0, 0.8)));
    }

    private static int Choose(double? tolerance, params ExtractedCandidate[] candidates) =>
        new ModelChoice(MajorityLoss, tolerance).Choose(candidates, Network, 0.95).Model.Form.Hinges;

    private static ExtractedCandidate Candidate(int hinges, double worse, double spread, double accuracy = 0.5)
    {
        var form = new HingeForm(
            1, new double[hinges], new double[hinges], new double[hinges * hinges], [1], [0], new double[hinges],
            Enumerable.Range(1, hinges).Select(i => new HingeSource(1, i, 0)).ToArray());
        var losses = Network.Select((l, i) => l + worse + (i % 2 == 0 ? spread : -spread)).ToArray();
        return new ExtractedCandidate(new Candidate(form, losses), null, EquatableArray.Of(new NamedNumber("accuracy", Number.From(accuracy))));
    }
}
