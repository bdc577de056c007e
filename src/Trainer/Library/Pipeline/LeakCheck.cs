using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Finds columns that predict a target almost perfectly by themselves, as what is known only after the decision does.</summary>
/// <remarks>
/// A column divides the rows for training and validation into cells: its categories, its different numbers where they are few, otherwise
/// quantiles. Every
/// second row of each cell says what the others should be, and vice versa, so that a column with a category for every row
/// predicts nothing. It is measured how good that is: by AUC for a question with two labels (for a number also of its own order,
/// which finds what separates a few rows from many), by the share of the majority's errors that it avoids for classes (Goodman and
/// Kruskal's λ), by R² of ranks for numbers (a copy on another scale is a copy, and a few large values do not decide).
/// </remarks>
public static class LeakCheck
{
    /// <summary>
    /// The least AUC. One label in a hundred turned round leaves about 0.99; the best honest columns of real tables have 0.975.
    /// </summary>
    public const double LeastAuc = 0.985;

    /// <summary>
    /// The least share of errors avoided. One label in a hundred at random leaves about 0.985; the petals of the iris table have 0.94.
    /// </summary>
    public const double LeastErrorsAvoided = 0.97;

    /// <summary>
    /// The least R². One value in a hundred at random leaves 0.96 to 0.98; the best honest columns of real tables have less than 0.5.
    /// </summary>
    public const double LeastR2 = 0.95;

    /// <summary>Of fewer rows one column in many fits by chance.</summary>
    public const int LeastRows = 30;

    /// <summary>More rows are ignored; as many measure to about 0.002.</summary>
    private const int MostRows = 10_000;

    /// <summary>
    /// Numbers of more different values are divided into as many quantiles; what a copy loses by them is 1/32² of its variance.
    /// </summary>
    private const int MostCells = 32;

    /// <summary>Quantiles hold at least this many rows, two that predict and two that are predicted.</summary>
    private const int LeastRowsPerCell = 4;

    /// <summary>Looks at each input alone.</summary>
    /// <param name="data">The data; test rows are ignored.</param>
    /// <returns>The columns that predict a target almost perfectly, by target and in their order.</returns>
    public static EquatableArray<Leak> Find(Dataset data)
    {
        int[] seen = data.Split.IsShared ? data.Split.Train : [.. data.Split.Train, .. data.Split.Validation];
        if (seen.Length < LeastRows)
            return EquatableArray<Leak>.Empty;
        var rows = EvenlySpaced.Of(seen.Order().ToArray(), MostRows);
        var cells = data.Features.Inputs.Select(i => CellsOf(data.Table[i.Name], rows)).ToArray();
        var leaks = new List<Leak>();
        for (var t = 0; t < data.Task.Targets.Count; t++)
        {
            Func<Column, int[], (LeakMeasure Measure, double Value, double Least)> measure;
            if (data.Task.Kind == TaskKind.Regression)
            {
                var ranks = Ranks(data.Task.Values(data.Table, t, rows));
                measure = (_, cell) => (LeakMeasure.R2, R2(cell, ranks), LeastR2);
            }
            else
            {
                var labels = data.Task.Labels(data.Table, t, rows);
                measure = data.Task.Kind == TaskKind.MultiClass
                    ? (_, cell) =>
                        (LeakMeasure.ErrorsAvoided, ErrorsAvoided(cell, labels, data.Task.Targets[0].Labels.Count), LeastErrorsAvoided)
                    : (column, cell) => (LeakMeasure.Auc, Auc(column, rows, cell, labels), LeastAuc);
            }

            for (var i = 0; i < cells.Length; i++)
            {
                var column = data.Table[data.Features.Inputs[i].Name];
                var (kind, value, least) = measure(column, cells[i]);
                if (value >= least)
                    leaks.Add(new Leak(column.Name, data.Task.Targets[t].Name, kind, value));
            }
        }

        return leaks.ToEquatableArray();
    }

    private static double Auc(Column column, int[] rows, int[] cells, int[] labels)
    {
        var targets = labels.Select(l => (double)l).ToArray();
        var auc = PredictionMetrics.AreaUnderCurve(Told(cells, targets), targets);
        if (column is not NumberColumn number)
            return auc;
        var ordered = PredictionMetrics.AreaUnderCurve(rows.Select(r => number.Values[r]).ToArray(), targets);
        return Math.Max(auc, Math.Max(ordered, 1 - ordered));
    }

    private static double ErrorsAvoided(int[] cells, int[] labels, int classes)
    {
        var halves = Halves(cells);
        var counts = new int[halves.Max() + 2][];
        var all = new int[classes];
        for (var r = 0; r < labels.Length; r++)
        {
            (counts[halves[r]] ??= new int[classes])[labels[r]]++;
            all[labels[r]]++;
        }

        var majority = MostFrequent(all);
        var answers = counts.Select(c => c is null ? majority : MostFrequent(c)).ToArray();
        var wrong = labels.Where((label, r) => answers[halves[r] ^ 1] != label).Count();
        return all[majority] == labels.Length ? 0 : 1 - ((double)wrong / (labels.Length - all[majority]));
    }

    private static int MostFrequent(int[] counts) => Array.IndexOf(counts, counts.Max());

    private static double R2(int[] cells, double[] targets) => PredictionMetrics.OfValues(Told(cells, targets), targets, 1)[0].Value.Value;

    /// <summary>For each row the mean of the other half of its cell, or of all rows where there is none.</summary>
    private static double[] Told(int[] cells, double[] values)
    {
        var halves = Halves(cells);
        var sums = new double[halves.Max() + 2];
        var rows = new int[sums.Length];
        for (var r = 0; r < cells.Length; r++)
        {
            sums[halves[r]] += values[r];
            rows[halves[r]]++;
        }

        var mean = values.Average();
        return halves.Select(half => rows[half ^ 1] > 0 ? sums[half ^ 1] / rows[half ^ 1] : mean).ToArray();
    }

    /// <summary>Twice the cell of each row, and one more for every second row of the cell; ^ 1 gives the other half.</summary>
    private static int[] Halves(int[] cells)
    {
        var next = new int[cells.Max() + 1];
        var halves = new int[cells.Length];
        for (var r = 0; r < cells.Length; r++)
        {
            halves[r] = (2 * cells[r]) + next[cells[r]];
            next[cells[r]] ^= 1;
        }

        return halves;
    }

    /// <summary>The cell of each row, counted from 0; missing values have cell 0.</summary>
    private static int[] CellsOf(Column column, int[] rows)
    {
        if (column is CategoryColumn category)
            return rows.Select(r => category.Codes[r] + 1).ToArray();
        var values = rows.Select(r => ((NumberColumn)column).Values[r]).ToArray();
        var sorted = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        var starts = sorted.Distinct().Take(MostCells + 1).ToArray();
        if (starts.Length > MostCells)
        {
            var quantiles = Math.Clamp(sorted.Length / LeastRowsPerCell, 1, MostCells);
            starts = Enumerable.Range(0, quantiles).Select(q => sorted[(int)((long)q * sorted.Length / quantiles)]).Distinct().ToArray();
        }

        return values.Select(v =>
        {
            var at = double.IsNaN(v) ? -1 : Array.BinarySearch(starts, v);
            return double.IsNaN(v) ? 0 : at >= 0 ? at + 1 : ~at;
        }).ToArray();
    }

    /// <summary>Ranks from 1; equal values share their mean rank.</summary>
    private static double[] Ranks(double[] values)
    {
        var sorted = values.Order().ToArray();
        var ranks = new Dictionary<double, double>();
        for (var i = 0; i < sorted.Length;)
        {
            var j = i;
            while (j < sorted.Length && sorted[j].Equals(sorted[i]))
                j++;
            ranks[sorted[i]] = (i + 1 + j) / 2.0;
            i = j;
        }

        return values.Select(v => ranks[v]).ToArray();
    }
}

/// <summary>A column that predicts a target almost perfectly by itself.</summary>
/// <param name="Column">The column.</param>
/// <param name="Target">The target.</param>
/// <param name="Measure">What says so.</param>
/// <param name="Value">Its value, 1 for perfect.</param>
public sealed record Leak(string Column, string Target, LeakMeasure Measure, double Value);

/// <summary>What says how well one column predicts.</summary>
public enum LeakMeasure
{
    /// <summary>The area under the ROC curve.</summary>
    Auc,

    /// <summary>The share of the errors of always answering the most frequent class that is avoided: Goodman and Kruskal's λ.</summary>
    ErrorsAvoided,

    /// <summary>R² of the target's ranks.</summary>
    R2,
}
