using System.Collections.Generic;

namespace RuleCompiler.Trainer.Training.Trees;

/// <summary>Prunes a grown tree by its weakest links: the nested trees that are best for some price of a leaf.</summary>
/// <remarks>
/// The link of a node is g = (R(node) − R(below)) / (leaves below − 1), the error that each of its leaves saves; the smallest goes first.
/// </remarks>
internal static class CostComplexity
{
    /// <summary>Prunes, in place.</summary>
    /// <param name="root">The grown tree.</param>
    /// <returns>The root once before any cut and again after each, when it has become smaller, until it is a leaf.</returns>
    public static IEnumerable<GrownNode> Prune(GrownNode root)
    {
        yield return root;
        while (root.Test is not null)
        {
            var weakest = new Weakest();
            Measure(root, weakest);
            weakest.Node!.Cut();
            yield return root;
        }
    }

    private static (double Error, int Leaves) Measure(GrownNode node, Weakest weakest)
    {
        if (node.Test is null)
            return (node.Error, 1);
        var (passed, failed) = (Measure(node.Passed!, weakest), Measure(node.Failed!, weakest));
        var (error, leaves) = (passed.Error + failed.Error, passed.Leaves + failed.Leaves);
        weakest.Offer(node, (node.Error - error) / (leaves - 1));
        return (error, leaves);
    }

    private sealed class Weakest
    {
        private double _link = double.PositiveInfinity;

        public GrownNode? Node { get; private set; }

        public void Offer(GrownNode node, double link)
        {
            if (link < _link)
                (_link, Node) = (link, node);
        }
    }
}
