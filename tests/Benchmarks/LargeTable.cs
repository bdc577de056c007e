using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Benchmarks;

/// <summary>
/// Writes a table of any size, the same bytes for the same number of rows: 40 numbers and 10 categories, some of them missing, and a label
/// that depends on some of them.
/// </summary>
internal static class LargeTable
{
    private const int Numbers = 40;
    private const int Categories = 10;

    /// <summary>Every fifth number and every fourth category column has missing values, in this share of the rows.</summary>
    private const double MissingShare = 0.03;

    /// <summary>Writes it.</summary>
    public static void Write(int rows, string path)
    {
        var random = new Xoshiro256(20_26);
        var normal = new GaussianNoise(random);
        var weights = Enumerable.Range(0, Categories).Select(c => Enumerable.Range(0, CategoriesOf(c)).Select(_ => normal.Next()).ToArray())
            .ToArray();
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16)
        {
            NewLine = "\n",
        };
        writer.WriteLine(string.Join(
            ',',
            Enumerable.Range(1, Numbers).Select(i => FormattableString.Invariant($"number{i}"))
                .Concat(Enumerable.Range(1, Categories).Select(i => FormattableString.Invariant($"category{i}"))).Append("answer")));
        var numbers = new double[Numbers];
        var codes = new int[Categories];
        var line = new StringBuilder();
        for (var r = 0; r < rows; r++)
        {
            line.Clear();
            for (var i = 0; i < Numbers; i++)
            {
                numbers[i] = normal.Next();
                if (i % 5 != 4 || random.NextDouble() >= MissingShare)
                    line.Append(CultureInfo.InvariantCulture, $"{Shown(i, numbers[i])}");
                line.Append(',');
            }

            for (var c = 0; c < Categories; c++)
            {
                // The first are more frequent than the last.
                var share = random.NextDouble();
                codes[c] = (int)(share * share * CategoriesOf(c));
                if (c % 4 != 3 || random.NextDouble() >= MissingShare)
                    line.Append(CultureInfo.InvariantCulture, $"kind {codes[c] + 1}");
                line.Append(',');
            }

            line.Append(random.NextDouble() < 1 / (1 + Math.Exp(-Score(numbers, codes, weights))) ? "yes" : "no");
            writer.WriteLine(line);
        }
    }

    private static int CategoriesOf(int column) => 5 + (25 * column / (Categories - 1));

    /// <summary>Measures, amounts and counts: fractions of different lengths, and whole numbers.</summary>
    private static string Shown(int column, double value) => (column % 4) switch
    {
        0 => value.ToString("0.000", CultureInfo.InvariantCulture),
        1 => (50 + (12.5 * value)).ToString("0.0#####", CultureInfo.InvariantCulture),
        2 => Math.Round(40 + (12 * value)).ToString("0", CultureInfo.InvariantCulture),
        _ => Math.Exp(7 + value).ToString("0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>Linear in some columns, with bends in three of them, and the sums of two categories.</summary>
    private static double Score(double[] x, int[] codes, double[][] weights) =>
        -0.3 + (0.9 * x[0]) - (0.7 * x[1]) + (0.5 * x[6]) + (0.3 * x[11]) - (0.25 * x[22])
        + (1.8 * Math.Max(0, x[2] - 0.4)) - (1.4 * Math.Max(0, x[3])) + (1.1 * Math.Min(0, x[0] + x[7]))
        + (0.8 * weights[2][codes[2]]) + (0.5 * weights[7][codes[7]]);
}
