using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class HingeHessianTests
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
    public void OneOutputBendsWithAllNumbersTogether() => RandomCases.Hold(20, random =>
    {
        var data = CurvedRows.Random(random, random.Next(10, 40), 1);
        var layout = data.Layout(random, random.Next(0, 5));
        foreach (var loss in new[] { Loss.SquaredError, Loss.Logistic })
        {
            var hessian = new HingeHessian(layout, data.Rows, loss);
            Assert.Equal([0, layout.Count], hessian.Starts);
            Same(Naive(layout, data, loss), 0, layout.Count, Assert.Single(hessian.Of(layout.Read())));
        }
    });

    [Fact]
    public void RowsOfTheFormBendApartWhereThereAreSeveralOutputs() => RandomCases.Hold(20, random =>
    {
        var outputs = random.Next(1, 4);
        var data = CurvedRows.Random(random, random.Next(10, 40), outputs);
        var layout = data.Layout(random, random.Next(0, 4));
        foreach (var loss in new[] { Loss.SquaredError, Loss.Logistic, Loss.Softmax })
        {
            var naive = Naive(layout, data, loss);
            var hessian = new HingeHessian(layout, data.Rows, loss, apart: outputs == 1);
            Assert.Equal(layout.Offsets, hessian.Starts);
            var matrices = hessian.Of(layout.Read());
            Assert.Equal(layout.Rows, matrices.Length);
            for (var i = 0; i < layout.Rows; i++)
                Same(naive, layout.Offsets[i], layout.SizeOf(i), matrices[i]);
        }
    });

    private static void Same(Matrix<double> expected, int from, int size, double[] actual)
    {
        Assert.Equal(size * size, actual.Length);
        var tolerance = 1e-5 * (1 + expected.Enumerate().Max(Math.Abs));
        for (var s = 0; s < size; s++)
        {
            for (var t = 0; t < size; t++)
                Assert.Equal(expected[from + s, from + t], actual[(s * size) + t], tolerance);
        }
    }

    /// <summary>The mean of JᵀHJ, with J from differences of the outputs.</summary>
    private static Matrix<double> Naive(HingeParameters layout, CurvedRows data, Loss loss)
    {
        const double Step = 1e-6;
        var (outputs, values) = (layout.Outputs, layout.Read());
        var form = layout.Write(values);
        var sides = Enumerable.Range(0, layout.Count).Select(p => (Above: Moved(p, Step), Below: Moved(p, -Step))).ToArray();
        var sum = Matrix<double>.Build.Dense(layout.Count, layout.Count);
        for (var r = 0; r < data.Rows.Rows; r++)
        {
            var own = data.Outputs(form, r);
            var slopes = Matrix<double>.Build.DenseOfColumnArrays(sides.Select(s =>
                data.Outputs(s.Above, r).Zip(data.Outputs(s.Below, r), (a, b) => (a - b) / (2 * Step)).ToArray()));
            var bend = Matrix<double>.Build.Dense(
                outputs, outputs, (k, l) => (loss.Curvature(own, Units(k, l, 1)) - loss.Curvature(own, Units(k, l, -1))) / 4);
            sum += (data.Rows.Set.Weights?[r] ?? 1) * slopes.TransposeThisAndMultiply(bend * slopes);
        }

        return sum / data.Rows.Rows;

        HingeForm Moved(int number, double step)
        {
            var moved = (double[])values.Clone();
            moved[number] += step;
            return layout.Write(moved);
        }

        // dᵀHd of e_k + e_l and of e_k − e_l: a quarter of what lies between them is H_kl.
        double[] Units(int k, int l, int sign)
        {
            var units = new double[outputs];
            units[k]++;
            units[l] += sign;
            return units;
        }
    }
}
