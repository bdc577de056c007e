using System;
using System.Collections.Generic;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>What was found of a document.</summary>
/// <param name="Points">Points that were looked at.</param>
/// <param name="Borders">
/// Those where a computed sum changes its sign between one double and the next: around each all next doubles were looked at too, up and
/// down in every number.
/// </param>
/// <param name="Near">Points within a thousand band widths of a border or threshold.</param>
/// <param name="Inside">Points inside a band.</param>
/// <param name="Reached">The largest error that was seen, as a part of the band.</param>
/// <param name="Wrong">Points that are decided otherwise outside of the bands, a sentence each.</param>
internal sealed record BandTally(
    long Points, long Borders, long Near, long Inside, double Reached, IReadOnlyList<string> Wrong)
{
    /// <summary>Nothing looked at.</summary>
    public static BandTally None { get; } = new(0, 0, 0, 0, 0, []);

    public static BandTally operator +(BandTally one, BandTally other) => new(
        one.Points + other.Points,
        one.Borders + other.Borders,
        one.Near + other.Near,
        one.Inside + other.Inside,
        Math.Max(one.Reached, other.Reached),
        [.. one.Wrong, .. other.Wrong]);
}
