using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Pipeline.Extracting;

/// <summary>Regions as a tree, and what is left of them once neighbours with the same map are joined.</summary>
/// <param name="Tree">The tree; null where it was not kept.</param>
/// <param name="Pieces">How many pieces are left; null where they were not joined.</param>
/// <param name="Obstacle">What prevented joining; null for nothing, or for more regions than were asked for.</param>
/// <param name="Stopped">What ended the work; null where nothing did.</param>
public sealed record JoinedRegions(RegionTree? Tree, long? Pieces, JoinObstacle? Obstacle = null, WorkStoppedException? Stopped = null)
{
    /// <summary>With more regions they are only counted: joining them to pieces keeps them all in memory.</summary>
    public const int MaxJoined = 50_000;

    /// <summary>Joins the regions of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="search">How its regions were counted.</param>
    /// <param name="regions">How many there are.</param>
    /// <param name="limit">Ends the work.</param>
    /// <returns>What came of it.</returns>
    public static JoinedRegions Join(ExtractedNetwork network, ExtractionOptions search, long regions, WorkLimit limit)
    {
        if (regions > MaxJoined)
            return new JoinedRegions(null, null, JoinObstacle.TooManyRegions);
        RegionTree? tree = null;
        try
        {
            // Leaves may be more than regions where groups of three and more units compete.
            tree = network.Tree(search with { MaxRegions = search.FindImplied ? NetworkRules.MaxRules : MaxJoined }, limit);
            if (tree is null)
                return new JoinedRegions(null, null);
            var pieces = RegionPieces.Count(tree, network.Box, limit);
            return new JoinedRegions(tree, pieces, pieces is null ? JoinObstacle.CategoriesOrPairs : null);
        }
        catch (WorkStoppedException e)
        {
            return new JoinedRegions(tree, null, JoinObstacle.Stopped, e);
        }
    }
}

/// <summary>What prevents joining regions.</summary>
public enum JoinObstacle
{
    /// <summary>There are more regions than are joined.</summary>
    TooManyRegions,

    /// <summary>There are categories, or too many pairs of regions with one map.</summary>
    CategoriesOrPairs,

    /// <summary>The limit of the work was reached.</summary>
    Stopped,
}
