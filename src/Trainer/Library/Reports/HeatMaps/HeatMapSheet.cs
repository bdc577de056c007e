using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Images;

namespace RuleCompiler.Trainer.Reports.HeatMaps;

/// <summary>Panels side by side in rows, all magnified alike, each with its caption above and its scale below.</summary>
public sealed class HeatMapSheet
{
    /// <summary>What the colours mean, below the panels.</summary>
    public const string Legend = "Red positive, blue negative, white zero. Each map has a scale of its own, the same to both sides.";

    /// <summary>The empty space around and between panels.</summary>
    internal const int Gap = 16;

    /// <summary>Pixels per dot of a caption's letters.</summary>
    internal const int CaptionScale = 2;

    internal const int CaptionHeight = BitmapFont.Height * CaptionScale;

    internal const int BarHeight = 8;

    /// <summary>The space between a panel and what belongs to it.</summary>
    internal const int Space = 5;

    // A panel is magnified to about this size, and a cell has place for a caption of 20 letters.
    private const int PanelSize = 240;

    private HeatMapSheet(string title, IReadOnlyList<IReadOnlyList<Panel>> rows)
    {
        Title = title;
        var panels = rows.SelectMany(r => r).ToArray();
        var largest = panels.Max(p => Math.Max(p.Width, p.Height));
        Magnification = Math.Max(1, PanelSize / largest);
        CellWidth = Math.Max(PanelSize, panels.Max(p => p.Width) * Magnification);
        var top = Gap;
        var placed = new List<PlacedPanel>();
        foreach (var row in rows)
        {
            placed.AddRange(row.Select((panel, c) => new PlacedPanel(panel, Gap + (c * (CellWidth + Gap)), top)));
            top += CaptionHeight + (row.Max(p => p.Height) * Magnification) + BarHeight + BitmapFont.Height + (3 * Space) + Gap;
        }

        Panels = placed;
        Width = Gap + (rows.Max(r => r.Count) * (CellWidth + Gap));
        LegendLines = Wrapped(Legend, (Width - (2 * Gap)) / BitmapFont.Advance).ToArray();
        LegendTop = top;
        Height = top + (LegendLines.Count * (BitmapFont.Height + Space)) - Space + Gap;
    }

    /// <summary>What the sheet shows, for readers who do not see it.</summary>
    public string Title { get; }

    /// <summary>Pixels per row of the sheet.</summary>
    public int Width { get; }

    /// <summary>Rows of pixels of the sheet.</summary>
    public int Height { get; }

    /// <summary>Pixels per pixel of a panel.</summary>
    public int Magnification { get; }

    /// <summary>The panels in their places.</summary>
    internal IReadOnlyList<PlacedPanel> Panels { get; }

    internal int CellWidth { get; }

    internal IReadOnlyList<string> LegendLines { get; }

    internal int LegendTop { get; }

    /// <summary>Makes a sheet of panels in rows.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="rows">At least one row of at least one panel.</param>
    /// <returns>The sheet.</returns>
    /// <exception cref="ArgumentException">A row is empty, or there is none.</exception>
    /// <exception cref="RuleCompilerException">The sheet would have too many pixels.</exception>
    public static HeatMapSheet Create(string title, IReadOnlyList<IReadOnlyList<Panel>> rows)
    {
        if (rows.Count == 0 || rows.Any(r => r.Count == 0))
            throw new ArgumentException("A sheet has at least one row, and a row at least one panel.", nameof(rows));
        var sheet = new HeatMapSheet(title, rows);
        return (long)sheet.Width * sheet.Height <= RgbImage.MaxPixels
            ? sheet
            : throw new RuleCompilerException(
                FormattableString.Invariant(
                    $"A sheet of {sheet.Width}×{sheet.Height} pixels is too large; show fewer pictures on one. Name fewer methods."));
    }

    /// <summary>A caption, cut where it would run into the next one.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="advance">The width of a letter.</param>
    internal string CaptionOf(Panel panel, int advance)
    {
        var (caption, letters) = (VisibleText.Of(panel.Caption), CellWidth / advance);
        return caption.Length <= letters ? caption : caption[..(letters - 2)] + "..";
    }

    private static IEnumerable<string> Wrapped(string text, int letters)
    {
        var line = string.Empty;
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > letters)
            {
                yield return line;
                line = string.Empty;
            }

            line += line.Length == 0 ? word : " " + word;
        }

        yield return line;
    }
}

/// <summary>A panel in its place on a sheet.</summary>
/// <param name="Panel">The panel.</param>
/// <param name="Left">The first column of it and its caption.</param>
/// <param name="Top">The first row of its caption.</param>
internal sealed record PlacedPanel(Panel Panel, int Left, int Top)
{
    /// <summary>The first row of the picture.</summary>
    public int PictureTop => Top + HeatMapSheet.CaptionHeight + HeatMapSheet.Space;

    /// <summary>The first row of the scale.</summary>
    public int BarTop(int magnification) => PictureTop + (Panel.Height * magnification) + HeatMapSheet.Space;

    /// <summary>The first row of the numbers at the scale.</summary>
    public int NumbersTop(int magnification) => BarTop(magnification) + HeatMapSheet.BarHeight + HeatMapSheet.Space;
}
