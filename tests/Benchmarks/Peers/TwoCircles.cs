using System;
using System.Globalization;
using System.IO;
using System.Text;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Benchmarks.Peers;

/// <summary>Two concentric circles with noise, which no line divides: <c>-- circles FILE</c>.</summary>
/// <remarks>
/// As <c>make_circles</c> of scikit-learn makes them with <c>n_samples=2000, noise=.1, factor=.8</c>: points at even distances on circles
/// of radius 1 and 0.8, with normal noise. With that much noise the classes overlap: nobody is right everywhere.
/// </remarks>
internal static class TwoCircles
{
    private const int PointsOfCircle = 1000;
    private const double Noise = 0.1;
    private const ulong Seed = 1;

    public static void Run(string path)
    {
        var random = new Xoshiro256(Seed);
        var text = new StringBuilder("x,y,class\n");
        for (var point = 0; point < PointsOfCircle; point++)
        {
            foreach (var (name, radius) in new[] { ("outer", 1.0), ("inner", 0.8) })
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * point / PointsOfCircle);
                var (dx, dy) = Normal(random);
                var (x, y) = ((radius * cos) + (Noise * dx), (radius * sin) + (Noise * dy));

                // Six places: sines and logarithms of other machines differ in the last bits only.
                text.Append(CultureInfo.InvariantCulture, $"{x:F6},{y:F6},{name}\n");
            }
        }

        File.WriteAllText(path, text.ToString());
    }

    /// <summary>Two independent numbers of the standard normal distribution (Box and Muller).</summary>
    private static (double First, double Second) Normal(Xoshiro256 random)
    {
        var length = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
        return (length * cos, length * sin);
    }
}
