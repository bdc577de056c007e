using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Finds targets that are a weighted sum of other columns, as a total among its parts is.</summary>
/// <remarks>
/// Least squares on every second row of a sample of training rows, and R² on the others, so that many columns on few rows fit nothing by
/// chance. Only numbers are looked at, and rows without missing ones. A single column is what <see cref="LeakCheck"/> finds.
/// </remarks>
internal static class ExactSums
{
    /// <summary>The least R² on rows that were not fitted. The best honest linear models of public tables stay below 0.99.</summary>
    public const double LeastR2 = 0.999;

    /// <summary>More rows are ignored.</summary>
    private const int MostRows = 10_000;

    /// <summary>With fewer rows for each column nothing is said.</summary>
    private const int LeastRowsPerColumn = 8;

    /// <summary>With more columns the sums of products would take longer than they are worth.</summary>
    private const int MostColumns = 400;

    /// <summary>Columns with a larger share of missing values are left out, so that rows are left.</summary>
    private const double MostMissing = 0.05;

    /// <summary>What a column adds, in deviations of the target, from which on it is one of the parts.</summary>
    private const double LeastShare = 1e-3;

    /// <summary>Raises the diagonal, so that columns that are sums of others do no harm; far below what counts as a part.</summary>
    private const double Ridge = 1e-10;

    /// <summary>Looks at each target of a regression.</summary>
    /// <param name="data">The data; only training rows are looked at.</param>
    /// <param name="left">Columns that are left out of account, such as those that predict a target by themselves.</param>
    /// <returns>The targets that are such sums.</returns>
    public static IReadOnlyList<ExactSum> Find(Dataset data, IReadOnlyCollection<string> left)
    {
        if (data.Task.Kind != TaskKind.Regression)
            return [];
        var rows = EvenlySpaced.Of(data.Split.Train, MostRows);
        var columns = data.Features.Inputs.Numbers().Where(i => !left.Contains(i.Name, StringComparer.Ordinal))
            .Select(i => (NumberColumn)data.Table[i.Name])
            .Where(c => rows.Count(r => double.IsNaN(c.Values[r])) <= MostMissing * rows.Length).ToArray();
        rows = Array.FindAll(rows, r => !Array.Exists(columns, c => double.IsNaN(c.Values[r])));
        if (columns.Length is < 2 or > MostColumns || rows.Length < LeastRowsPerColumn * (columns.Length + 1))
            return [];
        return data.Task.Targets.Select((target, t) => Find(target.Name, columns, rows, data.Task.Values(data.Table, t, rows)))
            .OfType<ExactSum>().ToArray();
    }

    private static ExactSum? Find(string target, NumberColumn[] columns, int[] rows, double[] values)
    {
        var y = new Standardised(values);
        var x = columns.Select(c => new Standardised(Array.ConvertAll(rows, r => c.Values[r]))).ToArray();
        if (y.Scale == 0 || !double.IsFinite(y.Scale) || Array.Exists(x, c => !double.IsFinite(c.Scale)))
            return null;
        var all = Enumerable.Range(0, x.Length).Where(j => x[j].Scale > 0).ToArray();
        var weights = Fit(x, y, all);
        if (!(R2(x, y, all, weights) > LeastR2))
            return null;
        // Fewer parts, fitted again, if they are as much the target; otherwise nobody could tell which they are.
        var parts = all.Where((_, i) => Math.Abs(weights[i]) >= LeastShare).ToArray();
        weights = Fit(x, y, parts);
        var r2 = R2(x, y, parts, weights);
        if (parts.Length < 2 || !(r2 > LeastR2))
            return null;
        var terms = Enumerable.Range(0, parts.Length).OrderByDescending(i => Math.Abs(weights[i]))
            .Select(i => (columns[parts[i]].Name, weights[i] * y.Scale / x[parts[i]].Scale)).ToEquatableArray();
        return new ExactSum(target, terms, r2);
    }

    /// <summary>The weights of least squares on every second row, by the sums of their products.</summary>
    private static double[] Fit(Standardised[] x, Standardised y, int[] columns)
    {
        var n = columns.Length;
        var products = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
                products[(i * n) + j] = Product(x[columns[i]], x[columns[j]]) + (i == j ? Ridge * y.Rows : 0);
        }

        return new CholeskyFactor(products, n).Solve(Array.ConvertAll(columns, c => Product(x[c], y)));
    }

    private static double Product(Standardised a, Standardised b)
    {
        var sum = 0.0;
        for (var r = 0; r < a.Rows; r += 2)
            sum += a.At[r] * b.At[r];
        return sum;
    }

    private static double R2(Standardised[] x, Standardised y, int[] columns, double[] weights)
    {
        var (residual, total) = (0.0, 0.0);
        for (var r = 1; r < y.Rows; r += 2)
        {
            var error = y.At[r];
            for (var i = 0; i < columns.Length; i++)
                error -= weights[i] * x[columns[i]].At[r];
            residual += error * error;
            total += y.At[r] * y.At[r];
        }

        return total > 0 ? 1 - (residual / total) : 0;
    }

    /// <summary>Values as deviations from their mean, in units of their deviation.</summary>
    private sealed class Standardised
    {
        public Standardised(double[] values)
        {
            var mean = 0.0;
            foreach (var value in values)
                mean += value / values.Length;
            var squares = 0.0;
            foreach (var value in values)
                squares += (value - mean) * (value - mean) / values.Length;
            Scale = Math.Sqrt(squares);
            At = Array.ConvertAll(values, v => Scale > 0 ? (v - mean) / Scale : 0);
        }

        public double Scale { get; }

        public double[] At { get; }

        public int Rows => At.Length;
    }
}

/// <summary>A target that is a weighted sum of other columns.</summary>
/// <param name="Target">The target.</param>
/// <param name="Terms">The columns with their weights, those first that add most.</param>
/// <param name="R2">How much of the target the sum is, on rows that it was not fitted to.</param>
internal sealed record ExactSum(string Target, EquatableArray<(string Column, double Weight)> Terms, double R2);
