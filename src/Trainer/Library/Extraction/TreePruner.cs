using System;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Checks a rule tree again whose conditions have changed a little, as rounding does.</summary>
public static class TreePruner
{
    /// <summary>Removes the branches that have become empty, and finds witnesses and implied conditions again.</summary>
    /// <param name="tree">A tree of conditions; the witnesses and paths of its regions are not read.</param>
    /// <param name="box">The domain, of as many features.</param>
    /// <param name="limit">Ends the search; null does not.</param>
    /// <returns>The same tree without splits that have a side without interior; its regions keep their patterns and outputs.</returns>
    /// <exception cref="ArgumentException">A condition is of other features.</exception>
    /// <exception cref="RuleCompilerException">A condition overflows inside the box.</exception>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public static RegionExtraction Prune(RegionTree tree, InputBox box, WorkLimit? limit = null) =>
        RegionEnumerator.Enumerate(tree, box, ExtractionOptions.Default with { Exact = false }, limit);
}
