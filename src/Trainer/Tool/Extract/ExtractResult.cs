using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Extract;

/// <summary>What <c>rulec extract --json</c> prints.</summary>
/// <param name="Regions">
/// The regions found: all of them where the search is complete, and otherwise the number that there are at least.
/// </param>
/// <param name="Pieces">What is left of them once neighbours with the same map are joined, where that was done.</param>
/// <param name="Seconds">How long the search took.</param>
/// <param name="RegionsPerSecond">Regions by seconds.</param>
/// <param name="Complete">Whether these are all.</param>
/// <param name="Undecided">Sides of conditions that were not decided.</param>
internal sealed record ExtractResult(
    long Regions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Pieces,
    double Seconds,
    double RegionsPerSecond,
    bool Complete,
    long Undecided)
{
    private const double LeastSeconds = 1e-9;

    /// <summary>With data, their rows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Rows { get; init; }

    /// <summary>With data, the rows outside the box.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RowsOutside { get; init; }

    /// <summary>What ended a search that is not complete: <c>time</c>, <c>memory</c>, <c>regions</c> or <c>cancelled</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stopped { get; init; }

    /// <summary>What was left out or not decided.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    public static ExtractResult Of(long regions, long? pieces, TimeSpan time, bool isComplete, long undecided) =>
        new(regions, pieces, time.TotalSeconds, regions / Math.Max(time.TotalSeconds, LeastSeconds), isComplete, undecided);
}
