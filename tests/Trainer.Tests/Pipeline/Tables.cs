using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>Tables to learn from: two real ones, and small ones that are made here.</summary>
internal static class Tables
{
    public static string Banknote => PathOf("banknote-authentication.csv");

    public static string Xor => PathOf("xor.csv");

    /// <summary>y = 10·|a| + 3·b in units of thousands, with a little noise; c has nothing to do with it.</summary>
    public static string Regression { get; } = Made("a,b,c,y", 400, 1, (random, _) =>
    {
        var (a, b, c) = (Uniform(random, -1, 1), Uniform(random, 100, 300), Uniform(random, 0, 1));
        return [a, b, c, (10_000 * Math.Abs(a)) + (30 * b) + Uniform(random, -50, 50)];
    });

    /// <summary>Three classes, divided by two lines.</summary>
    public static string Classes { get; } = Made("x,y,class", 500, 2, (random, _) =>
    {
        var (x, y) = (Uniform(random, -1, 1), Uniform(random, -1, 1));
        return [x, y, x < -0.3 ? "left" : x + y > 0.4 ? "up" : "down"];
    });

    /// <summary>Numbers with gaps and categories with gaps, of which the answer depends on both.</summary>
    public static string Mixed { get; } = Made("age,income,job,region,bought", 600, 3, (random, _) =>
    {
        var (age, income) = (random.Next(18, 80), Math.Round(Uniform(random, 800, 9000), 2));
        string[] jobs = ["clerk", "farmer", "nurse", "none, at present"];
        var job = random.Next(4);
        var bought = (income / 1000) + (2 * job) - (Math.Abs(age - 45) / 10.0) + Uniform(random, -0.5, 0.5) > 5;
        return
        [
            random.Next(15) == 0 ? string.Empty : age,
            income,
            random.Next(20) == 0 ? string.Empty : jobs[job],
            random.Next(2) == 0 ? "north" : "south",
            bought ? "yes" : "no",
        ];
    });

    /// <summary>Two questions to answer at once.</summary>
    public static string Bits { get; } = Made("x,y,inside,right", 500, 4, (random, _) =>
    {
        var (x, y) = (Uniform(random, -2, 2), Uniform(random, -2, 2));
        return [x, y, Math.Abs(x) < 1 ? 1 : 0, x > y ? 1 : 0];
    });

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Pipeline", "data", name);

    private static double Uniform(Random random, double from, double to) => from + (random.NextDouble() * (to - from));

    private static string Made(string header, int rows, int seed, Func<Random, int, object[]> row)
    {
        var random = new Random(seed);
        return CsvFile.Rows(header, rows, i => string.Join(',', row(random, i).Select(Cell)));
    }

    private static string Cell(object value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text;
    }
}
