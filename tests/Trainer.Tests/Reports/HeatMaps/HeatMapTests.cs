using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Reports.HeatMaps;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Reports.HeatMaps;

public sealed class HeatMapTests
{
    private static readonly ImageShape TwoByTwo = new(1, 2, 2);

    [Fact]
    public void PositiveIsRedNegativeBlueZeroWhite()
    {
        var map = HeatMap.FromAttributions("m", TwoByTwo, [4, -4, 0, 2]);
        Assert.Equal(4, map.Limit);
        Assert.Equal(new Rgb(255, 0, 0), map.ColourAt(0, 0));
        Assert.Equal(new Rgb(0, 0, 255), map.ColourAt(1, 0));
        Assert.Equal(Rgb.White, map.ColourAt(0, 1));
        Assert.Equal(new Rgb(255, 128, 128), map.ColourAt(1, 1));
        Assert.Equal(("-4", "0", "+4"), map.Scale);
        Assert.Equal((new Rgb(0, 0, 255), Rgb.White, new Rgb(255, 0, 0)), (map.ScaleAt(0), map.ScaleAt(0.5), map.ScaleAt(1)));
    }

    [Fact]
    public void ScaleIsSymmetricSoThatEqualColoursAreEqualMagnitudes()
    {
        var map = HeatMap.FromAttributions("m", TwoByTwo, [1e-9, -3e-9, 3e-10, -3e-10]);
        var (positive, negative) = (map.ColourAt(0, 1), map.ColourAt(1, 1));
        Assert.Equal((positive.Red, positive.Green, positive.Blue), (negative.Blue, negative.Green, negative.Red));
        Assert.Equal(("-3e-09", "0", "+3e-09"), map.Scale);
    }

    [Fact]
    public void MapWithoutMagnitudeIsWhiteAndWhatIsUndefinedGrey()
    {
        Assert.All([0, 1], x => Assert.Equal(Rgb.White, HeatMap.FromAttributions("m", TwoByTwo, [0, -0.0, 0, 0]).ColourAt(x, 0)));
        var map = HeatMap.FromAttributions("m", TwoByTwo, [double.NaN, double.PositiveInfinity, -1, 0]);
        Assert.Equal(1, map.Limit);
        Assert.Equal((160, 255), (map.ColourAt(0, 0).Red, map.ColourAt(1, 0).Red));
        Assert.Equal(map.ColourAt(0, 0).Red, map.ColourAt(0, 0).Blue);
    }

    [Fact]
    public void ChannelsAreAddedSoThatTheirTotalStays()
    {
        var map = HeatMap.FromAttributions("m", new ImageShape(3, 1, 2), [1, 2, 10, 20, 100, -200]);
        Assert.Equal(("111", "-178"), (map.TextAt(0, 0), map.TextAt(1, 0)));
        Assert.Throws<ArgumentException>(() => HeatMap.FromAttributions("m", TwoByTwo, [1, 2, 3]));
    }

    [Fact]
    public void InputIsSeenAsItIs()
    {
        var grey = InputPicture.FromValues("input", TwoByTwo, [-1, 0, 0.5, 1]);
        Assert.Equal((Rgb.Black, new Rgb(128, 128, 128), Rgb.White), (grey.ColourAt(0, 0), grey.ColourAt(1, 0), grey.ColourAt(1, 1)));
        var colours = InputPicture.FromValues("input", new ImageShape(3, 1, 2), [0, 255, 0, 51, 255, 0]);
        Assert.Equal((new Rgb(0, 0, 255), new Rgb(255, 51, 0)), (colours.ColourAt(0, 0), colours.ColourAt(1, 0)));
        var four = InputPicture.FromValues("input", new ImageShape(4, 1, 2), [0, 4, 0, 0, 0, 0, 0, 4]);
        Assert.Equal((Rgb.Black, Rgb.White, "2"), (four.ColourAt(0, 0), four.ColourAt(1, 0), four.TextAt(1, 0)));
        Assert.Equal(Rgb.Black, InputPicture.FromValues("input", TwoByTwo, [7, 7, 7, 7]).ColourAt(0, 0));
    }

    [Fact]
    public void PixelsAreMagnifiedWithoutBlur()
    {
        var map = HeatMap.FromAttributions("m", TwoByTwo, [1, -1, 0, 0.5]);
        var image = HeatMapPng.Draw(map, 3);
        Assert.Equal((6, 6), (image.Width, image.Height));
        for (var p = 0; p < 36; p++)
            Assert.Equal(map.ColourAt(p % 6 / 3, p / 6 / 3), image[p % 6, p / 6]);
    }

    [Fact]
    public void PanelsStandSideBySideWithTheirPixelsInPlace()
    {
        var (input, map) = (
            InputPicture.FromValues("input", TwoByTwo, [0, 1, 1, 0]), HeatMap.FromAttributions("insens", TwoByTwo, [1, -1, 0, 0.5]));
        var sheet = HeatMapSheet.Create("t", [[input, map], [map]]);
        var image = HeatMapPng.Draw(sheet);
        Assert.Equal((sheet.Width, sheet.Height), (image.Width, image.Height));
        Assert.Equal(120, sheet.Magnification);
        Assert.Equal(3, sheet.Panels.Count);
        foreach (var placed in sheet.Panels)
        {
            for (var p = 0; p < 4; p++)
                Assert.Equal(
                    placed.Panel.ColourAt(p % 2, p / 2), image[placed.Left + (p % 2 * 120) + 60, placed.PictureTop + (p / 2 * 120) + 60]);
        }

        // Black letters of a caption above, of the scale's numbers below, and of the legend at the bottom.
        Assert.All(sheet.Panels, p => Assert.True(HasBlack(image, p.Left, p.Top, 240, 14)));
        Assert.All(sheet.Panels, p => Assert.True(HasBlack(image, p.Left, p.NumbersTop(120), 240, 7)));
        Assert.True(HasBlack(image, 16, sheet.LegendTop, 300, 7));
    }

    [Fact]
    public void EverySquareOfTheSvgHasItsColourAndItsNumber()
    {
        var map = HeatMap.FromAttributions("<b>&\u202E\u0001", TwoByTwo, [1, -1, 0, 0.25]);
        var svg = Svg(HeatMapSheet.Create("a \"title\" <x>", [[map]]));
        XNamespace name = "http://www.w3.org/2000/svg";
        Assert.Equal(name + "svg", svg.Name);
        Assert.Equal("a \"title\" <x>", svg.Element(name + "title")!.Value);
        var squares = svg.Descendants(name + "rect").Where(r => r.Element(name + "title") is not null).ToArray();
        Assert.Equal(["#ff0000", "#0000ff", "#ffffff", "#ffbfbf"], squares.Select(s => s.Attribute("fill")!.Value));
        Assert.Equal(
            ["row 1, column 1: 1", "row 1, column 2: -1", "row 2, column 1: 0", "row 2, column 2: 0.25"],
            squares.Select(s => s.Element(name + "title")!.Value));
        Assert.Contains(@"<b>&\u202E\u0001", svg.Descendants(name + "text").Select(t => t.Value));
        Assert.Contains(
            HeatMapSheet.Legend, string.Join(' ', svg.Descendants(name + "text").Select(t => t.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public void LargePicturesAreEmbedded()
    {
        var shape = new ImageShape(1, 101, 100);
        var values = Enumerable.Range(0, shape.Length).Select(i => Math.Sin(i)).ToArray();
        var map = HeatMap.FromAttributions("m", shape, values);
        XNamespace name = "http://www.w3.org/2000/svg";
        var image = Assert.Single(Svg(HeatMapSheet.Create("t", [[map]])).Descendants(name + "image"));
        var data = image.Attribute("href")!.Value;
        Assert.StartsWith("data:image/png;base64,", data, StringComparison.Ordinal);
        var png = PngReader.Read(Convert.FromBase64String(data[(data.IndexOf(',', StringComparison.Ordinal) + 1)..]));
        Assert.Equal((100, 101), (png.Width, png.Height));
        for (var p = 0; p < shape.Pixels; p += 37)
            Assert.Equal(map.ColourAt(p % 100, p / 100), new Rgb((byte)png[p, 0], (byte)png[p, 1], (byte)png[p, 2]));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void BytesDoNotDependOnTheCulture(string culture)
    {
        var sheet = HeatMapSheet.Create(
            "t",
            [[InputPicture.FromValues("input", TwoByTwo, [0, 1.5, -2.25, 3])], [HeatMap.FromAttributions(
                "m", TwoByTwo, [0.5, -1234.5, 0, 1e-7])]]);
        var expected = (SvgText(sheet), Png(sheet));
        using var language = new Culture(culture);
        Assert.Equal(expected, (SvgText(sheet), Png(sheet)));
    }

    [Fact]
    public void SheetIsRefusedWhenItIsEmptyOrTooLarge()
    {
        Assert.Throws<ArgumentException>(() => HeatMapSheet.Create("t", []));
        Assert.Throws<ArgumentException>(() => HeatMapSheet.Create("t", [[]]));
        var wide = HeatMap.FromAttributions("m", new ImageShape(1, 1000, 1000), new double[1_000_000]);
        Assert.Contains(
            "too large",
            Assert.Throws<RuleCompilerException>(() => HeatMapSheet.Create("t", [Enumerable.Repeat(wide, 20).ToArray()])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void EveryLetterOfTheFontIsDrawnDifferently()
    {
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.,:()/=%*<>_'?".Select(c =>
        {
            var image = new RgbImage(5, 7);
            BitmapFont.Draw(image, c.ToString(), 0, 0, 1);
            return string.Concat(Enumerable.Range(0, 35).Select(p => image[p % 5, p / 5] == Rgb.Black ? '#' : '.'));
        }).ToArray();
        Assert.Equal(letters.Length, letters.Distinct().Count());
        Assert.All(letters, l => Assert.Contains('#', l));
    }

    private static bool HasBlack(RgbImage image, int left, int top, int width, int height) =>
        Enumerable.Range(0, width * height).Any(p => image[left + (p % width), top + (p / width)] == Rgb.Black);

    private static XElement Svg(HeatMapSheet sheet) => XElement.Parse(SvgText(sheet));

    private static string SvgText(HeatMapSheet sheet)
    {
        using var stream = new MemoryStream();
        HeatMapSvg.Write(stream, sheet);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Png(HeatMapSheet sheet)
    {
        using var stream = new MemoryStream();
        PngWriter.Write(stream, HeatMapPng.Draw(sheet));
        return Convert.ToHexString(stream.ToArray());
    }
}
