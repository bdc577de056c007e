using System;
using System.Linq;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Kernels;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

public class OptimizerTests
{
    private const int Length = 48;

    [Fact]
    public void SgdStepsAgainstTheGradient()
    {
        var (values, gradient) = (Filled(1), Filled(2));
        var before = values.Span.ToArray();
        new Sgd().Step(values, gradient, 0.01);
        for (var i = 0; i < Length; i++)
            Assert.Equal(MathF.FusedMultiplyAdd(-0.01f, gradient.Span[i], before[i]), values.Span[i]);
    }

    /// <summary>Kingma and Ba's algorithm 1, line by line, in double precision.</summary>
    [Fact]
    public void AdamFollowsAlgorithmOne()
    {
        const double Rate = 0.01;
        const int Steps = 200;
        var (values, gradient) = (Filled(3), new FloatBuffer(Length));
        var p = values.Span.ToArray().Select(v => (double)v).ToArray();
        var (m, v) = (new double[Length], new double[Length]);
        var adam = new Adam(Length);
        var random = new Random(4);
        for (var t = 1; t <= Steps; t++)
        {
            for (var i = 0; i < Length; i++)
                gradient.Span[i] = (float)HingeForms.Normals(random, 1)[0] + ((i % 3) - 1);
            adam.Step(values, gradient, Rate);
            for (var i = 0; i < Length; i++)
            {
                double g = gradient.Span[i];
                m[i] = (0.9 * m[i]) + (0.1 * g);
                v[i] = (0.999 * v[i]) + (0.001 * g * g);
                var corrected = m[i] / (1 - Math.Pow(0.9, t));
                p[i] -= Rate * corrected / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8);
            }
        }

        // Each step moves by about the rate, with some 1e-6 of relative error: 0.999 itself is only so exact in single precision.
        for (var i = 0; i < Length; i++)
            Assert.Equal(p[i], values.Span[i], Rate * Steps * 2e-5);
    }

    [Fact]
    public void AdamMovesByTheRateInTheFirstStepAndNotAtAllWithoutAGradient()
    {
        var (values, gradient) = (new FloatBuffer(16), new FloatBuffer(16));
        gradient.Span[0] = 1e-3f;
        gradient.Span[1] = -50;
        new Adam(16).Step(values, gradient, 0.5);
        Assert.Equal(-0.5, values.Span[0], 1e-4);
        Assert.Equal(0.5, values.Span[1], 1e-4);
        Assert.All(values.Span[2..].ToArray(), v => Assert.Equal(0, v));
    }

    private static FloatBuffer Filled(int seed)
    {
        var buffer = new FloatBuffer(Length);
        HingeForms.Normals(new Random(seed), Length).Select(v => (float)v).ToArray().CopyTo(buffer.Span);
        return buffer;
    }
}
