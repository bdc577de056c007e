using System;
using System.Linq;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class LossTests
{
    [Fact]
    public void LossesAreTheirFormulas() => RandomCases.Hold(200, random =>
    {
        var count = random.Next(2, 6);
        var outputs = HingeForms.Normals(random, count).Select(v => (float)(3 * v)).ToArray();
        var bits = outputs.Select(_ => (float)random.Next(2)).ToArray();
        var chosen = new float[count];
        chosen[random.Next(count)] = 1;
        foreach (var (loss, targets) in new[] { (Loss.SquaredError, bits), (Loss.Logistic, bits), (Loss.Softmax, chosen) })
        {
            var expected = ReferenceLoss.OfRow(loss, outputs.Select(o => (double)o).ToArray(), targets);
            // A few roundings of single precision, 6e-8 each.
            Assert.Equal(expected, loss.OfRow(outputs, targets, new float[count]), 1e-6 * (1 + expected));
        }
    });

    [Fact]
    public void GradientsOfARowAreTheSlopesOfTheFormulas() => RandomCases.Hold(200, random =>
    {
        const double Step = 1e-6;
        var count = random.Next(1, 6);
        var outputs = HingeForms.Normals(random, count).Select(v => (float)(2 * v)).ToArray();
        var targets = new float[count];
        targets[random.Next(count)] = 1;
        var gradient = new float[count];
        foreach (var loss in new[] { Loss.SquaredError, Loss.Logistic, Loss.Softmax })
        {
            loss.OfRow(outputs, targets, gradient);
            for (var k = 0; k < count; k++)
            {
                var (up, down) = (outputs.Select(o => (double)o).ToArray(), outputs.Select(o => (double)o).ToArray());
                up[k] += Step;
                down[k] -= Step;
                var slope = (ReferenceLoss.OfRow(loss, up, targets) - ReferenceLoss.OfRow(loss, down, targets)) / (2 * Step);
                // Single precision has 6e-8, and these are of the order of 1 to 10.
                Assert.Equal(slope, gradient[k], 1e-5);
            }
        }
    });

    [Fact]
    public void FarOutputsNeitherOverflowNorVanish()
    {
        var gradient = new float[2];
        Assert.Equal(1000, Loss.Logistic.OfRow([1000], [0], gradient.AsSpan(0, 1)), 1e-9);
        Assert.Equal(1, gradient[0]);
        Assert.Equal(0, Loss.Logistic.OfRow([-1000], [0], gradient.AsSpan(0, 1)));
        Assert.Equal(0, gradient[0]);
        Assert.Equal(2000, Loss.Softmax.OfRow([1000, -1000], [0, 1], gradient), 1e-9);
        Assert.Equal([1, -1], gradient);
    }

    [Fact]
    public unsafe void ABatchHasTheBitsOfItsRows() => RandomCases.Hold(50, random =>
    {
        var (rows, count) = (random.Next(1, 70), random.Next(1, 5));
        var stride = (rows + 15) / 16 * 16;
        var outputs = HingeForms.Normals(random, stride * count).Select(v => (float)(5 * v)).ToArray();
        var targets = Enumerable.Range(0, rows * count).Select(_ => (float)random.Next(2)).ToArray();
        var weights = Enumerable.Range(0, rows).Select(_ => (float)(1 + random.Next(3))).ToArray();
        foreach (var loss in new[] { Loss.Logistic, Loss.Softmax })
        {
            var (gradient, rowGradient, sum) = (new float[stride * count], new float[count], 0.0);
            double value;
            fixed (float* from = outputs, to = gradient)
                value = loss.OfBatch(from, to, stride, targets, weights, rows, count);
            for (var r = 0; r < rows; r++)
            {
                var row = Enumerable.Range(0, count).Select(k => outputs[(k * stride) + r]).ToArray();
                sum += weights[r] * loss.OfRow(row, targets.AsSpan(r * count, count), rowGradient);
                for (var k = 0; k < count; k++)
                    Assert.Equal(1f / rows * weights[r] * rowGradient[k], gradient[(k * stride) + r]);
            }

            Assert.Equal(sum / rows, value);
            Assert.All(
                Enumerable.Range(0, count).SelectMany(k => gradient[((k * stride) + rows)..((k + 1) * stride)]), g => Assert.Equal(0, g));
        }
    });
}
