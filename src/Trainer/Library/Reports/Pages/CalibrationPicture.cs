using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Trainer.Measures;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>A calibration as a chart: the observed share of each tenth above its mean prediction, with its interval.</summary>
/// <param name="calibration">The calibration.</param>
/// <param name="predicted">What is predicted.</param>
internal sealed class CalibrationPicture(Calibration calibration, string predicted)
{
    private const double Left = 64, Top = 12, Width = 332, Height = 260, Right = 24, Bottom = 44, BarsHeight = 40, Mark = 4;

    /// <summary>Draws it.</summary>
    /// <param name="id">Its name in the page.</param>
    public XElement Draw(string id) => Svg.Drawing(
        id,
        $"Predicted and observed probability of {predicted}",
        string.Join("; ", calibration.Bins.Select(Words)) + ".",
        Left + Width + Right,
        Top + Height + Bottom,
        Enumerable.Range(0, 6).Select(i => Grid(i / 5.0)),
        Columns(),
        Svg.Line("ideal", X(0), Y(0), X(1), Y(1)),
        calibration.Bins.Select(Bin),
        Svg.Rectangle("frame", Left, Top, Width, Height),
        Svg.Text("axis-label middle", Left + (Width / 2), Top + Height + 36, "mean prediction"),
        Turned(Svg.Text("axis-label middle", 0, 0, "observed share")));

    private static string Words(CalibrationBin bin) =>
        $"{ShownNumber.Percent(bin.MeanProbability)} predicted, {ShownNumber.Percent(bin.Happened.Value)} observed in "
            + ShownNumber.Count(bin.Happened.Of, "row");

    private static XElement Bin(CalibrationBin bin)
    {
        var (x, (low, high)) = (X(bin.MeanProbability), bin.Happened.Interval);
        return Svg.Group(
            "bin",
            Svg.Line("whisker", x, Y(low), x, Y(high)),
            Svg.Circle("measured", x, Y(bin.Happened.Value), Mark, Svg.Title(Words(bin))));
    }

    private static IEnumerable<XElement> Grid(double share)
    {
        var text = ShownNumber.Decimals(100 * share, "0") + " %";
        yield return Svg.Line("grid", Left, Y(share), Left + Width, Y(share));
        yield return Svg.Text("tick-label end", Left - 7, Y(share) + 4, text);
        yield return Svg.Line("tick", X(share), Top + Height, X(share), Top + Height + 4);
        yield return Svg.Text("tick-label middle", X(share), Top + Height + 17, text);
    }

    private IEnumerable<XElement> Columns()
    {
        var most = calibration.Bins.Select(b => b.Happened.Of).DefaultIfEmpty(1).Max();
        return calibration.Bins.Select(b =>
        {
            var height = BarsHeight * b.Happened.Of / most;
            return Svg.Rectangle("bar rows", X(b.From) + 1, Top + Height - height, (Width * (b.To - b.From)) - 2, height);
        });
    }

    private static XElement Turned(XElement label)
    {
        label.Add(new XAttribute("transform", $"translate(14 {Svg.Number(Top + (Height / 2))}) rotate(-90)"));
        return label;
    }

    private static double X(double share) => Left + (Width * share);

    private static double Y(double share) => Top + (Height * (1 - share));
}
