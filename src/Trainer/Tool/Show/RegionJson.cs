using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Regions;

namespace RuleCompiler.Tool.Show;

/// <summary>The region of a rule as it is shown, with names for positions.</summary>
/// <param name="Id">The rule's number in the document.</param>
/// <param name="Conditions">The numbers of the conditions that describe the region: those that do not follow from the others.</param>
/// <param name="Share">Its share of the volume of all ranges.</param>
/// <param name="StandardError">The share's standard error; 0 where it is exact.</param>
/// <param name="Exact">Whether the share is exact.</param>
/// <param name="Ball">The widest ball inside, if the region has an interior.</param>
/// <param name="Inputs">
/// What each input can be: a <see cref="RangeJson"/> or a list of categories; empty where no point has the rule.
/// </param>
/// <param name="Tight">Whether ball and inputs are as tight as can be.</param>
public sealed record RegionJson(
    int Id,
    IReadOnlyList<int> Conditions,
    double Share,
    double StandardError,
    bool Exact,
    BallJson? Ball,
    IReadOnlyDictionary<string, object> Inputs,
    bool Tight)
{
    /// <summary>Names the regions of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="regions">Its regions.</param>
    /// <returns>The regions, in order.</returns>
    public static IReadOnlyList<RegionJson> Of(RuleDocument document, IReadOnlyList<RegionGeometry> regions) => regions
        .Select(r => new RegionJson(
        document.Rules[r.Rule].Id,
        r.Essential.Select(c => document.Conditions[c].Id).ToArray(),
        r.Share.Value,
        r.Share.StandardError,
        r.Share.IsExact,
        r.Ball is { } ball
            ? new BallJson(
                ball.Radius,
                ball.Centre.Select((x, i) => (i, Value: Value(document.Inputs[i], x))).ToDictionary(
                    p => document.Inputs[p.i].Name, p => p.Value))
            : null,
        r.Extents.ToDictionary(e => document.Inputs[e.Input].Name, e => Extent(document, e)),
        r.IsTight)).ToArray();

    private static object Value(Input input, double x) => input.Match<object>(_ => x, category => category.Categories[(int)x]);

    private static object Extent(RuleDocument document, InputExtent extent) => extent is NumberExtent number
        ? new RangeJson(number.Low, number.High)
        : ((CategoryExtent)extent).Categories.Select(c => document.Inputs.CategoryAt(extent.Input).Categories[c]).ToArray();
}

/// <summary>The widest ball of a region.</summary>
/// <param name="Radius">Its radius in widths of the ranges.</param>
/// <param name="Centre">For each input its value there.</param>
public sealed record BallJson(double Radius, IReadOnlyDictionary<string, object> Centre);

/// <summary>What a number can be.</summary>
/// <param name="Low">Its least value.</param>
/// <param name="High">Its largest value.</param>
public sealed record RangeJson(double Low, double High);
