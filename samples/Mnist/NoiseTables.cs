using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Training;

namespace Samples;

/// <summary>Accuracy and active units with noise in parts of the images, beside the paper's figures.</summary>
internal static class NoiseTables
{
    /// <summary>The parts, with the paper's accuracy and active share (its Table 3), in percent.</summary>
    private static readonly (NoisyPart Part, string Name, double Accuracy, double Active)[] Rows =
    [
        (NoisyPart.Nothing, "none", 99.4, 17),
        (NoisyPart.Border, "all but digit and 3-pixel outline", 86.0, 25),
        (NoisyPart.Background, "all but digit", 31.7, 27),
        (NoisyPart.AllButFrame, "all but digit and as many pixels at the frame", 44.9, 23),
    ];

    private static readonly Noise[] Levels = [.. from isClipped in new[] { true, false } from sigma in new[] { 0.25, 0.5, 1 } select new Noise(sigma, isClipped)];

    /// <summary>The most images that active units are counted on for every noise.</summary>
    private const int MovedImages = 200;

    /// <summary>Prints the tables.</summary>
    /// <param name="network">The network.</param>
    /// <param name="test">The images for accuracies.</param>
    /// <param name="some">Those for active shares, which take longer.</param>
    /// <param name="output">Where to.</param>
    public static void Print(ConvolutionalNetwork network, TrainingSet test, TrainingSet some, TextWriter output)
    {
        var graph = network.ToGraph();
        var fewer = some.Select(Enumerable.Range(0, Math.Min(some.Rows, MovedImages)).ToArray());
        MarkdownTable.Print(
            output,
            $"Noise ({Noise.Usual}); accuracy on {test.Rows:N0} images, active units on {some.Rows:N0}, in percent",
            ["noise", "accuracy", "paper", "active units", "paper"],
            Rows.Select(r => Row(network, graph, test, some, r)));
        MarkdownTable.Print(
            output,
            $"How accuracy moves with the noise, {test.Rows:N0} images, in percent",
            ["noise", .. Rows.Skip(1).Select(r => r.Name)],
            Levels.Select(
                l => (IReadOnlyList<string>)[l.ToString(), .. Rows.Skip(1).Select(r => Percent(Accuracy(network, test, l, r.Part)))]));
        MarkdownTable.Print(
            output,
            $"How the share of active units moves with it, {fewer.Rows:N0} images, in percent",
            ["noise", .. Rows.Skip(1).Select(r => r.Name)],
            Levels.Select(
                l => (IReadOnlyList<string>)[l.ToString(), .. Rows.Skip(1).Select(
                    r => Percent(ActiveShare.Of(graph, Noisy(network, fewer, l, r.Part))))]));
    }

    /// <summary>Images with noise in a part of them.</summary>
    public static TrainingSet Noisy(ConvolutionalNetwork network, TrainingSet images, Noise noise, NoisyPart part) =>
        noise.AddTo(images, image => DigitParts.Noisy(part, images.Features(image), network.Architecture.Input));

    private static IReadOnlyList<string> Row(
        ConvolutionalNetwork network,
        NetworkGraph graph,
        TrainingSet test,
        TrainingSet some,
        (NoisyPart Part, string Name, double Accuracy, double Active) row) =>
    [
        row.Name,
        Percent(Accuracy(network, test, Noise.Usual, row.Part)),
        FormattableString.Invariant($"{row.Accuracy:F1}"),
        Percent(ActiveShare.Of(graph, Noisy(network, some, Noise.Usual, row.Part))),
        FormattableString.Invariant($"{row.Active:F0}"),
    ];

    private static double Accuracy(ConvolutionalNetwork network, TrainingSet images, Noise noise, NoisyPart part) =>
        network.Accuracy(Noisy(network, images, noise, part), Environment.ProcessorCount);

    private static string Percent(double share) => FormattableString.Invariant($"{100 * share:F1}");
}
