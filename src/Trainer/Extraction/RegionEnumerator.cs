using System;
using System.Threading;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Finds the linear regions of a hinge form that are full-dimensional in a box.</summary>
public static class RegionEnumerator
{
    /// <summary>Finds them all, depth first over the hinges in order, negative sides first.</summary>
    /// <param name="form">The function.</param>
    /// <param name="box">The domain, of as many features.</param>
    /// <param name="options">What to find, and when to stop.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The regions as a tree, which has a node only where both sides of a hinge are full-dimensional in the cell.</returns>
    /// <exception cref="ArgumentException">The box is of other features, or a pre-activation overflows inside it.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static RegionExtraction Enumerate(
        HingeForm form, InputBox box, ExtractionOptions? options = null, CancellationToken cancellation = default)
    {
        if (form.Inputs != box.Features)
            throw new ArgumentException($"The function has {form.Inputs} features, the box {box.Features}.");
        options ??= ExtractionOptions.Default;
        var path = new HingePath(form);
        var implied = options.FindImplied ? new ImpliedConditions(box) : null;
        var builder = new RegionTreeBuilder(
            () => (path.Hinge, new AffineMap(path.Weights.ToArray(), path.Bias)),
            () => (path.Pattern.ToArray(), form.OutputMaps(path.Pattern)),
            implied,
            options.MaxRegions);
        var search = new CellSearch(path, box, builder);
        search.Run(cancellation);
        return new RegionExtraction(builder.Tree, builder.Regions, search.Undecided, search.Programs + (implied?.Programs ?? 0));
    }
}
