using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>Rules as a points table.</summary>
/// <param name="Document">The document of the points, which is compiled as any other.</param>
/// <param name="Scale">What scores are as points.</param>
/// <param name="Bound">What is proved of both, where the numbers of <see cref="Stepped"/> are multiples of their steps.</param>
/// <param name="Cards">The cards: the total, then conditions, then rules.</param>
/// <param name="Notes">What a person should know: what was left out or kept as it is.</param>
public sealed record PointsResult(
    RuleDocument Document, PointsScale Scale, PointsBound Bound, EquatableArray<PointsCard> Cards, EquatableArray<Note> Notes)
{
    /// <summary>The numbers whose values are expected to be multiples of their steps, which points are chosen for.</summary>
    public EquatableArray<string> Stepped { get; init; } = EquatableArray<string>.Empty;

    /// <summary>What is proved for every row inside the ranges, whatever its numbers are.</summary>
    public PointsBound Everywhere { get; init; } = Bound;

    /// <summary>How many rows the tables of all cards have.</summary>
    public int Rows => Cards.Sum(c => c.Rows.Count());
}
