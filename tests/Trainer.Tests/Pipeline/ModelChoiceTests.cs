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
    public void TheFewestHingesWithinAFifthOfAPercentOfTheBestWin()
    {
        Assert.Equal(1, Choose(null, Candidate(0, 1.003), Candidate(1, 1.0015), Candidate(2, 1.0)));
        Assert.Equal(0, Choose(null, Candidate(0, 1.0), Candidate(1, 1.0)));
        Assert.Equal(3, Choose(null, Candidate(0, 2), Candidate(1, 1.9), Candidate(2, 1.8), Candidate(3, 1.7)));
    }

    [Fact]
    public void ToleranceIsALossOfAccuracy()
    {
        ExtractedCandidate[] candidates = [Candidate(0, 9, 0.89), Candidate(1, 9, 0.91), Candidate(2, 9, 0.95)];
        Assert.Equal(1, Choose(0.05, candidates));
        Assert.Equal(0, Choose(0.07, candidates));
        Assert.Equal(2, Choose(0, candidates));
        // The network has 0.95, and nobody comes near: then it is the most accurate.
        Assert.Equal(2, Choose(0.01, Candidate(0, 9, 0.5), Candidate(1, 9, 0.795), Candidate(2, 9, 0.8)));
    }

    [Fact]
    public void LikelihoodsPayHalfAParameterPerRow()
    {
        // One output over four terms and a bias, and no hinge: five parameters.
        Assert.Equal(0.3 + (0.5 * 5 / 100), ModelChoice.ExpectedLoss(Form(0, 1), 4, 0.3, 100, Loss.Logistic), 1e-12);
        // Two hinges with a coupling between them, and one of the output to each.
        Assert.Equal(0.3 + (0.5 * ((3 * 5) + 1 + 2) / 100), ModelChoice.ExpectedLoss(Form(2, 1), 12, 0.3, 100, Loss.Logistic), 1e-12);
        // One of three logits is free.
        Assert.Equal(0.3 + (0.5 * 10 / 100), ModelChoice.ExpectedLoss(Form(0, 3), 12, 0.3, 100, Loss.Softmax), 1e-12);
    }

    [Fact]
    public void SquaredErrorsPayByAkaikesFinalPredictionError()
    {
        Assert.Equal(0.3 * 102.5 / 97.5, ModelChoice.ExpectedLoss(Form(0, 1), 4, 0.3, 100, Loss.SquaredError), 1e-12);
        Assert.Equal(double.PositiveInfinity, ModelChoice.ExpectedLoss(Form(0, 1), 400, 0.3, 100, Loss.SquaredError));
    }

    private static int Choose(double? tolerance, params ExtractedCandidate[] candidates) =>
        new ModelChoice(tolerance).Choose(candidates, 0.95).Model.Form.Hinges;

    private static ExtractedCandidate Candidate(int hinges, double expectedLoss, double accuracy = 0.5) => new(
        new Candidate(Form(hinges, 1), expectedLoss),
        (RegionTree?)null,
        1,
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
