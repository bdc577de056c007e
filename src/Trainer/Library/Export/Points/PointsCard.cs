using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>What a card is for.</summary>
public enum PointsCardKind
{
    /// <summary>Its points are the total, or what all rules share of it.</summary>
    Total,

    /// <summary>Its points are added to another card where they are negative.</summary>
    Condition,

    /// <summary>Its points are added to the total where a rule holds.</summary>
    Rule,
}

/// <summary>A sum of points: a constant, and of each table the points of one row.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Constant">The points that every row gets.</param>
/// <param name="Tables">The tables, in the order of the inputs.</param>
public sealed record PointsCard(PointsCardKind Kind, int Constant, EquatableArray<PointsTable> Tables)
{
    /// <summary>The number of the condition in the points document; null for other cards.</summary>
    public int? Condition { get; init; }

    /// <summary>The number of the condition that it was made of; null for other cards.</summary>
    public int? MadeOf { get; init; }

    /// <summary>What people call the condition, if they do.</summary>
    public string? Name { get; init; }

    /// <summary>The numbers of the rules of the points document that it is for; none where it is for all.</summary>
    public EquatableArray<int> Rules { get; init; } = EquatableArray<int>.Empty;

    /// <summary>Cards of conditions whose points are added to it, or taken from it, where they are negative.</summary>
    public EquatableArray<PointsAdjustment> Adjustments { get; init; } = EquatableArray<PointsAdjustment>.Empty;

    /// <summary>The rows of all tables.</summary>
    public IEnumerable<PointsRow> Rows => Tables.SelectMany(t => t.Rows);
}

/// <summary>What the card of a condition does to another card where its points are negative.</summary>
/// <param name="Condition">The number of the condition in the points document.</param>
/// <param name="IsAdded">Whether its points are added, which makes the sum smaller; else they are taken away.</param>
public sealed record PointsAdjustment(int Condition, bool IsAdded);
