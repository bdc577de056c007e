using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Pipeline.Holding;

/// <summary>Models in the order in which they would be chosen, were the better ones not there.</summary>
internal static class BestFirst
{
    /// <summary>Orders them.</summary>
    /// <typeparam name="T">A model.</typeparam>
    /// <param name="models">The models, in the order that the choice wants.</param>
    /// <param name="choose">Chooses one of those that are left.</param>
    public static IEnumerable<T> Of<T>(IEnumerable<T> models, Func<List<T>, T> choose)
    {
        for (var rest = models.ToList(); rest.Count > 0;)
        {
            var best = choose(rest);
            rest.Remove(best);
            yield return best;
        }
    }
}
