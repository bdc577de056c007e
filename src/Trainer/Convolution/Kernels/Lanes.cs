using System.Runtime.Intrinsics;
using RuleCompiler.Trainer.Training.Kernels;

namespace RuleCompiler.Trainer.Convolution.Kernels;

/// <summary>The largest value of windows, for sixteen images at a time.</summary>
internal static unsafe class Lanes
{
    private const int Line = FloatBuffer.Line;

    /// <summary>The largest vector of a rectangle, element by element.</summary>
    /// <param name="x">The first vector.</param>
    /// <param name="row">The distance of rows in floats.</param>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="columns">Vectors per row, at least 1.</param>
    /// <param name="largest">Receives the largest.</param>
    public static void Max(float* x, int row, int rows, int columns, float* largest)
    {
        var best = Vector512.Load(x);
        for (var y = 0; y < rows; y++)
        {
            for (var i = 0; i < columns; i++)
                best = Vector512.Max(best, Vector512.Load(x + ((nint)y * row) + (i * Line)));
        }

        best.Store(largest);
    }

    /// <summary>Adds a gradient to the element that was the largest; of equals the first gets it.</summary>
    /// <param name="x">The first vector, of which every element is finite.</param>
    /// <param name="row">The distance of rows in floats, here and in the gradient.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Vectors per row.</param>
    /// <param name="largest">What <see cref="Max"/> found.</param>
    /// <param name="from">The gradient by it.</param>
    /// <param name="gradient">The gradient by the first vector.</param>
    public static void AddToLargest(float* x, int row, int rows, int columns, float* largest, float* from, float* gradient)
    {
        var best = Vector512.Load(largest);
        var left = Vector512.Load(from);
        for (var y = 0; y < rows; y++)
        {
            for (var i = 0; i < columns; i++)
            {
                var at = ((nint)y * row) + (i * Line);
                var hit = Vector512.Equals(best, Vector512.Load(x + at));
                (Vector512.Load(gradient + at) + (left & hit)).Store(gradient + at);
                // Whoever has been served gets nothing more.
                left = Vector512.AndNot(left, hit);
            }
        }
    }
}
