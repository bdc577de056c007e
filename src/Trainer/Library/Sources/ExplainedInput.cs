using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Sources;

/// <summary>One input of a network, read from a table, a PNG image or an idx file of images, recognised by their first bytes.</summary>
/// <param name="Values">One value per input of the network, flattened in row-major order.</param>
/// <param name="Layout">How they make a picture: a strip where nothing else is known.</param>
/// <param name="Bounds">Between what values pixels can be; nothing for tables.</param>
public sealed record ExplainedInput(double[] Values, InputLayout Layout, InputBounds? Bounds)
{
    private const int White = 255;

    /// <summary>What a person should know of how the input was read.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>Reads one input of a network from a table, a PNG image or an idx file.</summary>
    /// <param name="options">Which, and how.</param>
    /// <param name="graph">The network.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The input.</returns>
    /// <exception cref="InputFileException">The file cannot be read, or does not fit the network.</exception>
    public static ExplainedInput Read(InputChoice options, NetworkGraph graph, CancellationToken cancellation)
    {
        var start = FirstBytes(options.File);
        return InputFileException.Blaming(options.File, () =>
        {
            if (PngFile.IsPng(start))
                return ReadPng(options, graph);
            if (start is [0x1F, 0x8B, ..] or [0, 0, 8, ..])
                return ReadIdx(options, graph);
            return options.Scaling is null
                ? ReadRow(options, graph, cancellation)
                : throw new RuleCompilerException("this is a table, whose numbers are taken as they are; omit --scale and --shift.");
        });
    }

    private static ExplainedInput ReadPng(InputChoice options, NetworkGraph graph)
    {
        if (options.Row > 1)
            throw options.Absent(1, "image");
        var image = PngFile.Read(options.File);
        var layout = LayoutOf(options, graph) ?? LayoutOf(options, graph, image.Width, image.Height);
        return Of(options, layout, s => s.ValuesOf(image, layout));
    }

    private static ExplainedInput ReadIdx(InputChoice options, NetworkGraph graph)
    {
        var images = IdxFile.Read(options.File, 3);
        var (count, height, width) = (images.Dimensions[0], images.Dimensions[1], images.Dimensions[2]);
        if (options.Row > count)
            throw options.Absent(count, "image");
        var layout = LayoutOf(options, graph) ?? LayoutOf(options, graph, width, height);
        if (layout.Shape != new ImageShape(1, height, width))
            throw new RuleCompilerException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"its images are {width} pixels wide and {height} high with 1 channel, "
                        + $"the network takes {layout.Shape.Width}, {layout.Shape.Height} and {layout.Shape.Channels}."));
        var first = (options.Row - 1) * height * width;
        return Of(options, layout, s => Array.ConvertAll(images.Values[first..(first + (height * width))], p => s.ValueOf(p)));
    }

    private static ExplainedInput Of(InputChoice options, InputLayout layout, Func<PixelScaling, double[]> read)
    {
        var scaling = options.Scaling ?? PixelScaling.Unit;
        var (black, white) = (scaling.ValueOf(0), scaling.ValueOf(White));
        return new ExplainedInput(read(scaling), layout, new InputBounds([Math.Min(black, white)], [Math.Max(black, white)]));
    }

    private static ExplainedInput ReadRow(InputChoice options, NetworkGraph graph, CancellationToken cancellation)
    {
        using var rows = NumberRows.Open(options.File, options.Table, graph.InputNames);
        for (var row = 1; row <= options.Row; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!rows.Read())
                throw options.Absent(row - 1);
        }

        return new ExplainedInput(rows.Point, LayoutOf(options, graph) ?? Strip(graph), null) { Notes = rows.Notes };
    }

    private static InputLayout? LayoutOf(InputChoice options, NetworkGraph graph)
    {
        if (options.Shape is { } shape)
        {
            return shape.Length == graph.InputCount
                ? new InputLayout(shape, options.ChannelsLast ?? false)
                : throw new RuleCompilerException(
                    FormattableString.Invariant($"--shape {shape} has {shape.Length} values, the network takes {graph.InputCount}."));
        }

        return graph.Inputs is [var only] ? InputLayout.Infer(graph.Nodes[only].Shape.Dimensions, options.ChannelsLast) : null;
    }

    /// <summary>Of a network that takes flattened values: as many channels as the pixels make of them.</summary>
    private static InputLayout LayoutOf(InputChoice options, NetworkGraph graph, int width, int height) =>
        graph.InputCount % ((long)width * height) == 0
            ? new InputLayout(new ImageShape(graph.InputCount / (width * height), height, width), options.ChannelsLast ?? false)
            : throw new RuleCompilerException(
                FormattableString.Invariant(
                    $"this image has {width}×{height} pixels, the network takes {graph.InputCount} values; give it an image of its size."));

    private static InputLayout Strip(NetworkGraph graph) => new(new ImageShape(1, 1, graph.InputCount), ChannelsLast: false);

    private static byte[] FirstBytes(string path)
    {
        try
        {
            using var file = InputFile.Open(path);
            var bytes = new byte[8];
            return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFingerprint.Unreadable(path, e);
        }
    }
}
