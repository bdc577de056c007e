using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training.Curves;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class PlaceSearchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void StepsAndSpikesInNoiseGetPlaces(int seed)
    {
        var random = new Random(seed);
        var x = Enumerable.Range(0, 3000).Select(_ => 10 * random.NextDouble()).ToArray();
        var noise = HingeForms.Normals(random, x.Length);
        var y = x.Select((v, r) => (v >= 4 ? 2.0 : 0) + (v >= 7.03 && v < 7.23 ? 3 : 0) + (0.5 * noise[r])).ToArray();
        var places = new PlaceSearch(y, Ones(x.Length), 1, 12).Find(x);
        Assert.InRange(places.Length, 4, 12);
        foreach (var edge in new[] { 4, 7.03, 7.23 })
            Assert.Contains(places, p => Math.Abs(p - edge) < 0.06);
    }

    [Fact]
    public void OutputsAreLookedAtTogether()
    {
        // A step of the second output only, in rows that count.
        var random = new Random(5);
        var x = Enumerable.Range(0, 1000).Select(_ => random.NextDouble()).ToArray();
        var residuals = x.SelectMany(v => new[] { 0, v >= 0.77 ? 1.0 : 0 }).ToArray();
        Assert.Contains(new PlaceSearch(residuals, Ones(2000), 2, 3).Find(x), p => Math.Abs(p - 0.77) < 0.01);
        var weights = x.SelectMany(_ => new[] { 1.0, 0 }).ToArray();
        Assert.DoesNotContain(new PlaceSearch(residuals, weights, 2, 3).Find(x), p => Math.Abs(p - 0.77) < 0.01);
    }

    [Fact]
    public void FewWholeValuesGetAPlaceEach()
    {
        var random = new Random(1);
        var x = Enumerable.Range(0, 200).Select(r => r < 8 ? r - 2.0 : random.Next(-2, 6)).ToArray();
        Assert.Equal([-1.0, 0, 1, 2, 3, 4, 5], new PlaceSearch(new double[200], Ones(200), 1, 7).Find(x));
        var large = x.Select(v => v + 1200).ToArray();
        Assert.Equal([1199.0, 1200, 1201, 1202, 1203, 1204, 1205], new PlaceSearch(new double[200], Ones(200), 1, 16).Find(large));
        Assert.Empty(new PlaceSearch(new double[3], Ones(3), 1, 16).Find([2.5, 2.5, 2.5]));
    }

    [Fact]
    public void PlacesAreIncreasingShortAndSplitRowsAsTheValuesDo() => RandomCases.Hold(100, random =>
    {
        var rows = random.Next(20, 400);
        var most = random.Next(2, 20);
        // Of 1 to 10, so that digits are counted behind one before the point; many of them equal, or none.
        var digits = random.Next(1, 9);
        var x = Enumerable.Range(0, rows).Select(_ => Math.Round(1 + (8.9 * random.NextDouble()), digits)).ToArray();
        var places = new PlaceSearch(HingeForms.Normals(random, rows), Ones(rows), 1, most).Find(x);
        var values = x.Distinct().Order().ToArray();
        Assert.Equal(places.Distinct().Order(), places);
        Assert.InRange(places.Length, 1, most);
        if (values.Length - 1 <= most)
            Assert.Equal(values.Length - 1, places.Length);
        // Each splits the rows in another way, and none leaves a side empty.
        var splits = places.Select(p => x.Count(v => v < p)).ToArray();
        Assert.Equal(splits.Distinct(), splits);
        Assert.All(splits, s => Assert.InRange(s, 1, rows - 1));
        foreach (var place in places)
        {
            var (below, at) = ((decimal)values.Last(v => v < place), (decimal)values.First(v => v >= place));
            var count = place.ToString("R", CultureInfo.InvariantCulture).Length - 1;
            var unit = Enumerable.Range(0, Math.Max(0, count - 2)).Aggregate(1m, (u, _) => u / 10);
            // One digit less and there is none between the values.
            if (count > 1)
                Assert.True(Math.Floor(at / unit) * unit <= below, $"{place} is longer than it needs to be above {below} up to {at}");
        }
    });

    private static double[] Ones(int count) => Enumerable.Repeat(1.0, count).ToArray();
}
