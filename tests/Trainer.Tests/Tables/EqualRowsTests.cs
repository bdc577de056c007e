using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

/// <summary>
/// Copies stand on one side of a split; rows that are equal because there are few different ones stand where chance puts them.
/// </summary>
public sealed class EqualRowsTests
{
    [Theory]
    [InlineData(100, 3, 2)]
    [InlineData(40, 12, 5)]
    [InlineData(700, 2, 9)]
    public void CopiesStandOnOneSide(int different, int times, int columns)
    {
        using var file = new CsvFile(
            Table(different * times, columns, i => i % different, (i, _) => i % different % 3 == 0 ? "yes" : "no"));
        var data = Read(file);
        Assert.Equal(
            (different * (times - 1), true, true, 0, 0),
            (
                data.EqualRows.Repeated,
                data.EqualRows.AreCopies,
                data.EqualRows.AreGrouped,
                data.EqualRows.InTest,
                data.EqualRows.InValidation));
        Assert.Equal(
            different,
            new[] { data.Split.Train, data.Split.Validation, data.Split.Test }.Sum(p => p.Select(r => r % different).Distinct().Count()));
        Assert.InRange(data.Split.Test.Length, (0.2 * different * times) - times, (0.2 * different * times) + times);
    }

    [Fact]
    public void AMeasurementThatWasRepeatedIsACopyThoughItsTargetDiffers()
    {
        using var file = new CsvFile(
            Table(300, 4, i => i / 3, (i, random) => ((i / 3) + random.NextDouble()).ToString("R", CultureInfo.InvariantCulture)));
        var data = Read(file);
        Assert.Equal(TaskKind.Regression, data.Task.Kind);
        Assert.True(data.EqualRows.AreGrouped);
        Assert.Empty(data.Split.Test.Select(r => r / 3).Intersect(data.Split.Train.Concat(data.Split.Validation).Select(r => r / 3)));
    }

    [Theory]
    [InlineData(2, 2, 2, 2)]
    [InlineData(3, 9, 4, 5)]
    [InlineData(20, 20, 2, 2)]
    public void FewDifferentValuesMakeNoCopies(params int[] values)
    {
        var random = new Random(11);
        using var file = new CsvFile(CsvFile.Rows(
            string.Join(',', values.Select((_, j) => "c" + (char)('a' + j))) + ",y",
            900,
            i => string.Join(',', values.Select(v => "v" + random.Next(v).ToString(CultureInfo.InvariantCulture)))
                + (random.Next(2) == 0 ? ",no" : ",yes")));
        var data = Read(file);
        Assert.True(data.EqualRows is { Repeated: > 50, AreCopies: false, AreGrouped: false });
        Assert.InRange(data.EqualRows.InTest, 20, 180);
        Assert.Equal(Ungrouped(data), (data.Split.Train, data.Split.Validation, data.Split.Test), SameRows);
    }

    [Fact]
    public void FewCopiesLeaveTheSplitAsItWas()
    {
        // Six of a thousand rows come twice.
        using var file = new CsvFile(Table(1000, 5, i => i < 994 ? i : i - 994, (i, _) => i % 2 == 0 ? "yes" : "no"));
        var data = Read(file);
        Assert.True(data.EqualRows is { Repeated: 6, AreCopies: true, AreGrouped: false });
        Assert.Equal(Ungrouped(data), (data.Split.Train, data.Split.Validation, data.Split.Test), SameRows);
    }

    [Fact]
    public void ARowThatIsATenthOfTheTableIsNotKeptTogether()
    {
        using var file = new CsvFile(Table(500, 3, i => i < 100 ? 0 : i, (i, _) => i % 2 == 0 ? "yes" : "no"));
        Assert.True(Read(file).EqualRows is { Repeated: 99, AreCopies: true, AreGrouped: false, InTest: > 5 });
    }

    /// <summary>One column tells nearly all rows apart, and the others have few values: rows that agree in it too are no chance.</summary>
    [Theory]
    [InlineData(40)]
    [InlineData(300)]
    public void CopiesAreFoundWhereOneColumnHasManyValues(int copies)
    {
        var random = new Random(8);
        var rows = Enumerable.Range(0, 500).Select(
            i => FormattableString.Invariant(
                $"{random.Next(3)},{"uvw"[random.Next(3)]},{random.NextDouble():0.0000},{(i % 3 == 0 ? "yes" : "no")}")).ToArray();
        using var file = new CsvFile("a,b,income,y\n" + string.Join('\n', rows.Concat(rows.Take(copies))) + "\n");
        Assert.True(Read(file).EqualRows is { AreCopies: true, AreGrouped: true });
    }

    [Fact]
    public void WithoutEqualRowsNothingIsFound()
    {
        using var file = new CsvFile(Table(300, 3, i => i, (i, _) => i % 2 == 0 ? "yes" : "no"));
        Assert.Equal(new EqualRows(0, false, false, 0, 0), Read(file).EqualRows);
    }

    [Fact]
    public void MissingValuesAreEqualAndColumnsThatAreIgnoredDoNotCount()
    {
        var random = new Random(5);
        var inputs = Enumerable.Range(0, 80).Select(
            _ => FormattableString.Invariant($"{random.NextDouble():0.0000},,{random.NextDouble():0.0000}")).ToArray();
        using var file = new CsvFile(
            CsvFile.Rows(
                "p,q,r,when,y",
                320,
                i => FormattableString.Invariant($"{(i < 2 ? $"1,{i},1" : inputs[i % 80])},{i}.5,{(i % 80 % 2 == 0 ? "a" : "b")}")));
        var data = Dataset.Read(file.Path, null, CsvFile.Target("y") with { Ignored = Documents.EquatableArray.Of("when") }, null, 1);
        Assert.True(data.EqualRows is { AreGrouped: true, Repeated: 238 });
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(25, false)]
    [InlineData(60, true)]
    public void TestRowsThatStandInTheTrainingFileAreCounted(int copied, bool all)
    {
        var lines = Table(400, 4, i => i, (i, _) => i % 2 == 0 ? "yes" : "no").Split('\n');
        var fresh = Table(60, 4, i => i + 7000, (i, _) => i % 2 == 0 ? "yes" : "no").Split('\n');
        using var file = new CsvFile(string.Join('\n', lines));
        // The columns stand in another order there, and a row with another target is another row.
        using var test = new CsvFile(
            string.Join('\n', Enumerable.Range(0, 61).Select(i => Reversed(i == 0 || i <= copied ? lines[i] : fresh[i]))) + "\n",
            "later.csv");
        var data = Dataset.Read(file.Path, test.Path, CsvFile.Target("y"), null, 1);
        Assert.Equal(new SeenTestRows(copied, 60, true, false), data.SeenTestRows);
        Assert.Equal(all, data.SeenTestRows!.Rows == data.SeenTestRows.TestRows);

        static string Reversed(string line) => string.Join(',', line.Split(',').Reverse());
    }

    [Fact]
    public void TheTrainingFileItselfIsNoTest()
    {
        using var file = new CsvFile(Table(200, 3, i => i, (i, _) => i % 2 == 0 ? "yes" : "no"));
        var copy = file.Sibling("copy.csv");
        File.Copy(file.Path, copy);
        Assert.Equal(new SeenTestRows(200, 200, true, true), Dataset.Read(file.Path, copy, CsvFile.Target("y"), null, 1).SeenTestRows);
        Assert.Null(Read(file).SeenTestRows);
    }

    [Fact]
    public void AColumnIsTakenOutOfAKey()
    {
        using var file = new CsvFile(Table(150, 6, i => i / 2, (i, _) => i % 2 == 0 ? "yes" : "no"));
        var table = file.Read(CsvFile.Target("y"));
        string[] columns = ["c0", "c1", "c2", "c3", "c4", "c5", "y"];
        var keys = RowKeys.Compute(columns, (table, table.AllRows()));
        Assert.Equal((0.0, 75.0, 75 * 149.0), (keys.CountEqualPairs(), keys.CountEqualPairsWithout("y"), keys.CountPairs()));
        Assert.Equal(RowKeys.Compute(columns[1..], (table, table.AllRows())).CountEqualPairs(), keys.CountEqualPairsWithout("c0"));
        Assert.Equal(75 * 74.0, keys.OfColumn("y").CountEqualPairs());
        Assert.Equal(Enumerable.Range(0, 150).Select(i => i / 2 * 2), RowKeys.Compute(columns[..6], (table, table.AllRows())).FirstEqual());
    }

    private static Dataset Read(CsvFile file) => Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1);

    private static (int[] Train, int[] Validation, int[] Test) Ungrouped(Dataset data)
    {
        // Classes are numbered as they are met.
        var labels = data.Task.Labels(data.Table, 0, data.Table.AllRows());
        var split = Split.Draw(data.Table.AllRows(), labels.Select(l => l == labels[0] ? 0 : 1).ToArray(), null, 1);
        return (split.Train, split.Validation, split.Test);
    }

    private static bool SameRows((int[] Train, int[] Validation, int[] Test) a, (int[] Train, int[] Validation, int[] Test) b) =>
        a.Train.SequenceEqual(b.Train) && a.Validation.SequenceEqual(b.Validation) && a.Test.SequenceEqual(b.Test);

    /// <summary>Columns c0, c1, … of numbers with many values, the same for rows with the same number, and a target y.</summary>
    private static string Table(int rows, int columns, Func<int, int> number, Func<int, Random, string> target)
    {
        var random = new Random(3);
        return CsvFile.Rows(string.Join(',', Enumerable.Range(0, columns).Select(j => "c" + j.ToString(CultureInfo.InvariantCulture)))
            + ",y", rows, i =>
        {
            var own = new Random(number(i));
            return string.Join(
                ',',
                Enumerable.Range(0, columns).Select(_ => own.NextDouble().ToString("0.00000", CultureInfo.InvariantCulture))) + ","
                    + target(i, random);
        });
    }
}
