using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>A small table drawn at random whose numbers have values that are no quantities, and what is asked for of them.</summary>
/// <param name="Text">The table; its target is <c>y</c>.</param>
/// <param name="Special">The values.</param>
/// <param name="Options">A short training.</param>
internal sealed record SpecialTable(string Text, EquatableArray<string> Special, TrainingOptions Options)
{
    private static readonly double[][] Codes = [[-9], [-9, -8], [0], [], [99999]];

    private static readonly Func<double, double>[] Shapes =
        [x => 2 * x, x => 3 * Math.Abs(x), x => x < 0.2 ? 0 : 1.5, x => Math.Sin(4 * x)];

    /// <summary>Draws a table.</summary>
    public static SpecialTable Of(int seed)
    {
        var random = new Random(seed);
        var columns = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Column(random)).ToArray();
        var kind = random.Next(3);
        var rows = Enumerable.Range(0, random.Next(150, 350)).Select(_ =>
        {
            var cells = columns.Select(c => c.Draw(random)).ToArray();
            var joint = 3 * Math.Max(0, cells[0].Quantity - cells[^1].Quantity);
            return (Cells: cells.Select(c => c.Text), Score: cells.Sum(c => c.Effect) + joint + (0.4 * random.NextDouble()));
        }).ToArray();
        var scores = rows.Select(r => r.Score).Order().ToArray();
        string Target(double score) => kind switch
        {
            0 => score.ToString("0.###", CultureInfo.InvariantCulture),
            1 => score > scores[scores.Length / 2] ? "yes" : "no",
            _ => score < scores[scores.Length / 3] ? "low" : score < scores[2 * scores.Length / 3] ? "middle" : "high",
        };
        var header = string.Join(',', columns.Select((_, i) => "n" + ShownName(i))) + ",y";
        return new SpecialTable(
            CsvFile.Rows(header, rows.Length, r => string.Join(',', rows[r].Cells.Append(Target(rows[r].Score)))),
            columns.Select((c, i) => $"n{ShownName(i)}={c.Special}").ToEquatableArray(),
            new TrainingOptions
            {
                Hidden = EquatableArray.Of(random.Next(3, 7)),
                MaxRules = random.Next(2, 7),
                Increasing = kind < 2 && random.Next(3) == 0 ? EquatableArray.Of("n1") : EquatableArray<string>.Empty,
            });
    }

    private static string ShownName(int column) => (column + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>A number: what it is written like, what the truth does with it, and what its special values and gaps do.</summary>
    private sealed class Column
    {
        private const double SpecialShare = 0.12;
        private const double MissingShare = 0.08;

        private readonly double[] _codes;
        private readonly Dictionary<double, double> _effects;
        private readonly Func<double, double> _shape;
        private readonly double _scale;
        private readonly double _offset;

        public Column(Random random)
        {
            _codes = Codes[random.Next(Codes.Length)];
            _effects = _codes.Append(double.NaN).ToDictionary(c => c, _ => random.Next(3) == 0 ? 0 : 6 * (random.NextDouble() - 0.5));
            _shape = Shapes[random.Next(Shapes.Length)];
            (_scale, _offset) = (Math.Pow(10, random.Next(-2, 5)), random.Next(3) == 0 ? 1000 : 0);
        }

        public string Special => string.Join(',', _codes.Select(c => c.ToString(CultureInfo.InvariantCulture)).Append("missing"));

        public (string Text, double Effect, double Quantity) Draw(Random random)
        {
            var (x, u) = ((2 * random.NextDouble()) - 1, random.NextDouble());
            if (u < MissingShare)
                return (string.Empty, _effects[double.NaN], x);
            if (u < MissingShare + SpecialShare && _codes.Length > 0 && _codes[random.Next(_codes.Length)] is var code)
                return (code.ToString(CultureInfo.InvariantCulture), _effects[code], x);
            return ((_offset + (x * _scale)).ToString("0.####", CultureInfo.InvariantCulture), _shape(x), x);
        }
    }
}
