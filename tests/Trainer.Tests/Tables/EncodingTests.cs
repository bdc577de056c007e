using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

public sealed class EncodingTests
{
    private static readonly string Mixed = CsvFile.Rows("n,c,m,k,y", 200, i => FormattableString.Invariant(
        $"{(i % 9 == 4 ? string.Empty : (i * 37 % 101) - 50.25)},{"abcd"[i % 4 * (i % 3) % 4]},{(i % 5 == 0 ? "?" : i % 2 == 0 ? "x" : "z")},{1e6 + (i * i)},{i * 31 % 17 % 2}"));

    [Fact]
    public void NumbersAreStandardisedAndCategoriesOneHot()
    {
        using var file = new CsvFile(Mixed);
        var table = file.Read(CsvFile.Target("y"));
        var rows = table.AllRows();
        var encoding = FeatureEncoding.Fit(table, rows, ["y"]);
        var features = encoding.Encode(table, rows);
        Assert.Equal(rows.Length * encoding.Features, features.Length);
        for (var f = 0; f < encoding.Features; f++)
        {
            var column = rows.Select(r => (double)features[(r * encoding.Features) + f]).ToArray();
            if (encoding.FeatureList[f].IsNumber)
            {
                Assert.InRange(column.Average(), -1e-6, 1e-6);
                Assert.InRange(column.Average(x => x * x), 1 - 1e-6, 1 + 1e-6);
                Assert.InRange(column.Min(), encoding.Box.Minimum[f] - 1e-6, encoding.Box.Minimum[f] + 1e-6);
                Assert.InRange(column.Max(), encoding.Box.Maximum[f] - 1e-6, encoding.Box.Maximum[f] + 1e-6);
            }
            else
            {
                Assert.All(column, x => Assert.True(x is 0 or 1));
            }
        }

        Assert.Equal(2, encoding.Box.Groups.Count);
        foreach (var group in encoding.Box.Groups)
        {
            Assert.Equal(((CategoryInput)encoding.Inputs[encoding.FeatureList[group.First].Input]).Categories.Count, group.Count);
            Assert.All(rows, r => Assert.Equal(1, features.AsSpan((r * encoding.Features) + group.First, group.Count).ToArray().Sum()));
        }
    }

    [Fact]
    public void FunctionOfFeaturesIsTheFunctionOfInputs()
    {
        using var file = new CsvFile(Mixed);
        var table = file.Read(CsvFile.Target("y"));
        var rows = table.AllRows();
        var encoding = FeatureEncoding.Fit(table, rows.AsSpan(0, 120), ["y"]);
        var points = encoding.ToPoints(table, rows);
        var encoded = encoding.Encode(table, rows);
        var random = new Xoshiro256(3);
        for (var trial = 0; trial < 50; trial++)
        {
            var weights = Enumerable.Range(0, encoding.Features).Select(_ => (10 * random.NextDouble()) - 5).ToArray();
            var bias = random.NextDouble() - 0.5;
            var original = encoding.ToOriginalUnits(weights, bias);
            var (weightsBack, biasBack) = encoding.ToFeatureSpace(original);
            foreach (var row in rows)
            {
                var features = encoding.EncodePoint(points[row]);
                var inFeatures = weights.Zip(features, (w, x) => w * x).Sum() + bias;
                var size = weights.Zip(features, (w, x) => Math.Abs(w * x)).Sum() + original.Weights
                    .Select((w, i) => w.Length == 1 ? Math.Abs(w[0] * Given(encoding, points[row], i)) : 0).Sum() + Math.Abs(original.Bias);
                Assert.InRange(original.Evaluate(Accepted(encoding, points[row])) - inFeatures, -1e-12 * size, 1e-12 * size);
                Assert.InRange(weightsBack.Zip(features, (w, x) => w * x).Sum() + biasBack - inFeatures, -1e-12 * size, 1e-12 * size);
                for (var f = 0; f < features.Length; f++)
                    Assert.Equal((float)features[f], encoded[(row * encoding.Features) + f]);
            }
        }
    }

    [Fact]
    public void MissingAndUnseenValuesHaveTheirPlaceInTheDocument()
    {
        using var file = new CsvFile("n,p,c,e,f,y\n1,1,a,u,s,0\n4,2,?,,s,1\n10,3,a,v,s,0\n?,4,b,,t,1\n2,5,a,,s,1\n");
        using var test = new CsvFile("n,p,c,e,f,y\n7,?,new,w,?,0\n?,2,?,,t,1\n", "test.csv");
        var options = CsvFile.Target("y") with { Header = true };
        var table = file.Read(options);
        var other = TableReader.ReadLike(test.Path, options, table);
        var encoding = FeatureEncoding.Fit(table, table.AllRows(), ["y"], other);

        Assert.Equal(new NumberInput("n", null, null, Number.From(1), Number.From(10), Number.From(3)), encoding.Inputs[0]);
        // p is complete here but not in the test table: its rows must be answered too.
        Assert.Equal(Number.From(3), ((NumberInput)encoding.Inputs[1]).Missing);
        Assert.Equal(new CategoryInput("c", null, EquatableArray.Of("?", "a", "b"), 1), encoding.Inputs[2]);
        Assert.Equal(new CategoryInput("e", null, EquatableArray.Of("(missing)", "u", "v"), 0), encoding.Inputs[3]);
        Assert.Equal(new CategoryInput("f", null, EquatableArray.Of("s", "t"), 0), encoding.Inputs[4]);

        var points = encoding.ToPoints(other, [0, 1]);
        Assert.Equal([7, double.NaN, -1, -1, 0], points[0]);
        Assert.Equal([double.NaN, 2, 0, 0, 1], points[1]);
        var features = encoding.Encode(other, [0, 1]);
        Assert.Equal(encoding.EncodePoint(points[0]).Concat(encoding.EncodePoint(points[1])).Select(x => (float)x), features);
        Assert.Equal(EquatableArray.Of(new CategoryCount("c", 1), new CategoryCount("e", 1)), encoding.UnseenCategories(other, [0, 1]));
    }

    [Fact]
    public void UnknownCategoriesAreRefusedOnRequest()
    {
        using var file = new CsvFile("n,p,c,y\n1,1,a,0\n4,2,b,1\n10,3,a,0\n3,4,b,1\n2,5,a,1\n");
        using var test = new CsvFile("n,p,c,y\n7,1,new,0\n5,2,,1\n4,2,b,0\n", "test.csv");
        var options = CsvFile.Target("y");
        var table = file.Read(options);
        var other = TableReader.ReadLike(test.Path, options, table);
        var encoding = FeatureEncoding.Fit(table, table.AllRows(), ["y"], new CategoryOptions { RefusesUnknown = true }, other);
        Assert.Equal(new CategoryInput("c", null, EquatableArray.Of("a", "b"), null), encoding.Inputs[2]);
        Assert.Equal(0, encoding.ReferenceOf(2));
        // What is missing never was in training, so it is unknown too.
        Assert.Equal([-1.0, -1, 1], encoding.ToPoints(other, [0, 1, 2]).Select(p => p[2]));
        Assert.Equal([2], encoding.RowsWithKnownCategories(other, [0, 1, 2]));
        Assert.Equal(EquatableArray.Of(new CategoryCount("c", 2)), encoding.UnseenCategories(other, [0, 1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => encoding.Encode(other, [0]));
    }

    [Theory]
    [InlineData(3, 40, false)]
    [InlineData(10, 300, false)]
    [InlineData(5, 5, true)]
    public void TheRarestOfTooManyCategoriesCountAsOne(int most, int categories, bool missing)
    {
        // Category k stands in the rows from k² on, so the first ones are rare.
        string Category(int i) =>
            missing && i % 50 == 0 ? string.Empty : FormattableString.Invariant($"c{(int)Math.Sqrt(i) % categories:000}");
        using var file = new CsvFile(CsvFile.Rows("x,c,y", 1500, i => FormattableString.Invariant($"{i}.5,{Category(i)},{i % 2}")));
        var table = file.Read(CsvFile.Target("y") with { Categories = EquatableArray.Of("c") });
        var encoding = FeatureEncoding.Fit(table, table.AllRows(), ["y"], new CategoryOptions { MaxCategories = most });
        var input = (CategoryInput)encoding.Inputs[1];
        Assert.Equal(most, input.Categories.Count);
        Assert.Equal("(rare)", input.Categories[input.Other!.Value]);
        Assert.Equal(missing, input.Categories.Contains("(missing)"));

        // The rules read a rare category as one that is not declared, and count it as the rare ones: as it was trained.
        var counts = Enumerable.Range(0, 1500).CountBy(Category).ToDictionary(c => c.Key, c => c.Value);
        var rare = counts.Keys.Where(c => c.Length > 0 && !input.Categories.Contains(c)).ToArray();
        Assert.Equal(new RareCategories("c", rare.Length, rare.Sum(c => counts[c])), Assert.Single(encoding.Rare));
        var told = input.Categories.Where(c => c[0] == 'c').Min(c => counts[c]);
        Assert.All(rare, c => Assert.True(counts[c] <= told));
        var points = encoding.ToPoints(table, table.AllRows());
        for (var i = 0; i < points.Length; i++)
            Assert.Equal(
                (double)(rare.Contains(Category(i))
                    ? input.Other.Value
                    : input.Categories.ToList().IndexOf(Category(i) is "" ? "(missing)" : Category(i))),
                points[i][1]);
        Assert.Empty(encoding.UnseenCategories(table, table.AllRows()));
        var refused = Assert.Throws<InputFileException>(
            () => FeatureEncoding.Fit(table, table.AllRows(), ["y"], new CategoryOptions { MaxCategories = most, RefusesUnknown = true }));
        Assert.Contains("--max-categories", refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatDoesNotVaryOverTrainingRowsIsLeftOut()
    {
        using var file = new CsvFile("n,c,x,y\n1,a,1,0\n1,a,2,1\n1,a,3,0\n2,b,4,1\n");
        var encoding = FeatureEncoding.Fit(file.Read(CsvFile.Target("y")), [0, 1, 2], ["y"]);
        Assert.Equal(["x"], encoding.Inputs.Select(i => i.Name));
        Assert.Equal(["n", "c"], encoding.Constant);
    }

    [Fact]
    public void ExtremeNumbersAreMeasuredWithoutOverflow()
    {
        using var file = new CsvFile(
            CsvFile.Rows(
                "big,small,y", 10, i => FormattableString.Invariant($"{(i % 2 == 0 ? "-" : string.Empty)}1e308,{i}e-300,{i % 2}")));
        var table = file.Read(CsvFile.Target("y"));
        var encoding = FeatureEncoding.Fit(table, table.AllRows(), ["y"]);
        Assert.Equal(2, encoding.Features);
        Assert.All(encoding.Encode(table, table.AllRows()), x => Assert.InRange(x, -3, 3));
    }

    [Fact]
    public void NothingToPredictFromIsAnError()
    {
        using var file = new CsvFile("id,c,y\n1,k,0\n2,k,1\n");
        var problem = file.ErrorAt(0, 0, () => Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1));
        Assert.Contains("'id' looks like an identifier", problem, StringComparison.Ordinal);
        Assert.Contains("'c' has the same value", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TargetsAreEncodedAsTheTaskSays()
    {
        using var file = new CsvFile("x,b,c,r,y\n1,no,u,10,0\n2,yes,v,20,1\n3,yes,w,60,1\n");
        Assert.Equal([0f, 1f, 1f], Targets("b"));
        Assert.Equal([1f, 0, 0, 0, 1, 0, 0, 0, 1], Targets("c"));
        Assert.Equal([0f, 0, 1, 1, 1, 1], Targets("b", "y"));

        var table = file.Read(CsvFile.Target("r"));
        var task = LearningTask.Infer(table, ["r"], TaskKind.Regression);
        var encoding = TargetEncoding.Fit(task, table, table.AllRows());
        var encoded = encoding.Encode(table, table.AllRows());
        var back = encoded.Select(y => encoding.ToOriginalUnits(0, [y], y)).ToArray();
        Assert.Equal([10.0, 20, 60], back.Select(b => Math.Round(b.Bias, 5)));
        Assert.Equal(encoding.ScaleOf(0) * encoded[2], back[2].Weights[0]);

        float[] Targets(params string[] names)
        {
            var read = file.Read(CsvFile.Target(names));
            return TargetEncoding.Fit(LearningTask.Infer(read, names), read, read.AllRows()).Encode(read, read.AllRows());
        }
    }

    /// <summary>The point with its missing and unseen values replaced, as the document's semantics replace them.</summary>
    private static double[] Accepted(FeatureEncoding encoding, double[] point) =>
        point.Select((_, i) => Given(encoding, point, i)).ToArray();

    private static double Given(FeatureEncoding encoding, double[] point, int input) => encoding.Inputs[input] switch
    {
        NumberInput number => double.IsNaN(point[input]) ? number.Missing!.Value.Value : point[input],
        CategoryInput category => point[input] < 0 ? category.Other!.Value : point[input],
        _ => throw new InvalidOperationException(),
    };
}
