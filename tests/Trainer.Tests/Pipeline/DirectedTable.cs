using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>A small table drawn at random, and directions that know nothing of the truth: every second one is against it.</summary>
/// <param name="Text">The table.</param>
/// <param name="Targets">Its targets: an amount, a label, or two labels.</param>
/// <param name="Options">Directions of some numbers, and a short training.</param>
internal sealed record DirectedTable(string Text, string[] Targets, TrainingOptions Options)
{
    private const double MissingShare = 0.05;

    private static readonly string[] Categories = ["low", "middle", "high", "unknown"];

    // What an output may do where a number from −1 to 1 rises: all that curves can say, and what needs several places or hinges.
    private static readonly Func<double, double>[] Shapes =
    [
        x => 2 * x, x => -2 * x, x => x * x * x, x => x < 0.2 ? 0 : 1.5, x => x < -0.5 ? 1.5 : 0, x => 3 * Math.Abs(x),
        x => -2 * Math.Abs(x), x => Math.Max(0, x) * 3, x => Math.Sin(4 * x), _ => 0,
    ];

    /// <summary>Draws a table.</summary>
    public static DirectedTable Of(int seed)
    {
        var random = new Random(seed);
        var numbers = Enumerable.Range(0, random.Next(1, 5)).Select(i => new Column(random, "n" + (i + 1))).ToArray();
        var categories = random.Next(0, 3);
        var (pair, join) = ((random.Next(numbers.Length), random.Next(numbers.Length)), random.Next(3));
        var kind = random.Next(5);
        string[] targets = kind < 2 ? ["amount"] : kind < 4 ? ["answer"] : ["first", "second"];
        var effects = Enumerable.Range(0, categories * Categories.Length).Select(_ => random.NextDouble() - 0.5).ToArray();
        var rows = Enumerable.Range(0, random.Next(120, 300)).Select(_ =>
        {
            var x = numbers.Select(_ => (2 * random.NextDouble()) - 1).ToArray();
            var chosen = Enumerable.Range(0, categories).Select(_ => random.Next(Categories.Length)).ToArray();
            var score = numbers.Zip(x, (n, value) => n.Shape(value)).Sum()
                + chosen.Select((c, i) => effects[(i * Categories.Length) + c]).Sum()
                + (join == 0 ? 4 * Math.Max(0, x[pair.Item1] - x[pair.Item2]) : join == 1 ? 3 * x[pair.Item1] * x[pair.Item2] : 0)
                + (0.4 * (random.NextDouble() - 0.5));
            var cells = numbers.Zip(x, (n, value) => random.NextDouble() < MissingShare ? string.Empty : n.Cell(value))
                .Concat(chosen.Select(c => Categories[c])).ToArray();
            return (Cells: cells, Score: score, Other: score + x[0]);
        }).ToArray();
        // Half of the rows have each label.
        var (middle, otherMiddle) = (Middle(rows.Select(r => r.Score)), Middle(rows.Select(r => r.Other)));
        var header = numbers.Select(n => n.Name).Concat(Enumerable.Range(1, categories).Select(c => "c" + c)).Concat(targets);
        var text = CsvFile.Rows(string.Join(',', header), rows.Length, r => string.Join(',', rows[r].Cells.Concat(
            targets.Select(t => t switch
            {
                "amount" => (100 * rows[r].Score).ToString("0.###", CultureInfo.InvariantCulture),
                "second" => rows[r].Other > otherMiddle ? "yes" : "no",
                _ => rows[r].Score > middle ? "yes" : "no",
            }))));
        var asked = numbers.Where((_, i) => i == 0 || random.Next(2) == 0).ToLookup(_ => random.Next(2) == 0, n => n.Name);
        return new DirectedTable(text, targets, new TrainingOptions
        {
            Hidden = EquatableArray.Of(random.Next(3, 8)),
            MaxRules = random.Next(2, 7),
            Model = random.Next(8) == 0 ? ModelKind.Linear : ModelKind.Network,
            Increasing = asked[true].ToEquatableArray(),
            Decreasing = asked[false].ToEquatableArray(),
        });

        static double Middle(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
    }

    /// <summary>A number of the table: what the truth does with it, and how it is written.</summary>
    private sealed class Column(Random random, string name)
    {
        private readonly int _kind = random.Next(3);
        private readonly double _scale = Math.Pow(10, random.Next(-1, 4));

        public string Name => name;

        public Func<double, double> Shape { get; } = Shapes[random.Next(Shapes.Length)];

        // Evenly spread, whole numbers with few values, or with a heavy tail.
        public string Cell(double value) => (_kind switch
        {
            0 => value * _scale,
            1 => Math.Round(value * 6),
            _ => Math.Exp(3 * value) * _scale,
        }).ToString("0.####", CultureInfo.InvariantCulture);
    }
}
