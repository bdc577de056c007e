using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>
/// Decides in exact arithmetic what doubles leave undecided: whether a side of the condition at a position has an interior in its cell. The
/// question is about the function itself, its conditions substituted into each other without rounding.
/// </summary>
/// <param name="path">The position.</param>
/// <param name="box">The domain.</param>
/// <param name="limit">Ends the work.</param>
internal sealed class ExactProbe(IConditionPath path, InputBox box, WorkLimit limit)
{
    private FeatureGeometry? _geometry;

    /// <summary>Decides it.</summary>
    /// <param name="splits">The conditions on the way that split their cells: which step each was, and its side.</param>
    /// <param name="negative">The side of the condition at the position.</param>
    /// <param name="inside">A point strictly inside the cell, where one is known.</param>
    /// <param name="witness">Receives a point strictly inside, n features; where no double is found there, the doubles next to one.</param>
    /// <param name="found">The point strictly inside, where there is one.</param>
    /// <returns>What was found; undecided only after <see cref="CellDecision"/>'s limit of cases over categories.</returns>
    public CellOutcome Decide(
        IEnumerable<(int Step, bool Negative)> splits, bool negative, ExactPoint? inside, Span<double> witness, out ExactPoint? found)
    {
        var geometry = _geometry ??= new FeatureGeometry(box);
        var conditions = path.ExactConditions(limit);
        var sides = splits.Append((Step: conditions.Length - 1, Negative: negative))
            .Select(s =>
            {
                limit.Check();
                return new Side(geometry.Express(conditions[s.Step]), s.Negative);
            }).ToArray();
        var claim = new CellClaim(geometry.Box, sides, CellQuestion.Interior);
        found = inside;
        if (inside is null || !CertificateChecker.IsWitness(claim, inside))
        {
            var verdict = CellDecision.Decide(claim, limit);
            found = verdict.Witness;
            if (found is null)
                return verdict.IsUndecided ? CellOutcome.Undecided : CellOutcome.Empty;
        }

        var features = geometry.ToFeatures(found!);
        features.CopyTo(witness);
        // Of two points that show the same, doubles are the shorter numbers.
        var rounded = geometry.ToPoint(features);
        if (CertificateChecker.IsWitness(claim, rounded))
            found = rounded;
        return CellOutcome.FullDimensional;
    }
}
