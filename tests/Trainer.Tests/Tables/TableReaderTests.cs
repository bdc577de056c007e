using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

public sealed class TableReaderTests
{
    [Theory]
    [InlineData("comma", "a,b\n1,x\n2,y\n")]
    [InlineData("semicolon", "a;b\n1;x\n2;y\n")]
    [InlineData("tab", "a\tb\n1\tx\n2\ty\n")]
    [InlineData("bar", "a|b\n1|x\n2|y\n")]
    [InlineData("CRLF", "a,b\r\n1,x\r\n2,y\r\n")]
    [InlineData("no line end at the end", "a,b\n1,x\n2,y")]
    [InlineData("byte order mark", "\uFEFFa,b\n1,x\n2,y\n")]
    [InlineData("blanks around cells", "a , b\n 1, x\n2 ,y \n")]
    [InlineData("quoted cells", "\"a\",\"b\"\n\"1\",\"x\"\n2,\"y\"\n")]
    [InlineData("empty lines", "a,b\n\n1,x\n\n\n2,y\n")]
    [InlineData("Excel's hint", "sep=;\na;b\n1;x\n2;y\n")]
    public void SameTableInEveryDress(string dress, string text)
    {
        using var file = new CsvFile(text);
        var table = file.Read();
        Assert.True(table.Columns.Select(c => c.Name).SequenceEqual(["a", "b"]), dress);
        Assert.Equal([1.0, 2.0], ((NumberColumn)table["a"]).Values);
        var b = (CategoryColumn)table["b"];
        Assert.Equal(["x", "y"], b.Categories);
        Assert.Equal([0, 1], b.Codes);
    }

    [Fact]
    public void QuotedCellKeepsDelimitersQuotesAndLineBreaks()
    {
        using var file = new CsvFile("name,y\n\"a,b \"\"c\"\"\nd\",1\nplain,2\n");
        var table = file.Read();
        Assert.Equal(["a,b \"c\"\nd", "plain"], ((CategoryColumn)table["name"]).Categories);
        Assert.Equal([2, 4], table.Lines);
    }

    [Fact]
    public void HashIsThatOfTheBytes()
    {
        const string Text = "\uFEFFa,b\n1,é\n";
        using var file = new CsvFile(Text);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text))), file.Read().Sha256);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", true)]
    [InlineData("1,2\n3,4\n5,6\n", false)]
    [InlineData("1,x\n3,y\n5,z\n", false)]
    [InlineData("?,2\n3,4\n", false)]
    [InlineData("2019,2020,name\n1,2,x\n", true)]
    [InlineData("2500,2600,name\n1,2,x\n", false)]
    [InlineData("id,2019,2020\n1,2,3\n", true)]
    [InlineData("colour,size\nred,big\nblue,small\n", true)]
    public void HeaderIsTextAboveNumbers(string text, bool hasHeader)
    {
        using var file = new CsvFile(text);
        var names = file.Read().Profile.Columns.Select(c => c.Name);
        Assert.Equal(hasHeader, !names.Contains("column1"));
    }

    [Fact]
    public void HeaderCanBeDeclared()
    {
        using var file = new CsvFile("1,2\n3,4\n5,6\n");
        Assert.Equal(["1", "2"], file.Read(new TableOptions { Header = true }).Profile.Columns.Select(c => c.Name));
        using var texts = new CsvFile("red,big\nblue,small\n");
        Assert.Equal(2, texts.Read(new TableOptions { Header = false }).RowCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("NA")]
    [InlineData("N/A")]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void MissingMarksAreMissing(string mark)
    {
        using var file = new CsvFile($"x,c,y\n1,a,0\n{mark},{mark},1\n3,b,1\n");
        var table = file.Read();
        Assert.Equal([1, double.NaN, 3], ((NumberColumn)table["x"]).Values);
        Assert.Equal([0, -1, 1], ((CategoryColumn)table["c"]).Codes);
        Assert.Equal(mark.Trim('"'), ((CategoryColumn)table["c"]).MissingMark);
        Assert.All(table.Profile.Columns.Take(2), c => Assert.Equal(1, c.Missing));
    }

    [Fact]
    public void DeclaredMarksAreMissingAlsoInOneColumnOnlyAndHoweverTheyAreWritten()
    {
        using var file = new CsvFile("x,z,y\n0,0,0\n0.0,-999,1\n2,3,1\n5,3,1\n");
        var table = file.Read(CsvFile.Target("y") with { Missing = EquatableArray.Of("x=0", "-999.0") });
        Assert.Equal([double.NaN, double.NaN, 2, 5], ((NumberColumn)table["x"]).Values);
        Assert.Equal([0, double.NaN, 3, 3], ((NumberColumn)table["z"]).Values);
    }

    [Fact]
    public void GeneralMarkLeavesTheTargetAlone()
    {
        using var file = new CsvFile("x,y\n0,0\n1,1\n2,1\n");
        var table = file.Read(CsvFile.Target("y") with { Missing = EquatableArray.Of("0") });
        Assert.Equal([double.NaN, 1, 2], ((NumberColumn)table["x"]).Values);
        Assert.Equal([0.0, 1, 1], ((NumberColumn)table["y"]).Values);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void NumbersAreReadTheSameUnderEveryCulture(string culture)
    {
        using var language = new Culture(culture);
        using var file = new CsvFile("x\n-1.5\n2e3\n+4\n");
        Assert.Equal([-1.5, 2000, 4], ((NumberColumn)file.Read()["x"]).Values);
    }

    [Fact]
    public void DecimalCommaIsDeclared()
    {
        using var file = new CsvFile("x;y\n-1,5;0\n2,25;1\n");
        Assert.Equal([-1.5, 2.25], ((NumberColumn)file.Read(new TableOptions { DecimalComma = true })["x"]).Values);
        Assert.Contains("--decimal-comma", file.ErrorAt(2, 1, () => file.Read()), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherTableIsReadLikeTheFirst()
    {
        using var file = new CsvFile("x,c,id,y\n1,b,1,0\n2,a,2,1\n");
        using var test = new CsvFile("y,extra,c,x\n1,?,new,5\n0,?,a,?\n0,?,,7\n", "test.csv");
        var options = CsvFile.Target("y") with { Ignored = EquatableArray.Of("id") };
        var model = file.Read(options);
        var table = TableReader.ReadLike(test.Path, options, model);
        Assert.Equal(model.Columns.Select(c => c.Name), table.Columns.Select(c => c.Name));
        Assert.Equal([5, double.NaN, 7], ((NumberColumn)table["x"]).Values);
        Assert.Equal(["a", "b", "new"], ((CategoryColumn)table["c"]).Categories);
        Assert.Equal([2, 0, -1], ((CategoryColumn)table["c"]).Codes);
    }

    [Fact]
    public void OtherTableMustHaveTheColumnsAndTheirNumbers()
    {
        using var file = new CsvFile("x,z,y\n1,1,0\n2,2,1\n");
        var model = file.Read(CsvFile.Target("y"));
        using var narrow = new CsvFile("y\n1\n", "narrow.csv");
        Assert.Contains(
            "'x', 'z'",
            narrow.ErrorAt(0, 0, () => TableReader.ReadLike(narrow.Path, CsvFile.Target("y"), model)),
            StringComparison.Ordinal);
        using var text = new CsvFile("x,z,y\n1,abc,0\n", "text.csv");
        Assert.Contains(
            "'abc'", text.ErrorAt(2, 3, () => TableReader.ReadLike(text.Path, CsvFile.Target("y"), model)), StringComparison.Ordinal);
    }

    [Fact]
    public void ManyRowsAreReadAsTheyStand()
    {
        // More than one block of the reader, with characters of every length at the seams.
        using var file = new CsvFile(
            CsvFile.Rows("n,c", 60_000, i => FormattableString.Invariant($"{i * 0.25},{(i % 3 == 0 ? "é€😀" : "x")}{i % 7}")));
        var table = file.Read();
        Assert.Equal(Enumerable.Range(0, 60_000).Select(i => i * 0.25), ((NumberColumn)table["n"]).Values);
        var c = (CategoryColumn)table["c"];
        Assert.Equal("é€😀0", c.Categories[c.Codes[21]]);
        Assert.Equal(14, c.Categories.Count);
        Assert.Equal(60_001, table.Lines[^1]);
    }
}
