using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Interpretation;
using RuleCompiler.Trainer.Interpretation.Attributions;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Reports.HeatMaps;

namespace RuleCompiler.Tool.Explain;

/// <summary><c>rulec explain NETWORK INPUT</c>: switched projections, Insens and attributions of a unit at one input.</summary>
internal static class NetworkExplanation
{
    /// <summary>What is drawn where no method is named.</summary>
    private static readonly string[] Drawn = ["insens", "contributions"];

    /// <summary>Pictures side by side, with the input first.</summary>
    private const int PicturesPerRow = 5;

    public static int Run(ExplainOptions options, Streams streams, CancellationToken cancellation)
    {
        var network = NetworkSource.Read(options.Model);
        var input = ExplainedInput.Read(options, network.Graph, cancellation);
        foreach (var line in NoteText.Of([.. network.Notes, .. input.Notes]))
            streams.Error.WriteLine(line);
        var state = StateAt(network.Graph, input, options);
        var unit = UnitOf(state, options);
        cancellation.ThrowIfCancellationRequested();

        var bounds = options.Bounds ?? input.Bounds ?? (network.Boxed is { } boxed ? new InputBounds(boxed.Lower, boxed.Upper) : null);
        var methods = Drawn.Concat(options.Methods).Distinct().ToArray();
        var attributions = new Dictionary<string, Attribution>(StringComparer.Ordinal);
        foreach (var method in methods)
        {
            attributions.Add(method, Attribute(method, state, unit.Unit, bounds, options));
            cancellation.ThrowIfCancellationRequested();
        }

        var shown = ShownProjection.Of(
            options.Row, state, unit, attributions["insens"].Values, options.Methods.Select(m => (m, attributions[m])).ToArray());
        Draw(options, input, unit, attributions);
        if (options.Json)
        {
            streams.Out.WriteLine(ResultJson.Of(shown));
            return ExitCode.Done;
        }

        foreach (var line in ProjectionText.Of(VisibleText.Of(Path.GetFileName(options.Model)), shown))
            streams.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static NetworkState StateAt(NetworkGraph graph, ExplainedInput input, ExplainOptions options)
    {
        try
        {
            return NetworkState.At(graph, input.Values);
        }
        catch (NotPiecewiseException e)
        {
            throw new InputFileException(options.Model, e.Message, e);
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(options.Input, e.Message, e);
        }
    }

    private static NamedUnit UnitOf(NetworkState state, ExplainOptions options)
    {
        try
        {
            return options.Unit is { } name ? NamedUnit.Find(state, name) : NamedUnit.LargestOutput(state);
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(options.Model, e.Message, e);
        }
    }

    private static Attribution Attribute(string method, NetworkState state, Unit unit, InputBounds? bounds, ExplainOptions options)
    {
        try
        {
            return AttributionMethods.Make(method, bounds).Attribute(state, unit);
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(options.Input, e.Message, e);
        }
    }

    private static void Draw(ExplainOptions options, ExplainedInput input, NamedUnit unit, Dictionary<string, Attribution> attributions)
    {
        if (options.Png is null && options.Svg is null)
            return;
        var layout = input.Layout;
        var methods = options.Methods.Count > 0 ? options.Methods : Drawn;
        var panels = methods
            .Select(m => (Panel)HeatMap.Of(AttributionMethods.CaptionOf(m), layout.Shape, layout.ToPlanes(attributions[m].Values)))
            .Prepend(InputPicture.Of("input", layout.Shape, layout.ToPlanes(input.Values)));
        var sheet = SheetOf($"{Path.GetFileName(options.Model)}, unit {unit.Name}", panels, options);
        if (options.Png is { } png)
            PngFile.Write(png, HeatMapPng.Draw(sheet));
        if (options.Svg is { } svg)
            AtomicFile.Write(svg, stream => HeatMapSvg.Write(stream, sheet));
    }

    private static HeatMapSheet SheetOf(string title, IEnumerable<Panel> panels, ExplainOptions options)
    {
        try
        {
            return HeatMapSheet.Of(title, panels.Chunk(PicturesPerRow).ToArray());
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(options.Input, e.Message + " Name fewer methods.", e);
        }
    }
}
