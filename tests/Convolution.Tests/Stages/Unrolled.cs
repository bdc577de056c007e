using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Convolution.Layers;
using RuleCompiler.Trainer.Convolution.Stages;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Convolution.Tests.Stages;

/// <summary>
/// A network for images as textbooks write it, in double precision: every convolution is a dense layer with most weights zero.
/// </summary>
internal sealed class Unrolled
{
    private readonly List<Func<double[], double[]>> _steps = [];

    public Unrolled(TrainableConvolutionalNetwork model)
    {
        var architecture = model.Architecture;
        var parameters = new Queue<LayerParameters>(model.Parameters);
        for (var l = 0; l < architecture.Layers.Count; l++)
        {
            var (layer, input, output) = (architecture.Layers[l], architecture.Shapes[l], architecture.Shapes[l + 1]);
            if (layer is ConvolutionLayer)
                _steps.Add(Step(Dense(layer, input, output, parameters.Dequeue())));
            else
                _steps.Add(x => Pool(layer, input, output, x));
        }

        foreach (var dense in parameters)
            _steps.Add(Step(Dense(dense)));
    }

    public double[] Evaluate(double[] x) => _steps.Aggregate(x, (values, step) => step(values));

    private static Func<double[], double[]> Step(DenseLayer layer) => x => layer.Evaluate(x);

    private static DenseLayer Dense(LayerParameters p) => new(
        p.Inputs,
        Enumerable.Range(0, p.Units * p.Inputs).Select(i => Weight(p, i / p.Inputs, i % p.Inputs)).ToArray(),
        Enumerable.Range(0, p.Units).Select(i => Bias(p, i)).ToArray(),
        p.IsRectified ? Enumerable.Range(0, p.Units).Select(i => (double)p.Slope(i)).ToArray() : null);

    private static DenseLayer Dense(ImageLayer layer, ImageShape input, ImageShape output, LayerParameters parameters)
    {
        var weights = new double[output.Length * input.Length];
        var (top, left) = (Before(layer, input.Height, output.Height), Before(layer, input.Width, output.Width));
        for (var unit = 0; unit < output.Length; unit++)
        {
            var (o, y, x) = (unit / output.Pixels, unit % output.Pixels / output.Width, unit % output.Width);
            for (var w = 0; w < parameters.Inputs; w++)
            {
                var (c, dy, dx) = (w / (layer.Kernel * layer.Kernel), w / layer.Kernel % layer.Kernel, w % layer.Kernel);
                var (row, column) = ((y * layer.Stride) + dy - top, (x * layer.Stride) + dx - left);
                if (row >= 0 && row < input.Height && column >= 0 && column < input.Width)
                    weights[(unit * input.Length) + (((c * input.Height) + row) * input.Width) + column] = Weight(parameters, o, w);
            }
        }

        double[] PerUnit(Func<int, double> ofFilter) => Enumerable.Range(0, output.Length)
            .Select(unit => ofFilter(unit / output.Pixels)).ToArray();
        return new DenseLayer(input.Length, weights, PerUnit(o => Bias(parameters, o)), PerUnit(o => parameters.Slope(o)));
    }

    private static double[] Pool(ImageLayer layer, ImageShape input, ImageShape output, double[] values)
    {
        var (top, left) = (Before(layer, input.Height, output.Height), Before(layer, input.Width, output.Width));
        return Enumerable.Range(0, output.Length).Select(unit =>
        {
            var (c, y, x) = (unit / output.Pixels, unit % output.Pixels / output.Width, unit % output.Width);
            var seen =
                from row in Enumerable.Range((y * layer.Stride) - top, layer.Kernel)
                from column in Enumerable.Range((x * layer.Stride) - left, layer.Kernel)
                where row >= 0 && row < input.Height && column >= 0 && column < input.Width
                select values[(((c * input.Height) + row) * input.Width) + column];
            return seen.Max();
        }).ToArray();
    }

    /// <summary>Zeros in front, by TensorFlow's formula.</summary>
    private static int Before(ImageLayer layer, int size, int places) =>
        layer.Padding == Padding.Valid ? 0 : Math.Max(0, ((places - 1) * layer.Stride) + layer.Kernel - size) / 2;

    private static unsafe double Weight(LayerParameters p, int unit, int input) => p.Weights[(unit * p.Stride) + input];

    private static unsafe double Bias(LayerParameters p, int unit) => p.Biases[unit];
}
