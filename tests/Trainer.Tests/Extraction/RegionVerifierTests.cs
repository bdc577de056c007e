using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using Xunit;
using ExactCells = RuleCompiler.Runtime.Tests.Proofs.Cells;

namespace RuleCompiler.Trainer.Tests.Extraction;

/// <summary>Extraction is shown to be exact: each region by a witness, each side that was left out by a certificate.</summary>
public sealed class RegionVerifierTests
{
    private static readonly ExtractionOptions WithoutImplied = new(FindImplied: false);

    [Fact]
    public void EveryExtractionIsProven() => RandomCases.Hold(3000, random =>
    {
        var (form, box) = RandomCases.Mixed(random);
        var extraction = RegionEnumerator.Enumerate(form, box, WithoutImplied);
        var proof = RegionVerifier.Verify(form, box, extraction.Tree!);
        Assert.Empty(proof.Failures);
        Assert.Equal(extraction.Regions, proof.Regions);
    });

    [Fact]
    public void EveryDegenerateExtractionIsProven() => RandomCases.Hold(2000, random =>
    {
        // Small integers: hyperplanes coincide, are parallel, meet in corners and touch the box; units are always on or off.
        var (form, box) = Degenerate(random, () => random.Next(-2, 3));
        var proof = RegionVerifier.Verify(form, box, RegionEnumerator.Enumerate(form, box, WithoutImplied).Tree!);
        Assert.Empty(proof.Failures);
    });

    [Fact]
    public void EveryExtractionOfAnyScaleIsProven() => RandomCases.Hold(1000, random =>
    {
        // Cells may be thinner here than doubles are dense: what these leave undecided the extraction decides exactly.
        var (form, box) = Degenerate(random, () => random.Next(-2, 3) * Math.Pow(10, random.Next(-12, 13)));
        var extraction = RegionEnumerator.Enumerate(form, box, WithoutImplied);
        var proof = RegionVerifier.Verify(form, box, extraction.Tree!);
        Assert.Empty(proof.Failures);
        Assert.Equal((extraction.Regions, 0L), ((long)proof.Regions, extraction.Undecided));
    });

    [Theory]
    [InlineData("three_10_10_10_n2")]
    [InlineData("two_8_8_n4")]
    public void RegionsOfTheSampleNetworksAreProven(string name)
    {
        var (form, box) = SampleNetworks.Read(name);
        var proof = RegionVerifier.Verify(form, box, RegionEnumerator.Enumerate(form, box, WithoutImplied).Tree!);
        Assert.Empty(proof.Failures);
        Assert.Equal(SampleNetworks.ExpectedRegions(name), proof.Regions);
        Assert.True(proof.PrunedSides > 0);
    }

    [Fact]
    public void ChangedCertificateProvesNothing()
    {
        // Changes that matter: a small one that the slack of a certificate takes up leaves it valid, and rightly so.
        var changed = 0;
        RandomCases.Hold(300, random =>
        {
            var (form, box) = RandomCases.Mixed(random);
            var geometry = new FeatureGeometry(box);
            var tree = RegionEnumerator.Enumerate(form, box, WithoutImplied).Tree!;
            foreach (var pruned in RegionVerifier.Walk(form, geometry, tree, Assert.Fail).OfType<PrunedSide>())
            {
                var certificate = ExactCells.Decide(pruned.Claim).Certificate!;
                var witness = geometry.ToPoint(pruned.Region.Witness);
                foreach (var change in Changes(pruned.Claim, At(certificate, witness), witness))
                {
                    changed++;
                    Assert.False(CertificateChecker.Proves(pruned.Claim, Replace(certificate, witness, change)));
                }
            }
        });
        Assert.True(changed > 1000, $"Only {changed} changes.");
    }

    [Fact]
    public void WrongTreeIsFound()
    {
        var found = 0;
        RandomCases.Hold(200, random =>
        {
            var (form, box) = RandomCases.Mixed(random);
            var tree = RegionEnumerator.Enumerate(form, box, WithoutImplied).Tree!;
            foreach (var wrong in Wrong(tree))
            {
                found++;
                Assert.False(RegionVerifier.Verify(form, box, wrong).Holds);
            }
        });
        Assert.True(found > 200, $"Only {found} trees.");
    }

    [Fact]
    public void WitnessBetweenCategoriesIsNone()
    {
        var box = new InputBox([0, 0], [1, 1], [[0, 1]]);
        var form = HingeForms.Of(2, [], []);
        var tree = (Region)RegionEnumerator.Enumerate(form, box).Tree!;
        Assert.True(RegionVerifier.Verify(form, box, tree).Holds);
        Assert.False(RegionVerifier.Verify(form, box, tree with { Witness = [0.5, 0.5] }).Holds);
        Assert.False(RegionVerifier.Verify(form, box, tree with { Witness = [1, 1] }).Holds);
    }

    private static (HingeForm Form, InputBox Box) Degenerate(Random random, Func<double> weight)
    {
        var numbers = random.Next(1, 4);
        var groups = Enumerable.Range(0, random.Next(0, 3)).Select(_ => random.Next(1, 4)).ToArray();
        var features = numbers + groups.Sum();
        var lower = Enumerable.Range(0, features).Select(i => i < numbers ? random.Next(-2, 2) : 0.0).ToArray();
        var upper = lower.Select((l, i) => i < numbers ? l + random.Next(0, 3) : 1.0).ToArray();
        var first = groups.Select((_, g) => numbers + groups.Take(g).Sum()).ToArray();
        var box = new InputBox(lower, upper, groups.Select((size, g) => Enumerable.Range(first[g], size).ToArray()));
        var hinges = random.Next(1, 7);
        double[] Weights(int count) => Enumerable.Range(0, count).Select(_ => weight()).ToArray();
        return (HingeForms.Of(features, Weights(hinges * features), Weights(hinges), Weights(hinges * hinges), random), box);
    }

    // Each leaves a domain that contains a point of the cell on which the changed sum is positive, or breaks the sign.
    private static IEnumerable<Multipliers> Changes(CellClaim claim, Multipliers multipliers, ExactPoint witness)
    {
        var g = claim.Sides.Select(s => s.Negative ? -s.Expression.Evaluate(witness) : s.Expression.Evaluate(witness)).ToArray();
        var values = multipliers.Values.ToArray();
        Multipliers With(int k, Rational value) => new(values.Select((v, i) => i == k ? value : v).ToArray());
        var last = values.Length - 1;
        yield return With(last, 0);
        yield return With(last, -values[last]);
        var others = values.Take(last).Select((v, k) => v * g[k]).Aggregate(Rational.Zero, (a, b) => a + b);
        if (others.Sign > 0)
            yield return With(last, others / -g[last] / 2);
        for (var k = 0; k < last; k++)
        {
            if (values[k].Sign > 0)
                yield return With(k, -values[k]);
            if (g[k].Sign > 0)
                yield return With(k, ((values[last] * -g[last]) + 1) / g[k]);
        }
    }

    private static Multipliers At(Certificate certificate, ExactPoint x)
    {
        while (certificate is CategoryCases cases)
            certificate = x.Categories[cases.Group] == cases.Category ? cases.Is : cases.IsNot;
        return (Multipliers)certificate;
    }

    private static Certificate Replace(Certificate certificate, ExactPoint x, Multipliers by)
    {
        if (certificate is not CategoryCases cases)
            return by;
        return x.Categories[cases.Group] == cases.Category
            ? cases with { Is = Replace(cases.Is, x, by) }
            : cases with { IsNot = Replace(cases.IsNot, x, by) };
    }

    // A region is missing; a witness is another region's; a condition is another one; two sides are swapped.
    private static IEnumerable<RegionTree> Wrong(RegionTree tree)
    {
        if (tree is not RegionSplit split)
            yield break;
        yield return split.Negative;
        yield return split.Positive;
        yield return split with { Negative = split.Positive, Positive = split.Negative };
        yield return split with { Condition = new AffineMap(split.Condition.Weights, Math.BitIncrement(split.Condition.Bias)) };
        if (split.Negative is Region region)
            yield return split with { Negative = region with { Witness = split.Positive.Regions.First().Witness } };
    }
}
