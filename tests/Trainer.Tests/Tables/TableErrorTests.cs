using System;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

/// <summary>Every fault says where it is and what to do about it.</summary>
public sealed class TableErrorTests
{
    private static readonly string Numbers = CsvFile.Rows("a,b,y", 30, i => FormattableString.Invariant($"{i}.5,{i % 7},{i % 2}"));

    [Theory]
    [InlineData("nothing", "", 0, 0, "empty")]
    [InlineData("empty lines", "\n\n", 0, 0, "empty")]
    [InlineData("a header alone", "a,b,y\n", 0, 0, "no rows")]
    [InlineData("a cell too few", "a,b,y\n1,2,0\n1,2\n", 3, 1, "2 cells")]
    [InlineData("a cell too many after a break in quotes", "a,b,y\n\"x\ny\",2,0\n\n1,2,3,4\n", 5, 1, "4 cells")]
    [InlineData("two columns of one name", "a,b,a\n1,2,3\n", 1, 5, "'a' occurs twice")]
    [InlineData("a quote that never closes", "a,b,y\n1,2,0\n\"1,2,0\n3,4,1\n", 3, 1, "quote")]
    [InlineData("a quote inside a cell", "a,b,y\n1,2,0\n1 \"x\" ,2,0\n", 3, 1, "quote")]
    [InlineData("a NUL byte", "a,b,y\n1,2,0\n1,\0,0\n", 3, 1, "NUL")]
    public void FaultOfTheFileHasItsLine(string fault, string text, int line, int column, string says)
    {
        using var file = new CsvFile(text);
        var problem = file.ErrorAt(line, column, () => file.Read());
        Assert.True(problem.Contains(says, StringComparison.Ordinal), $"{fault}: {problem}");
    }

    [Theory]
    [InlineData("7.5,abc,1", 32, 5, "'abc'")]
    [InlineData("\"7.5\" , \"a \"\"b\"\"\nc\",1", 32, 8, "'a \"b\"\\u000Ac'")]
    [InlineData("é€,1,1", 32, 1, "'é€'")]
    [InlineData("1,1e400,1", 32, 3, "not a finite number")]
    [InlineData("1, -Infinity,1", 32, 3, "not a finite number")]
    [InlineData("1,NaN,1", 32, 3, "--missing \"b=NaN\"")]
    [InlineData("1,2,maybe", 32, 5, "'maybe'")]
    public void CellThatIsNoNumberAmongNumbersHasItsPlace(string row, int line, int column, string says)
    {
        using var file = new CsvFile(Numbers + row + "\n");
        Assert.Contains(says, file.ErrorAt(line, column, () => file.Read(CsvFile.Target("y"))), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheErrorAdvisesHelps()
    {
        using var file = new CsvFile(Numbers + "1,abc,1\n");
        Assert.IsType<CategoryColumn>(file.Read(CsvFile.Target("y") with { Categories = EquatableArray.Of("b") })["b"]);
        var table = file.Read(CsvFile.Target("y") with { Missing = EquatableArray.Of("b=abc") });
        Assert.Equal(double.NaN, ((NumberColumn)table["b"]).Values[^1]);
        Assert.Equal(-1, file.Read(CsvFile.Target("y") with { Ignored = EquatableArray.Of("b") }).IndexOf("b"));
    }

    [Fact]
    public void BytesThatAreNoUtf8HaveTheirLine()
    {
        using var latin = new CsvFile(Encoding.Latin1.GetBytes("a,b\n1,x\n2,café\n"));
        Assert.Contains("UTF-8", latin.ErrorAt(3, 1, () => latin.Read()), StringComparison.Ordinal);
        using var cut = new CsvFile([.. "a,b\n1,x\n"u8, 0xE2, 0x82]);
        Assert.Contains("UTF-8", cut.ErrorAt(3, 1, () => cut.Read()), StringComparison.Ordinal);
        using var wide = new CsvFile(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a,b\n1,2\n")).ToArray());
        Assert.Contains("UTF-16", wide.ErrorAt(1, 1, () => wide.Read()), StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsNotThereIsSaidSo()
    {
        using var file = new CsvFile("a\n1\n");
        Assert.Contains(
            "no such file",
            Assert.Throws<InputFileException>(() => TableReader.Read(file.Sibling("no.csv"), TableOptions.Default)).Problem,
            StringComparison.Ordinal);
        Assert.Contains(
            "folder",
            Assert.Throws<InputFileException>(() => TableReader.Read(file.Sibling("."), TableOptions.Default)).Problem,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("incom", "did you mean 'income'?")]
    [InlineData("INCOME", "did you mean 'income'?")]
    [InlineData("nothing like it", "the columns are 'age', 'income'.")]
    [InlineData("evil\u202E", "'evil\\u202E'")]
    public void UnknownTargetIsAnsweredWithTheNearestNames(string target, string says)
    {
        using var file = new CsvFile("age,income\n1,2\n3,4\n");
        Assert.Contains(says, file.ErrorAt(0, 0, () => file.Read(CsvFile.Target(target))), StringComparison.Ordinal);
    }

    [Fact]
    public void TargetCannotBeIgnored()
    {
        using var file = new CsvFile("a,y\n1,0\n2,1\n");
        var options = CsvFile.Target("y") with { Ignored = EquatableArray.Of("y") };
        Assert.Contains("ignored at once", file.ErrorAt(0, 0, () => file.Read(options)), StringComparison.Ordinal);
    }
}
