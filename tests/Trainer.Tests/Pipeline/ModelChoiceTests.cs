using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

public class ModelChoiceTests
{
    [Fact]
    public void ANumberHasToGainATwoThousandthOfTheLoss()
    {
        // Ten numbers more for half a percent of the loss.
        Assert.Equal(1, Choose(null, Candidate(0, 1.006, numbers: 10), Candidate(1, 1.0, numbers: 20)));
        Assert.Equal(0, Choose(null, Candidate(0, 1.004, numbers: 10), Candidate(1, 1.0, numbers: 20)));
        Assert.Equal(0, Choose(null, Candidate(0, 1.0, numbers: 10), Candidate(1, 1.0, numbers: 10)));
    }

    [Fact]
    public void OfThoseWithinTheToleranceTheOneWithTheFewestNumbersWins() =>
        Assert.Equal(1, Choose(0.05, Candidate(0, 9, 0.93, 30), Candidate(1, 9, 0.92, 20), Candidate(2, 9, 0.95, 40)));

    [Fact]
    public void ToleranceIsALossOfAccuracy()
    {
        ExtractedCandidate[] candidates = [Candidate(0, 9, 0.89, 1), Candidate(1, 9, 0.91, 2), Candidate(2, 9, 0.95, 3)];
        Assert.Equal(1, Choose(0.05, candidates));
        Assert.Equal(0, Choose(0.07, candidates));
        Assert.Equal(2, Choose(0, candidates));
        // The network has 0.95, and nobody comes near: then it is the most accurate.
        Assert.Equal(2, Choose(0.01, Candidate(0, 9, 0.5), Candidate(1, 9, 0.795), Candidate(2, 9, 0.8)));
    }

    [Fact]
    public void AModelWithSupportForEachRuleComesFirst()
    {
        ExtractedCandidate[] candidates = [Candidate(2, 1.0, 0.95, isSupported: false), Candidate(0, 9, 0.9), Candidate(1, 8, 0.9)];
        Assert.Equal(1, Choose(null, candidates));
        Assert.Equal(0, Choose(0.06, candidates));
    }

    [Fact]
    public void LikelihoodsPayAShareOfANumberPerRow()
    {
        Assert.Equal(0.3 + (0.35 * 5 / 100), ModelChoice.ExpectedLoss(5, 1, 0.3, 100, Loss.Logistic), 1e-12);
        // The mean over two outputs.
        Assert.Equal(0.3 + (0.35 * 18 / 200), ModelChoice.ExpectedLoss(18, 2, 0.3, 100, Loss.Logistic), 1e-12);
    }

    [Fact]
    public void ANumberOfOneLabelAmongSeveralCountsByWhatRowsTellOfIt()
    {
        // p(1 − p) of labels that are equally frequent, over that of two.
        Assert.Equal(
            ModelChoice.ExpectedLoss(15, 1, 0.3, 100, Loss.Logistic), ModelChoice.ExpectedLoss(15, 2, 0.3, 100, Loss.Softmax), 0.0);
        Assert.Equal(0.3 + (0.35 * 15 / 100 * 8 / 9), ModelChoice.ExpectedLoss(15, 3, 0.3, 100, Loss.Softmax), 1e-12);
        Assert.Equal(0.3 + (0.35 * 15 / 100 * 0.36), ModelChoice.ExpectedLoss(15, 10, 0.3, 100, Loss.Softmax), 1e-12);
    }

    [Fact]
    public void SquaredErrorsPayByAkaikesFinalPredictionError()
    {
        Assert.Equal(0.3 * 101.75 / 98.25, ModelChoice.ExpectedLoss(5, 1, 0.3, 100, Loss.SquaredError), 1e-12);
        Assert.Equal(double.PositiveInfinity, ModelChoice.ExpectedLoss(300, 1, 0.3, 100, Loss.SquaredError));
    }

    private static int Choose(double? tolerance, params ExtractedCandidate[] candidates) =>
        new ModelChoice(ModelPrice.OfLearned, 0.95 - tolerance).Choose(candidates).Model.Form.Hinges;

    private static ExtractedCandidate Candidate(
        int hinges, double expectedLoss, double accuracy = 0.5, int numbers = 1, bool isSupported = true) => new(
        new Candidate(Form(hinges, 1), null!, expectedLoss, numbers, 0),
        (RegionTree?)null,
        1,
        isSupported,
        EquatableArray.Of(new NamedNumber("accuracy", Number.From(accuracy))));

    private static HingeForm Form(int hinges, int outputs) => new(
        1,
        new double[hinges],
        new double[hinges],
        new double[hinges * hinges],
        new double[outputs],
        new double[outputs],
        new double[outputs * hinges],
        Enumerable.Range(1, hinges).Select(i => new HingeSource(1, i, 0)).ToArray());
}
