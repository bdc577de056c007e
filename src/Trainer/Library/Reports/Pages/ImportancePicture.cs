using System;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>What matters most: a bar for each input.</summary>
internal static class ImportancePicture
{
    /// <summary>The name of the drawing in the page.</summary>
    public const string Id = "importance-picture";

    /// <summary>What comes after these is in the table.</summary>
    private const int MaxBars = 15;

    /// <summary>Longer names do not fit beside the bars.</summary>
    private const int MaxName = 22;

    private const double Width = 440, NameWidth = 176, BarWidth = 172, Line = 40, Top = 34;

    /// <summary>Draws it; null where nothing was measured.</summary>
    public static XElement? Draw(ReportContent content)
    {
        var bars = content.Importance.Take(MaxBars).ToArray();
        if (bars.Length == 0)
            return null;
        var (contribution, spread) = (bars.Max(b => b.Contribution), bars.Max(b => b.Spread));
        return Svg.Drawing(
            Id,
            "What matters most",
            "For each input its mean absolute contribution and how much it moves the outputs; the numbers are in the table below.",
            Width,
            Top + (Line * bars.Length) + 4,
            Svg.Rectangle("bar contribution", 8, 8, 14, 10),
            Svg.Text(string.Empty, 27, 17, "contribution"),
            Svg.Rectangle("bar spread", 120, 9, 14, 8),
            Svg.Text(string.Empty, 139, 17, "moves the outputs by"),
            bars.Select((bar, i) => Svg.Group(
                "importance",
                Name(InputName.Of(content.Document.Inputs[bar.Input]), Top + (Line * i) + 20),
                Bar("contribution", bar.Contribution, contribution, Top + (Line * i) + 2, 12),
                Bar("spread", bar.Spread, spread, Top + (Line * i) + 18, 10))));
    }

    // A name that is cut is whole beside the pointer.
    private static XElement Name(string name, double y)
    {
        var label = Svg.Text("end", NameWidth - 8, y, name, MaxName);
        label.Add(Svg.Title(name));
        return label;
    }

    // Each measure has its own scale: they have different units.
    private static XElement[] Bar(string measure, double value, double largest, double y, double height)
    {
        var width = largest > 0 ? BarWidth * value / largest : 0;
        return
        [
            Svg.Rectangle("bar " + measure, NameWidth, y, Math.Max(width, 1), height),
            Svg.Text("bar-label", NameWidth + width + 5, y + (height / 2) + 4, ShownNumber.Short(value)),
        ];
    }
}
