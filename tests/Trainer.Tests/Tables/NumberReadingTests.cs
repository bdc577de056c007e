using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

/// <summary>Numbers as people write them: read where there is one reading, asked about where there are two.</summary>
public sealed class NumberReadingTests
{
    [Theory]
    [InlineData("\"£1,204.25\"", "£999", 1204.25, 999)]
    [InlineData("7 CHF", "12.5 CHF", 7, 12.5)]
    [InlineData("kr 30", "kr 7.5", 30, 7.5)]
    [InlineData("3.5 %", "12%", 3.5, 12)]
    [InlineData("8 250", "1 000 000.5", 8250, 1000000.5)]
    [InlineData("8\u00A0250", "12\u202F000", 8250, 12000)]
    [InlineData("8\u2009250", "7", 8250, 7)]
    [InlineData("8'250", "9’100", 8250, 9100)]
    [InlineData("8_250", "3", 8250, 3)]
    [InlineData("\u22124.5", "2", -4.5, 2)]
    [InlineData("\u20133", "\uFF0D2", -3, -2)]
    [InlineData("17.5-", "20", -17.5, 20)]
    [InlineData("(17.5)", "20", -17.5, 20)]
    [InlineData("\"($1,200.00)\"", "$3.50", -1200, 3.5)]
    [InlineData("\"-1,234,567\"", "12", -1234567, 12)]
    [InlineData("\"1,234\"", "12.5", 1234, 12.5)]
    public void NumberWithOneReadingIsRead(string a, string b, double first, double second)
    {
        using var file = Column(i => i % 2 == 0 ? a : b);
        var table = file.Read(CsvFile.Target("y"));
        Assert.Equal([first, second], ((NumberColumn)table["x"]).Values[..2]);
        var finding = Assert.Single(table.Profile.Columns[0].Findings);
        Assert.Equal(FindingKind.DressedNumber, finding.Kind);
        Assert.True(finding.Count is 15 or 30);
    }

    [Theory]
    [InlineData("1-2", "3-4")]
    [InlineData("18–25", "26–40")]
    [InlineData("12,34", "1234,5")]
    [InlineData("1 2", "3 4")]
    [InlineData("a5", "b7")]
    [InlineData("5kg", "7kg")]
    [InlineData("$", "€")]
    public void WhatIsNoNumberStaysAText(string a, string b)
    {
        using var file = new CsvFile(CsvFile.Rows("x;y", 30, i => FormattableString.Invariant($"{(i % 2 == 0 ? a : b)};{i % 2}")));
        Assert.IsType<CategoryColumn>(file.Read(CsvFile.Target("y") with { Categories = EquatableArray.Of("x") })["x"]);
        if (!a.Contains(',', StringComparison.Ordinal))
            Assert.IsType<CategoryColumn>(file.Read(CsvFile.Target("y"))["x"]);
        else
            Assert.Contains("--decimal-comma", file.ErrorAt(2, 1, () => file.Read(CsvFile.Target("y"))), StringComparison.Ordinal);
    }

    [Fact]
    public void CommaOfDecimalsOrThousandsIsAsked()
    {
        using var file = Column(i => FormattableString.Invariant($"\"{i + 2},{500 + i}\""));
        Assert.Contains("--thousands \"x=,\"", file.ErrorAt(2, 1, () => file.Read(CsvFile.Target("y"))), StringComparison.Ordinal);
        Assert.Equal(2500, Values(file, new TableOptions { Thousands = EquatableArray.Of("x=,") })[0]);
        Assert.Equal(2.5, Values(file, new TableOptions { DecimalComma = true, Thousands = EquatableArray.Of("none") })[0]);
    }

    [Fact]
    public void PointsBeforeThreeDigitsAreAskedBesideShortNumbers()
    {
        using var file = Column(i => i % 3 == 0 ? "840" : FormattableString.Invariant($"{i + 1}.{100 + (7 * i)}"));
        Assert.Contains("--thousands \"x=.\"", file.ErrorAt(3, 1, () => file.Read(CsvFile.Target("y"))), StringComparison.Ordinal);
        Assert.Equal([840.0, 2107], Values(file, new TableOptions { Thousands = EquatableArray.Of("x=.") })[..2]);
        Assert.Equal([840.0, 2.107], Values(file, new TableOptions { Thousands = EquatableArray.Of("x=none") })[..2]);
    }

    [Theory]
    [InlineData("all have three decimals", "1.125", "7.250")]
    [InlineData("one has two decimals", "1.125", "7.25")]
    [InlineData("one is below 1", "1.125", "0.250")]
    [InlineData("one is longer than three digits", "1.125", "7250")]
    public void PointsAreDecimalsWhereAnythingSaysSo(string why, string a, string b)
    {
        using var file = Column(i => i % 2 == 0 ? a : b);
        Assert.True(Values(file, TableOptions.Default)[0].Equals(1.125), why);
        Assert.Empty(file.Read(CsvFile.Target("y")).Profile.Columns[0].Findings);
    }

    [Theory]
    [InlineData("€ 5", "$ 7", "is in $")]
    [InlineData("5 %", "0.07", "has a %")]
    public void UnitsThatDoNotFitTogetherAreAsked(string a, string b, string says)
    {
        using var file = Column(i => i % 2 == 0 ? a : b);
        var error = Assert.Throws<InputFileException>(() => file.Read(CsvFile.Target("y")));
        Assert.Contains(says, error.Problem, StringComparison.Ordinal);
        Assert.Contains("--category \"x\"", error.Problem, StringComparison.Ordinal);
        Assert.IsType<CategoryColumn>(file.Read(CsvFile.Target("y") with { Categories = EquatableArray.Of("x") })["x"]);
    }

    [Fact]
    public void LaterTableIsReadAsTheFirst()
    {
        using var file = Column(i => i % 2 == 0 ? "\"€1,234.50\"" : "€12.00");
        using var later = new CsvFile("x,y\n\"1,234\",0\n€7,1\n(8),0\n", "later.csv");
        var model = file.Read(CsvFile.Target("y"));
        Assert.Equal([1234.0, 7, -8], ((NumberColumn)TableReader.ReadLike(later.Path, CsvFile.Target("y"), model)["x"]).Values);
        using var other = new CsvFile("x,y\n$7,1\n", "other.csv");
        Assert.Contains(
            "has a $", other.ErrorAt(2, 1, () => TableReader.ReadLike(other.Path, CsvFile.Target("y"), model)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void OneTextAgainAndAgainAmongManyNumbersIsAskedAtAnyShare(double share)
    {
        using var file = new CsvFile(
            CsvFile.Rows(
                "x,y",
                300,
                i => FormattableString.Invariant(
                    $"{((i * 7) % 10 < 10 * share ? "unknown" : (i * 1.5).ToString(System.Globalization.CultureInfo.InvariantCulture))},{i % 2}")));
        var error = Assert.Throws<InputFileException>(() => file.Read(CsvFile.Target("y")));
        Assert.Contains("--missing \"x=unknown\"", error.Problem, StringComparison.Ordinal);
        Assert.IsType<NumberColumn>(file.Read(CsvFile.Target("y") with { Missing = EquatableArray.Of("x=unknown") })["x"]);
    }

    [Fact]
    public void FewNumbersAmongCategoriesAreToldAndNotAsked()
    {
        using var file = Column(i => i % 3 == 0 ? "none" : FormattableString.Invariant($"{i % 8}"));
        var column = file.Read(CsvFile.Target("y")).Profile.Columns[0];
        Assert.Equal(ColumnKind.Category, column.Kind);
        Assert.Equal((FindingKind.NumberAmongCategories, "none", 10L), column.Findings.Select(f => (f.Kind, f.Example, f.Count)).Single());
    }

    private static CsvFile Column(Func<int, string> cell) =>
        new(CsvFile.Rows("x,y", 30, i => FormattableString.Invariant($"{cell(i)},{i % 2}")));

    private static double[] Values(CsvFile file, TableOptions options) =>
        ((NumberColumn)file.Read(options with { Targets = EquatableArray.Of("y") })["x"]).Values;
}
