namespace RuleCompiler.Trainer.Extraction;

/// <summary>What to find, and when to stop.</summary>
/// <param name="MaxRegions">The search stops when there are more regions than this.</param>
/// <param name="FindImplied">Whether to mark implied conditions: a programme for each condition of each region.</param>
/// <param name="Threads">The number of threads; what is found does not depend on it.</param>
/// <param name="Exact">
/// Whether exact arithmetic decides what doubles leave undecided. Else that counts as empty: of rules whose numbers are still to be
/// rounded,
/// or have just been, regions thinner than this rounding mean nothing.
/// </param>
public sealed record ExtractionOptions(long MaxRegions = long.MaxValue, bool FindImplied = true, int Threads = 1, bool Exact = true)
{
    /// <summary>No limit, implied conditions marked.</summary>
    public static ExtractionOptions Default { get; } = new();
}

/// <summary>What a search has found.</summary>
/// <param name="Tree">All regions; null where there are more than the limit.</param>
/// <param name="Regions">The regions found, one more than the limit where there are more.</param>
/// <param name="Undecided">
/// Sides of conditions that are neither proven to have an interior nor to have none: exact arithmetic was not asked, or has met its limit
/// of
/// 20,000 cases of categories. They are left out as empty.
/// </param>
/// <param name="Programs">The linear programmes solved.</param>
public sealed record RegionExtraction(RegionTree? Tree, long Regions, long Undecided, long Programs)
{
    /// <summary>Whether all regions were found.</summary>
    public bool IsComplete => Tree is not null;
}
