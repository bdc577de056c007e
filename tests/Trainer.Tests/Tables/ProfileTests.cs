using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

public sealed class ProfileTests
{
    [Theory]
    [InlineData("customer_id", "whole numbers without order", LeftOutReason.Identifier)]
    [InlineData("PassengerId", "whole numbers without order", LeftOutReason.Identifier)]
    [InlineData("amount", "whole numbers without order", LeftOutReason.None)]
    [InlineData("paid", "whole numbers without order", LeftOutReason.None)]
    [InlineData("anything", "row numbers", LeftOutReason.Identifier)]
    [InlineData("anything", "row numbers from 7", LeftOutReason.None)]
    [InlineData("anything", "texts, all different", LeftOutReason.Identifier)]
    [InlineData("anything", "texts, most different", LeftOutReason.FreeText)]
    [InlineData("anything", "few texts", LeftOutReason.None)]
    [InlineData("anything", "one text", LeftOutReason.Constant)]
    [InlineData("anything", "one number", LeftOutReason.Constant)]
    [InlineData("anything", "one text or nothing", LeftOutReason.None)]
    [InlineData("anything", "nothing", LeftOutReason.Empty)]
    [InlineData("id", "fractions", LeftOutReason.None)]
    public void UselessColumnsAreFound(string name, string content, LeftOutReason expected)
    {
        Func<int, string> cell = content switch
        {
            "whole numbers without order" => i => FormattableString.Invariant($"{(i * 7919) % 10007}"),
            "row numbers" => i => FormattableString.Invariant($"{i + 1}"),
            "row numbers from 7" => i => FormattableString.Invariant($"{i + 7}"),
            "texts, all different" => i => FormattableString.Invariant($"t{i}"),
            "texts, most different" => i => FormattableString.Invariant($"t{i % 90}"),
            "few texts" => i => FormattableString.Invariant($"t{i % 9}"),
            "one text" => _ => "x",
            "one number" => _ => "3.0",
            "one text or nothing" => i => i % 2 == 0 ? "x" : "?",
            "nothing" => _ => "?",
            "fractions" => i => FormattableString.Invariant($"{i * 0.37}"),
            _ => throw new ArgumentException(content),
        };
        using var file = new CsvFile(CsvFile.Rows(name + ",y", 100, i => FormattableString.Invariant($"{cell(i)},{i % 2}")));
        var table = file.Read(CsvFile.Target("y"));
        Assert.Equal(expected, table.Profile.Columns[0].LeftOut);
        Assert.Equal(expected == LeftOutReason.None, table.IndexOf(name) >= 0);

        var kept = file.Read(CsvFile.Target("y") with { Kept = EquatableArray.Of(name) });
        var canBeKept = expected is LeftOutReason.None or LeftOutReason.Identifier or LeftOutReason.FreeText;
        Assert.Equal(canBeKept, kept.IndexOf(name) >= 0);
    }

    [Fact]
    public void TargetIsNeverLeftOut()
    {
        using var file = new CsvFile(CsvFile.Rows("x,id", 100, i => FormattableString.Invariant($"{i * 0.1},{i + 1}")));
        Assert.Equal(1, file.Read(CsvFile.Target("id")).IndexOf("id"));
    }

    [Fact]
    public void FiguresAreThoseOfTheColumn()
    {
        using var file = new CsvFile("n,c\n1,b\n4,a\n?,a\n-2,\n");
        var columns = file.Read().Profile.Columns;
        Assert.Equal(
            new ColumnProfile(
                "n",
                ColumnKind.Number,
                1,
                "?",
                3,
                false,
                new NumberSummary(-2, 1, 4, true),
                EquatableArray<CategoryCount>.Empty,
                LeftOutReason.None),
            columns[0]);
        Assert.Equal(
            new ColumnProfile(
                "c",
                ColumnKind.Category,
                1,
                string.Empty,
                2,
                false,
                null,
                EquatableArray.Of(new CategoryCount("a", 2), new CategoryCount("b", 1)),
                LeftOutReason.None),
            columns[1]);
    }

    [Fact]
    public void CountingStopsWhereMemoryWouldGrow()
    {
        using var file = new CsvFile(CsvFile.Rows("t,n,y", 25_000, i => FormattableString.Invariant($"text {i},{i * 0.5},{i % 2}")));
        var columns = file.Read(CsvFile.Target("y")).Profile.Columns;
        Assert.All(columns.Take(2), c => Assert.Equal((10_000, true), (c.Distinct, c.DistinctIsAtLeast)));
        Assert.Equal(LeftOutReason.Identifier, columns[0].LeftOut);
        Assert.Equal(LeftOutReason.None, columns[1].LeftOut);
    }

    [Theory]
    [InlineData("true", "false")]
    [InlineData("yes", "no")]
    public void TruthValuesAreTwoCategories(string yes, string no)
    {
        using var file = new CsvFile(CsvFile.Rows("b,y", 10, i => FormattableString.Invariant($"{(i % 3 == 0 ? yes : no)},{i % 2}")));
        Assert.Equal(new[] { yes, no }.Order(StringComparer.Ordinal), ((CategoryColumn)file.Read(CsvFile.Target("y"))["b"]).Categories);
    }
}
