using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

/// <summary>Files as programs and people write them: row names, titles, remarks, encodings, compressions.</summary>
public sealed class TableFormTests
{
    private static readonly string Plain = CsvFile.Rows("a,y", 30, i => FormattableString.Invariant($"{i * 0.5},{i % 2}"));

    [Theory]
    [InlineData("numbers before each row", ",a,y", "{0},{1}.5,{2}")]
    [InlineData("R's row names", "a,y", "\"{0}\",{1}.5,{2}")]
    [InlineData("texts as row names", "a,y", "row{0},{1}.5,{2}")]
    [InlineData("quoted nothing as name", "\"\",a,y", "{0},{1}.5,{2}")]
    public void RowNamesAreLeftOut(string what, string header, string row)
    {
        using var file = new CsvFile(
            CsvFile.Rows(header, 30, i => string.Format(System.Globalization.CultureInfo.InvariantCulture, row, i + 1, i % 7, i % 2)));
        var table = file.Read(CsvFile.Target("y"));
        Assert.True(table.Columns.Select(c => c.Name).SequenceEqual(["a", "y"]), what);
        Assert.Equal([0.5, 1.5], ((NumberColumn)table["a"]).Values[..2]);
        Assert.Equal(LeftOutReason.Nameless, table.Profile.Columns[0].LeftOut);
        Assert.Equal(FindingKind.Nameless, Assert.Single(table.Profile.Columns[0].Findings).Kind);
        Assert.True(file.Read(CsvFile.Target("y") with { Kept = EquatableArray.Of("column1") }).IndexOf("column1") >= 0);
    }

    [Theory]
    [InlineData("a;y;", "{0};{1};")]
    [InlineData("a;y", "{0};{1};")]
    [InlineData("a;y;", "{0};{1}")]
    public void DelimiterAtTheEndIsNothing(string header, string row)
    {
        using var file = new CsvFile(
            CsvFile.Rows(header, 30, i => string.Format(System.Globalization.CultureInfo.InvariantCulture, row, i % 9, i % 2)));
        var table = file.Read(CsvFile.Target("y"));
        Assert.Equal(["a", "y"], table.Columns.Select(c => c.Name));
        Assert.Equal([0.0, 1], ((NumberColumn)table["a"]).Values[..2]);
    }

    [Theory]
    [InlineData("a,y\n1,5,0\n3,5,1\n")]
    [InlineData("a,y\n7,1,0\n7,1,1\n")]
    [InlineData("a,y\n3,1,0\n4,1,1\n")]
    public void CellTooManyThatIsNoRowNameIsAnError(string text)
    {
        using var file = new CsvFile(text);
        Assert.Contains("3 cells", file.ErrorAt(2, 1, () => file.Read()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Report of May\n", "--skip 1")]
    [InlineData("Report of May\n\nAll sums in EUR\n", "--skip 3")]
    [InlineData("# exported\n# by hand\n", "--comment \"#\"")]
    public void WhatStandsBeforeTheTableIsSeen(string before, string remedy)
    {
        using var file = new CsvFile(before + Plain);
        Assert.Contains(remedy, file.ErrorAt(1, 1, () => file.Read(CsvFile.Target("y"))), StringComparison.Ordinal);
        var options = remedy.StartsWith("--skip", StringComparison.Ordinal)
            ? CsvFile.Target("y") with { Skip = before.Count(c => c == '\n') }
            : CsvFile.Target("y") with { Comment = '#' };
        var table = file.Read(options);
        Assert.Equal(30, table.RowCount);
        // Lines are those of the file.
        Assert.Equal(before.Count(c => c == '\n') + 2, table.Lines[0]);
    }

    [Fact]
    public void TitleOverEmptyCellsIsSeen()
    {
        using var file = new CsvFile(
            "Report,,\n" + CsvFile.Rows("a,b,y", 30, i => FormattableString.Invariant($"{i % 5},{i % 3},{i % 2}")));
        Assert.Contains("--skip 1", file.ErrorAt(1, 1, () => file.Read()), StringComparison.Ordinal);
        Assert.Equal(31, file.Read(new TableOptions { Header = true, Categories = EquatableArray.Of("Report") }).RowCount);
    }

    [Theory]
    [InlineData("Total,3\n", 32, "totals")]
    [InlineData("Sum\n", 32, "totals")]
    [InlineData("# the end\n", 32, "--comment")]
    public void LineAtTheEndThatIsNoRowIsSeen(string after, int line, string says)
    {
        using var file = new CsvFile(Plain + after);
        Assert.Contains(says, file.ErrorAt(line, 1, () => file.Read(CsvFile.Target("y"))), StringComparison.Ordinal);
    }

    [Fact]
    public void SkippedLinesCountInEveryPlace()
    {
        using var file = new CsvFile("one\ntwo\na,y\n1,0\n2,1\n\"3,1\n");
        Assert.Contains("quote", file.ErrorAt(6, 1, () => file.Read(new TableOptions { Skip = 2 })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("place,2018,2019,y\nrome,1.5,2,no\nbonn,3,4,yes\n", true)]
    [InlineData("2021,2020,2019\n1,2,3\n4,5,6\n", true)]
    [InlineData("place,2018,1750,y\nrome,1.5,2,no\nbonn,3,4,yes\n", false)]
    [InlineData("2018,2019,1\n2019,2020,2\n2020,2021,3\n", false)]
    [InlineData("2019,2019,1\n5,6,2\n", false)]
    public void YearsAboveOtherNumbersAreNames(string text, bool areNames)
    {
        using var file = new CsvFile(text);
        var profile = file.Read().Profile;
        Assert.Equal(areNames, profile.YearNames.Count > 0);
        Assert.Equal(areNames, profile.Columns.All(c => !c.Name.StartsWith("column", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("latin1")]
    [InlineData("windows-1252")]
    public void EncodingCanBeNamed(string encoding)
    {
        var text = CsvFile.Rows("größe,y", 30, i => FormattableString.Invariant($"{(i % 3 == 0 ? "klein" : "groß")},{i % 2}"));
        using var file = new CsvFile(TableFile.EncodingOf(encoding)!.GetBytes(text));
        var table = file.Read(CsvFile.Target("y") with { Encoding = encoding });
        Assert.Equal(["groß", "klein"], ((CategoryColumn)table["größe"]).Categories);
    }

    [Fact]
    public void BytesThatAreNotInTheNamedEncodingAreRefused()
    {
        using var file = new CsvFile(Encoding.Latin1.GetBytes("größe,y\n1,0\n2,1\n"));
        Assert.Contains("windows-1252", Assert.Throws<InputFileException>(() => file.Read()).Problem, StringComparison.Ordinal);
        Assert.Contains(
            "--encoding",
            Assert.Throws<InputFileException>(() => file.Read(new TableOptions { Encoding = "us-ascii" })).Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void GzipIsReadWhateverItIsCalled()
    {
        using var file = new CsvFile(Zipped(Encoding.UTF8.GetBytes(Plain)), "table.csv");
        var table = file.Read(CsvFile.Target("y"));
        Assert.Equal(30, table.RowCount);
        Assert.Equal([0, 0.5], ((NumberColumn)table["a"]).Values[..2]);
        using var latin = new CsvFile(Zipped(Encoding.Latin1.GetBytes("é,y\n1,0\n2,1\n")), "latin.csv.gz");
        Assert.Contains("--encoding", Assert.Throws<InputFileException>(() => latin.Read()).Problem, StringComparison.Ordinal);
        Assert.Equal(2, latin.Read(new TableOptions { Encoding = "latin1" }).RowCount);
        using var broken = new CsvFile([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 99, 99, 99], "broken.csv.gz");
        Assert.Contains("gzip", Assert.Throws<InputFileException>(() => broken.Read()).Problem, StringComparison.Ordinal);
    }

    /// <summary>The name says nothing: the bytes do.</summary>
    [Theory]
    [InlineData("data.csv")]
    [InlineData("data.csv.gz")]
    [InlineData("data.parquet")]
    public void GzipIsKnownByItsFirstBytes(string name)
    {
        var text = Encoding.UTF8.GetBytes(CsvFile.Rows("a,y", 50, i => FormattableString.Invariant($"{i * 7},{i % 2}")));
        using var plain = new CsvFile(text);
        using var zipped = new CsvFile(Zipped(text), name);
        var (one, other) = (plain.Read(CsvFile.Target("y")), zipped.Read(CsvFile.Target("y")));
        Assert.Equal(one.Profile, other.Profile);
        Assert.Equal(
            one.Columns.OfType<NumberColumn>().First().Values.ToArray(), other.Columns.OfType<NumberColumn>().First().Values.ToArray());
    }

    [Fact]
    public void GzipOfSeveralMembersIsReadAndOneThatIsCutOffIsRefused()
    {
        var text = CsvFile.Rows("a,y", 5000, i => FormattableString.Invariant($"{(i * 7919) % 10007},{i % 2}"));
        var half = text.IndexOf('\n', text.Length / 2) + 1;
        using var two = new CsvFile([.. Zipped(Encoding.UTF8.GetBytes(text[..half])), .. Zipped(Encoding.UTF8.GetBytes(text[half..]))]);
        Assert.Equal(5000, two.Read(CsvFile.Target("y")).RowCount);
        var whole = Zipped(Encoding.UTF8.GetBytes(text));
        foreach (var length in new[] { whole.Length - 1, whole.Length - 9, whole.Length / 2 })
        {
            using var cut = new CsvFile(whole[..length]);
            Assert.Contains(
                "its end is missing",
                Assert.Throws<InputFileException>(() => cut.Read(CsvFile.Target("y"))).Problem,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("PAR1....", "Parquet")]
    [InlineData("{\"rows\": []}", "JSON")]
    [InlineData("[ {\"a\": 1}]", "JSON")]
    [InlineData("<!DOCTYPE html><html></html>", "web page")]
    [InlineData("SQLite format 3\0", "SQLite")]
    [InlineData("BZh91AY", "bzip2")]
    public void OtherFormatsAreCalledByTheirNames(string head, string says)
    {
        using var file = new CsvFile(head);
        Assert.Contains(says, file.ErrorAt(0, 0, () => file.Read()), StringComparison.Ordinal);
        Assert.Contains(
            says,
            file.ErrorAt(0, 0, () => PointReader.Open(file.Path, TableOptions.Default, EquatableArray<Input>.Empty)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xl/workbook.xml", "Excel")]
    [InlineData("mimetype content.xml", "OpenDocument")]
    [InlineData("data/loans.csv", "'data/loans.csv'")]
    [InlineData("notes.txt", "zip archive")]
    public void ZipArchivesAreLookedInto(string entries, string says)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries.Split(' '))
                zip.CreateEntry(entry);
        }

        using var file = new CsvFile(memory.ToArray(), "book.xlsx");
        Assert.Contains(says, file.ErrorAt(0, 0, () => file.Read()), StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersOfANetworkAreNotItsRowNames()
    {
        using var file = new CsvFile(",p,q\n1,0.5,2\n2,1.5,3\n");
        using var rows = NumberRows.Open(file.Path, TableOptions.Default, ["x1", "x2"]);
        Assert.True(rows.Read());
        Assert.Equal([0.5, 2], rows.Point);
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionMode.Compress))
            zip.Write(bytes);
        return memory.ToArray();
    }
}
