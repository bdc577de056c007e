using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Convolution.Tests.Stages;
using RuleCompiler.Trainer.Convolution.Images;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Networks;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Tests.Training;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Convolution.Tests.Networks;

public class ConvolutionalTrainingTests
{
    private static readonly ConvolutionalArchitecture Small = new(
        new ImageShape(1, 8, 8), [new ConvolutionLayer(8, 3), new MaxPoolLayer(2, 2)], [16], 2, Rectifier.PRelu);

    [Fact]
    public void NetworkLearnsWhatIsToBeSeen()
    {
        var (train, validation, test) = (Bars(1, 600), Bars(2, 100), Bars(3, 200));
        var losses = new List<double>();
        var network = ConvolutionalTraining.Fit(Small, train, validation, new() { Rate = 5e-3, MaxEpochs = 20, Threads = 2 }, (
            epoch, loss) =>
        {
            losses.Add(loss);
            Assert.Equal(losses.Count, epoch);
        });
        Assert.True(network.Accuracy(test, 1) > 0.97, $"accuracy {network.Accuracy(test, 1)}");
        Assert.Equal(
            losses.Min(), ReferenceLoss.OfRows(Loss.Softmax, validation, validation.Rows, x => network.ToGraph().Evaluate(x)), 1e-5);
        Assert.Contains(network.Layers[0].Slopes!, a => a != TrainableNetwork.InitialSlope);
        Assert.Null(network.Layers[^1].Slopes);
    }

    [Theory]
    [InlineData(WeightStart.He, 6.0 / 9, 6.0 / 128, 3.0 / 16)]
    [InlineData(WeightStart.Glorot, 6.0 / (9 + (8 * 9)), 6.0 / (128 + 16), 6.0 / (16 + 2))]
    public void WeightsBeginAsTheStartSays(WeightStart start, double convolution, double dense, double last)
    {
        // At such a rate nothing is learned.
        var network = ConvolutionalTraining.Fit(Small, Bars(1, 64), Bars(2, 64), new() { Start = start, MaxEpochs = 1, Rate = 1e-12 });
        double[] bounds = [convolution, dense, last];
        for (var l = 0; l < bounds.Length; l++)
        {
            var largest = network.Layers[l].Weights.Max(w => (double)Math.Abs(w));
            Assert.InRange(largest / Math.Sqrt(bounds[l]), 0.9, 1.0001);
            Assert.All(network.Layers[l].Biases, b => Assert.InRange(b, -1e-9f, 1e-9f));
        }
    }

    [Fact]
    public void TheNetworkOfEachEpochIsTheOneWhoseLossIsTold()
    {
        var (train, validation) = (Bars(1, 200), Bars(2, 50));
        var seen = new List<ConvolutionalNetwork>();
        var network = ConvolutionalTraining.Fit(Small, train, validation, new() { MaxEpochs = 3 }, (_, loss, now) =>
        {
            seen.Add(now());
            Assert.Equal(loss, ReferenceLoss.OfRows(Loss.Softmax, validation, validation.Rows, x => seen[^1].ToGraph().Evaluate(x)), 1e-5);
        });
        Assert.Equal(3, seen.Count);
        Assert.Contains(seen, n => n.Layers[0].Weights.SequenceEqual(network.Layers[0].Weights));
    }

    [Fact]
    public void DigitsOfTheSampleAreLearned()
    {
        var digits = DigitFiles.Read(Path.Combine(SourceTree.Root, "samples", "Mnist", "data"));
        Assert.Equal((5000, 1000), (digits.Train.Count, digits.Test.Count));
        var (train, validation) = (
            digits.Train.Select(Enumerable.Range(0, 4700).ToArray()), digits.Train.Select(Enumerable.Range(4700, 300).ToArray()));
        var architecture = new ConvolutionalArchitecture(
            digits.Train.Shape, [new ConvolutionLayer(8, 5), new MaxPoolLayer(4, 4)], [32], 10);
        var network = ConvolutionalTraining.Fit(
            architecture, ImageRows.Scaled(train), ImageRows.Scaled(validation), new() { MaxEpochs = 4, Rate = 3e-3 });
        Assert.InRange(network.Accuracy(ImageRows.Scaled(digits.Test), 2), 0.9, 1);
    }

    [Theory]
    [InlineData(0, 64, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 64, -1)]
    public void OptionsThatSayNothingAreRefused(int threads, int batchRows, int maxShift)
    {
        ConvolutionalTrainingOptions options = new() { Threads = threads, BatchRows = batchRows, MaxShift = maxShift };
        Assert.Throws<ArgumentOutOfRangeException>(() => ConvolutionalTraining.Fit(Small, Bars(1, 10), Bars(2, 10), options));
    }

    [Fact]
    public void TrainingEndsWhenTheValidationImagesSaySo()
    {
        var epochs = 0;
        // Validation images with random classes: nothing is gained by going on.
        var random = new Random(1);
        var noise = Sets.Of(random, 100, 64, _ => random.Next(2) == 0 ? [1, 0] : [0, 1]);
        ConvolutionalTraining.Fit(Small, Bars(1, 200), noise, new() { MaxEpochs = 200, Patience = 1, Falls = 1 }, (_, _) => epochs++);
        Assert.InRange(epochs, 2, 50);
    }

    [Fact]
    public void SeedAndNothingElseMakesTheNetwork()
    {
        ConvolutionalTrainingOptions options = new() { MaxEpochs = 2, MaxShift = 1 };
        var (train, validation) = (Bars(1, 100), Bars(2, 50));
        float[] Weights(ConvolutionalTrainingOptions o) => ConvolutionalTraining.Fit(Small, train, validation, o).Layers
            .SelectMany(l => l.Weights).ToArray();
        var first = Weights(options with { Threads = 1 });
        Assert.Equal(first, Weights(options with { Threads = 2 }));
        Assert.NotEqual(first, Weights(options with { Seed = 2 }));
        Assert.NotEqual(first, Weights(options with { MaxShift = 0 }));
    }

    [Fact]
    public void CancelledTrainingKeepsTheBestSoFar()
    {
        using var source = new CancellationTokenSource();
        var epochs = 0;
        var network = ConvolutionalTraining.Fit(Small, Bars(1, 200), Bars(2, 50), new() { MaxEpochs = 50 }, (_, _) =>
        {
            epochs++;
            source.Cancel();
        }, source.Token);
        Assert.Equal(1, epochs);
        Assert.InRange(network.Accuracy(Bars(3, 100), 1), 0.3, 1);
    }

    [Fact]
    public void ImagesOfAnotherShapeAreRefused()
    {
        var random = new Random(1);
        var images = Sets.Of(random, 10, 63, _ => [1, 0]);
        Assert.Contains(
            "1×8×8",
            Assert.Throws<ArgumentException>(() => ConvolutionalTraining.Fit(Small, images, images, new())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void GraphIsTheNetwork() => RandomCases.Hold(40, random =>
    {
        var network = new ConvolutionalNetwork(RandomArchitectures.Network(random, RandomArchitectures.Next(random), 16));
        var images = Sets.Of(
            random, 5, network.Architecture.Input.Length, _ => Enumerable.Repeat(0f, network.Architecture.Classes).ToArray());
        var logits = network.Logits(images, 1);
        var graph = network.ToGraph();
        for (var i = 0; i < images.Rows; i++)
        {
            var expected = graph.Evaluate(images.Features(i).ToArray().Select(v => (double)v).ToArray());
            for (var k = 0; k < expected.Length; k++)
                Assert.Equal(expected[k], logits[(i * expected.Length) + k], 1e-5 * (1 + expected.Max(Math.Abs)));
        }
    });

    [Fact]
    public void GraphNamesItsNodes()
    {
        var architecture = ConvolutionalArchitecture.TwoConvolutions(new ImageShape(1, 8, 8), 3);
        var graph = new ConvolutionalNetwork(RandomArchitectures.Network(new Random(1), architecture, 16)).ToGraph();
        Assert.Equal(
            ["image", "conv1", "rectifier1", "pool1", "conv2", "rectifier2", "pool2", "flatten", "dense1", "rectifier3", "dense2"],
            graph.Nodes.Select(n => n.Name));
    }

    [Theory]
    [InlineData(0, 0, "abc def ghi")]
    [InlineData(1, 0, "... abc def")]
    [InlineData(-2, 0, "ghi ... ...")]
    [InlineData(0, 1, ".ab .de .gh")]
    [InlineData(0, -2, "c.. f.. i..")]
    [InlineData(-1, 2, "..d ..g ...")]
    [InlineData(3, 0, "... ... ...")]
    [InlineData(0, -5, "... ... ...")]
    [InlineData(1, 4, "... ... ...")]
    public void ImageMovesAndZerosFollow(int down, int right, string expected)
    {
        var image = "abcdefghi".Select(c => (float)c).Concat("ABCDEFGHI".Select(c => (float)c)).ToArray();
        new ImageShift(new ImageShape(2, 3, 3), 3).Move(image, down, right);
        var text = new string(image.Select(v => v == 0 ? '.' : (char)v).ToArray());
        var rows = expected.Replace(" ", string.Empty, StringComparison.Ordinal);
        Assert.Equal(rows + rows.ToUpperInvariant(), text);
    }

    [Fact]
    public void RowsAreSharesOf255()
    {
        var images = new ImageSet(new ImageShape(1, 1, 3), [0, 51, 255, 1, 2, 3], [1, 0], 2);
        var rows = ImageRows.Scaled(images);
        Assert.Equal([0, 0.2f, 1], rows.Features(0).ToArray());
        Assert.Equal([0, 1], rows.Targets(0).ToArray());
        Assert.Equal([1, 0], rows.Targets(1).ToArray());
    }

    [Fact]
    public void PartsAreCutOutAndHaveTheirContrast()
    {
        var values = Enumerable.Range(0, 2 * 5 * 6).Select(i => (byte)i).ToArray();
        var images = new ImageSet(new ImageShape(2, 5, 6), values, [0], 1);
        var middle = ImageRows.Middles(images, 3).Features(0).ToArray();
        Assert.Equal(new[] { 7, 8, 9, 13, 14, 15, 19, 20, 21, 37, 38, 39, 43, 44, 45, 49, 50, 51 }.Select(v => v / 255f), middle);

        var plain = ImageRows.Parts(images, 3, 50, 0, 1);
        Assert.Equal(50, plain.Rows);
        Assert.Equal(3 * 4, Enumerable.Range(0, 50).Select(r => (int)Math.Round(plain.Features(r)[0] * 255)).Distinct().Count());
        var changed = ImageRows.Parts(images, 3, 50, 0.5, 1);
        for (var r = 0; r < 50; r++)
        {
            var part = changed.Features(r).ToArray();
            Assert.InRange((part.Max() - part.Min()) * 255, 0.5 * 44 - 0.01, 1.5 * 44 + 0.01);
        }

        Assert.Equal(changed.Features(7).ToArray(), ImageRows.Parts(images, 3, 50, 0.5, 1).Features(7).ToArray());
        Assert.Throws<ArgumentException>(() => ImageRows.Middles(images, 6));
    }

    /// <summary>A bright bar in noise: is it upright?</summary>
    private static TrainingSet Bars(int seed, int rows)
    {
        var random = new Random(seed);
        var features = new float[rows * 64];
        var targets = new float[rows * 2];
        for (var r = 0; r < rows; r++)
        {
            var (isUpright, line) = (random.Next(2), random.Next(8));
            for (var i = 0; i < 64; i++)
                features[(r * 64) + i] = (0.6f * random.NextSingle()) + ((isUpright == 1 ? i % 8 : i / 8) == line ? 0.5f : 0);
            targets[(r * 2) + isUpright] = 1;
        }

        return new TrainingSet(features, 64, targets, 2);
    }
}
