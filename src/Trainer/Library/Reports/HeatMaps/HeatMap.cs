using System;
using System.Linq;
using RuleCompiler.Trainer.Images;

namespace RuleCompiler.Trainer.Reports.HeatMaps;

/// <summary>Signed numbers in the paper's colours: red positive, blue negative, white zero; full colour at the largest magnitude.</summary>
/// <remarks>The scale is symmetric, so that equal colours are equal magnitudes. A number that is undefined is grey.</remarks>
public sealed class HeatMap : Panel
{
    private static readonly Rgb Undefined = new(160, 160, 160);

    private readonly double[] _values;

    private HeatMap(string caption, int width, int height, double[] values)
        : base(caption, width, height)
    {
        _values = values;
        Limit = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
    }

    /// <summary>The largest magnitude, where the colour is full.</summary>
    public double Limit { get; }

    /// <inheritdoc/>
    public override (string Low, string Middle, string High) Scale =>
        Limit > 0 ? ("-" + Shown(Limit), "0", "+" + Shown(Limit)) : (string.Empty, "0", string.Empty);

    /// <summary>Makes a map of attributions. Of several channels it shows the sum in each pixel, so that their total stays.</summary>
    /// <param name="caption">What they are.</param>
    /// <param name="shape">The shape of the input.</param>
    /// <param name="values">One per value of the input: channel by channel, each row by row.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">There are more or fewer values than the shape has.</exception>
    public static HeatMap FromAttributions(string caption, ImageShape shape, ReadOnlySpan<double> values)
    {
        CheckLength(shape, values.Length);
        var sums = new double[shape.Pixels];
        for (var i = 0; i < values.Length; i++)
            sums[i % sums.Length] += values[i];
        return new HeatMap(caption, shape.Width, shape.Height, sums);
    }

    /// <summary>The colour of a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="limit">The magnitude at which the colour is full.</param>
    /// <returns>The colour.</returns>
    public static Rgb ColourOf(double value, double limit)
    {
        if (double.IsNaN(value))
            return Undefined;
        var strength = value == 0 || !(limit > 0) ? 0 : Math.Min(1, Math.Abs(value) / limit);
        var rest = (byte)Math.Round(255 * (1 - strength));
        return value > 0 ? new Rgb(255, rest, rest) : new Rgb(rest, rest, 255);
    }

    /// <inheritdoc/>
    public override Rgb ColourAt(int x, int y) => ColourOf(_values[(y * Width) + x], Limit);

    /// <inheritdoc/>
    public override Rgb ScaleAt(double place) => ColourOf((2 * place) - 1, Limit > 0 ? 1 : 0);

    /// <inheritdoc/>
    public override string TextAt(int x, int y) => Shown(_values[(y * Width) + x], 6);
}
