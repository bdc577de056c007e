using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Recourses;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Recourses;

public class RecourseOptionTests
{
    private const string Loan =
        """
        {"version":2,"name":"Loan","summary":"","inputs":[
        {"name":"income","range":[0,100],"actionable":"up","step":0.1,"special":[{"value":-9,"name":"unknown"}]},
        {"name":"debt","range":[0,50],"actionable":"down","step":1},
        {"name":"age","range":[18,90],"immutable":true}],
        "outputs":[{"name":"y"}],
        "decision":{"kind":"threshold","thresholds":[{"threshold":10,"below":"no","atOrAbove":"yes"}]},
        "conditions":[],"common":[{"bias":0,"weights":{"income":0.5,"debt":-1,"age":0.1}}],"tree":{"rule":1},"rules":[{"id":1}]}
        """;

    private static readonly RecourseFinder Finder = new(RuleDocumentReader.Read(Loan));
    private static readonly double[] Row = [20.05, 5, 30];

    [Fact]
    public void NumbersMoveInExactDecimalsOfTheRow()
    {
        // 10.025 − 5 + 3 is 1.975 short: 40 steps of income at 1,000 cost as much as 2 of debt at 20,000, and income stands first.
        var answer = Finder.Find(Row);
        Assert.Equal([24.05, 5, 30], answer.Row);
        Assert.Equal([0], answer.Changes.Select(c => c.Input));
        Assert.Equal(
            ("20.05", "24.05", 40_000, "yes"),
            (answer.Changes[0].TextBefore, answer.Changes[0].TextAfter, answer.Cost, answer.Decision));
        var cheaper = Finder.Find(Row, RecourseOptions.Default.WithCost("debt", 19_999));
        Assert.Equal([20.05, 3, 30], cheaper.Row);
        Assert.Equal(39_998, cheaper.Cost);
    }

    [Fact]
    public void SideConditionsHoldExactly()
    {
        var answer = Finder.Find(Row, RecourseOptions.Default.WithCost("income", 1).WithSide(["income"], [1], 22.05));
        Assert.Equal([22.05, 4, 30], answer.Row);
        Assert.Equal(RecourseStatus.None, Finder.Find(Row, RecourseOptions.Default.WithSide(["age"], [1], 29)).Status);
    }

    [Fact]
    public void ValuesThatCannotMoveAreTold()
    {
        var answer = Finder.Find([-9, 5, 30]);
        Assert.Equal(["income stays as it is: its value is missing or special, and so no quantity."], answer.Unchanged);
        Assert.Equal(RecourseStatus.None, answer.Status);
        Assert.Contains("15 digits", Finder.Find([1.0 / 3, 5, 30]).Unchanged.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("label", "There is no label 'maybe'.")]
    [InlineData("input", "There is no input 'wage'.")]
    [InlineData("output", "There is no output 'z'.")]
    [InlineData("both", "Either a label or a value")]
    [InlineData("special", "whose value in this row is special")]
    public void WhatCannotBeAskedIsRefused(string kind, string expected)
    {
        var options = kind switch
        {
            "label" => RecourseOptions.Default.WithLabel("maybe"),
            "input" => RecourseOptions.Default.WithCost("wage", 1),
            "output" => RecourseOptions.Default.WithOutput("z"),
            "both" => RecourseOptions.Default.WithLabel("yes").WithAtLeast("y", 1),
            _ => RecourseOptions.Default.WithNotAbove("income", "debt"),
        };
        var refused = Assert.Throws<RuleCompilerException>(() => Finder.Find([-9, 5, 30], options));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DocumentWithoutActionableInputsIsRefused()
    {
        var inputs = Finder.Document.Inputs.Select(i => i with { Actionable = null }).ToEquatableArray();
        var refused = Assert.Throws<RuleCompilerException>(() => new RecourseFinder(Finder.Document with { Inputs = inputs }));
        Assert.Contains("\"actionable\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CertificateIsOfItsRowAndItsQuestion()
    {
        var checker = new RecourseChecker(Finder.Document);
        var certificate = Finder.Find(Row).Certificate;
        Assert.True(checker.Check(certificate, Row, RecourseOptions.Default).Holds);
        Assert.False(checker.Check(certificate, [20.05, 6, 30], RecourseOptions.Default).Holds);
        Assert.False(checker.Check(certificate, Row, RecourseOptions.Default.WithCost("debt", 1)).Holds);
        var other = RuleDocumentReader.Read(Loan.Replace("0.5,", "0.4,", StringComparison.Ordinal));
        Assert.Contains("something else", new RecourseChecker(other).Check(certificate).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void LittleWorkGivesABoundThatIsProved()
    {
        var (undecided, better) = (0, 0);
        for (var seed = 1; undecided < 50 && seed < 3_000; seed++)
        {
            if (RandomRecourse.Make(seed) is not { } one)
                continue;
            var finder = new RecourseFinder(one.Document);
            var options = one.Options.WithBudget(3);
            var answer = finder.Find(one.Row, options);
            var check = new RecourseChecker(one.Document).Check(answer.Certificate, one.Row, options);
            Assert.True(check.Holds, check.Reason + "\n" + answer.Certificate);
            Assert.Equal(answer.Status, check.Status);
            if (answer.Status != RecourseStatus.Undecided)
                continue;
            undecided++;
            var best = finder.Find(one.Row, one.Options);
            Assert.True(answer.LowerBound <= best.LowerBound, $"seed {seed}: {answer.LowerBound} above {best.LowerBound}");
            Assert.True(!answer.HasChange || answer.Cost >= best.Cost, $"seed {seed}");
            better += answer.LowerBound > 0 ? 1 : 0;
        }

        Assert.Equal(50, undecided);
        Assert.True(better > 5, $"Only {better} bounds say something.");
    }
}
