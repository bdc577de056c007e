using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training.Curves;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

/// <summary>Features as sums of a row's entries against their definitions.</summary>
public class PieceRowsTests
{
    [Fact]
    public void FeaturesAreSumsOfEntries() => RandomCases.Hold(50, random =>
    {
        var data = CurvedRows.Random(random, random.Next(5, 60), random.Next(1, 3));
        for (var r = 0; r < data.Rows.Rows; r++)
            Same(data.Features(r), data.Rows, r);
    });

    [Fact]
    public void PlacesEndsMissingValuesAndWhatIsOutsideTheRangeAreInTheRightPiece()
    {
        // The range is −3 to 7 and the median 1.5; the rows after the first five were not measured.
        string[] values = ["-3", "7", "1.5", "2", "0.5", "0.4999999", "0.5", "0.5000001", "2.25", "4", "3.9999", "-100", "100", ""];
        using var file = new CsvFile(CsvFile.Rows("a", values.Length, r => "\"" + values[r] + "\""));
        var table = file.Read();
        var encoding = CurveEncoding.Of(FeatureEncoding.Fit(table, [0, 1, 2, 3, 4], []), [[0.5, 2.25, 4]]);
        var rows = CurvedRows.Of(encoding, new DataPart(table, [.. Enumerable.Range(0, values.Length)]), new float[values.Length]).Rows;
        Assert.Equal(1 + 4 + 3, encoding.Features);
        for (var r = 0; r < values.Length; r++)
        {
            var x = values[r].Length == 0 ? 1.5 : double.Parse(values[r], CultureInfo.InvariantCulture);
            Same(CurvedRows.Features(encoding, rows.Set.Features(r), [x]), rows, r);
        }

        int[] JumpsOf(int row) => Enumerable.Range(5, 3).Select(f => (int)Math.Round(Sum(rows, row, f))).ToArray();
        Assert.Equal([0, 0, 0], JumpsOf(5));
        Assert.Equal([1, 0, 0], JumpsOf(6));
        Assert.Equal([1, 1, 1], JumpsOf(9));
        Assert.Equal([1, 1, 0], JumpsOf(10));
        Assert.Equal([0, 0, 0], JumpsOf(11));
        Assert.Equal([1, 1, 1], JumpsOf(12));
        Assert.Equal([1, 0, 0], JumpsOf(13));
        // A ramp that begins at 2.25 and ends at 4 has its whole height from there on.
        var scale = encoding.Curves[0].Scale;
        Assert.Equal(1.75 / scale, Sum(rows, 9, 3), 1e-6);
        Assert.Equal(3 / scale, Sum(rows, 12, 4), 1e-6);
        Assert.Equal(0, Sum(rows, 11, 1), 1e-6);
    }

    [Fact]
    public void SpecialValuesHaveAFeatureEachAndAreOtherwiseWhatStandsInForThem()
    {
        // The quantities run from −3 to 7, with the median 2.
        string[] values = ["-9", "-3", "0.5", "2", "5", "7", "", "-9.0", "3"];
        using var file = new CsvFile(CsvFile.Rows("a", values.Length, r => "\"" + values[r] + "\""));
        var options = new TableOptions { Special = EquatableArray.Of("a=-9,missing") };
        var table = file.Read(options);
        int[] all = [.. Enumerable.Range(0, values.Length)];
        var features = FeatureEncoding.Fit(table, all.AsSpan(0, 6), [], CategoryOptions.Default, SpecialSettings.Of(options, table));
        Assert.Equal((-3, 7, 2), (features.NumberOf(0).Minimum, features.NumberOf(0).Maximum, features.NumberOf(0).Median));
        var encoding = CurveEncoding.Of(features, [[0.5, 2.25]]);
        var rows = CurvedRows.Of(encoding, new DataPart(table, all), new float[values.Length]).Rows;
        var curve = encoding.CurveOf(0)!;
        Assert.Equal(1 + 3 + 2 + 2, encoding.Features);
        for (var r = 0; r < values.Length; r++)
        {
            var isSpecial = values[r] is "-9" or "-9.0";
            Assert.Equal(isSpecial ? 1 : 0, Sum(rows, r, curve.FirstSpecial), 1e-6);
            Assert.Equal(values[r].Length == 0 ? 1 : 0, Sum(rows, r, curve.FirstSpecial + 1), 1e-6);
            if (isSpecial || values[r].Length == 0)
                Assert.All(Enumerable.Range(0, curve.FirstSpecial), f => Assert.Equal(Sum(rows, 3, f), Sum(rows, r, f), 1e-6));
        }
    }

    [Fact]
    public void RowsHaveAFewEntriesWhateverTheNumberOfPieces()
    {
        var (features, part) = CurvedRows.Read("a,b", 300, r => FormattableString.Invariant($"{r / 7.0},{r % 17.5}"));
        var places = Enumerable.Range(1, 40).Select(p => (double)p).ToArray();
        var data = CurvedRows.Of(CurveEncoding.Of(features, [places, null]), part, new float[300]);
        Assert.Equal(2 + 41 + 40, data.Encoding.Features);
        Assert.Equal(2 + 2, data.Rows.Width);
        Assert.Null(data.Encoding.CurveOf(1));
        Assert.Equal(0, data.Encoding.CurveOf(0)!.Input);
    }

    [Fact]
    public void SamplesAndSumsOfRowsAreTheSameRows()
    {
        var data = CurvedRows.Random(new Random(3), 50, 1).Rows;
        Assert.Same(data, data.Sample(50));
        var sample = data.Sample(13);
        Assert.InRange(sample.Rows, 10, 13);
        var both = sample.Concat(data);
        Assert.Equal(sample.Rows + 50, both.Rows);
        for (var r = 0; r < sample.Rows; r++)
            Equal(data, r * 4, sample, r);
        for (var r = 0; r < 50; r++)
            Equal(data, r, both, sample.Rows + r);

        static void Equal(PieceRows a, int rowOfA, PieceRows b, int rowOfB)
        {
            Assert.Equal(a.Entries(rowOfA), b.Entries(rowOfB));
            Assert.Equal(a.Values(rowOfA), b.Values(rowOfB));
            Assert.Equal(a.Set.Features(rowOfA), b.Set.Features(rowOfB));
            Assert.Equal(a.Set.Targets(rowOfA), b.Set.Targets(rowOfB));
        }
    }

    private static void Same(double[] features, PieceRows rows, int row)
    {
        for (var f = 0; f < features.Length; f++)
            Assert.Equal(features[f], Sum(rows, row, f), 1e-5);
    }

    private static double Sum(PieceRows rows, int row, int feature)
    {
        var values = new Dictionary<int, double>();
        for (var e = 0; e < rows.Width; e++)
            values.Add(rows.Entries(row)[e], rows.Values(row)[e]);
        var sum = 0.0;
        foreach (var (entry, factor) in rows.Encoding.EntriesOf(feature))
            sum += factor * values.GetValueOrDefault(entry);
        return sum;
    }
}
