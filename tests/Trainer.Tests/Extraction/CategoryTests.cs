using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Extraction;

public class CategoryTests
{
    [Fact]
    public void CategoriesAloneGiveThePatternsOfAllCombinations() => RandomCases.Hold(200, random =>
    {
        // Small integers: zeros are frequent and exact, and count as positive.
        var groups = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(1, 5)).ToArray();
        var box = RandomCases.Box(random, 0, groups);
        var form = Integers(random, box.Features, random.Next(1, 7), 3);
        var expected = Combinations(box).Select(x => Signs(form, x)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, Patterns(form, box));
    });

    [Fact]
    public void CategoriesWithNumbersGiveThePatternsOfEachCombinationsNumbers() => RandomCases.Hold(150, random =>
    {
        var numbers = random.Next(1, 4);
        var groups = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 5)).ToArray();
        var bounds = Enumerable.Range(0, numbers).Select(_ => (double)random.Next(1, 4)).ToArray();
        var mixed = RandomCases.Box(random, 0, groups);
        var box = new InputBox(
            bounds.Select(b => -b).Concat(mixed.Lower).ToArray(),
            bounds.Concat(mixed.Upper).ToArray(),
            mixed.Groups.Select(g => g.Select(i => i + numbers).ToArray()));
        var form = Integers(random, box.Features, random.Next(1, 7), 4);
        var numbersOnly = new InputBox(bounds.Select(b => -b).ToArray(), bounds);
        var expected = Combinations(box).SelectMany(x => Patterns(Restrict(form, x, numbers), numbersOnly))
            .Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, Patterns(form, box));
    });

    [Fact]
    public void AFractionalSolutionIsNotBelieved()
    {
        // Two of three categories would have to be half chosen: e₁ = a + b − 1/2 and so on are each positive at two vertices, all at none.
        var form = HingeForms.Of(3, [-1, 1, 1, 1, -1, 1, 1, 1, -1], [-0.5, -0.5, -0.5]);
        var box = new InputBox([0, 0, 0], [1, 1, 1], [[0, 1, 2]]);
        Assert.Equal(["++-", "+-+", "-++"], Patterns(form, box));
    }

    [Fact]
    public void ManyCategoriesAreSearchedNotListed()
    {
        // 12 groups of 6: two thousand million combinations.
        var random = new Random(3);
        var groups = Enumerable.Repeat(6, 12).ToArray();
        var box = RandomCases.Box(random, 2, groups);
        var form = HingeForms.Coupled(random, box.Features, 6);
        var extraction = RegionEnumerator.Enumerate(form, box);
        Assert.InRange(extraction.Regions, 2, 64);
        Assert.All(extraction.Tree!.Regions, r => Assert.Same(r, extraction.Tree.Find(r.Witness)));
    }

    private static string[] Patterns(HingeForm form, InputBox box) =>
        RegionEnumerator.Enumerate(form, box).Tree!.Regions.Select(r => Text(r.Pattern)).Order(StringComparer.Ordinal).ToArray();

    private static string Signs(HingeForm form, double[] x) => Text(RandomCases.PreActivations(form, x).Values.Select(z => z < 0));

    private static string Text(IEnumerable<bool> pattern) => string.Concat(pattern.Select(n => n ? '-' : '+'));

    private static HingeForm Integers(Random random, int inputs, int hinges, int size)
    {
        double[] Draw(int count) => Enumerable.Range(0, count).Select(_ => (double)random.Next(-size, size + 1)).ToArray();
        return HingeForms.Of(inputs, Draw(hinges * inputs), Draw(hinges), Draw(hinges * hinges));
    }

    // The function of the first features, the others being as in x.
    private static HingeForm Restrict(HingeForm form, double[] x, int numbers)
    {
        var weights = Enumerable.Range(0, form.Hinges)
            .SelectMany(j => form.HingeWeights.AsSpan(j * form.Inputs, numbers).ToArray()).ToArray();
        var biases = Enumerable.Range(0, form.Hinges).Select(j => form.HingeBiases[j]
            + Enumerable.Range(numbers, x.Length - numbers).Sum(i => form.HingeWeights[(j * form.Inputs) + i] * x[i])).ToArray();
        return HingeForms.Of(numbers, weights, biases, form.Couplings);
    }

    private static double[][] Combinations(InputBox box)
    {
        IEnumerable<double[]> points = [new double[box.Features]];
        foreach (var group in box.Groups)
        {
            points = points.SelectMany(x => group.Select(chosen =>
            {
                var y = (double[])x.Clone();
                y[chosen] = 1;
                return y;
            }));
        }

        return points.ToArray();
    }
}
