using System;
using System.Collections.Generic;
using System.Threading;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>The regions found so far by all threads of a search, and when there are enough.</summary>
/// <param name="maxRegions">How many to find at most.</param>
internal sealed class RegionCount(long maxRegions)
{
    private readonly HashSet<string> _shared = new(StringComparer.Ordinal);
    private long _regions;

    /// <summary>The regions found; one more than the limit where there are more.</summary>
    public long Regions => Math.Min(Interlocked.Read(ref _regions), maxRegions == long.MaxValue ? maxRegions : maxRegions + 1);

    /// <summary>Counts a leaf.</summary>
    /// <param name="shared">
    /// Its region where several leaves make one (<see cref="IRegionPath.SharedRegion"/>); these are remembered.
    /// </param>
    /// <returns>Whether to go on.</returns>
    public bool Add(string? shared)
    {
        if (shared is not null)
        {
            lock (_shared)
            {
                if (!_shared.Add(shared))
                    return true;
            }
        }

        return Interlocked.Increment(ref _regions) <= maxRegions;
    }
}
