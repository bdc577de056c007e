using System;
using System.Linq;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs;

public sealed class CellDecisionTests
{
    private static readonly ExactBox Unit = Cells.Box(("0", "1"), ("0", "1"));

    [Fact]
    public void NegativeSidesAreOpenAndPositiveOnesClosed()
    {
        // x + y ≥ 2 touches the unit square in a corner; x + y > 2, written −x − y + 2 < 0, does not.
        var corner = Cells.Side(false, "-2", "1", "1");
        Assert.True(Cells.HasPoints(Unit, corner));
        Assert.False(Cells.HasInterior(Unit, corner));
        Assert.False(Cells.HasPoints(Unit, Cells.Side(true, "2", "-1", "-1")));

        // x ≥ 1 meets it in a face.
        var face = Cells.Side(false, "-1", "1", "0");
        Assert.True(Cells.HasPoints(Unit, face));
        Assert.False(Cells.HasInterior(Unit, face));
        Assert.False(Cells.HasPoints(Unit, face, Cells.Side(true, "-1", "1", "0")));
    }

    [Fact]
    public void DuplicateAndParallelBordersAreDecided()
    {
        var low = Cells.Side(false, "-0.5", "1", "1");
        var same = Cells.Side(false, "-1.5", "3", "3");
        Assert.True(Cells.HasInterior(Unit, low, same, low));
        Assert.False(Cells.HasPoints(Unit, low, same.Opposite));
        Assert.False(Cells.HasInterior(Unit, low, Cells.Side(false, "0.5", "-1", "-1")));
        Assert.True(Cells.HasPoints(Unit, low, Cells.Side(false, "0.5", "-1", "-1")));
        Assert.False(Cells.HasPoints(Unit, low, Cells.Side(false, "0.4999999999999999999999999", "-1", "-1")));
        // A gap of 1e-25: beyond doubles, not beyond fractions.
        Assert.True(Cells.HasInterior(Unit, low, Cells.Side(false, "0.5000000000000000000000001", "-1", "-1")));
    }

    [Fact]
    public void DecimalsDecideAndNotTheirDoubles()
    {
        // 0.1 + 0.2 is 0.3 in decimals; in doubles it is more.
        var box = Cells.Box(("0.1", "0.1"), ("0.2", "0.2"));
        Assert.True(Cells.HasPoints(box, Cells.Side(false, "-0.3", "1", "1")));
        Assert.True(Cells.HasPoints(box, Cells.Side(false, "0.3", "-1", "-1")));
        Assert.False(Cells.HasPoints(box, Cells.Side(true, "0.3", "-1", "-1")));
    }

    [Fact]
    public void RangesWithoutWidthAreNoHindrance()
    {
        var box = Cells.Box(("0.5", "0.5"), ("0", "1"));
        Assert.True(Cells.HasInterior(box, Cells.Side(false, "-0.5", "1", "0")));
        Assert.False(Cells.HasInterior(box, Cells.Side(true, "-0.5", "1", "0")));
        Assert.True(Cells.HasInterior(box, Cells.Side(true, "-1", "1", "1")));
        Assert.False(Cells.HasInterior(box, Cells.Side(true, "-0.5", "1", "1")));
        Assert.True(Cells.HasInterior(new ExactBox([], []), Cells.Side(false, "0")));
        Assert.False(Cells.HasPoints(new ExactBox([], []), Cells.Side(true, "0")));
    }

    [Theory]
    [InlineData("1e-12", "1e12")]
    [InlineData("1e12", "1e-12")]
    [InlineData("1e300", "1e-300")]
    public void WeightsOfAnySizeAreDecided(string small, string large)
    {
        // small·x + large·y against its own largest value, and just below it.
        var largest = Rational.Parse(small) + Rational.Parse(large);
        Side Above(Rational level) => new(ExactAffine.Of(-level, [Rational.Parse(small), Rational.Parse(large)], []), false);
        Assert.False(Cells.HasInterior(Unit, Above(largest)));
        Assert.True(Cells.HasPoints(Unit, Above(largest)));
        Assert.True(Cells.HasInterior(Unit, Above(largest - Rational.Parse("1e-320"))));
        Assert.False(Cells.HasPoints(Unit, Above(largest + Rational.Parse("1e-320"))));
    }

    [Fact]
    public void FractionalCategoriesAreNoPoints()
    {
        // Half of each of the first two categories would do; no whole one does.
        var box = new ExactBox([], [3]);
        Side Table(params int[] weights) => new(ExactAffine.Of(-1, [], [weights.Select(w => (Rational)w).ToArray()]), false);
        var verdict = Cells.Decide(new CellClaim(box, [Table(2, 0, 0), Table(0, 2, 0)], CellQuestion.Points));
        Assert.IsType<CategoryCases>(verdict.Certificate);
        Assert.Equal([1], Cells.Decide(new CellClaim(box, [Table(2, 1, 0), Table(0, 2, 0)], CellQuestion.Points)).Witness!.Categories);
    }

    [Fact]
    public void ZeroOfCategoriesAloneIsOnThePositiveSide()
    {
        // It has no width to lose: also an interior keeps it.
        var box = new ExactBox([new ExactRange(0, 1)], [2]);
        var e = ExactAffine.Of(0, [Rational.Zero], [[Rational.Zero, -Rational.One]]);
        Assert.Equal([0], Cells.Decide(new CellClaim(box, [new Side(e, false)], CellQuestion.Interior)).Witness!.Categories);
        Assert.Equal([1], Cells.Decide(new CellClaim(box, [new Side(e, true)], CellQuestion.Interior)).Witness!.Categories);
    }

    [Fact]
    public void EveryDegenerateCellIsDecidedRightly() => Seeds.Hold(1500, random =>
    {
        // Found answers pass the checker; the opposite answer is refuted by points of the domain.
        var claim = Cells.Degenerate(random);
        var verdict = Cells.Decide(claim);
        for (var i = 0; i < 20; i++)
        {
            var x = Cells.GridPoint(random, claim.Box);
            Assert.True(verdict.Witness is not null || !CertificateChecker.IsWitness(claim, x));
        }
    });

    [Fact]
    public void ExactProgrammeAgreesWithTheAnswer() => Seeds.Hold(500, random =>
    {
        // Without choices there are no cases, and the exact programme alone must give the same answer.
        var claim = Cells.Degenerate(random);
        claim = claim with
        {
            Box = claim.Box with { Groups = [] },
            Sides = claim.Sides.Select(s => s with { Expression = s.Expression with { Tables = [] } }).ToArray(),
        };
        var outcome = new CellProgram(claim, [], new ProofWork(ProofLimit.None, default)).SolveExactly().Outcome;
        Assert.Equal(Cells.Decide(claim).Witness is null ? SimplexOutcome.NotPositive : SimplexOutcome.Positive, outcome);
    });

    [Fact]
    public void NoCertificateAgainstAWitnessIsAccepted() => Seeds.Hold(1000, random =>
    {
        // Whatever the multipliers are: of a cell that has a point none can be valid.
        var claim = Cells.Degenerate(random);
        if (Cells.Decide(claim).Witness is null)
            return;
        for (var i = 0; i < 20; i++)
            Assert.False(CertificateChecker.Proves(claim, AnyCertificate(random, claim, 2)));
    });

    [Fact]
    public void CertificatesOfTheWrongFormAreRefused()
    {
        var claim = new CellClaim(Unit, [Cells.Side(true, "2", "-1", "-1"), Cells.Side(false, "-2", "1", "1")], CellQuestion.Points);
        Assert.True(CertificateChecker.Proves(claim, new Multipliers([1, 0])));
        Assert.False(CertificateChecker.Proves(claim, new Multipliers([1])));
        Assert.False(CertificateChecker.Proves(claim, new Multipliers([1, 0, 0])));
        Assert.False(CertificateChecker.Proves(claim, new Multipliers([1, -1])));
        Assert.False(CertificateChecker.Proves(claim, new Multipliers([0, 0])));
        // The closed side alone touches the square, so that its border proves nothing.
        Assert.False(CertificateChecker.Proves(claim, new Multipliers([0, 1])));
        Assert.True(CertificateChecker.Proves(claim with { Question = CellQuestion.Interior }, new Multipliers([0, 1])));
        Assert.False(CertificateChecker.Proves(claim, new CategoryCases(0, 0, new Multipliers([1, 0]), new Multipliers([1, 0]))));
        Assert.False(CertificateChecker.IsWitness(claim with { Sides = [] }, new ExactPoint([Rational.One], [])));
        Assert.False(
            CertificateChecker.IsWitness(claim with { Sides = [] }, new ExactPoint([Rational.One, Rational.Parse("1.000001")], [])));
        Assert.True(CertificateChecker.IsWitness(claim with { Sides = [] }, new ExactPoint([Rational.One, Rational.Zero], [])));
    }

    private static Certificate AnyCertificate(Random random, CellClaim claim, int depth)
    {
        if (depth > 0 && claim.Box.Groups.Count > 0 && random.Next(2) == 0)
        {
            var group = random.Next(claim.Box.Groups.Count);
            return new CategoryCases(
                group,
                random.Next(claim.Box.Groups[group]),
                AnyCertificate(random, claim, depth - 1),
                AnyCertificate(random, claim, depth - 1));
        }

        return new Multipliers(claim.Sides.Select(_ => Rational.Of(random.Next(0, 4), random.Next(1, 3))).ToArray());
    }
}
