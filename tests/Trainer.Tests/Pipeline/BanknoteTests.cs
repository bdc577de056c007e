using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

public class BanknoteTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AtMostFourRulesDecideNearlyAllHeldOutRows(int seed)
    {
        var run = Trained.OfFile(Tables.Banknote, new TrainingOptions { Seed = seed, MaxRules = 4 }, "class");
        Assert.InRange(run.Document.Rules.Count, 1, 4);
        Assert.True(run.Metric("rules", "test", "accuracy") >= 0.99, $"only {run.Metric("rules", "test", "accuracy")}");
    }

    [Fact]
    public void FewNumbersDecideNearlyAllHeldOutRows()
    {
        var run = Trained.Named("banknote");
        Assert.InRange(ReviewedNumbers.Count(run.Document), 4, 30);
        Assert.True(run.Metric("rules", "test", "accuracy") >= 0.99, $"only {run.Metric("rules", "test", "accuracy")}");
    }

    [Fact]
    public void FrontierHasOneChosenPointWithinTheBudget()
    {
        var run = Trained.Named("banknote");
        Assert.Single(run.Result.Frontier, p => p.IsChosen);
        Assert.Equal(run.Result.Frontier.Select(p => p.Nonlinear).Order(), run.Result.Frontier.Select(p => p.Nonlinear));
        Assert.Equal(0, run.Result.Frontier[0].Nonlinear);
        Assert.Equal(1, run.Result.Frontier[0].Rules);
        Assert.All(run.Result.Frontier, p => Assert.True(p.Rules is null or <= 8));
        Assert.Equal(["accuracy", "auc", "logLoss"], run.Result.Frontier[0].Validation.Select(n => n.Name));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(8, 0)]
    public void BudgetOfOneRuleIsKept(int maxRules, int? maxNonlinear)
    {
        var run = Trained.OfFile(Tables.Banknote, new TrainingOptions { MaxRules = maxRules, MaxNonlinear = maxNonlinear }, "class");
        Assert.Single(run.Document.Rules);
        Assert.Empty(run.Document.Conditions);
    }

    [Fact]
    public void ToleranceBuysFewerRules()
    {
        var run = Trained.OfFile(Tables.Banknote, new TrainingOptions { Tolerance = 0.5 }, "class");
        Assert.Equal(0, run.Result.Frontier.Single(p => p.IsChosen).Nonlinear);
    }
}
