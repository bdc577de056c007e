using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

/// <summary>A model's gradient against central differences of the same model, evaluated in double precision by other code.</summary>
internal static class GradientCheck
{
    /// <summary>
    /// Of the largest gradient: single precision has 6e-8 per operation, sums are of up to a few hundred terms that are each made of
    /// chains of that length, and terms may cancel.
    /// </summary>
    private const double Relative = 2e-4;

    /// <summary>The double that is added to and taken from a parameter; a square of it is below what is compared.</summary>
    private const float Step = 1.0f / (1 << 16);

    private static readonly Loss[] Losses = [Loss.SquaredError, Loss.Logistic, Loss.Softmax];

    /// <summary>Fails where the gradient of any loss is another than the differences say, on random rows.</summary>
    /// <param name="random">Draws the rows, and the parameters that are compared.</param>
    /// <param name="model">The model.</param>
    /// <param name="rows">Rows of the batch, at most those of the model.</param>
    /// <param name="features">Features of a row.</param>
    /// <param name="evaluate">Makes the model as it is now, to be evaluated in double precision.</param>
    /// <param name="parameters">Where the parameters are among the model's values.</param>
    public static void Hold(
        Random random, TrainableModel model, int rows, int features, Func<Func<double[], double[]>> evaluate, IEnumerable<int> parameters)
    {
        var set = Sets.Of(random, rows, features, _ => OneHot(random, model.OutputCount));
        var batch = new Batch(model.BatchRows, features, model.OutputCount);
        // What an earlier, larger batch leaves behind must not count.
        batch.Gather(set, Enumerable.Range(0, model.BatchRows).Select(i => i % rows).ToArray());
        foreach (var loss in Losses)
        {
            model.Differentiate(batch, loss);
            batch.Gather(set, Enumerable.Range(0, rows).ToArray());
            var value = model.Differentiate(batch, loss);
            double Evaluate() => ReferenceLoss.OfRows(loss, set, rows, evaluate());
            Assert.Equal(Evaluate(), value, 1e-4 * (1 + value));

            var gradient = model.Gradient.Span.ToArray();
            var largest = Math.Max(0.1, gradient.Max(Math.Abs));
            var (compared, kinks) = (0, 0);
            foreach (var p in parameters.Where(_ => random.Next(6) == 0))
            {
                var before = model.Values.Span[p];
                var (up, down) = (before + Step, before - Step);
                var here = Evaluate();
                model.Values.Span[p] = up;
                var above = Evaluate();
                model.Values.Span[p] = down;
                var below = Evaluate();
                model.Values.Span[p] = before;
                // Where the two sides differ, a PReLU bends in between, and there is no derivative to compare with.
                var (right, left) = ((above - here) / ((double)up - before), (here - below) / ((double)before - down));
                compared++;
                if (Math.Abs(right - left) > Relative * largest)
                    kinks++;
                else
                    Assert.True(
                        Math.Abs(((right + left) / 2) - gradient[p]) <= Relative * largest,
                        $"parameter {p}: {gradient[p]} instead of {(right + left) / 2}");
            }

            Assert.True(kinks <= 1 + (compared / 10), $"{kinks} of {compared} parameters are at a kink");
        }
    }

    private static float[] OneHot(Random random, int count)
    {
        var result = new float[count];
        result[random.Next(count)] = 1;
        return result;
    }
}
