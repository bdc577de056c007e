using System;
using System.Linq;
using RuleCompiler.Trainer.Images;

namespace RuleCompiler.Trainer.Reports.HeatMaps;

/// <summary>
/// An input as it is seen: its smallest number black, its largest white; three channels in their colours, others by their mean.
/// </summary>
public sealed class InputPicture : Panel
{
    private readonly double[] _values;
    private readonly int _channels;
    private readonly double _low;
    private readonly double _high;

    private InputPicture(string caption, int width, int height, int channels, double[] values)
        : base(caption, width, height)
    {
        (_channels, _values) = (channels, values);
        (_low, _high) = (values.Min(), values.Max());
    }

    /// <inheritdoc/>
    public override (string Low, string Middle, string High) Scale => (Shown(_low), string.Empty, Shown(_high));

    /// <summary>Makes the picture of an input.</summary>
    /// <param name="caption">What it is.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="values">Its values: channel by channel, each row by row.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">There are more or fewer values than the shape has.</exception>
    public static InputPicture FromValues(string caption, ImageShape shape, ReadOnlySpan<double> values)
    {
        CheckLength(shape, values.Length);
        if (shape.Channels is 1 or 3)
            return new InputPicture(caption, shape.Width, shape.Height, shape.Channels, values.ToArray());
        var means = new double[shape.Pixels];
        for (var i = 0; i < values.Length; i++)
            means[i % means.Length] += values[i] / shape.Channels;
        return new InputPicture(caption, shape.Width, shape.Height, 1, means);
    }

    /// <inheritdoc/>
    public override Rgb ColourAt(int x, int y)
    {
        var red = Byte(Value(x, y, 0));
        return _channels == 1 ? new Rgb(red, red, red) : new Rgb(red, Byte(Value(x, y, 1)), Byte(Value(x, y, 2)));
    }

    /// <inheritdoc/>
    public override Rgb ScaleAt(double place)
    {
        var grey = (byte)Math.Round(255 * place);
        return new Rgb(grey, grey, grey);
    }

    /// <inheritdoc/>
    public override string TextAt(int x, int y) => string.Join(", ", Enumerable.Range(0, _channels).Select(c => Shown(Value(x, y, c), 6)));

    private double Value(int x, int y, int channel) => _values[(((channel * Height) + y) * Width) + x];

    // In parts, so that a range wider than the largest double does not overflow.
    private byte Byte(double value) =>
        _high > _low ? (byte)Math.Round(255 * Math.Clamp(((value / 2) - (_low / 2)) / ((_high / 2) - (_low / 2)), 0, 1)) : (byte)0;
}
