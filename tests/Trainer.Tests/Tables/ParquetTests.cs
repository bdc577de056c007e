using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Parquet.Schema;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

/// <summary>What cells of Parquet become, and what is refused.</summary>
public sealed class ParquetTests
{
    private static readonly TableOptions Default = TableOptions.Default;

    public static TheoryData<string, string[]> Columns()
    {
        var data = new TheoryData<string, string[]>();
        foreach (var (name, (_, texts)) in Kinds())
            data.Add(name, texts);
        return data;
    }

    /// <summary>Each kind of column, with the texts that its three cells are read as; the second is missing.</summary>
    private static Dictionary<string, (ParquetColumn Column, string[] Texts)> Kinds() => new(StringComparer.Ordinal)
    {
        ["bool"] = (ParquetColumn.Of<bool>("c", true, null, false), ["true", "", "false"]),
        ["sbyte"] = (ParquetColumn.Of<sbyte>("c", sbyte.MinValue, null, 7), ["-128", "", "7"]),
        ["byte"] = (ParquetColumn.Of<byte>("c", 255, null, 0), ["255", "", "0"]),
        ["short"] = (ParquetColumn.Of<short>("c", short.MinValue, null, 7), ["-32768", "", "7"]),
        ["ushort"] = (ParquetColumn.Of<ushort>("c", ushort.MaxValue, null, 7), ["65535", "", "7"]),
        ["int"] = (ParquetColumn.Of<int>("c", int.MinValue, null, 7), ["-2147483648", "", "7"]),
        ["uint"] = (ParquetColumn.Of<uint>("c", uint.MaxValue, null, 7), ["4294967295", "", "7"]),
        ["long"] = (ParquetColumn.Of<long>("c", long.MinValue, null, (1L << 53) + 1), ["-9223372036854775808", "", "9007199254740993"]),
        ["ulong"] = (ParquetColumn.Of<ulong>("c", ulong.MaxValue, null, 7), ["18446744073709551615", "", "7"]),
        ["float"] = (ParquetColumn.Of<float>("c", 0.1f, null, -2.5f), ["0.10000000149011612", "", "-2.5"]),
        ["double"] = (ParquetColumn.Of<double>("c", 0.1, null, 1e-7), ["0.1", "", "1E-07"]),
        ["not finite"] = (
            ParquetColumn.Of<double>("c", double.NaN, double.PositiveInfinity, double.NegativeInfinity), ["NaN", "Infinity", "-Infinity"]),
        ["decimal"] = (
            ParquetColumn.Of<decimal>(new DecimalDataField("c", 18, 2, isNullable: true), 12.50m, null, -0.01m), ["12.50", "", "-0.01"]),
        ["text"] = (ParquetColumn.Of("c", "a, \"b\";\r\nc", null, "NA"), ["a, \"b\";\r\nc", "", "NA"]),
        ["date"] = (
            ParquetColumn.Of<DateOnly>("c", new DateOnly(2024, 1, 5), null, new DateOnly(1969, 12, 31)), ["2024-01-05", "", "1969-12-31"]),
        ["time"] = (
            ParquetColumn.Of<DateTime>(
                new DateTimeDataField(
                    "c", DateTimeFormat.Timestamp, isAdjustedToUTC: false, unit: DateTimeTimeUnit.Micros, isNullable: true),
                new DateTime(2024, 1, 5, 13, 7, 9, 120), null, new DateTime(2024, 1, 5)),
            ["2024-01-05T13:07:09.12", "", "2024-01-05T00:00:00"]),
        ["time in UTC"] = (
            ParquetColumn.Of<DateTime>(
                new DateTimeDataField("c", DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: true, isNullable: true),
                new DateTime(2024, 1, 5, 13, 7, 9, DateTimeKind.Utc), null, new DateTime(2024, 1, 5, 0, 0, 0, DateTimeKind.Utc)),
            ["2024-01-05T13:07:09Z", "", "2024-01-05T00:00:00Z"]),
        ["guid"] = (
            ParquetColumn.Of<Guid>("c", Guid.Empty, null, Guid.Empty),
            ["00000000-0000-0000-0000-000000000000", "", "00000000-0000-0000-0000-000000000000"]),
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public void CellsAreTheTextsThatReadBackToThem(string kind, string[] texts)
    {
        using var culture = new Culture("de-DE");
        using var file = new CsvFile(ParquetWriting.Bytes(3, 2, Kinds()[kind].Column), "data.parquet");
        using var records = CsvRecords.Open(file.Path, Default);
        Assert.Equal(["c"], records.Names);
        var read = new List<string>();
        while (records.Read())
            read.Add(records.Text(0).ReplaceLineEndings("\r\n"));
        Assert.Equal(texts, read);
    }

    [Fact]
    public void TheFileIsKnownByItsFirstBytesAndTheTableIsThatOfCsv()
    {
        using var csv = new CsvFile("n,t,y\n1.5,a,no\n,\"b,c\",yes\n3,,no\n1e-7,a,yes\n");
        using var file = new CsvFile(
            ParquetWriting.Bytes(
                4, 3, ParquetColumn.Of<double>("n", 1.5, null, 3, 1e-7), ParquetColumn.Of("t", "a", "b,c", null, "a"),
                ParquetColumn.Of("y", "no", "yes", "no", "yes")),
            "data.csv");
        var (one, other) = (csv.Read(CsvFile.Target("y")), file.Read(CsvFile.Target("y")));
        Assert.Equal(4, other.RowCount);
        Assert.Equal(one.Profile, other.Profile);
        Assert.Equal(one.Columns.OfType<NumberColumn>().Single().Values, other.Columns.OfType<NumberColumn>().Single().Values);
        Assert.All(
            one.Columns.OfType<CategoryColumn>().Zip(other.Columns.OfType<CategoryColumn>()),
            c =>
            {
                Assert.Equal(c.First.Categories, c.Second.Categories);
                Assert.Equal(c.First.Codes, c.Second.Codes);
            });
        Assert.Equal(FileFingerprint.OfBytes(file.Path), other.Sha256);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void WhatIsNotFiniteIsRefusedAsInCsvAndMayBeMissing(double value, string says)
    {
        double?[] cells = [.. Enumerable.Range(0, 9).Select(i => (double?)i), value];
        using var csv = new CsvFile("n\n" + string.Concat(cells.Select(c => c!.Value.ToString(CultureInfo.InvariantCulture) + "\n")));
        using var file = new CsvFile(ParquetWriting.Bytes(10, 4, ParquetColumn.Of("n", cells)), "n.parquet");
        var problem = file.ErrorAt(10, 1, () => file.Read());
        Assert.Equal(csv.ErrorAt(11, 1, () => csv.Read()), problem);
        Assert.Contains($"'{says}'", problem, StringComparison.Ordinal);
        var read = file.Read(Default with { Missing = EquatableArray.Of(says) });
        Assert.Equal(1, read.Profile.Columns[0].Missing);
    }

    [Fact]
    public void NumbersHaveAPointWhateverOptionsSayOfTexts()
    {
        using var file = new CsvFile(
            ParquetWriting.Bytes(
                3, 3, ParquetColumn.Of<double>("n", 1.234, 2.345, 30.25), ParquetColumn.Of("t", "1.234,5", "2,5", "3,5")),
            "data.parquet");
        var table = file.Read(Default with { Thousands = EquatableArray.Of("."), DecimalComma = true });
        Assert.Equal(
            [[1.234, 2.345, 30.25], [1234.5, 2.5, 3.5]], table.Columns.OfType<NumberColumn>().Select(c => c.Values.ToArray()));
        // Nobody is asked whether the point in 1.234 separates thousands.
        using var plain = new CsvFile(ParquetWriting.Bytes(2, 2, ParquetColumn.Of<double>("n", 1.234, 2.345)), "data.parquet");
        Assert.Equal([1.234, 2.345], plain.Read().Columns.OfType<NumberColumn>().Single().Values);
    }

    [Fact]
    public void ColumnsOfListsAndBytesAreNotedAndRefusedWhereTheyAreNamed()
    {
        var list = new DataField("list", typeof(int), isNullable: false, isArray: true);
        var columns = new[]
        {
            ParquetColumn.Of<double>("n", 1, 2),
            new ParquetColumn(
                list,
                (group, _, _) => group.WriteAsync<int>(list, new ReadOnlyMemory<int>([1, 2, 3]), new ReadOnlyMemory<int>([0, 1, 0]))),
            ParquetColumn.Of("bytes", [[1], [2, 3]]),
        };
        using var file = new CsvFile(ParquetWriting.Bytes(2, 2, columns), "data.parquet");
        var notes = file.Read().Profile.Notes;
        Assert.Equal(["column-unread", "column-unread"], notes.Select(n => n.Kind));
        Assert.Equal(["list", "bytes"], notes.Select(n => n.Column));
        Assert.Contains("its cells are lists", notes[0].Text, StringComparison.Ordinal);
        Assert.Contains(
            "(named by --target) cannot be used",
            file.ErrorAt(0, 0, () => file.Read(CsvFile.Target("list"))),
            StringComparison.Ordinal);
        Assert.Contains(
            "cannot be used",
            file.ErrorAt(0, 0, () => file.Read(Default with { Kept = EquatableArray.Of("bytes") })),
            StringComparison.Ordinal);
        Assert.Single(file.Read(Default with { Ignored = EquatableArray.Of("list") }).Profile.Columns);
        Assert.Contains(
            "cannot be used",
            file.ErrorAt(0, 0, () => PointReader.Open(file.Path, Default, EquatableArray.Of<Input>(
                new NumberInput("bytes", null, null, Number.Zero, Number.Zero, null)))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--delimiter")]
    [InlineData("--no-header")]
    [InlineData("--skip")]
    [InlineData("--comment")]
    [InlineData("--encoding")]
    public void OptionsOfCsvAreRefused(string option)
    {
        using var file = new CsvFile(ParquetWriting.Bytes(2, 2, ParquetColumn.Of<double>("n", 1, 2)), "data.parquet");
        var options = option switch
        {
            "--delimiter" => Default with { Delimiter = ';' },
            "--no-header" => Default with { Header = false },
            "--skip" => Default with { Skip = 1 },
            "--comment" => Default with { Comment = '#' },
            _ => Default with { Encoding = "latin1" },
        };
        Assert.Contains($"{option} says how CSV is written", file.ErrorAt(0, 0, () => file.Read(options)), StringComparison.Ordinal);
    }

    [Fact]
    public void BytesThatAreNoTextAreCounted()
    {
        var bytes = ParquetWriting.Bytes(
            4, 4, ParquetColumn.Of("t", "zzzz1", "b", "zzzz1", "b"), ParquetColumn.Of<double>("n", 1, 2, 3, 4));
        // Not compressed in a way that hides so short a text.
        for (var i = bytes.AsSpan().IndexOf("zzzz1"u8); i >= 0; i = bytes.AsSpan().IndexOf("zzzz1"u8))
            bytes[i] = 0xFF;
        using var file = new CsvFile(bytes, "data.parquet");
        var note = Assert.Single(file.Read(CsvFile.Target("n")).Profile.Notes);
        Assert.Equal("not-text", note.Kind);
        Assert.InRange(note.Count!.Value, 1, 2);
    }

    [Fact]
    public void ASingleColumnKeepsItsMissingCells()
    {
        using var file = new CsvFile(ParquetWriting.Bytes(4, 4, ParquetColumn.Of("t", "a", null, "", "b")), "data.parquet");
        var table = file.Read(CsvFile.Target("t"));
        Assert.Equal((4, 2), (table.RowCount, table.Profile.Columns[0].Missing));
    }

    [Fact]
    public void WhatIsBrokenIsOneLineOrIsRead()
    {
        var bytes = ParquetWriting.Bytes(
            40, 25, ParquetColumn.Of("n", Enumerable.Range(0, 40).Select(i => (double?)i / 7).ToArray()),
            ParquetColumn.Of("t", Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? null : "t" + (i % 4)).ToArray()));
        using var file = new CsvFile(bytes, "data.parquet");
        Assert.Equal(40, file.Read().RowCount);
        var random = new Random(5);
        var refused = 0;
        for (var i = 0; i < 1500; i++)
        {
            var broken = (byte[])bytes.Clone();
            var at = 4 + random.Next(bytes.Length - 4);
            switch (i % 3)
            {
                case 0:
                    broken = broken[..at];
                    break;
                case 1:
                    broken[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    random.NextBytes(broken.AsSpan(at, Math.Min(8, broken.Length - at)));
                    break;
            }

            File.WriteAllBytes(file.Path, broken);
            try
            {
                file.Read();
            }
            catch (InputFileException e)
            {
                refused++;
                Assert.DoesNotContain('\n', e.Message);
            }
        }

        Assert.True(refused > 700, $"Only {refused} were refused.");
    }

    [Theory]
    [InlineData("PAR1")]
    [InlineData("PAR1\0\0\0\0PAR1")]
    [InlineData("PAR1\u00FF\u00FF\u00FF\u007FPAR1")]
    [InlineData("PAR1 and something else that is long enough")]
    [InlineData("PAREncrypted")]
    public void WhatOnlyBeginsLikeParquetIsRefused(string text)
    {
        using var file = new CsvFile(Encoding.Latin1.GetBytes(text), "data.parquet");
        var run = CommandRun.Of("train", file.Path, "--target", "y");
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
        var line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Parquet file", line, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileWithoutRowsSaysSo()
    {
        using var file = new CsvFile(ParquetWriting.Bytes(0, 1, ParquetColumn.Of<double>("n")), "data.parquet");
        Assert.Contains("no rows", file.ErrorAt(0, 0, () => file.Read()), StringComparison.Ordinal);
    }
}
