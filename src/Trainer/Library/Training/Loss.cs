using System;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Training;

/// <summary>What training minimises: a mean over the rows.</summary>
public abstract class Loss
{
    /// <summary>Mean squared error over rows and outputs.</summary>
    public static readonly Loss SquaredError = new SquaredErrorLoss();

    /// <summary>Each output is the log-odds of its target being 1; mean cross-entropy over rows and outputs.</summary>
    public static readonly Loss Logistic = new LogisticLoss();

    /// <summary>The outputs are the logits of one class each; mean cross-entropy over rows.</summary>
    public static readonly Loss Softmax = new SoftmaxLoss();

    /// <summary>The loss of one row, and its gradient by the outputs.</summary>
    /// <param name="outputs">One value per output.</param>
    /// <param name="targets">As many targets.</param>
    /// <param name="gradient">Receives ∂L/∂output.</param>
    /// <returns>The loss of the row.</returns>
    public abstract double OfRow(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> gradient);

    /// <summary>How the loss of one row bends along a direction.</summary>
    /// <param name="outputs">One value per output.</param>
    /// <param name="direction">d, as many.</param>
    /// <returns>dᵀ(∂²L/∂outputs²)d, which is never negative.</returns>
    public abstract double Curvature(ReadOnlySpan<double> outputs, ReadOnlySpan<double> direction);

    /// <summary>What outputs say, as targets: values as they are, log-odds and logits as probabilities.</summary>
    /// <param name="outputs">rows × outputs.</param>
    /// <param name="outputCount">Outputs per row.</param>
    /// <returns>Targets that these outputs would meet, rows × outputs.</returns>
    public abstract float[] ToTargets(ReadOnlySpan<float> outputs, int outputCount);

    /// <summary>The mean loss over a batch whose outputs lie as outputs × rows.</summary>
    /// <param name="outputs">Outputs, leading dimension <paramref name="stride"/>.</param>
    /// <param name="gradient">Receives ∂L/∂output, zero from <paramref name="rows"/> to the next multiple of 16.</param>
    /// <param name="stride">The leading dimension of both.</param>
    /// <param name="targets">rows × outputs.</param>
    /// <param name="weights">The weight of each row; 1 changes no bit.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="outputCount">The number of outputs.</param>
    /// <returns>The mean loss.</returns>
    internal virtual unsafe double OfBatch(
        float* outputs, float* gradient, int stride, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, int rows, int outputCount)
    {
        Span<float> row = stackalloc float[outputCount];
        Span<float> rowGradient = stackalloc float[outputCount];
        var sum = 0.0;
        var share = 1f / rows;
        for (var r = 0; r < rows; r++)
        {
            for (var k = 0; k < outputCount; k++)
                row[k] = outputs[(k * stride) + r];
            sum += weights[r] * OfRow(row, targets.Slice(r * outputCount, outputCount), rowGradient);
            for (var k = 0; k < outputCount; k++)
                gradient[(k * stride) + r] = share * weights[r] * rowGradient[k];
        }

        ClearPadding(gradient, stride, rows, outputCount);
        return sum / rows;
    }

    private static unsafe void ClearPadding(float* gradient, int stride, int rows, int outputCount)
    {
        for (var r = rows; r % Kernels.FloatBuffer.Line != 0; r++)
        {
            for (var k = 0; k < outputCount; k++)
                gradient[(k * stride) + r] = 0;
        }
    }

    private sealed class SquaredErrorLoss : Loss
    {
        public override double OfRow(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> gradient)
        {
            var sum = 0.0;
            var share = 2f / outputs.Length;
            for (var k = 0; k < outputs.Length; k++)
            {
                var error = outputs[k] - targets[k];
                sum += (double)error * error;
                gradient[k] = share * error;
            }

            return sum / outputs.Length;
        }

        // The same as row by row, without a call for each: the note's steps are so small that it counts.
        internal override unsafe double OfBatch(
            float* outputs,
            float* gradient,
            int stride,
            ReadOnlySpan<float> targets,
            ReadOnlySpan<float> weights,
            int rows,
            int outputCount)
        {
            var sum = 0.0;
            var share = 2f / ((float)rows * outputCount);
            for (var r = 0; r < rows; r++)
            {
                for (var k = 0; k < outputCount; k++)
                {
                    var i = (k * stride) + r;
                    var error = outputs[i] - targets[(r * outputCount) + k];
                    sum += weights[r] * ((double)error * error);
                    gradient[i] = share * weights[r] * error;
                }
            }

            ClearPadding(gradient, stride, rows, outputCount);
            return sum / ((double)rows * outputCount);
        }

        public override double Curvature(ReadOnlySpan<double> outputs, ReadOnlySpan<double> direction)
        {
            var sum = 0.0;
            foreach (var d in direction)
                sum += d * d;
            return 2 * sum / outputs.Length;
        }

        public override float[] ToTargets(ReadOnlySpan<float> outputs, int outputCount) => outputs.ToArray();
    }

    private sealed class LogisticLoss : Loss
    {
        public override double OfRow(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> gradient)
        {
            var sum = 0.0;
            for (var k = 0; k < outputs.Length; k++)
                sum += OfOutput(outputs[k], Exponential.Of(-Math.Abs((double)outputs[k])), targets[k], outputs.Length, out gradient[k]);
            return sum / outputs.Length;
        }

        // The same as row by row, with the exponentials side by side.
        internal override unsafe double OfBatch(
            float* outputs,
            float* gradient,
            int stride,
            ReadOnlySpan<float> targets,
            ReadOnlySpan<float> weights,
            int rows,
            int outputCount)
        {
            const int line = Kernels.FloatBuffer.Line;
            Span<double> powers = stackalloc double[line * outputCount];
            var sum = 0.0;
            var share = 1f / rows;
            for (var from = 0; from < rows; from += line)
            {
                var count = Math.Min(line, rows - from);
                for (var k = 0; k < outputCount; k++)
                {
                    for (var r = 0; r < count; r++)
                        powers[(k * line) + r] = -Math.Abs((double)outputs[(k * stride) + from + r]);
                }

                Kernels.Exponentials.Replace(powers);
                for (var r = 0; r < count; r++)
                {
                    var row = 0.0;
                    for (var k = 0; k < outputCount; k++)
                    {
                        var i = (k * stride) + from + r;
                        row += OfOutput(
                            outputs[i], powers[(k * line) + r], targets[((from + r) * outputCount) + k], outputCount, out var slope);
                        gradient[i] = share * weights[from + r] * slope;
                    }

                    sum += weights[from + r] * (row / outputCount);
                }
            }

            ClearPadding(gradient, stride, rows, outputCount);
            return sum / rows;
        }

        /// <summary>ln(1+eˣ) − t·x and its slope, written by e^−|x| so that nothing overflows.</summary>
        private static double OfOutput(double x, double e, float target, int outputCount, out float slope)
        {
            var probability = x >= 0 ? 1 / (1 + e) : e / (1 + e);
            slope = (float)(probability - target) / outputCount;
            return Math.Max(x, 0) - (target * x) + Logarithm.Of(1 + e);
        }

        public override double Curvature(ReadOnlySpan<double> outputs, ReadOnlySpan<double> direction)
        {
            var sum = 0.0;
            for (var k = 0; k < outputs.Length; k++)
            {
                var probability = Exponential.Logistic(outputs[k]);
                sum += probability * (1 - probability) * direction[k] * direction[k];
            }

            return sum / outputs.Length;
        }

        public override float[] ToTargets(ReadOnlySpan<float> outputs, int outputCount)
        {
            var targets = new float[outputs.Length];
            for (var i = 0; i < targets.Length; i++)
                targets[i] = (float)Exponential.Logistic(outputs[i]);
            return targets;
        }
    }

    private sealed class SoftmaxLoss : Loss
    {
        public override double OfRow(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> gradient)
        {
            var largest = outputs[0];
            foreach (var x in outputs)
                largest = Math.Max(largest, x);
            // A multiple of the kernel's width, whose unused places are of no account.
            Span<double> powers = stackalloc double[(outputs.Length + 7) / 8 * 8];
            powers.Clear();
            for (var k = 0; k < outputs.Length; k++)
                powers[k] = outputs[k] - (double)largest;
            Kernels.Exponentials.Replace(powers);
            var total = 0.0;
            var target = 0.0;
            for (var k = 0; k < outputs.Length; k++)
            {
                var e = powers[k];
                gradient[k] = (float)e;
                total += e;
                target += targets[k] * (outputs[k] - (double)largest);
            }

            for (var k = 0; k < outputs.Length; k++)
                gradient[k] = (float)(gradient[k] / total) - targets[k];
            return Logarithm.Of(total) - target;
        }

        public override double Curvature(ReadOnlySpan<double> outputs, ReadOnlySpan<double> direction)
        {
            // The variance of the direction's entries under the probabilities.
            var largest = outputs[0];
            foreach (var x in outputs)
                largest = Math.Max(largest, x);
            var (total, mean, square) = (0.0, 0.0, 0.0);
            for (var k = 0; k < outputs.Length; k++)
            {
                var e = Exponential.Of(outputs[k] - largest);
                total += e;
                mean += e * direction[k];
                square += e * direction[k] * direction[k];
            }

            mean /= total;
            return Math.Max(0, (square / total) - (mean * mean));
        }

        public override float[] ToTargets(ReadOnlySpan<float> outputs, int outputCount)
        {
            // The gradient is the probability less the target: with no target it is the probability.
            var none = new float[outputCount];
            var targets = new float[outputs.Length];
            for (var from = 0; from < outputs.Length; from += outputCount)
                OfRow(outputs.Slice(from, outputCount), none, targets.AsSpan(from, outputCount));
            return targets;
        }
    }
}
