using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>
/// What the answers for many rows were, as counts: of training rows, which later rows are compared with, or of those later rows.
/// </summary>
/// <param name="Rows">The rows that were decided; those that were refused are beside them.</param>
/// <param name="Labels">
/// How many rows got each label, for each question in the order of the outputs (one where the largest output decides, none for values):
/// the labels in the order of <see cref="Decision.LabelsOf"/>.
/// </param>
/// <param name="Bands">The scores in bands: of each output, or of the largest one where that decides.</param>
/// <param name="Inputs">What was not an ordinary value, for each input in order.</param>
public sealed record RowCounts(
    long Rows, EquatableArray<EquatableArray<long>> Labels, EquatableArray<ScoreBands> Bands, EquatableArray<InputCounts> Inputs)
{
    /// <summary>The rows that were refused.</summary>
    public long Refused => Inputs.Sum(i => i.Refused);

    /// <summary>Whether the bands of others meet where these do.</summary>
    /// <param name="other">The other counts.</param>
    /// <returns>Whether the limits are the same numbers, however they are written.</returns>
    public bool HasLimitsOf(RowCounts other) =>
        Bands.Count == other.Bands.Count && Bands.Zip(other.Bands, (a, b) => a.HasLimitsOf(b)).All(same => same);

    /// <summary>Where the bands of a document's scores meet: as in its counts, or nowhere where it has none.</summary>
    /// <param name="document">The document.</param>
    internal static EquatableArray<EquatableArray<Number>> LimitsOf(RuleDocument document) =>
        document.Provenance?.Counts?.Bands.Select(b => b.Limits).ToEquatableArray()
            ?? Enumerable.Repeat(EquatableArray<Number>.Empty, document.ScoreCount).ToEquatableArray();
}

/// <summary>How many rows had a score in each band.</summary>
/// <param name="Limits">Where bands meet, increasing; none where there is one band only.</param>
/// <param name="Rows">
/// One count more than limits: of scores below the first limit, from each limit to below the next, and from the last limit on.
/// A score that is NaN is in the first band.
/// </param>
public sealed record ScoreBands(EquatableArray<Number> Limits, EquatableArray<long> Rows)
{
    /// <summary>The band of a score: as many limits as it reaches.</summary>
    /// <param name="score">The score.</param>
    /// <returns>The position of the band.</returns>
    public int Of(double score) => Of(score, Limits);

    /// <summary>The band of a score between some limits.</summary>
    /// <param name="score">The score.</param>
    /// <param name="limits">The limits.</param>
    internal static int Of(double score, EquatableArray<Number> limits) => limits.Count(limit => score >= limit.Value);

    /// <summary>Whether these meet where others do, as numbers: 1 is 1.0.</summary>
    /// <param name="other">The others.</param>
    internal bool HasLimitsOf(ScoreBands other) => Limits.Select(l => l.Value).SequenceEqual(other.Limits.Select(l => l.Value));
}

/// <summary>How often an input had no ordinary value.</summary>
/// <param name="Below">Numbers below the smallest one of training.</param>
/// <param name="Above">Numbers above the largest one of training.</param>
/// <param name="Missing">Missing numbers for which another one stood.</param>
/// <param name="Other">Undeclared categories that counted as another one.</param>
/// <param name="Refused">Rows that were refused because of this input, the first one in order that cannot be taken.</param>
/// <param name="Specials">How often it had each of its special values.</param>
public sealed record InputCounts(long Below, long Above, long Missing, long Other, long Refused, EquatableArray<long> Specials);
