using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Monitoring;

/// <summary>Adds counts of the same cells.</summary>
internal static class RowSums
{
    public static RowCounts Of(RowCounts one, RowCounts other) => new(
        Of(one.Rows, other.Rows),
        one.Labels.Zip(other.Labels, Of).ToEquatableArray(),
        one.Bands.Zip(other.Bands, (a, b) => a with { Rows = Of(a.Rows, b.Rows) }).ToEquatableArray(),
        one.Inputs.Zip(other.Inputs, (a, b) => new InputCounts(
            Of(a.Below, b.Below), Of(a.Above, b.Above), Of(a.Missing, b.Missing), Of(a.Other, b.Other), Of(a.Refused, b.Refused),
            Of(a.Specials, b.Specials))).ToEquatableArray());

    public static EquatableArray<long> Of(EquatableArray<long> one, EquatableArray<long> other) => one.Zip(other, Of).ToEquatableArray();

    // Neither is above the limit, so that the sum of both is still a whole number.
    private static long Of(long one, long other) => one + other <= RowCountsReader.MaxCount
        ? one + other
        : throw new RuleCompilerException($"Together these are more than {RowCountsReader.MaxCount} rows; compare fewer files at once.");
}
