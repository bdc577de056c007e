using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Regions;

/// <summary>The shape of a rule's region inside the ranges of its document.</summary>
/// <param name="Rule">The position of the rule.</param>
/// <param name="Essential">The positions of the conditions on its path that do not follow from the others, in order.</param>
/// <param name="Ball">The widest ball inside; null where the region has no interior.</param>
/// <param name="Share">Its share of the volume of the ranges.</param>
/// <param name="Extents">What each input can be there, in the order of the inputs; empty where no point has the rule.</param>
/// <param name="IsTight">
/// Whether the ball is the widest and the extents are the tightest. With very many combinations of categories the search gives up, and in
/// regions that exist to rounding only it may find no point: then a wider ball may fit, and an extent may be wider than it need be, but
/// never too narrow.
/// </param>
public sealed record RegionGeometry(
    int Rule, EquatableArray<int> Essential, WidestBall? Ball, VolumeShare Share, EquatableArray<InputExtent> Extents, bool IsTight);

/// <summary>
/// The widest ball inside a region, where every number is measured in widths of its range and categories are fixed (Chebyshev).
/// </summary>
/// <param name="Radius">Its radius in ranges: 0.5 is the widest that fits into the ranges themselves.</param>
/// <param name="Centre">Its centre: one value per input, the position of the category for a category input.</param>
public sealed record WidestBall(double Radius, EquatableArray<double> Centre);

/// <summary>
/// A region's share of the ranges' volume, where all points between the bounds of the numbers and all combinations of categories weigh
/// the same. A range of width 0 has no volume to share and is left out.
/// </summary>
/// <param name="Value">The share, 0 to 1; those of all rules add up to 1.</param>
/// <param name="StandardError">Its standard error; 0 where it is exact but for the last rounding.</param>
/// <param name="IsExact">Whether it was computed in rational arithmetic, not sampled.</param>
public sealed record VolumeShare(double Value, double StandardError, bool IsExact);

/// <summary>What one input can be in a region.</summary>
/// <param name="Input">The position of the input.</param>
/// <param name="IsWhole">Whether that is all that its range or its categories allow.</param>
public abstract record InputExtent(int Input, bool IsWhole);

/// <summary>
/// The smallest and the largest value of a number in a region; at least one of them may belong to the neighbour, since e(x) &lt; 0 is open.
/// </summary>
/// <param name="Input">The position of the input.</param>
/// <param name="IsWhole">Whether that is the whole range.</param>
/// <param name="Low">The least value.</param>
/// <param name="High">The largest value.</param>
public sealed record NumberExtent(int Input, bool IsWhole, double Low, double High) : InputExtent(Input, IsWhole);

/// <summary>The categories that can occur in a region.</summary>
/// <param name="Input">The position of the input.</param>
/// <param name="IsWhole">Whether all of them can.</param>
/// <param name="Categories">Their positions, in order.</param>
public sealed record CategoryExtent(int Input, bool IsWhole, EquatableArray<int> Categories) : InputExtent(Input, IsWhole);
