using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Reports.HeatMaps;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec explain</c> of networks over images: PNG, idx and CSV are the same input, and heat maps are drawn.</summary>
public sealed class ExplainImageTests
{
    // 5 wide and 3 high, as the PNG files are.
    private const int Width = 5;
    private const int Height = 3;

    private static readonly string Fixtures = Path.Combine(SourceTree.Root, "tests", "Trainer.Tests", "Images", "Fixtures");

    [Theory]
    [InlineData("grey8.png", 1)]
    [InlineData("grey16.png", 1)]
    [InlineData("rgb8.png", 3)]
    [InlineData("rgb16.png", 3)]
    [InlineData("rgba8.png", 4)]
    [InlineData("rgba16.png", 4)]
    [InlineData("grey8.png", 3)]
    public void PngIsTheSameInputAsItsPixelsInATable(string name, int channels)
    {
        var image = PngFile.Read(Path.Combine(Fixtures, name));
        using var network = new CsvFile(Network(Width * Height * channels), "net.json");
        foreach (var isLast in new[] { false, true })
        {
            foreach (var (scale, shift) in new[] { (1.0 / 255, 0.0), (0.5, -3.25) })
            {
                var values = Enumerable.Range(0, Width * Height * channels)
                    .Select(i => isLast
                        ? (Pixel: i / channels, Channel: i % channels)
                        : (Pixel: i % (Width * Height), Channel: i / (Width * Height)))
                    .Select(p => (scale * (image[p.Pixel, Math.Min(p.Channel, image.Channels - 1)] * 255.0 / image.Maximum)) + shift);
                using var data = new CsvFile(string.Join(',', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))) + "\n");
                string[] given = shift == 0 ? [] : ["--scale", "0.5", "--shift", "-3.25"];
                string[] order = isLast ? ["--channels", "last"] : [];
                var expected = Run("explain", network.Path, data.Path, "--json");
                Assert.Equal(expected, Run(["explain", network.Path, Path.Combine(Fixtures, name), "--json", .. order, .. given]));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ImageOfAnIdxFileIsTheSameInput(bool isPacked)
    {
        var pixels = Enumerable.Range(0, 4 * Width * Height).Select(i => (byte)(i * 13)).ToArray();
        byte[] idx = [0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, Height, 0, 0, 0, Width, .. pixels];
        using var images = new CsvFile(isPacked ? Packed(idx) : idx, "images");
        using var network = new CsvFile(Network(Width * Height), "net.json");
        foreach (var row in new[] { 1, 3, 4 })
        {
            var values = pixels.Skip((row - 1) * Width * Height).Take(Width * Height).Select(
                p => (1.0 / 255 * p).ToString("R", CultureInfo.InvariantCulture));
            using var data = new CsvFile(string.Join(',', values) + "\n");
            var number = row.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(
                Run("explain", network.Path, data.Path, "--json").Replace("\"row\": 1,", $"\"row\": {number},", StringComparison.Ordinal),
                Run("explain", network.Path, images.Path, "--json", "--row", number));
        }

        AssertRefused("there is no image 5: the file has 4", "explain", network.Path, images.Path, "--row", "5");
        using var wide = new CsvFile(Network(17), "net.json");
        AssertRefused("this image has 5×3 pixels, the network takes 17 values", "explain", wide.Path, images.Path);
        AssertRefused(
            "its images are 5 pixels wide and 3 high with 1 channel, the network takes 3, 5 and 1",
            "explain",
            network.Path,
            images.Path,
            "--shape",
            "5x3");
    }

    [Theory]
    [InlineData("rgb8.png", 15, "this image has colours")]
    [InlineData("grey-alpha8.png", 15, "transparent pixels")]
    [InlineData("grey8.png", 16, "this image has 5×3 pixels, the network takes 16 values")]
    [InlineData("grey8.png", 30, "the network takes 2 channels; a PNG image has 1, 3 or 4")]
    [InlineData("adam7.png", 90, "this image has colours")]
    [InlineData("grey8.png", 15, "this image is 5 pixels wide and 3 high, the network takes 3 and 5", "--shape", "5x3")]
    [InlineData("grey8.png", 15, "there is no image 2: the file has 1", "--row", "2")]
    public void ImageThatDoesNotFitIsSaidSo(string name, int inputs, string says, params string[] options)
    {
        using var network = new CsvFile(Network(inputs), "net.json");
        AssertRefused(says, ["explain", network.Path, Path.Combine(Fixtures, name), .. options]);
    }

    [Fact]
    public void HeatMapsAreDrawnSideBySideWithTheInputFirst()
    {
        using var network = new CsvFile(Network(Width * Height), "net.json");
        var (png, svg) = (network.Sibling("maps.png"), network.Sibling("maps.svg"));
        string[] arguments = ["explain", network.Path, Path.Combine(Fixtures, "grey8.png"), "--method", "all", "--png", png, "--svg", svg];
        var run = CommandRun.Of(arguments);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        var drawing = File.ReadAllText(svg);
        var captions = new[] { ">input<", ">Insens<", ">contributions<", ">gradient<", ">gradient * input<", ">integrated gradients<", ">LRP epsilon<", ">LRP alpha-beta<", ">deep Taylor<" };
        var places = captions.Select(c => drawing.IndexOf(c, StringComparison.Ordinal)).ToArray();
        Assert.All(places, p => Assert.True(p > 0));
        Assert.Equal(places.Order(), places);
        Assert.Contains("<title>net.json, unit 1:", drawing, StringComparison.Ordinal);

        // Two rows of five and four pictures, each magnified to 240 pixels.
        var (picture, before) = (PngFile.Read(png), (File.ReadAllBytes(png), drawing));
        Assert.Equal(16 + (5 * 256), picture.Width);
        Assert.InRange(picture.Height, 2 * Height * 48, 600);
        Assert.Equal(0, CommandRun.Of(arguments).ExitCode);
        Assert.Equal(
            before, (File.ReadAllBytes(png), File.ReadAllText(svg)), (a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2 == b.Item2);
    }

    [Fact]
    public void PixelsOfTheMapHaveTheColoursOfTheNumbers()
    {
        using var network = new CsvFile(Network(Width * Height), "net.json");
        using var image = new CsvFile(File.ReadAllBytes(Path.Combine(Fixtures, "grey8.png")), "grey.png");
        var png = network.Sibling("maps.png");
        var json = JsonDocument.Parse(
            Run("explain", network.Path, image.Path, "--method", "gradient-input", "--png", png, "--json")).RootElement;
        var values = json.GetProperty("attributions").GetProperty("gradient-input").GetProperty("values").EnumerateArray().Select(
            v => v.GetDouble()).ToArray();
        var limit = values.Max(Math.Abs);
        Assert.Contains(values, v => v > 0);
        Assert.Contains(values, v => v < 0);
        var picture = PngFile.Read(png);
        for (var p = 0; p < values.Length; p++)
        {
            // The second picture, below its caption: 48 pixels for each.
            var (x, y) = (16 + 256 + (p % Width * 48) + 24, 16 + 14 + 5 + (p / Width * 48) + 24);
            var at = (y * picture.Width) + x;
            Assert.Equal(HeatMap.ColourOf(values[p], limit), new Rgb((byte)picture[at, 0], (byte)picture[at, 1], (byte)picture[at, 2]));
        }
    }

    [Fact]
    public void RowOfATableIsDrawnAsAStripOrInItsShape()
    {
        using var network = new CsvFile(Network(6), "net.json");
        using var data = new CsvFile("1,2,3,4,5,6\n");
        foreach (var (shape, height) in new[] { ("1x6", 40), ("2x3", 160), ("3x2", 240) })
        {
            var (png, strip) = (network.Sibling("maps.png"), network.Sibling("strip.png"));
            Run("explain", network.Path, data.Path, "--png", png, "--shape", shape);
            Assert.Equal(height + 99, PngFile.Read(png).Height);
            Run("explain", network.Path, data.Path, "--png", strip);
            Assert.Equal(40 + 99, PngFile.Read(strip).Height);
        }
    }

    [Fact]
    public void PictureThatCannotBeWrittenIsSaidSoAndNothingElseIsPrinted()
    {
        using var network = new CsvFile(Network(2), "net.json");
        using var data = new CsvFile("1,2\n");
        AssertRefused("folder does not exist", "explain", network.Path, data.Path, "--png", network.Sibling("no/maps.png"));
        AssertRefused("folder does not exist", "explain", network.Path, data.Path, "--svg", network.Sibling("no/maps.svg"), "--json");
    }

    /// <summary>Two hidden units over all inputs, and two outputs of any weights.</summary>
    private static string Network(int inputs) => JsonSerializer.Serialize(new
    {
        layers = new object[]
        {
            new { weights = new[] { Enumerable.Range(1, inputs).Select(i => Math.Sin(i)), Enumerable.Range(1, inputs).Select(
                i => Math.Cos(i)) }, bias = new[] { 0.1, -0.2 } },
            new { weights = new[] { new[] { 1.5, -1 }, [-0.5, 2] }, bias = new[] { 0.0, 0.3 } },
        },
        slopes = new[] { 0.25 },
        box = Enumerable.Repeat(new[] { -1000, 1000 }, inputs),
    });

    private static string Run(params string[] arguments)
    {
        var run = CommandRun.Of(arguments);
        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        return run.Out;
    }

    private static void AssertRefused(string says, params string[] arguments)
    {
        var run = CommandRun.Of(arguments);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith("rulec: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var stream = new GZipStream(target, CompressionLevel.Fastest))
            stream.Write(bytes);
        return target.ToArray();
    }
}
