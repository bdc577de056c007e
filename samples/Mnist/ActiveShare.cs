using System;
using System.Linq;
using System.Threading.Tasks;
using RuleCompiler.Trainer.Interpretation;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Training;

namespace Samples;

/// <summary>How many of a network's units are active.</summary>
internal static class ActiveShare
{
    /// <summary>The mean share over images; every thread takes images by themselves.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="images">A row per image.</param>
    /// <returns>0 to 1.</returns>
    public static double Of(NetworkGraph graph, TrainingSet images)
    {
        var shares = new double[images.Rows];
        Parallel.For(0, shares.Length, image =>
        {
            var state = NetworkState.At(graph, Row(images, image));
            shares[image] = (double)state.Active / state.Units;
        });
        return shares.Average();
    }

    /// <summary>An image as a network takes it.</summary>
    public static double[] Row(TrainingSet images, int image) => Array.ConvertAll(images.Features(image).ToArray(), v => (double)v);
}
