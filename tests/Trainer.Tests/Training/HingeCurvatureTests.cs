using System;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class HingeCurvatureTests
{
    [Fact]
    public void LossesBendAsTheirFormulasDo() => RandomCases.Hold(200, random =>
    {
        const double Step = 1e-3;
        var count = random.Next(1, 6);
        var outputs = HingeForms.Normals(random, count).ToArray();
        var direction = HingeForms.Normals(random, count).ToArray();
        var targets = new float[count];
        targets[random.Next(count)] = 1;
        foreach (var loss in new[] { Loss.SquaredError, Loss.Logistic, Loss.Softmax })
        {
            double At(double step) => ReferenceLoss.OfRow(loss, outputs.Zip(direction, (o, d) => o + (step * d)).ToArray(), targets);
            var expected = (At(Step) - (2 * At(0)) + At(-Step)) / (Step * Step);
            Assert.Equal(expected, loss.Curvature(outputs, direction), 1e-4 * (1 + expected));
        }
    });

    [Fact]
    public void RowsBendTheLossThroughTheHingesAfterThem() => RandomCases.Hold(50, random =>
    {
        const double Step = 1e-4;
        var form = HingeForms.Coupled(random, 3, random.Next(1, 5));
        var set = Sets.Of(random, 1, 3, _ => [.. Enumerable.Range(0, form.Outputs).Select(k => k == 0 ? 1f : 0f)]);
        var x = set.Features(0).ToArray().Select(v => (double)v).ToArray();
        foreach (var loss in new[] { Loss.SquaredError, Loss.Logistic, Loss.Softmax })
        {
            var curvature = new HingeCurvature(form, set, loss);
            for (var row = 0; row < form.Hinges + form.Outputs; row++)
            {
                double At(double step)
                {
                    var outputs = new double[form.Outputs];
                    Shifted(form, row, step).Evaluate(x, outputs);
                    return ReferenceLoss.OfRow(loss, outputs, set.Targets(0).ToArray());
                }

                // Between two kinks the hinge form is linear, so that all of the bend is the loss's.
                if (Kinked(form, row, x, Step))
                    continue;
                var expected = (At(Step) - (2 * At(0)) + At(-Step)) / (Step * Step);
                Assert.Equal(expected, curvature.Of(row)[0], 1e-3 * (1 + Math.Abs(expected)));
            }
        }
    });

    private static HingeForm Shifted(HingeForm form, int row, double step) =>
        form.WithRows(form.Rows().Select((map, i) => i == row ? map with { Bias = map.Bias + step } : map).ToArray());

    private static bool Kinked(HingeForm form, int row, double[] x, double step)
    {
        bool[] Signs(double by)
        {
            var parts = new double[form.Hinges];
            Shifted(form, row, by).Evaluate(x, parts, new double[form.Outputs]);
            return parts.Select(p => p < 0).ToArray();
        }

        return !Signs(step).SequenceEqual(Signs(-step));
    }
}
