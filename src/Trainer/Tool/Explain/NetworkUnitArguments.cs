using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Interpretation.Attributions;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Tool.Explain;

/// <summary>The options that only networks have.</summary>
internal sealed class NetworkUnitArguments
{
    private const double MaxNumber = 1e300;

    private readonly Option<string?> _unit = new("--unit")
    {
        Description = "Of a network, the unit: layer:index, both counted from 0, or output:index; by default the largest output.",
        HelpName = "unit",
    };

    private readonly Option<string[]> _method = TableArguments.List(
        "--method",
        "name",
        $"Of a network, what else to print or draw: {string.Join(", ", NamedMethods.Names)}, or {NamedMethods.All}.");

    private readonly FileOption _png = new(
        "--png",
        FileUse.Written)
    { Description = "Of a network, a PNG file to draw heat maps to: red positive, blue negative, white zero.", HelpName = "file" };
    private readonly FileOption _svg = new(
        "--svg", FileUse.Written)
    { Description = "The same as SVG, where each pixel shows its value.", HelpName = "file" };
    private readonly Option<double?> _scale = NumberOptions.Optional(
        "--scale", "Of an image, the factor for a pixel from 0 to 255; 1/255 by default.", -MaxNumber, MaxNumber);
    private readonly Option<double?> _shift = NumberOptions.Optional(
        "--shift", "Of an image, what is added after --scale; 0 by default.", -MaxNumber, MaxNumber);

    private readonly Option<string?> _shape = new("--shape")
    {
        Description = "Of a network, the picture that its input makes, where it takes flattened values: rows x columns (28x28) or "
            + "channels x rows x columns (3x24x24).",
        HelpName = "shape",
    };

    private readonly Option<string?> _channels = new("--channels")
    {
        Description = "Of a network, whether channels come first (all red pixels, all green ones, …) or last (red, green, blue of each "
            + "pixel); detected by default.",
        HelpName = "first|last",
    };

    private readonly Option<string?> _bounds = new(
        "--bounds")
    {
        Description =
            "Of a network, the smallest and the largest value of every input, for deep-taylor, such as 0,1. Not needed for images and "
                + "where the network has a box.",
        HelpName = "low,high"
    };

    public NetworkUnitArguments()
    {
        _method.Validators.Add(result =>
        {
            var unknown = result.Tokens.Select(t => t.Value)
                .FirstOrDefault(v => v != NamedMethods.All && !NamedMethods.Names.Contains(v, StringComparer.Ordinal));
            if (unknown is not null)
                result.AddError(
                    $"there is no method '{VisibleText.Of(unknown)}'; the methods are {string.Join(", ", NamedMethods.Names)}, and "
                        + $"{NamedMethods.All}.");
        });
        Check(
            _shape,
            text => ShapeOf(text) is not null,
            "--shape is rows x columns, such as 28x28, or channels x rows x columns, such as 3x24x24");
        Check(_channels, text => text is "first" or "last", "--channels is first or last");
        Check(
            _bounds,
            text => BoundsOf(text) is not null,
            "--bounds is two numbers with a comma between, the smaller one first, such as 0,1");
    }

    public void AddTo(Command command)
    {
        command.Validators.Add(result =>
        {
            if (_png.IsStandardOutput(result) || _svg.IsStandardOutput(result))
                result.AddError("a picture cannot go to standard output, where the explanation does; give --png and --svg files.");
        });
        foreach (var option in Options())
            command.Add(option);
    }

    public ExplainOptions Read(ParseResult result, ExplainOptions options)
    {
        var (scale, shift) = (result.GetValue(_scale), result.GetValue(_shift));
        return options with
        {
            Unit = result.GetValue(_unit),
            Methods = NamedMethods.Parse(result.GetValue(_method) ?? []),
            Png = result.GetValue(_png),
            Svg = result.GetValue(_svg),
            Input = options.Input with
            {
                Scaling = scale is null && shift is null ? null : new PixelScaling(scale ?? PixelScaling.Unit.Scale, shift ?? 0),
                Shape = result.GetValue(_shape) is { } shape ? ShapeOf(shape) : null,
                ChannelsLast = result.GetValue(_channels) is { } channels ? channels == "last" : null,
            },
            Bounds = result.GetValue(_bounds) is { } bounds ? BoundsOf(bounds) : null,
        };
    }

    /// <summary>Rules have no such options.</summary>
    public void Refuse(ParseResult result, string model)
    {
        if (Options().FirstOrDefault(o => result.GetResult(o) is not null) is { } given)
            throw new InputFileException(model, $"{given.Name} is for networks, and this is a rule document; omit it.");
    }

    private Option[] Options() => [_unit, _method, _png, _svg, _scale, _shift, _shape, _channels, _bounds];

    private static void Check(Option<string?> option, Func<string, bool> isRight, string says) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string?>() is { } text && !isRight(text))
            result.AddError($"{says}, not '{VisibleText.Of(text)}'.");
    });

    private static ImageShape? ShapeOf(string text)
    {
        var parts = text.Split('x', 'X', '×');
        var sizes = parts.Select(
            p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                ? n
                : 0).ToArray();
        if (sizes.Length is not (2 or 3) || sizes.Any(n => n < 1) || sizes.Aggregate(1.0, (a, n) => a * n) > int.MaxValue)
            return null;
        return sizes.Length == 2 ? new ImageShape(1, sizes[0], sizes[1]) : new ImageShape(sizes[0], sizes[1], sizes[2]);
    }

    private static InputBounds? BoundsOf(string text)
    {
        var ends = text.Split(',').Select(
            p => double.TryParse(
                p,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var n) ? n : double.NaN).ToArray();
        return ends.Length == 2 && double.IsFinite(ends[0]) && double.IsFinite(ends[1]) && ends[0] <= ends[1]
            ? new InputBounds([ends[0]], [ends[1]])
            : null;
    }
}
