using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RuleCompiler.Trainer.Convolution.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;

namespace Samples;

/// <summary>
/// A score of methods of attribution: noise goes to the k % of the pixels that a method calls least important, by magnitude. The better
/// it knows them, the longer the network keeps its accuracy.
/// </summary>
internal static class ImportanceScore
{
    private const ulong Seed = 8;
    private const int Step = 10;

    /// <summary>Prints the score of each method and draws the curves as <c>score.svg</c>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="images">The images.</param>
    /// <param name="folder">Where the picture goes.</param>
    /// <param name="output">Where the table goes.</param>
    public static void Print(ConvolutionalNetwork network, TrainingSet images, string folder, TextWriter output)
    {
        var curves = Curves(network, images, Noise.Usual);
        MarkdownTable.Print(
            output,
            $"Accuracy in percent with noise ({Noise.Usual}) in the k % of the pixels that a method calls least important; "
                + $"{images.Rows:N0} images",
            ["method", .. curves[0].Accuracies.Select((_, i) => FormattableString.Invariant($"{i * Step}")), "area"],
            curves.Select(
                c => (IReadOnlyList<string>)[c.Method, .. c.Accuracies.Select(
                    a => FormattableString.Invariant($"{100 * a:F1}")), FormattableString.Invariant($"{c.Area:F3}")]));
        var path = Path.Combine(folder, "score.svg");
        CurvePicture.Write(path, curves);
        output.WriteLine();
        output.WriteLine($"The curves are in {path}");
    }

    /// <summary>The curves, one per method, and at last that of a random order.</summary>
    /// <param name="network">The network.</param>
    /// <param name="images">The images.</param>
    /// <param name="noise">The noise; that of a pixel is the same for all methods.</param>
    /// <returns>The curves.</returns>
    public static IReadOnlyList<Curve> Curves(ConvolutionalNetwork network, TrainingSet images, Noise noise)
    {
        var graph = network.ToGraph();
        var orders = new int[images.Rows][][];
        Parallel.For(0, images.Rows, image => orders[image] = Orders(graph, images, image));
        return [.. Methods.Names.Append("random").Select(
            (name, m) => new Curve(name, Accuracies(network, images, noise, image => orders[image][m])))];
    }

    /// <summary>The pixels from the least important to the most; those of equal importance in random order.</summary>
    /// <param name="values">An attribution.</param>
    /// <param name="random">All pixels in random order.</param>
    /// <returns>The positions of the pixels.</returns>
    public static int[] Order(double[] values, int[] random) => [.. random.OrderBy(pixel => Math.Abs(values[pixel]))];

    private static int[][] Orders(NetworkGraph graph, TrainingSet images, int image)
    {
        var random = Enumerable.Range(0, images.FeatureCount).ToArray();
        new Xoshiro256(Xoshiro256.Derive(Seed, (ulong)image)).Shuffle(random.AsSpan());
        return [.. Methods.Attribute(graph, ActiveShare.Row(images, image)).Select(values => Order(values, random)), random];
    }

    private static double[] Accuracies(ConvolutionalNetwork network, TrainingSet images, Noise noise, Func<int, int[]> order) =>
    [
        .. Enumerable.Range(0, (100 / Step) + 1).Select(k => network.Accuracy(
            noise.AddTo(images, image => First(order(image), k * Step * images.FeatureCount / 100)), Environment.ProcessorCount)),
    ];

    private static bool[] First(int[] order, int count)
    {
        var noisy = new bool[order.Length];
        foreach (var pixel in order.AsSpan(0, count))
            noisy[pixel] = true;
        return noisy;
    }
}

/// <summary>The accuracy of a network as a method's least important pixels get noise.</summary>
/// <param name="Method">The method.</param>
/// <param name="Accuracies">At equal steps from no pixel to all.</param>
internal sealed record Curve(string Method, double[] Accuracies)
{
    /// <summary>The area below it by the trapezoidal rule, which is its mean: 0 to 1.</summary>
    public double Area => Accuracies.Zip(Accuracies.Skip(1), (a, b) => (a + b) / 2).Average();
}
