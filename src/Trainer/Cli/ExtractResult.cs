using System;
using System.Text.Json.Serialization;

namespace RuleCompiler.Trainer.Cli;

/// <summary>What <c>rulec extract --json</c> prints.</summary>
/// <param name="Regions">The regions found.</param>
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

    public static ExtractResult Of(long regions, long? pieces, TimeSpan time, bool isComplete, long undecided) =>
        new(regions, pieces, time.TotalSeconds, regions / Math.Max(time.TotalSeconds, LeastSeconds), isComplete, undecided);
}
