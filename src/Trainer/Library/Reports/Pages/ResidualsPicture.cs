using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Trainer.Measures;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>Residuals as a chart: the median and the middle half of each tenth, above its mean answer.</summary>
internal sealed class ResidualsPicture
{
    private const double Left = 64, Top = 12, Width = 340, Height = 220, Right = 16, Bottom = 44, Mark = 4;

    private readonly IReadOnlyList<ResidualTenth> _tenths;
    private readonly string _output;
    private readonly (double Low, double High) _across;
    private readonly (double Low, double High) _up;

    /// <summary>Prepares to draw.</summary>
    /// <param name="tenths">The residuals.</param>
    /// <param name="output">The name of the output.</param>
    public ResidualsPicture(IReadOnlyList<ResidualTenth> tenths, string output)
    {
        (_tenths, _output) = (tenths, output);
        _across = Scale(tenths.Select(t => t.MeanAnswer));
        _up = Scale(tenths.SelectMany(t => new[] { t.LowerQuartile, t.UpperQuartile }).Append(0));
        IsDrawable = double.IsFinite(_across.High - _across.Low) && double.IsFinite(_up.High - _up.Low);
    }

    /// <summary>Whether it has a scale: numbers near the largest double have none.</summary>
    public bool IsDrawable { get; }

    /// <summary>Draws it.</summary>
    /// <param name="id">Its name in the page.</param>
    public XElement Draw(string id) => Svg.Drawing(
        id,
        $"Residuals of {_output}",
        string.Join("; ", _tenths.Select(Words)) + ".",
        Left + Width + Right,
        Top + Height + Bottom,
        Ticks.Between(_up.Low, _up.High, 6).Select(Grid),
        Ticks.Between(_across.Low, _across.High, 6).Select(Tick),
        Svg.Line("ideal", Left, Y(0), Left + Width, Y(0)),
        _tenths.Select(Tenth),
        Svg.Rectangle("frame", Left, Top, Width, Height),
        Svg.Text("axis-label middle", Left + (Width / 2), Top + Height + 36, "mean answer"));

    private static string Words(ResidualTenth tenth) =>
        $"at {ShownNumber.Short(tenth.MeanAnswer)} the median residual is {ShownNumber.Short(tenth.Median)}, half of them between "
            + $"{ShownNumber.Short(tenth.LowerQuartile)} and {ShownNumber.Short(tenth.UpperQuartile)}";

    private static (double Low, double High) Scale(IEnumerable<double> values)
    {
        var (low, high) = (values.Min(), values.Max());
        var room = low < high ? 0.06 * (high - low) : 1;
        return (low - room, high + room);
    }

    private XElement Tenth(ResidualTenth tenth)
    {
        var x = X(tenth.MeanAnswer);
        return Svg.Group(
            "tenth",
            Svg.Line("whisker", x, Y(tenth.LowerQuartile), x, Y(tenth.UpperQuartile)),
            Svg.Circle("measured", x, Y(tenth.Median), Mark, Svg.Title(Words(tenth))));
    }

    private IEnumerable<XElement> Grid(double tick)
    {
        yield return Svg.Line("grid", Left, Y(tick), Left + Width, Y(tick));
        yield return Svg.Text("tick-label end", Left - 7, Y(tick) + 4, Ticks.Text(tick), 9);
    }

    private IEnumerable<XElement> Tick(double tick)
    {
        yield return Svg.Line("tick", X(tick), Top + Height, X(tick), Top + Height + 4);
        yield return Svg.Text("tick-label middle", X(tick), Top + Height + 17, Ticks.Text(tick));
    }

    private double X(double value) => Left + (Width * ((value - _across.Low) / (_across.High - _across.Low)));

    private double Y(double value) => Top + (Height * ((_up.High - value) / (_up.High - _up.Low)));
}
