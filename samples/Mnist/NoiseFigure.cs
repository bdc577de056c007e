using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RuleCompiler.Trainer.Convolution.Networks;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Reports.HeatMaps;
using RuleCompiler.Trainer.Training;

namespace Samples;

/// <summary>The paper's Figure 4: a digit, clean and with noise, and what each method says of it.</summary>
internal static class NoiseFigure
{
    private static readonly (NoisyPart Part, string Name)[] Rows =
        [(NoisyPart.Nothing, "clean"), (NoisyPart.Border, "noisy border"), (NoisyPart.Background, "noisy background"), (
            NoisyPart.AllButFrame, "noisy frame")];

    /// <summary>Draws it as <c>figure-4.png</c> and <c>figure-4.svg</c>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="digit">The image.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="output">Where it is told.</param>
    public static void Draw(ConvolutionalNetwork network, ReadOnlySpan<float> digit, string folder, TextWriter output)
    {
        var image = new TrainingSet(digit.ToArray(), digit.Length, new float[network.Architecture.Classes], network.Architecture.Classes);
        var graph = network.ToGraph();
        var rows = new IReadOnlyList<Panel>[Rows.Length];
        Parallel.For(
            0,
            rows.Length,
            r => rows[r] = Panels(graph, network, NoiseTables.Noisy(network, image, Noise.Usual, Rows[r].Part), Rows[r].Name));
        var sheet = HeatMapSheet.Create("A digit with noise, and what each method says of it", rows);
        var (png, svg) = (Path.Combine(folder, "figure-4.png"), Path.Combine(folder, "figure-4.svg"));
        PngFile.Write(png, HeatMapPng.Draw(sheet));
        AtomicFile.Write(svg, stream => HeatMapSvg.Write(stream, sheet));
        output.WriteLine();
        output.WriteLine($"The paper's Figure 4 is in {png} and {svg}; noise: {Noise.Usual}");
    }

    private static List<Panel> Panels(NetworkGraph graph, ConvolutionalNetwork network, TrainingSet image, string name)
    {
        var (x, shape) = (ActiveShare.Row(image, 0), network.Architecture.Input);
        var logits = graph.Evaluate(x);
        var panels = new List<Panel> { InputPicture.FromValues(FormattableString.Invariant($"{name}: {Array.IndexOf(logits, logits.Max())}"), shape, x) };
        panels.AddRange(
            Methods.Names.Zip(Methods.Attribute(graph, x), (method, values) => HeatMap.FromAttributions(method, shape, values)));
        return panels;
    }
}
