using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>The figures that decide stand in the frontier, and what decides is what they say.</summary>
public sealed class FrontierTests
{
    /// <summary>The share of the loss that a number has to gain where labels are learned, as docs/method.md has it.</summary>
    private const double Gain = 0.0005;

    private const double Bend = 0.3;

    [Theory]
    [InlineData("banknote")]
    [InlineData("regression")]
    [InlineData("mixed")]
    public void ThePriceIsTheExpectedLossWithAShareForEachNumber(string name)
    {
        var frontier = Trained.Named(name).Result.Frontier;
        Assert.All(frontier, e =>
        {
            var loss = e.ExpectedLoss!.Value.Value;
            Assert.Equal(loss * (1 + (Gain * e.Numbers!.Value)), e.Price!.Value.Value, 1e-5 * loss);
            Assert.True(2 * e.Points <= e.Numbers);
        });
    }

    [Fact]
    public void TheChosenOneHasTheLowestPrice()
    {
        var frontier = Trained.Named("banknote").Result.Frontier;
        Assert.True(frontier.MinBy(e => e.Price!.Value.Value)!.IsChosen);
    }

    [Fact]
    public void AToleranceHasNoPrice()
    {
        var run = Trained.OfText(Tables.Classes, new TrainingOptions { Tolerance = 0.5 }, "class");
        Assert.All(run.Result.Frontier, e => Assert.Equal((true, false), (e.ExpectedLoss is not null, e.Price is not null)));
        Assert.Equal(run.Result.Frontier.Min(e => e.Numbers), run.Result.Frontier.Single(e => e.IsChosen).Numbers);
    }

    [Fact]
    public void ATreeHasItsErrorOnValidationRows()
    {
        var run = Trained.OfText(Tables.Regression, new TrainingOptions { Model = ModelKind.Tree }, "y");
        Assert.All(run.Result.Frontier, e => Assert.Equal((true, 0, null), (e.Numbers > 0, e.Points, e.Price)));
        Assert.True(run.Result.Frontier.MinBy(e => e.ExpectedLoss!.Value.Value)!.IsChosen);
    }

    /// <summary>Once it stood beside the linear model, and the document could not be read again.</summary>
    [Fact]
    public void TheSameAnswerEverywhereTakesThePlaceOfTheLinearModel()
    {
        var random = new Random(1);
        var table = CsvFile.Rows("a,b,y", 300, _ => FormattableString.Invariant(
            $"{random.NextDouble():F3},{random.NextDouble():F3},{(random.NextDouble() < 0.3 ? "yes" : "no")}"));
        var run = Trained.OfText(
            table, new TrainingOptions { ClassWeights = EquatableArray.Of(new ClassWeight("yes", 5)) }, "y");
        Assert.Contains(run.Result.Notes, n => n.Kind == "simpler-chosen");
        Assert.Equal(run.Result.Frontier.Select(e => e.Nonlinear).Distinct(), run.Result.Frontier.Select(e => e.Nonlinear));
        Assert.Equal(run.Document, RuleDocumentReader.Read(RuleDocumentWriter.Write(run.Document)));
    }

    /// <summary>A curve is the truth, but bends so little that a straight line says nearly as much.</summary>
    [Fact]
    public void ALinearModelThatDoesNearlyAsWellIsNamed()
    {
        var random = new Random(5);
        var table = CsvFile.Rows("a,b,y", 1000, _ =>
        {
            var (a, b) = (random.NextDouble(), random.NextDouble());
            var noise = random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;
            return FormattableString.Invariant($"{a:F4},{b:F4},{a + b + (Bend * Math.Abs(a - 0.5)) + noise:F4}");
        });
        var run = Trained.OfText(table, new TrainingOptions(), "y");
        var chosen = run.Result.Frontier.Single(e => e.IsChosen);
        Assert.True(chosen.Points > 0 || chosen.Rules > 1);
        var note = Assert.Single(run.Result.Notes, n => n.Kind == "simpler-nearly-as-good");
        Assert.StartsWith("One linear rule of ", note.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("banknote")]
    [InlineData("regression")]
    public void WhereCurvesAndRulesGainNothingIsSaid(string name) =>
        Assert.DoesNotContain(Trained.Named(name).Result.Notes, n => n.Kind == "simpler-nearly-as-good");
}
