using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

/// <summary>Which values of which columns are no quantities.</summary>
public class SpecialSettingsTests
{
    private const int Rows = 240;

    // a has −9, 99 and gaps; b has −9 and one gap; c has neither.
    private static readonly string Text = CsvFile.Rows("a,b,c,kind,y", Rows, r => string.Join(
        ',',
        r % 6 == 0 ? "-9" : r % 6 == 1 ? "99.0" : r % 6 == 2 ? string.Empty : ShownNumber.Integer(r % 7),
        r == 3 ? string.Empty : r % 5 == 0 ? "-9" : ShownNumber.Integer(r * r % 11),
        r * 7 % 50,
        r % 2 == 0 ? "one" : "two",
        r % 3 == 0 ? "yes" : "no"));

    [Theory]
    [InlineData("-9,99", "a", "-9 99")]
    [InlineData("-9,99", "b", "-9")]
    [InlineData("-9,99", "c", "")]
    [InlineData("a=99", "a", "99")]
    [InlineData("a=99", "b", "")]
    [InlineData("c=-7, 1e3", "c", "-7 1000")]
    [InlineData("missing,99", "a", "99 missing")]
    [InlineData("missing", "b", "")]
    [InlineData("b=missing", "b", "missing")]
    public void AColumnHasItsOwnAndOfThoseForAllTheOnesThatItHas(string setting, string column, string expected) =>
        Assert.Equal(expected, Names(setting, column));

    [Fact]
    public void RangesMeansAndMediansAreOfQuantities()
    {
        var input = Input("-9,99,missing", "a");
        Assert.Equal((0, 6), (input.Minimum.Value, input.Maximum.Value));
        Assert.Null(input.Missing);
        Assert.Equal([false, false, false], input.Specials.Select(s => s.IsInside));
        var inside = Input("c=7", "c").Specials.Single();
        Assert.True(inside.IsInside);
        // What is missing is replaced where it is not special.
        Assert.NotNull(Input("-9", "a").Missing);
        Assert.Null(Input("-9", "c").Missing);
    }

    /// <summary>Half of −1 and 1 is 0, which is no quantity.</summary>
    [Fact]
    public void WhatStandsInIsAQuantity()
    {
        var column = new NumberColumn("a", [-1, 0, 1]);
        Assert.Equal(1, EncodedNumber.Fit(column, 0, [0, 1, 2], 0)!.Median);
        Assert.Equal(0, EncodedNumber.Fit(column, 0, [0, 1, 2])!.Median);
    }

    [Theory]
    [InlineData("-77", "--special -77: no number input has this value")]
    [InlineData("kind=1", "--special 1: 'kind' is no number input")]
    [InlineData("y=1", "--special 1: 'y' is a target")]
    [InlineData("d=1", "--special 'd=1' is neither a number nor the word missing")]
    [InlineData("a=1,x", "--special 'x' is neither a number nor the word missing")]
    public void WhatCannotBeIsSaid(string setting, string says)
    {
        using var file = new CsvFile(Text);
        Assert.StartsWith(says, file.ErrorAt(0, 0, () => Read(file, Special(setting))), StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingMarkIsNotSpecialAsWell()
    {
        using var file = new CsvFile(Text);
        var options = Special("a=-9") with { Missing = EquatableArray.Of("a=-9") };
        Assert.Contains("says that this is a missing value", file.ErrorAt(0, 0, () => Read(file, options)), StringComparison.Ordinal);
        options = options with { Special = EquatableArray.Of("a=missing") };
        Assert.Contains("says which numbers", file.ErrorAt(0, 0, () => Read(file, options)), StringComparison.Ordinal);
        // Where it is for all, such a column is passed over.
        var data = Read(file, options with { Special = EquatableArray.Of("missing") });
        Assert.Empty(((NumberInput)data.Features.Inputs.Single(i => i.Name == "a")).Specials);
    }

    private static string Names(string setting, string column) => string.Join(' ', Input(setting, column).Specials.Select(s => s.Name));

    private static NumberInput Input(string setting, string column)
    {
        using var file = new CsvFile(Text);
        return (NumberInput)Read(file, Special(setting)).Features.Inputs.Single(i => i.Name == column);
    }

    private static TableOptions Special(string setting) => CsvFile.Target("y") with { Special = EquatableArray.Of(setting) };

    private static Dataset Read(CsvFile file, TableOptions options) => Dataset.Read(file.Path, null, options, null, 1);
}
