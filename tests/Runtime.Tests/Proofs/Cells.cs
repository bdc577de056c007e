using System;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>Cells made by hand and at random.</summary>
internal static class Cells
{
    /// <summary>Numbers only, from texts.</summary>
    public static ExactBox Box(params (string Lower, string Upper)[] numbers) =>
        new(numbers.Select(n => new ExactRange(Rational.Parse(n.Lower), Rational.Parse(n.Upper))).ToArray(), []);

    /// <summary>A side of bias + weights·x, from texts: &lt; 0 or ≥ 0.</summary>
    public static Side Side(bool negative, string bias, params string[] weights) =>
        new(ExactAffine.Of(Rational.Parse(bias), weights.Select(Rational.Parse).ToArray(), []), negative);

    /// <summary>Decides a claim and requires that what shows the answer is accepted by the checker.</summary>
    public static CellVerdict Decide(CellClaim claim)
    {
        var verdict = CellDecision.Decide(claim, new ProofWork(ProofLimit.None, default));
        Assert.False(verdict.IsUndecided);
        Assert.NotEqual(verdict.Witness is null, verdict.Certificate is null);
        Assert.True(verdict.Witness is { } witness
            ? CertificateChecker.IsWitness(claim, witness)
            : CertificateChecker.Proves(claim, verdict.Certificate!));
        return verdict;
    }

    public static bool HasPoints(ExactBox box, params Side[] sides) =>
        Decide(new CellClaim(box, sides, CellQuestion.Points)).Witness is not null;

    public static bool HasInterior(ExactBox box, params Side[] sides) =>
        Decide(new CellClaim(box, sides, CellQuestion.Interior)).Witness is not null;

    /// <summary>
    /// Small integers, so that borders meet in corners, coincide, and touch the domain: what floating point cannot decide is common here.
    /// </summary>
    public static CellClaim Degenerate(Random random)
    {
        var numbers = random.Next(0, 4);
        var groups = Enumerable.Range(0, random.Next(0, 3)).Select(_ => random.Next(1, 4)).ToArray();
        var box = new ExactBox(
            Enumerable.Range(0, numbers).Select(_ => (Rational)random.Next(-2, 2))
                .Select(l => new ExactRange(l, l + random.Next(0, 3))).ToArray(), groups);
        var sides = Enumerable.Range(0, random.Next(1, 7)).Select(_ => new Side(
            ExactAffine.Of(
                random.Next(-4, 5),
                Enumerable.Range(0, numbers).Select(_ => (Rational)random.Next(-2, 3)).ToArray(),
                groups.Select(g => Enumerable.Range(0, g).Select(_ => (Rational)random.Next(-2, 3)).ToArray()).ToArray()),
            random.Next(2) == 0)).ToArray();
        return new CellClaim(box, sides, random.Next(2) == 0 ? CellQuestion.Points : CellQuestion.Interior);
    }

    /// <summary>A point on a grid of sixths, corners and borders included.</summary>
    public static ExactPoint GridPoint(Random random, ExactBox box) => new(
        box.Numbers.Select(r => r.Lower + ((r.Upper - r.Lower) * Rational.Of(random.Next(0, 7), 6))).ToArray(),
        box.Groups.Select(count => random.Next(count)).ToArray());
}
