using System;
using System.IO;
using System.Runtime.Intrinsics;
using RuleCompiler.Trainer.Training.Kernels;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>Moves parameters against their gradient.</summary>
internal abstract unsafe class Optimizer
{
    /// <summary>One step, in place.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="gradient">∂L/∂parameter.</param>
    /// <param name="rate">The learning rate η.</param>
    public abstract void Step(FloatBuffer parameters, FloatBuffer gradient, double rate);
}

/// <summary>Plain gradient descent, p ← p − η·g.</summary>
internal sealed unsafe class Sgd : Optimizer
{
    public override void Step(FloatBuffer parameters, FloatBuffer gradient, double rate) =>
        Rows.AddScaled(-(float)rate, gradient.Pointer, parameters.Pointer, parameters.Length);
}

/// <summary>Adam (Kingma and Ba, 2015, algorithm 1).</summary>
internal sealed unsafe class Adam : Optimizer
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly FloatBuffer _mean;
    private readonly FloatBuffer _square;
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    private readonly int _threads;

    /// <summary>Makes an optimiser.</summary>
    /// <param name="length">The number of parameters, a multiple of 16.</param>
    /// <param name="threads">How many threads a step uses; its result does not depend on it.</param>
    public Adam(int length, int threads = 1)
    {
        _threads = threads;
        _mean = new FloatBuffer(length);
        _square = new FloatBuffer(length);
    }

    /// <summary>Writes the moments.</summary>
    public void Write(StateWriter writer)
    {
        writer.WriteList<float>(_mean.Span);
        writer.WriteList<float>(_square.Span);
        writer.Write(_beta1Power);
        writer.Write(_beta2Power);
    }

    /// <summary>Goes on with the moments of another optimiser of as many parameters.</summary>
    public void Restore(StateReader reader)
    {
        reader.ReadInto(_mean.Span);
        reader.ReadInto(_square.Span);
        _beta1Power = reader.ReadDouble();
        _beta2Power = reader.ReadDouble();
        if (_beta1Power is < 0 or > 1 || _beta2Power is < 0 or > 1
            || _square.Span.IndexOfAnyInRange(float.NegativeInfinity, -float.Epsilon) >= 0)
            throw new InvalidDataException("A moment of the optimiser is not one.");
    }

    public override void Step(FloatBuffer parameters, FloatBuffer gradient, double rate)
    {
        _beta1Power *= Beta1;
        _beta2Power *= Beta2;
        // p ← p − η·m̂/(√v̂ + ε), with both corrections of the bias pulled out of the loop.
        var root = Math.Sqrt(1 - _beta2Power);
        var step = -(float)(rate * root / (1 - _beta1Power));
        var epsilon = (float)(Epsilon * root);
        Parts.Run(
            _threads,
            parameters.Length,
            FloatBuffer.Line,
            (from, to) => Step(parameters.Pointer, gradient.Pointer, step, epsilon, from, to));
    }

    private void Step(float* p, float* g, float step, float epsilon, int from, int to)
    {
        var m = _mean.Pointer;
        var v = _square.Pointer;
        for (var i = from; i < to; i += FloatBuffer.Line)
        {
            var gi = Vector512.Load(g + i);
            var mi = Vector512.FusedMultiplyAdd(Vector512.Create(1 - Beta1), gi, Vector512.Load(m + i) * Beta1);
            var vi = Vector512.FusedMultiplyAdd(gi * (1 - Beta2), gi, Vector512.Load(v + i) * Beta2);
            mi.Store(m + i);
            vi.Store(v + i);
            Vector512.FusedMultiplyAdd(Vector512.Create(step), mi / (Vector512.Sqrt(vi) + Vector512.Create(epsilon)), Vector512.Load(p + i))
                .Store(p + i);
        }
    }
}
