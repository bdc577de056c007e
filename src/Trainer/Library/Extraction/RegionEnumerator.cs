using System;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Finds the linear regions of a hinge form that are full-dimensional in a box.</summary>
public static class RegionEnumerator
{
    /// <summary>Finds them all, depth first over the hinges in order, negative sides first.</summary>
    /// <param name="form">The function.</param>
    /// <param name="box">The domain, of as many features.</param>
    /// <param name="options">What to find, and when to stop.</param>
    /// <param name="limit">Ends the search; null does not.</param>
    /// <returns>The regions as a tree, which has a node only where both sides of a hinge are full-dimensional in the cell.</returns>
    /// <exception cref="ArgumentException">The box is of other features.</exception>
    /// <exception cref="RuleCompilerException">A pre-activation overflows inside it.</exception>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public static RegionExtraction Enumerate(
        HingeForm form, InputBox box, ExtractionOptions? options = null, WorkLimit? limit = null)
    {
        if (form.Inputs != box.Features)
            throw new ArgumentException($"The function has {form.Inputs} features, the box {box.Features}.");
        return Enumerate(_ => new HingePath(form), box, options ?? ExtractionOptions.Default, limit ?? WorkLimit.None);
    }

    /// <summary>Finds the regions of a hinge form that a document writes: its numbers are the shortest decimals of its doubles.</summary>
    /// <inheritdoc cref="Enumerate(HingeForm, InputBox, ExtractionOptions?, WorkLimit?)"/>
    internal static RegionExtraction EnumerateWritten(
        HingeForm form, InputBox box, ExtractionOptions options, WorkLimit? limit = null) =>
        Enumerate(_ => new HingePath(form, isWritten: true), box, options, limit ?? WorkLimit.None);

    /// <summary>Finds the regions of a network, depth first over its gates in order, negative sides first.</summary>
    /// <param name="network">The network.</param>
    /// <param name="box">The domain, of as many features.</param>
    /// <param name="options">What to find, and when to stop.</param>
    /// <param name="limit">Ends the search; null does not.</param>
    /// <returns>
    /// The leaves as a tree. Each is an activation region, but for groups of three and more units of which the largest counts: who led
    /// before the winner splits such a region into leaves with the same maps; <see cref="RegionCounter"/> counts them as one.
    /// </returns>
    /// <exception cref="ArgumentException">The box is of other features.</exception>
    /// <exception cref="RuleCompilerException">A pre-activation overflows inside it.</exception>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public static RegionExtraction Enumerate(
        PiecewiseNetwork network, InputBox box, ExtractionOptions? options = null, WorkLimit? limit = null)
    {
        if (network.Inputs != box.Features)
            throw new ArgumentException($"The network has {network.Inputs} inputs, the box {box.Features}.");
        (options, limit) = (options ?? ExtractionOptions.Default, limit ?? WorkLimit.None);
        NetworkPath.Require(network, options.Threads + 1, limit);
        return Enumerate(l => new NetworkPath(network, l), box, options, limit);
    }

    /// <summary>Finds the leaves of a tree that are full-dimensional, of its numbers as a document writes them.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="box">The domain.</param>
    /// <param name="options">What to find, and when to stop.</param>
    /// <param name="limit">Ends the search; null does not.</param>
    /// <returns>The leaves as a tree.</returns>
    /// <exception cref="ArgumentException">A condition is of other features.</exception>
    /// <exception cref="RuleCompilerException">A condition overflows inside the box.</exception>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public static RegionExtraction Enumerate(RegionTree tree, InputBox box, ExtractionOptions options, WorkLimit? limit = null) =>
        Enumerate(_ => new TreePath(tree), box, options, limit ?? WorkLimit.None);

    internal static RegionExtraction Enumerate(
        Func<WorkLimit, IRegionPath> newPath, InputBox box, ExtractionOptions options, WorkLimit limit)
    {
        var count = new RegionCount(options.MaxRegions);
        var tree = new TreeOfSubtrees(box, options, count, limit);
        var effort = ThreadedSearch.Run(newPath, box, tree, options, limit);
        return new RegionExtraction(
            effort.IsComplete ? tree.Build() : null, count.Regions, effort.Undecided, effort.Programs + tree.Programs);
    }
}
