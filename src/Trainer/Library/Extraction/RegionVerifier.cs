using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>What is proven of an extraction.</summary>
/// <param name="Regions">
/// The regions that have an interior, shown by a witness: strictly inside, or within one double of points that are.
/// </param>
/// <param name="PrunedSides">The sides of hinges that were left out and are proven to have no interior.</param>
/// <param name="Failures">What could not be proven, or is wrong, a sentence each.</param>
public sealed record RegionProof(int Regions, int PrunedSides, IReadOnlyList<string> Failures)
{
    /// <summary>Whether the regions are all full-dimensional ones, and no others.</summary>
    public bool Holds => Failures.Count == 0;
}

/// <summary>A side of a hinge that an extraction left out, in the cell where it did.</summary>
/// <param name="Hinge">The hinge, counted from 0.</param>
/// <param name="Claim">Does the side, which is the last, have an interior there?</param>
/// <param name="Region">A region of that cell.</param>
internal sealed record PrunedSide(int Hinge, CellClaim Claim, Region Region);

/// <summary>A region, and the cell that its splits make.</summary>
/// <param name="Region">The region.</param>
/// <param name="Claim">Does it have an interior?</param>
internal sealed record RegionCell(Region Region, CellClaim Claim);

/// <summary>
/// Proves that the regions found for a hinge form in a box are the full-dimensional ones: each has a point strictly inside, and where a
/// hinge does not split a cell its other side has no interior there. All in exact arithmetic over the function's own doubles: conditions
/// are substituted into each other without rounding.
/// </summary>
public static class RegionVerifier
{
    /// <summary>Proves that the leaves of a tree are the regions of a hinge form inside a box.</summary>
    /// <param name="form">The function.</param>
    /// <param name="box">The domain.</param>
    /// <param name="tree">The regions found.</param>
    /// <param name="cancellation">Ends the proof.</param>
    /// <returns>What is proven.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RegionProof Verify(HingeForm form, InputBox box, RegionTree tree, CancellationToken cancellation = default)
    {
        var geometry = new FeatureGeometry(box);
        var limit = new WorkLimit(cancellation);
        var failures = new List<string>();
        var (regions, pruned) = (0, 0);
        foreach (var part in Walk(form, geometry, tree, failures.Add))
        {
            limit.Check();
            if (part is RegionCell cell)
            {
                if (IsShown(cell, geometry, limit))
                    regions++;
                else
                    failures.Add($"A region's witness is not strictly inside, nor next to a point that is: {Signs(cell.Region)}.");
            }
            else if (part is PrunedSide side)
            {
                var verdict = CellDecision.Decide(side.Claim, limit);
                if (verdict.Certificate is not null)
                    pruned++;
                else
                    failures.Add(
                        $"Hinge {side.Hinge} {(verdict.IsUndecided ? "may split" : "splits")} the cell of region {Signs(side.Region)}.");
            }
        }

        return new RegionProof(regions, pruned, failures);
    }

    /// <summary>All that is to be shown: the regions, and the sides that were left out.</summary>
    /// <param name="form">The function.</param>
    /// <param name="geometry">The domain.</param>
    /// <param name="tree">The regions found.</param>
    /// <param name="fail">Hears where the tree is not one of the function.</param>
    /// <returns>Instances of <see cref="RegionCell"/> and <see cref="PrunedSide"/>.</returns>
    internal static IEnumerable<object> Walk(HingeForm form, FeatureGeometry geometry, RegionTree tree, Action<string> fail)
    {
        var weights = Enumerable.Range(0, form.Hinges).Select(j => Row(form, j)).ToArray();
        var pending = new Stack<Cell>([new Cell(tree, [], [], [])]);
        while (pending.TryPop(out var cell))
        {
            var (region, hinge) = (cell.Tree.Regions.First(), cell.Signs.Count);
            if (hinge == form.Hinges)
            {
                if (cell.Tree is Region && region.Pattern.SequenceEqual(cell.Signs) && AreOutputs(region, form))
                    yield return new RegionCell(region, new CellClaim(geometry.Box, cell.Sides, CellQuestion.Interior));
                else
                    fail($"Region {Signs(region)} is at the wrong place, or its outputs are not those of the function.");
                continue;
            }

            // Forward substitution without rounding: z_j under the signs before it.
            var z = weights[hinge].ToArray();
            for (var i = 0; i < hinge; i++)
            {
                var coupling = form.Couplings[(hinge * form.Hinges) + i];
                if (cell.Signs[i] && coupling != 0)
                    z = z.Zip(cell.Hinges[i], (a, b) => a + (Rational.From(coupling) * b)).ToArray();
            }

            var e = geometry.Express(z);
            if (cell.Tree is not RegionSplit split || split.Hinge != hinge)
            {
                // Its regions have one sign of the hinge; the other one must have no interior.
                var negative = region.Pattern[hinge];
                yield return new PrunedSide(
                    hinge, new CellClaim(geometry.Box, cell.Sides.Add(new Side(e, !negative)), CellQuestion.Interior), region);
                pending.Push(cell with { Signs = cell.Signs.Add(negative), Hinges = cell.Hinges.Add(z) });
            }
            else if (IsSame(split.Condition, form.HingeMap(hinge, cell.Signs.ToArray())))
            {
                Cell On(RegionTree tree, bool negative) =>
                    new(tree, cell.Signs.Add(negative), cell.Hinges.Add(z), cell.Sides.Add(new Side(e, negative)));
                pending.Push(On(split.Positive, false));
                pending.Push(On(split.Negative, true));
            }
            else
            {
                fail($"The split at hinge {hinge} above region {Signs(region)} is not that of the function.");
            }
        }
    }

    // Regions thinner than doubles are dense have none inside; then one is sought between the doubles next to the witness.
    private static bool IsShown(RegionCell cell, FeatureGeometry geometry, WorkLimit limit)
    {
        var witness = geometry.ToPoint(cell.Region.Witness);
        if (CertificateChecker.IsWitness(cell.Claim, witness))
            return true;
        if (!CertificateChecker.Contains(geometry.Box, witness))
            return false;
        var near = witness.Numbers.Zip(geometry.Box.Numbers, (value, range) => Near(value.ToDouble(), range)).ToArray();
        var sides = cell.Claim.Sides.Select(s => s with { Expression = s.Expression.At(witness.Categories) }).ToArray();
        return CellDecision.Decide(new CellClaim(new ExactBox(near, []), sides, CellQuestion.Interior), limit).Witness is not null;
    }

    private static ExactRange Near(double value, ExactRange range)
    {
        var (lower, upper) = (Rational.From(Math.BitDecrement(value)), Rational.From(Math.BitIncrement(value)));
        return new ExactRange(lower > range.Lower ? lower : range.Lower, upper < range.Upper ? upper : range.Upper);
    }

    // w_j and b_j.
    private static Rational[] Row(HingeForm form, int hinge) => form.HingeWeights.Skip(hinge * form.Inputs).Take(form.Inputs)
        .Append(form.HingeBiases[hinge]).Select(Rational.From).ToArray();

    // What the tree says is rounded in the same way everywhere.
    private static bool IsSame(AffineMap written, AffineMap map) =>
        written.Bias.Equals(map.Bias) && written.Weights.SequenceEqual(map.Weights);

    private static bool AreOutputs(Region region, HingeForm form) =>
        form.OutputMaps(region.Pattern).Zip(region.Outputs, IsSame).All(same => same);

    private static string Signs(Region region) => string.Concat(region.Pattern.Select(negative => negative ? '-' : '+'));

    // A place in the tree: the signs on the way, the hinges' maps under them, and the sides of those that split.
    private sealed record Cell(RegionTree Tree, ImmutableList<bool> Signs, ImmutableList<Rational[]> Hinges, ImmutableList<Side> Sides);
}
