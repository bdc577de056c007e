using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>The directions of inputs that points keep, as is proved.</summary>
internal static class PointsDirections
{
    /// <summary>The points document with the directions of the other that hold for points as well.</summary>
    /// <param name="points">The points document.</param>
    /// <param name="origin">The document that it is made of.</param>
    /// <param name="scale">What scores are as points: where a lower score gives more of them, directions turn round.</param>
    /// <param name="limit">How much work the proofs may take.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The document, and the inputs whose direction is not shown to hold.</returns>
    public static (RuleDocument Document, EquatableArray<string> Left) Proven(
        RuleDocument points, RuleDocument origin, PointsScale scale, ProofLimit limit, CancellationToken cancellation)
    {
        var claimed = origin.Inputs.Select(i => i.Directions.Count == 0 ? Direction.Unclaimed : Turned(i.Directions[0], scale)).ToArray();
        if (claimed.All(d => d == Direction.Unclaimed))
            return (points, EquatableArray<string>.Empty);
        var work = new ProofWork(limit, cancellation);
        var (geometry, paths) = (new DocumentGeometry(points), new RulePaths(points));
        var rules = points.Rules.Select((_, r) => new VerifiedRule(points, geometry, r, paths[r], work)).ToArray();
        var proof = new DirectionProof(points, geometry, rules, work);
        var holds = claimed.Select((direction, i) => direction != Direction.Unclaimed
            && proof.Prove(i, new Lead(0), direction == Direction.Increasing ? 1 : -1) is { Pair: null, Undecided: null }).ToArray();
        return (
            points with
            {
                Inputs = points.Inputs.Select((input, i) => input with
                {
                    Directions = holds[i] ? EquatableArray.Of(claimed[i]) : EquatableArray<Direction>.Empty,
                }).ToEquatableArray(),
            },
            points.Inputs.Where((_, i) => claimed[i] != Direction.Unclaimed && !holds[i]).Select(i => i.Name).ToEquatableArray());
    }

    private static Direction Turned(Direction direction, PointsScale scale) => scale.ExactFactor.Sign > 0
        ? direction
        : direction switch
        {
            Direction.Increasing => Direction.Decreasing,
            Direction.Decreasing => Direction.Increasing,
            _ => direction,
        };
}
