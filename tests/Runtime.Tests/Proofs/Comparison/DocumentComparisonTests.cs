using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs;
using RuleCompiler.Proofs.Comparison;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs.Comparison;

/// <summary>What is said of one change at a time.</summary>
public class DocumentComparisonTests
{
    [Theory]
    [InlineData(HingeDocuments.Loan)]
    [InlineData(HingeDocuments.Curved)]
    [InlineData(HingeDocuments.Own)]
    [InlineData(VerifiedDocuments.Intervals)]
    public void ADocumentIsEqualToItself(string text)
    {
        var difference = Compare(text, text);
        Assert.Equal(DifferenceClass.Equal, difference.Class);
        Assert.Empty(difference.Cells.Concat(difference.ScoreCells));
        Assert.Empty(difference.Inputs.Select(i => i.Text).Concat(difference.Outputs).Concat(difference.Texts));
    }

    [Theory]
    [InlineData("Whether a loan will be paid back.", "Whether it will.", DifferenceClass.Text)]
    [InlineData("young and renting", "young, renting", DifferenceClass.Text)]
    [InlineData("\"rows\": 98", "\"rows\": 99", DifferenceClass.Text)]
    [InlineData("\"step\": 1", "\"step\": 2", DifferenceClass.Text)]
    [InlineData("\"own\": 0.35", "\"own\": 0.350", DifferenceClass.Text)]
    [InlineData("[0, 250]", "[0, 300]", DifferenceClass.Text)]
    [InlineData("\"scores\": \"logit\"", "\"scores\": \"probability\"", DifferenceClass.Scores)]
    [InlineData("\"bias\": -1.4", "\"bias\": -1.5", DifferenceClass.Decisions)]
    [InlineData("[45, 0.3]", "[45, 0.4]", DifferenceClass.Decisions)]
    [InlineData("\"threshold\": 0", "\"threshold\": 0.25", DifferenceClass.Decisions)]
    [InlineData("\"granted\"", "\"given\"", DifferenceClass.Decisions)]
    [InlineData("\"value\": 31, \"marks\": [-1]", "\"value\": 32, \"marks\": [-1]", DifferenceClass.Decisions)]
    [InlineData("\"value\": 31, \"marks\": [-1]", "\"value\": 31, \"marks\": [-2]", DifferenceClass.Decisions)]
    [InlineData("\"no record\": 0.5", "\"no record\": 0.6", DifferenceClass.Scores)]
    [InlineData(", \"other\": \"other\"", "", DifferenceClass.Decisions)]
    public void EachChangeHasItsClass(string from, string to, DifferenceClass expected)
    {
        var difference = Compare(HingeDocuments.Loan, HingeDocuments.Loan.Edited(from, to));
        Assert.Equal(expected, difference.Class);
        Assert.True(difference.IsDecided);
        Assert.NotEmpty(
            difference.Inputs.Select(i => i.Text).Concat(difference.Outputs).Concat(difference.Texts)
                .Concat(difference.Cells.Concat(difference.ScoreCells).Select(c => c.OldAnswer)));
    }

    [Fact]
    public void OneUnitInTheLastPlaceOfAWeightIsFound()
    {
        var weight = Math.BitIncrement(0.021).ToString("R", CultureInfo.InvariantCulture);
        var changed = HingeDocuments.Loan.Edited("0.021", weight);
        var difference = Compare(HingeDocuments.Loan, changed);
        Assert.Equal(DifferenceClass.Decisions, difference.Class);
        Assert.Equal(4, difference.Cells.Count);
        Assert.All(difference.Cells, c => Assert.Equal(("refused", "granted"), (c.OldAnswer, c.NewAnswer)));
        Assert.InRange(difference.LargestChange!.AtMost, 1e-18, 1e-14);
        Assert.All(difference.Cells.Where(c => !c.Witness.IsThin),
            c => Assert.NotEqual(Answer(HingeDocuments.Loan, c), Answer(changed, c)));
    }

    [Fact]
    public void ACellWithoutADoubleIsThin()
    {
        // 3 x − 1 is between the two thresholds only a little above 1/3, where there is no double.
        const string Third = """
            {"version":1,"name":"Third","summary":"","inputs":[{"name":"x","range":[0,1]}],"outputs":[{"name":"y"}],
            "decision":{"kind":"threshold","thresholds":[{"threshold":1e-30,"below":"no","atOrAbove":"yes"}]},
            "tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":-1,"weights":{"x":3}}]}]}
            """;
        var cell = Assert.Single(Compare(Third, Third.Edited("1e-30", "2e-30")).Cells);
        Assert.True(cell.Witness.IsThin);
        Assert.Equal(("yes", "no"), (cell.OldAnswer, cell.NewAnswer));
    }

    [Fact]
    public void AnOtherOrderOfOperationsIsArithmetic()
    {
        // What all rules add moves into the common part.
        var text = HingeDocuments.Own.Edited("\"tree\":", "\"common\":[{\"bias\":0.25,\"weights\":{\"z\":0.5}}],\"tree\":")
            .Edited("{\"bias\":0,\"weights\":{\"x\":1}}]", "{\"bias\":-0.25,\"weights\":{\"x\":1,\"z\":-0.5}}]")
            .Edited("{\"bias\":6,\"weights\":{\"z\":1}}", "{\"bias\":5.75,\"weights\":{\"z\":0.5}}");
        var difference = Compare(HingeDocuments.Own, text);
        Assert.Equal(DifferenceClass.Arithmetic, difference.Class);
        Assert.InRange(difference.RoundingDifference!.Value, 1e-16, 1e-13);
    }

    [Fact]
    public void ALimitThatOnlyMovesItsOwnValueIsFound()
    {
        // x < 5 and x <= 5 differ at 5 alone.
        var text = HingeDocuments.Own.Edited("{\"bias\":-5,\"weights\":{\"x\":1}}}", "{\"bias\":5,\"weights\":{\"x\":-1}}}")
            .Edited("\"negative\":{\"rule\":1},\"positive\":{\"rule\":2}", "\"negative\":{\"rule\":2},\"positive\":{\"rule\":1}");
        var cell = Assert.Single(Compare(HingeDocuments.Own, text).Cells);
        Assert.Equal((2, 1), (cell.OldRule, cell.NewRule));
        Assert.Equal(5, cell.Witness.Values[0].Value.Number);
        Assert.False(cell.Witness.IsThin);
    }

    [Fact]
    public void CellsSayWhereByHowMuchAndShowIt()
    {
        var (old, @new) = (HingeDocuments.Loan, HingeDocuments.Loan.Edited("\"threshold\": 0", "\"threshold\": 0.25"));
        var difference = Compare(old, @new);
        Assert.Equal([1, 2, 3, 4], difference.Cells.Select(c => c.OldRule));
        var cell = difference.Cells[0];
        Assert.Equal(["condition 1 < 0 (\"debt is high for the income\")", "condition 2 < 0 (\"young and renting\")"], cell.Conditions);
        Assert.Contains("age [years] from 18 to 26", cell.Limits);
        Assert.Equal(0, cell.LargestChange!.AtMost);
        Assert.InRange(difference.Share!.Value, 0.03, 0.05);
        Assert.Equal(100_000, difference.Points);
        Assert.All(difference.Cells, c => Assert.Equal(("granted", "refused"), (Answer(old, c), Answer(@new, c))));
    }

    [Fact]
    public void TheLargestChangeOfAProbabilityIsBounded()
    {
        var difference = Compare(HingeDocuments.Loan, HingeDocuments.Loan.Edited("\"bias\": -1.4", "\"bias\": -1.5"));
        // tanh(0.1 / 4)
        Assert.Equal(0.0249947929685, difference.ProbabilityChange!.AtMost, 1e-9);
        Assert.InRange(difference.ProbabilityChange.Reached!.Value, 0.02, difference.ProbabilityChange.AtMost);
    }

    [Fact]
    public void ARenamedInputIsTheSame()
    {
        var renamed = HingeDocuments.Loan.Replace("\"debt\"", "\"owed\"", StringComparison.Ordinal);
        var options = new ComparisonOptions { Renames = EquatableArray.Of(new RenamedInput("debt", "owed")) };
        var difference = DocumentComparison.Compare(VerifiedDocuments.Read(HingeDocuments.Loan), VerifiedDocuments.Read(renamed), options);
        Assert.Equal(DifferenceClass.Text, difference.Class);
        Assert.Equal("The input debt is now called owed.", Assert.Single(difference.Inputs).Text);
        var apart = Compare(HingeDocuments.Loan, renamed);
        Assert.Equal(DifferenceClass.Decisions, apart.Class);
        Assert.Equal(2, apart.Inputs.Count);
        var wrong = new ComparisonOptions { Renames = EquatableArray.Of(new RenamedInput("dept", "owed")) };
        var exception = Assert.Throws<RuleCompilerException>(
            () => DocumentComparison.Compare(VerifiedDocuments.Read(HingeDocuments.Loan), VerifiedDocuments.Read(renamed), wrong));
        Assert.Equal("The old document has no input 'dept' to rename; did you mean 'debt'?", exception.Message);
    }

    [Fact]
    public void CategoriesAreMatchedByTextAndARefusedOneIsTold()
    {
        var text = HingeDocuments.Loan.Edited("[ \"own\", \"rent\", \"other\" ]", "[ \"rent\", \"own\", \"other\", \"parents\" ]")
            .Edited("\"other\": \"other\"", "\"other\": \"rent\"");
        var difference = Compare(HingeDocuments.Loan, text);
        // What is not declared counted as other and counts as rent, which adds the same here.
        Assert.Contains(difference.Inputs, i => i.Text == "In housing 'parents' counted as 'other' and now counts as 'parents'.");
        Assert.Equal(DifferenceClass.Text, difference.Class);
        var refusing = Compare(HingeDocuments.Loan, HingeDocuments.Loan.Edited(", \"other\": \"other\"", string.Empty));
        Assert.Contains(refusing.Inputs, i => i.Refuses);
    }

    [Fact]
    public void WhereWorkRunsOutNothingIsCalledTheSame()
    {
        var (old, @new) = (HingeDocuments.Loan, HingeDocuments.Loan.Edited("\"bias\": -1.4", "\"bias\": -1.5"));
        var difference = DocumentComparison.Compare(
            VerifiedDocuments.Read(old), VerifiedDocuments.Read(@new), null, new ProofLimit { Steps = 3 });
        Assert.False(difference.IsDecided);
        Assert.Equal("the limit of the proof is reached", difference.Undecided);
    }

    private static string Answer(string text, ChangedCell cell)
    {
        var evaluator = new RuleEvaluator(VerifiedDocuments.Read(text));
        return evaluator.LabelsFor(evaluator.Evaluate(cell.Witness.Values.ToDictionary(v => v.Input, v => v.Value)).Outputs)[0];
    }

    private static DocumentDifference Compare(string old, string @new) =>
        DocumentComparison.Compare(VerifiedDocuments.Read(old), VerifiedDocuments.Read(@new));
}
