using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Xml;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Images;

namespace RuleCompiler.Trainer.Reports.HeatMaps;

/// <summary>Writes a sheet as SVG: a square for each pixel that tells its number when the pointer rests on it.</summary>
public static class HeatMapSvg
{
    /// <summary>A panel with more pixels is one embedded picture, since that many squares make a page slow.</summary>
    public const int MaxSquares = 10_000;

    // About the mean width of a caption's letter.
    private const int CaptionAdvance = 8;

    private const string Namespace = "http://www.w3.org/2000/svg";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        OmitXmlDeclaration = true,
    };

    /// <summary>Writes a sheet of heat maps as SVG.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="sheet">The sheet.</param>
    public static void Write(Stream stream, HeatMapSheet sheet)
    {
        using var xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartElement("svg", Namespace);
        Attributes(xml, ("width", sheet.Width), ("height", sheet.Height));
        xml.WriteAttributeString("viewBox", FormattableString.Invariant($"0 0 {sheet.Width} {sheet.Height}"));
        xml.WriteAttributeString("role", "img");
        xml.WriteAttributeString("font-family", "sans-serif");
        xml.WriteElementString("title", Namespace, VisibleText.Of(sheet.Title));
        Rectangle(xml, 0, 0, sheet.Width, sheet.Height, Rgb.White);
        xml.WriteEndElement();
        foreach (var placed in sheet.Panels)
            Write(xml, sheet, placed);
        for (var i = 0; i < sheet.LegendLines.Count; i++)
            Text(
                xml,
                sheet.LegendLines[i],
                HeatMapSheet.Gap,
                sheet.LegendTop + BitmapFont.Height + (i * (BitmapFont.Height + HeatMapSheet.Space)),
                10,
                "start");
        xml.WriteEndElement();
        xml.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Write(XmlWriter xml, HeatMapSheet sheet, PlacedPanel placed)
    {
        var (panel, m, left) = (placed.Panel, sheet.Magnification, placed.Left);
        xml.WriteStartElement("g", Namespace);
        xml.WriteElementString("title", Namespace, VisibleText.Of(panel.Caption));
        Text(xml, sheet.CaptionOf(panel, CaptionAdvance), left, placed.Top + HeatMapSheet.CaptionHeight - 1, 15, "start");
        xml.WriteStartElement("g", Namespace);
        xml.WriteAttributeString("shape-rendering", "crispEdges");
        if (panel.Width * panel.Height <= MaxSquares)
            Squares(xml, panel, left, placed.PictureTop, m);
        else
            Embedded(xml, panel, left, placed.PictureTop, m);
        Outline(xml, left, placed.PictureTop, panel.Width * m, panel.Height * m);
        xml.WriteEndElement();
        Scale(xml, panel, left, placed.BarTop(m), sheet.CellWidth);
        var (low, middle, high) = panel.Scale;
        var numbers = placed.NumbersTop(m) + BitmapFont.Height;
        Text(xml, low, left, numbers, 10, "start");
        Text(xml, middle, left + (sheet.CellWidth / 2), numbers, 10, "middle");
        Text(xml, high, left + sheet.CellWidth, numbers, 10, "end");
        xml.WriteEndElement();
    }

    private static void Squares(XmlWriter xml, Panel panel, int left, int top, int m)
    {
        for (var y = 0; y < panel.Height; y++)
        {
            for (var x = 0; x < panel.Width; x++)
            {
                Rectangle(xml, left + (x * m), top + (y * m), m, m, panel.ColourAt(x, y));
                xml.WriteElementString(
                    "title", Namespace, FormattableString.Invariant($"row {y + 1}, column {x + 1}: {panel.TextAt(x, y)}"));
                xml.WriteEndElement();
            }
        }
    }

    private static void Embedded(XmlWriter xml, Panel panel, int left, int top, int m)
    {
        using var png = new MemoryStream();
        PngWriter.Write(png, HeatMapPng.Draw(panel, 1));
        xml.WriteStartElement("image", Namespace);
        Attributes(xml, ("x", left), ("y", top), ("width", panel.Width * m), ("height", panel.Height * m));
        xml.WriteAttributeString("image-rendering", "pixelated");
        xml.WriteAttributeString("href", "data:image/png;base64," + Convert.ToBase64String(png.ToArray()));
        xml.WriteEndElement();
    }

    // In steps, as a gradient would need its stops in the terms of each kind of panel.
    private static void Scale(XmlWriter xml, Panel panel, int left, int top, int width)
    {
        const int Steps = 40;
        xml.WriteStartElement("g", Namespace);
        xml.WriteAttributeString("shape-rendering", "crispEdges");
        for (var i = 0; i < Steps; i++)
        {
            var (from, to) = (i * width / Steps, (i + 1) * width / Steps);
            Rectangle(xml, left + from, top, to - from, HeatMapSheet.BarHeight, panel.ScaleAt((i + 0.5) / Steps));
            xml.WriteEndElement();
        }

        Outline(xml, left, top, width, HeatMapSheet.BarHeight);
        xml.WriteEndElement();
    }

    private static void Outline(XmlWriter xml, int left, int top, int width, int height)
    {
        xml.WriteStartElement("rect", Namespace);
        Attributes(xml, ("x", left), ("y", top), ("width", width), ("height", height));
        xml.WriteAttributeString("fill", "none");
        xml.WriteAttributeString("stroke", "#808080");
        xml.WriteEndElement();
    }

    /// <summary>Begins a filled rectangle; the caller ends it.</summary>
    private static void Rectangle(XmlWriter xml, int left, int top, int width, int height, Rgb colour)
    {
        xml.WriteStartElement("rect", Namespace);
        Attributes(xml, ("x", left), ("y", top), ("width", width), ("height", height));
        xml.WriteAttributeString("fill", colour.ToString());
    }

    private static void Text(XmlWriter xml, string text, int x, int y, int size, string anchor)
    {
        if (text.Length == 0)
            return;
        xml.WriteStartElement("text", Namespace);
        Attributes(xml, ("x", x), ("y", y), ("font-size", size));
        xml.WriteAttributeString("text-anchor", anchor);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params (string Name, int Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
            xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));
    }
}
