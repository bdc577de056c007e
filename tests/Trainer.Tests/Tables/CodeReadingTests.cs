using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

/// <summary>Texts that look like numbers and are none, and values that look like none and are.</summary>
public sealed class CodeReadingTests
{
    [Theory]
    [InlineData("007", "120", "035")]
    [InlineData("00501", "99501", "10001")]
    [InlineData("0930", "1015", "2359")]
    public void DigitsOfOneLengthWithZerosInFrontAreCodes(string a, string b, string c)
    {
        using var file = Column(i => i % 3 == 0 ? a : i % 3 == 1 ? b : c);
        var table = file.Read(CsvFile.Target("y"));
        Assert.Equal(new[] { a, b, c }.Order(StringComparer.Ordinal), ((CategoryColumn)table["x"]).Categories);
        Assert.Equal(FindingKind.Code, Assert.Single(table.Profile.Columns[0].Findings).Kind);
        Assert.IsType<NumberColumn>(file.Read(CsvFile.Target("y") with { Numbers = EquatableArray.Of("x") })["x"]);
    }

    [Theory]
    [InlineData(5, null, TaskKind.MultiClass)]
    [InlineData(5, TaskKind.Regression, TaskKind.Regression)]
    [InlineData(50, null, TaskKind.Regression)]
    public void CodesOfATargetAreLabelsWhereTheyAreFewAndNoRegressionIsAskedFor(int values, TaskKind? asked, TaskKind expected)
    {
        using var file = new CsvFile(CsvFile.Rows("a,y", 200, i => FormattableString.Invariant($"{i % 13},{1 + ((i * 7) % values):000}")));
        Assert.Equal(expected, Dataset.Read(file.Path, null, CsvFile.Target("y"), asked, 1).Task.Kind);
    }

    [Fact]
    public void DigitsOfDifferentLengthsAreNumbersAndTold()
    {
        using var file = Column(i => i % 2 == 0 ? "08" : "123");
        var table = file.Read(CsvFile.Target("y"));
        Assert.Equal([8.0, 123], ((NumberColumn)table["x"]).Values[..2]);
        Assert.Equal((FindingKind.PaddedNumber, 15L), table.Profile.Columns[0].Findings.Select(f => (f.Kind, f.Count)).Single());
    }

    [Theory]
    [InlineData("0", "1")]
    [InlineData("0.50", "0.25")]
    [InlineData("-05.5", "10")]
    public void NumbersWithAZeroAreNoCodes(string a, string b)
    {
        using var file = Column(i => i % 2 == 0 ? a : b);
        Assert.IsType<NumberColumn>(file.Read(CsvFile.Target("y"))["x"]);
        Assert.Empty(file.Read(CsvFile.Target("y")).Profile.Columns[0].Findings);
    }

    [Theory]
    [InlineData("3E2", "3F2")]
    [InlineData("12e4", "12d4")]
    [InlineData("9E9", "9X1")]
    public void PowersOfTenBesideOtherLettersAreCodes(string a, string b)
    {
        using var file = Column(i => i % 5 == 0 ? b : a);
        Assert.Equal(2, ((CategoryColumn)file.Read(CsvFile.Target("y"))["x"]).Categories.Count);
    }

    [Fact]
    public void PowersOfTenAloneAreNumbersAndTold()
    {
        using var file = Column(i => i % 2 == 0 ? "3E2" : "4E1");
        Assert.Equal(FindingKind.ExponentNumber, Assert.Single(file.Read(CsvFile.Target("y")).Profile.Columns[0].Findings).Kind);
        using var plain = Column(i => i % 2 == 0 ? "3e+02" : "4.5e1");
        Assert.Empty(plain.Read(CsvFile.Target("y")).Profile.Columns[0].Findings);
    }

    [Fact]
    public void LongIntegersLoseDigitsAndAreToldOrLeftOut()
    {
        using var file = Column(i => i % 2 == 0 ? "9007199254740993" : "36028797018963969");
        var finding = Assert.Single(file.Read(CsvFile.Target("y")).Profile.Columns[0].Findings);
        Assert.Equal((FindingKind.LongInteger, 30L), (finding.Kind, finding.Count));
        using var exact = Column(i => i % 2 == 0 ? "9007199254740992" : "36028797018963968");
        Assert.Empty(exact.Read(CsvFile.Target("y")).Profile.Columns[0].Findings);
        using var accounts = Column(i => FormattableString.Invariant($"{9007199254740993 + (7 * ((i * 11) % 30))}"));
        Assert.Equal(LeftOutReason.Identifier, accounts.Read(CsvFile.Target("y")).Profile.Columns[0].LeftOut);
    }

    [Theory]
    [InlineData("2024-03-{0:00}")]
    [InlineData("{0}.7.2021")]
    [InlineData("03/{0:00}/2022")]
    [InlineData("{0}/11/21 9:05 PM")]
    [InlineData("2020-01-{0:00}T10:15:30.250Z")]
    [InlineData("2020/1/{0} 10:15:30+02:00")]
    [InlineData("{0} March 2019")]
    [InlineData("Oct {0}, 2018")]
    public void DatesAreLeftOutAndTold(string form)
    {
        using var file = Column(i => "\"" + string.Format(System.Globalization.CultureInfo.InvariantCulture, form, 1 + (i % 28)) + "\"");
        var column = file.Read(CsvFile.Target("y")).Profile.Columns[0];
        Assert.Equal(LeftOutReason.Date, column.LeftOut);
        Assert.Equal((FindingKind.Date, 30L), column.Findings.Select(f => (f.Kind, f.Count)).Single());
        Assert.True(file.Read(CsvFile.Target("y") with { Kept = EquatableArray.Of("x") }).IndexOf("x") >= 0);
    }

    [Theory]
    [InlineData("1.2.10", "1.3.11")]
    [InlineData("2024-19-01", "2024-20-01")]
    [InlineData("45/13/2020", "46/14/2020")]
    [InlineData("12:30", "12:45")]
    [InlineData("May 12", "June 13")]
    public void OtherTextsAreNoDates(string a, string b)
    {
        using var file = Column(i => i % 2 == 0 ? a : b);
        Assert.IsType<CategoryColumn>(file.Read(CsvFile.Target("y"))["x"]);
    }

    [Fact]
    public void SpellingsAreTold()
    {
        using var file = Column(i => i % 5 == 0 ? "TRUE" : i % 5 == 1 ? "true" : i % 5 == 2 ? "new  york" : "New York");
        var findings = file.Read(CsvFile.Target("y")).Profile.Columns[0].Findings;
        Assert.Equal(
            [(FindingKind.Spelling, 6L, "new  york", "New York", 12L), (FindingKind.Spelling, 6L, "true", "TRUE", 6L)],
            findings.Select(f => (f.Kind, f.Count, f.Example, f.Other!, f.OtherCount)));
    }

    [Theory]
    [InlineData("\u00A0red")]
    [InlineData("red\u202F")]
    [InlineData("\u200Bred \uFEFF")]
    public void BlanksOfEveryKindAreTrimmed(string cell)
    {
        using var file = Column(i => i % 3 == 0 ? cell : i % 3 == 1 ? "red" : "blue");
        Assert.Equal(["blue", "red"], ((CategoryColumn)file.Read(CsvFile.Target("y"))["x"]).Categories);
    }

    [Fact]
    public void MarkCanBeAValue()
    {
        using var file = Column(i => i % 3 == 0 ? "NA" : i % 3 == 1 ? "SA" : "");
        Assert.Equal(["SA"], ((CategoryColumn)file.Read(CsvFile.Target("y"))["x"]).Categories);
        Assert.Equal(
            ["NA", "SA"], ((CategoryColumn)file.Read(CsvFile.Target("y") with { NotMissing = EquatableArray.Of("NA") })["x"]).Categories);
        var table = file.Read(CsvFile.Target("y") with { NotMissing = EquatableArray.Of("x=NA") });
        Assert.Equal([0, 1, -1], ((CategoryColumn)table["x"]).Codes[..3]);
    }

    [Fact]
    public void TargetOfOneValueAndAMarkIsAsked()
    {
        using var file = new CsvFile(
            CsvFile.Rows("a,x", 30, i => FormattableString.Invariant($"{i * 1.5},{(i % 3 == 0 ? "NULL" : "set")}")));
        var problem = file.ErrorAt(0, 0, () => file.Read(CsvFile.Target("x")));
        Assert.Contains("'NULL' in 10 rows", problem, StringComparison.Ordinal);
        Assert.Contains("--not-missing \"x=NULL\"", problem, StringComparison.Ordinal);
        Assert.Equal(
            2, ((CategoryColumn)file.Read(CsvFile.Target("x") with { NotMissing = EquatableArray.Of("x=NULL") })["x"]).Categories.Count);
    }

    [Theory]
    [InlineData("num_rooms", LeftOutReason.None)]
    [InlineData("number of claims", LeftOutReason.None)]
    [InlineData("NoOfVisits", LeftOutReason.None)]
    [InlineData("no_claims", LeftOutReason.None)]
    [InlineData("key_rate", LeftOutReason.None)]
    [InlineData("policy_no", LeftOutReason.Identifier)]
    [InlineData("account number", LeftOutReason.Identifier)]
    [InlineData("id_cliente", LeftOutReason.Identifier)]
    public void LastWordOfANameSaysWhetherItIsAnIdentifier(string name, LeftOutReason expected)
    {
        using var file = new CsvFile(CsvFile.Rows(name + ",y", 60, i => FormattableString.Invariant($"{(i * 7919) % 10007},{i % 2}")));
        Assert.Equal(expected, file.Read(CsvFile.Target("y")).Profile.Columns[0].LeftOut);
    }

    [Theory]
    [InlineData("sales region", 8, true)]
    [InlineData("job_type", 5, true)]
    [InlineData("rooms", 5, false)]
    [InlineData("status", 2, false)]
    [InlineData("branch_code", 50, false)]
    public void FewWholeNumbersUnderANameOfCodesAreTold(string name, int values, bool isTold)
    {
        using var file = new CsvFile(CsvFile.Rows(name + ",y", 200, i => FormattableString.Invariant($"{1 + ((i * 7) % values)},{i % 2}")));
        var findings = file.Read(CsvFile.Target("y")).Profile.Columns[0].Findings;
        Assert.Equal(isTold, findings.Any(f => f.Kind == FindingKind.LikelyCode));
        Assert.Empty(file.Read(CsvFile.Target("y") with { Numbers = EquatableArray.Of(name) }).Profile.Columns[0].Findings);
    }

    private static CsvFile Column(Func<int, string> cell) =>
        new(CsvFile.Rows("x,y", 30, i => FormattableString.Invariant($"{cell(i)},{i % 2}")));
}
