using System;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Counts the regions of a function in a box and keeps none, so that memory does not grow with their number.</summary>
/// <remarks>
/// Where a network takes the largest of three or more units, its regions are distinguished by the winners; these are remembered, and there
/// memory does grow. The count may be read by any thread while the search runs.
/// </remarks>
public sealed class RegionCounter
{
    private readonly RegionCount _count;
    private readonly Func<WorkLimit, IRegionPath> _newPath;
    private readonly InputBox _box;
    private readonly ExtractionOptions _options;

    private readonly Action<WorkLimit> _require;

    private RegionCounter(Func<WorkLimit, IRegionPath> newPath, InputBox box, ExtractionOptions options, Action<WorkLimit> require)
    {
        (_newPath, _box, _options, _require) = (newPath, box, options, require);
        _count = new RegionCount(options.MaxRegions);
    }

    /// <summary>The regions found so far, at most the limit.</summary>
    public long Regions => Math.Min(_count.Regions, _options.MaxRegions);

    /// <summary>Sides of conditions left out without proof; see <see cref="RegionExtraction"/>.</summary>
    public long Undecided { get; private set; }

    /// <summary>What ended the search before it had all regions; null where it was the limit of regions, or nothing.</summary>
    public WorkStoppedException? Stopped { get; private set; }

    /// <summary>Prepares to count the activation regions of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="box">The domain, of as many features.</param>
    /// <param name="options">When to stop, and on how many threads.</param>
    /// <returns>The counter.</returns>
    /// <exception cref="ArgumentException">The box is of other features.</exception>
    public static RegionCounter Create(PiecewiseNetwork network, InputBox box, ExtractionOptions options) => network.Inputs == box.Features
        ? new RegionCounter(l => new NetworkPath(network, l), box, options, l => NetworkPath.Require(network, options.Threads + 1, l))
        : throw new ArgumentException($"The network has {network.Inputs} inputs, the box {box.Features}.");

    /// <summary>Prepares to count the leaves of a tree that are full-dimensional.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="box">The domain.</param>
    /// <param name="options">When to stop, and on how many threads.</param>
    /// <returns>The counter.</returns>
    public static RegionCounter Create(RegionTree tree, InputBox box, ExtractionOptions options) =>
        new(_ => new TreePath(tree), box, options, _ => { });

    /// <summary>Counts regions until all are found, or a limit ends the work.</summary>
    /// <param name="limit">Ends the search; what was found until then is counted.</param>
    /// <returns>Whether these are all regions.</returns>
    /// <exception cref="RuleCompilerException">A condition overflows inside the box.</exception>
    public bool Run(WorkLimit limit)
    {
        try
        {
            _require(limit);
            var effort = ThreadedSearch.Run(_newPath, _box, new CountedSubtrees(_count), _options, limit);
            Undecided = effort.Undecided;
            return effort.IsComplete;
        }
        catch (WorkStoppedException e)
        {
            Stopped = e;
            return false;
        }
    }
}
