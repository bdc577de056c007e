using System;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Images;
using RuleCompiler.Trainer.Images;
using Samples;
using Xunit;

namespace RuleCompiler.Convolution.Tests.Sample;

/// <summary>Where the noise of the sample goes.</summary>
public class DigitPartsTests
{
    [Fact]
    public void PartsOfADotAreThoseOfTheDrawing()
    {
        var shape = new ImageShape(1, 9, 9);
        var image = new float[81];
        image[(4 * 9) + 4] = 0.5f;
        Assert.Equal(0, DigitParts.Noisy(NoisyPart.Nothing, image, shape).Count(n => n));
        Assert.Equal(80, DigitParts.Noisy(NoisyPart.Background, image, shape).Count(n => n));

        // A square of seven pixels is left; around it goes one ring.
        var border = DigitParts.Noisy(NoisyPart.Border, image, shape);
        Assert.Equal(Enumerable.Range(0, 81).Where(i => i / 9 is 0 or 8 || i % 9 is 0 or 8), Enumerable.Range(0, 81).Where(i => border[i]));

        // 48 pixels of outline go to the edge: all 32 of the first ring, 16 of the 24 of the second.
        var frame = DigitParts.Noisy(NoisyPart.AllButFrame, image, shape);
        Assert.Equal(32, frame.Count(n => n));
        Assert.Equal(8, Enumerable.Range(0, 81).Count(i => frame[i] && Math.Max(Math.Abs((i / 9) - 4), Math.Abs((i % 9) - 4)) == 3));
        Assert.All(Enumerable.Range(0, 81).Where(i => border[i]), i => Assert.False(frame[i]));
        Assert.False(frame[(4 * 9) + 4]);
    }

    [Fact]
    public void EveryDigitKeepsAsManyCleanPixelsAtTheFrameAsInItsOutline()
    {
        var digits = DigitFiles.Read(Path.Combine(SourceTree.Root, "samples", "Mnist", "data")).Test;
        var rows = ImageRows.Scaled(digits.Select(Enumerable.Range(0, 200).ToArray()));
        for (var image = 0; image < rows.Rows; image++)
        {
            var x = rows.Features(image).ToArray();
            bool[] Noisy(NoisyPart part) => DigitParts.Noisy(part, x, digits.Shape);
            var (border, background, frame) = (Noisy(NoisyPart.Border), Noisy(NoisyPart.Background), Noisy(NoisyPart.AllButFrame));
            Assert.Equal(border.Count(n => n), frame.Count(n => n));
            for (var i = 0; i < x.Length; i++)
            {
                Assert.Equal(x[i] == 0, background[i]);
                Assert.True(background[i] || (!border[i] && !frame[i]));
            }

            // No noise lies nearer to the edge than a clean pixel of the frame.
            int Depth(int i) => new[] { i / 28, 27 - (i / 28), i % 28, 27 - (i % 28) }.Min();
            var clean = Enumerable.Range(0, x.Length).Where(i => background[i] && !frame[i]).Max(Depth);
            Assert.True(Enumerable.Range(0, x.Length).Where(i => frame[i]).Min(Depth) >= clean);
        }
    }
}
