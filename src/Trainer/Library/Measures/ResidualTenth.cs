using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Measures;

/// <summary>The residuals (what is true minus what was answered) of a tenth of the rows, sorted by what was answered.</summary>
/// <param name="Rows">How many rows these are.</param>
/// <param name="Least">The least answer among them.</param>
/// <param name="Largest">The largest answer.</param>
/// <param name="MeanAnswer">The mean answer.</param>
/// <param name="MeanTruth">The mean of what is true.</param>
/// <param name="LowerQuartile">A quarter of the residuals is at or below this.</param>
/// <param name="Median">Half of the residuals is at or below this.</param>
/// <param name="UpperQuartile">Three quarters of the residuals are at or below this.</param>
public sealed record ResidualTenth(
    int Rows, double Least, double Largest, double MeanAnswer, double MeanTruth, double LowerQuartile, double Median, double UpperQuartile)
{
    private const int Tenths = 10;

    /// <summary>The mean residual: answers are too low where it is positive.</summary>
    public double MeanResidual => MeanTruth - MeanAnswer;

    /// <summary>Takes rows apart into tenths.</summary>
    /// <param name="answers">What was answered for each row.</param>
    /// <param name="truths">What is true of each row.</param>
    /// <returns>
    /// The tenths, from low answers to high ones. Rows with one answer stay together, so that there are fewer where many have the same.
    /// </returns>
    public static IReadOnlyList<ResidualTenth> Of(IReadOnlyList<double> answers, IReadOnlyList<double> truths)
    {
        if (answers.Count != truths.Count)
            throw new ArgumentException("There is one answer per row.", nameof(truths));
        var order = Enumerable.Range(0, answers.Count).OrderBy(r => answers[r]).ToArray();
        var tenths = new int[order.Length];
        for (var i = 1; i < order.Length; i++)
            tenths[i] = answers[order[i]].Equals(answers[order[i - 1]]) ? tenths[i - 1] : (int)((long)Tenths * i / order.Length);
        return order.Zip(tenths).GroupBy(p => p.Second, p => p.First).Select(g => Measure(answers, truths, g.ToArray())).ToArray();
    }

    private static ResidualTenth Measure(IReadOnlyList<double> answers, IReadOnlyList<double> truths, int[] rows)
    {
        var residuals = rows.Select(r => truths[r] - answers[r]).Order().ToArray();
        return new ResidualTenth(
            rows.Length,
            answers[rows[0]],
            answers[rows[^1]],
            rows.Average(r => answers[r]),
            rows.Average(r => truths[r]),
            Quantile(1),
            Quantile(2),
            Quantile(3));

        double Quantile(int quarters) => residuals[(residuals.Length - 1) * quarters / 4];
    }
}
