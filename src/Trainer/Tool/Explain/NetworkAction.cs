using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Interpretation.Attributions;
using RuleCompiler.Trainer.Pipeline.Explaining;
using RuleCompiler.Trainer.Reports.HeatMaps;
using RuleCompiler.Trainer.Sources;

namespace RuleCompiler.Tool.Explain;

/// <summary><c>rulec explain NETWORK INPUT</c>: switched projections, Insens and attributions of a unit at one input.</summary>
internal static class NetworkAction
{
    /// <summary>What is drawn where no method is named.</summary>
    private static readonly string[] Drawn = ["insens", "contributions"];

    /// <summary>Pictures side by side, with the input first.</summary>
    private const int PicturesPerRow = 5;

    public static int Run(ExplainOptions options, Streams streams, CancellationToken cancellation)
    {
        var network = NetworkSource.Read(options.Model);
        var input = ExplainedInput.Read(options.Input, network.Graph, cancellation);
        foreach (var line in NoteText.Of([.. network.Notes, .. input.Notes]))
            streams.Error.WriteLine(line);
        var explained = NetworkExplanation.Compute(
            network, options.Input.File, input, options.Unit, Drawn.Concat(options.Methods), options.Bounds, cancellation);
        Draw(options, input, explained);
        var shown = ProjectionJson.Of(options.Input.Row, explained, options.Methods);
        if (options.Json)
        {
            streams.Out.WriteLine(ResultJson.Of(shown));
            return ExitCode.Done;
        }

        foreach (var line in ProjectionText.Of(VisibleText.Of(Path.GetFileName(options.Model)), shown))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static void Draw(ExplainOptions options, ExplainedInput input, NetworkExplanation explained)
    {
        if (options.Png is null && options.Svg is null)
            return;
        var layout = input.Layout;
        var methods = options.Methods.Count > 0 ? options.Methods : Drawn;
        var panels = methods
            .Select(m => (Panel)HeatMap.FromAttributions(
                NamedMethods.CaptionOf(m), layout.Shape, layout.ToPlanes(explained.Attributions[m].Values)))
            .Prepend(InputPicture.FromValues("input", layout.Shape, layout.ToPlanes(input.Values)));
        var sheet = InputFileException.Blaming(
            options.Input.File,
            () => HeatMapSheet.Create(
                $"{Path.GetFileName(options.Model)}, unit {explained.Unit.Name}", panels.Chunk(PicturesPerRow).ToArray()));
        if (options.Png is { } png)
            PngFile.Write(png, HeatMapPng.Draw(sheet));
        if (options.Svg is { } svg)
            AtomicFile.Write(svg, stream => HeatMapSvg.Write(stream, sheet));
    }
}
