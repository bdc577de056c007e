using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>How rules become a points table. What is null has a default that the kind of scores decides.</summary>
public sealed record PointsOptions
{
    /// <summary>The most bins of an input unless stated otherwise: what a person reads at one glance.</summary>
    public const int StandardBins = 10;

    /// <summary>The most bins that can be asked for: a curve has no more points.</summary>
    public const int MaxBins = 64;

    /// <summary>The most bins of a number; one whose curve consists of steps already keeps them all.</summary>
    public int Bins { get; init; } = StandardBins;

    /// <summary>How many points more double the odds.</summary>
    public double? PointsToDouble { get; init; }

    /// <summary>The odds that <see cref="At"/> points stand for.</summary>
    public double? Odds { get; init; }

    /// <summary>The points that stand for <see cref="Odds"/>.</summary>
    public double? At { get; init; }

    /// <summary>How many points a unit of the score is.</summary>
    public double? Scale { get; init; }

    /// <summary>The points of a score of 0.</summary>
    public double? Offset { get; init; }

    /// <summary>The label that more points speak for; null for the one at or above the threshold.</summary>
    public string? Towards { get; init; }

    /// <summary>Steps of numbers, besides those that the document has: their values are expected to be multiples.</summary>
    public EquatableArray<NamedNumber> Steps { get; init; } = EquatableArray<NamedNumber>.Empty;

    /// <summary>Whether points are said by odds.</summary>
    internal bool HasOdds => PointsToDouble is not null || Odds is not null || At is not null;

    /// <summary>Whether points are said by a plain scaling.</summary>
    internal bool HasScale => Scale is not null || Offset is not null;
}
