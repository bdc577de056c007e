using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Emission;

/// <summary>The limits of one score: where its bands meet, and its threshold.</summary>
internal sealed class ScoreLimits
{
    private readonly Number? _threshold;

    /// <summary>Brings the limits of bands and the threshold together; equal ones are one.</summary>
    /// <param name="method">The method that finds a score's place among them.</param>
    /// <param name="first">The position of the first count.</param>
    /// <param name="bands">Where bands meet, increasing.</param>
    /// <param name="threshold">The threshold, if there is one.</param>
    public ScoreLimits(string method, int first, EquatableArray<Number> bands, Number? threshold)
    {
        (Method, First, BandLimits, _threshold) = (method, first, bands, threshold);
        // By ==, so that −0 is 0.
        Number[] own = threshold is { } limit && !bands.Any(b => b.Value == limit.Value) ? [limit] : [];
        Limits = bands.Concat(own).OrderBy(l => l.Value).ToEquatableArray();
    }

    /// <summary>The method that finds a score's place.</summary>
    public string Method { get; }

    /// <summary>The position of the first count.</summary>
    public int First { get; }

    /// <summary>Where bands meet.</summary>
    public EquatableArray<Number> BandLimits { get; }

    /// <summary>All limits, increasing.</summary>
    public EquatableArray<Number> Limits { get; }

    /// <summary>How many counts there are.</summary>
    public int Count => Limits.Count + 1;

    /// <summary>The labels below the threshold, and at or above it.</summary>
    public IEnumerable<CellSum> Sides => _threshold is { } threshold ? Between([threshold]) : [];

    /// <summary>The bands.</summary>
    public IEnumerable<CellSum> Bands => Between(BandLimits);

    /// <summary>The position of the count of a score.</summary>
    /// <param name="score">The score.</param>
    /// <param name="first">The position of the first count that it can be.</param>
    public string Position(string score, string first) =>
        Limits.Count == 0 ? first : first == "0" ? $"{Method}({score})" : $"{first} + {Method}({score})";

    /// <summary>The counts below the first of some limits, from each to the next, and from the last on.</summary>
    private IEnumerable<CellSum> Between(IEnumerable<Number> limits)
    {
        // What is at or above the limit at position i is counted from i + 1 on. As doubles, so that −0 is 0.
        var starts = limits.Select(limit => 1 + Limits.TakeWhile(l => l.Value < limit.Value).Count()).Prepend(0).ToArray();
        return starts.Select((start, i) => new CellSum(First + start, (i + 1 < starts.Length ? starts[i + 1] : Count) - start, 1));
    }
}
