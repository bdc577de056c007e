using RuleCompiler.Trainer.Images;

namespace RuleCompiler.Trainer.Reports.HeatMaps;

/// <summary>Draws a sheet in pixels.</summary>
public static class HeatMapPng
{
    private static readonly Rgb Frame = new(128, 128, 128);

    /// <summary>Draws a sheet of heat maps as pixels.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <returns>The picture.</returns>
    public static RgbImage Draw(HeatMapSheet sheet)
    {
        var image = new RgbImage(sheet.Width, sheet.Height);
        foreach (var placed in sheet.Panels)
            Draw(image, sheet, placed);
        for (var i = 0; i < sheet.LegendLines.Count; i++)
            BitmapFont.Draw(
                image, sheet.LegendLines[i], HeatMapSheet.Gap, sheet.LegendTop + (i * (BitmapFont.Height + HeatMapSheet.Space)), 1);
        return image;
    }

    /// <summary>Draws a panel alone, magnified.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="magnification">Pixels per pixel of the panel, at least 1.</param>
    /// <returns>The picture.</returns>
    public static RgbImage Draw(Panel panel, int magnification)
    {
        var image = new RgbImage(panel.Width * magnification, panel.Height * magnification);
        DrawPixels(image, panel, 0, 0, magnification);
        return image;
    }

    private static void Draw(RgbImage image, HeatMapSheet sheet, PlacedPanel placed)
    {
        var (panel, m, left) = (placed.Panel, sheet.Magnification, placed.Left);
        var width = panel.Width * m;
        var caption = sheet.CaptionOf(panel, BitmapFont.Advance * HeatMapSheet.CaptionScale);
        BitmapFont.Draw(image, caption, left, placed.Top, HeatMapSheet.CaptionScale);

        image.Fill(left - 1, placed.PictureTop - 1, width + 2, (panel.Height * m) + 2, Frame);
        DrawPixels(image, panel, left, placed.PictureTop, m);

        var bar = placed.BarTop(m);
        image.Fill(left - 1, bar - 1, sheet.CellWidth + 2, HeatMapSheet.BarHeight + 2, Frame);
        for (var x = 0; x < sheet.CellWidth; x++)
            image.Fill(left + x, bar, 1, HeatMapSheet.BarHeight, panel.ScaleAt((x + 0.5) / sheet.CellWidth));
        var (low, middle, high) = panel.Scale;
        var numbers = placed.NumbersTop(m);
        BitmapFont.Draw(image, low, left, numbers, 1);
        BitmapFont.Draw(image, middle, left + ((sheet.CellWidth - BitmapFont.WidthOf(middle, 1)) / 2), numbers, 1);
        BitmapFont.Draw(image, high, left + sheet.CellWidth - BitmapFont.WidthOf(high, 1), numbers, 1);
    }

    private static void DrawPixels(RgbImage image, Panel panel, int left, int top, int magnification)
    {
        for (var y = 0; y < panel.Height; y++)
        {
            for (var x = 0; x < panel.Width; x++)
                image.Fill(left + (x * magnification), top + (y * magnification), magnification, magnification, panel.ColourAt(x, y));
        }
    }
}
