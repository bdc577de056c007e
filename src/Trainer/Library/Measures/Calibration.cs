using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Measures;

/// <summary>The rows whose predicted probability is in one tenth of the scale.</summary>
/// <param name="From">The low end of the tenth, which belongs to it.</param>
/// <param name="To">The high end, which belongs to the next one; 1 belongs to the last.</param>
/// <param name="MeanProbability">The mean probability that was predicted for these rows.</param>
/// <param name="Happened">The share of these rows for which it happened.</param>
public sealed record CalibrationBin(double From, double To, double MeanProbability, CountedShare Happened);

/// <summary>Predicted probabilities against what happened: those of 30 % are right if it happens in 30 % of such rows.</summary>
/// <param name="Bins">The tenths that have rows, from low to high probabilities.</param>
public sealed record Calibration(IReadOnlyList<CalibrationBin> Bins)
{
    /// <summary>The number of bins, all of one width.</summary>
    public const int MaxBins = 10;

    /// <summary>All rows.</summary>
    public int Rows => Bins.Sum(b => b.Happened.Of);

    /// <summary>
    /// How far mean prediction and observed share are apart, averaged over the rows (the expected calibration error); NaN without rows.
    /// </summary>
    public double MeanGap => Bins.Sum(b => b.Happened.Of * Math.Abs(b.MeanProbability - b.Happened.Value)) / Rows;

    /// <summary>Puts rows into bins.</summary>
    /// <param name="probabilities">The predicted probability of each row, in [0, 1]; a row whose probability is NaN is left out.</param>
    /// <param name="happened">Whether it happened, for each row.</param>
    /// <returns>The calibration.</returns>
    public static Calibration Measure(IReadOnlyList<double> probabilities, IReadOnlyList<bool> happened)
    {
        if (probabilities.Count != happened.Count)
            throw new ArgumentException("There is one outcome per probability.", nameof(happened));
        var bins = Enumerable.Range(0, probabilities.Count).Where(r => !double.IsNaN(probabilities[r]))
            .GroupBy(r => Math.Clamp((int)(probabilities[r] * MaxBins), 0, MaxBins - 1)).OrderBy(g => g.Key)
            .Select(
                g => new CalibrationBin(
                    (double)g.Key / MaxBins,
                    (double)(g.Key + 1) / MaxBins,
                    g.Average(r => probabilities[r]),
                    new CountedShare(g.Count(r => happened[r]), g.Count())));
        return new Calibration(bins.ToArray());
    }
}
