using System;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Counts regions and keeps none.</summary>
/// <param name="count">Where they are counted.</param>
internal sealed class CountedSubtrees(RegionCount count) : ISubtreeVisitor
{
    public void Split(IRegionPath top)
    {
        // A split is not a region.
    }

    public ICellVisitor Open(IRegionPath position) => new Counter(position, count);

    private sealed class Counter(IRegionPath position, RegionCount count) : ICellVisitor
    {
        public void Split()
        {
            // A split is not a region.
        }

        public bool Leaf(ReadOnlySpan<double> witness) => count.Add(position.SharedRegion);
    }
}
