using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training.Curves;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>Makes expressions short by successive pruning with refit: the term that is missed least goes, and the rest adapts.</summary>
/// <remarks>
/// Each row of a hinge form has terms of its own. A move takes a number out of a row, counts a group of categories as the most frequent
/// one, or gives two groups of categories one weight. Moves are judged by how the loss bends (<see cref="RowCurvature"/>), and the cheapest
/// go, a few at a time while there are many; then the hinge form is fitted again. What comes out is a hinge form for each number of terms
/// on the way.
/// </remarks>
internal sealed class TermPruning
{
    /// <summary>Rows of data that moves are judged on.</summary>
    private const int SampleRows = 4096;

    /// <summary>Newton steps after each shortening.</summary>
    private const int RefitSteps = 2;

    /// <summary>The share of the terms that goes at a time.</summary>
    private const double Pace = 0.12;

    private readonly PieceRows _train;
    private readonly PieceRows _sample;
    private readonly CurveEncoding _encoding;
    private readonly Loss _loss;
    private readonly WeightPrior _prior;
    private readonly HingeNewton _fit;
    private readonly Func<double, double> _numberPrice;

    /// <summary>Prepares to shorten.</summary>
    /// <param name="train">What is fitted to.</param>
    /// <param name="loss">What is minimised.</param>
    /// <param name="prior">What is thought of the weights.</param>
    /// <param name="directions">What holds for the outputs.</param>
    /// <param name="numberPrice">What a number has to gain, by the mean loss.</param>
    public TermPruning(PieceRows train, Loss loss, WeightPrior prior, Directions directions, Func<double, double> numberPrice)
    {
        _numberPrice = numberPrice;
        (_train, _encoding, _loss, _prior) = (train, train.Encoding, loss, prior);
        _sample = train.Sample(SampleRows);
        _fit = new HingeNewton(train, loss, prior, directions);
    }

    /// <summary>Prunes step by step until no term is left; each step is done when it is asked for.</summary>
    /// <param name="start">The hinge form over all features, and its terms.</param>
    /// <param name="resume">Where the result of a step is kept, by its number from 0; null keeps nothing.</param>
    /// <param name="cancellation">Cuts the fit of a step short, with the best state so far.</param>
    /// <returns>What each step has reached, most terms first; the first one only refits.</returns>
    public IEnumerable<PrunedForm> Steps(
        PrunedForm start, Func<int, IResumePoint?>? resume = null, CancellationToken cancellation = default)
    {
        var current = start;
        for (var step = 0; step == 0 || current.Pattern.Count > 0; step++)
        {
            var (number, before) = (step, current);
            current = (resume?.Invoke(step)).Do(
                () => Refit(number == 0 ? before : Shorten(before, Math.Max(1, (int)(before.Pattern.Count * Pace))), cancellation),
                Write,
                reader => Read(reader, before));
            yield return current;
        }
    }

    private static void Write(StateWriter writer, PrunedForm reached)
    {
        reached.Pattern.Write(writer);
        writer.Write(reached.Form);
    }

    private static PrunedForm Read(StateReader reader, PrunedForm before)
    {
        var pattern = before.Pattern.Read(reader);
        return new PrunedForm(pattern, reader.ReadHingeForm(before.Form));
    }

    private PrunedForm Refit(PrunedForm pruned, CancellationToken cancellation) =>
        pruned with { Form = _fit.Fit(pruned.Form, pruned.Pattern, RefitSteps, cancellation) };

    /// <summary>Makes the cheapest moves, as many as are asked for.</summary>
    private PrunedForm Shorten(PrunedForm pruned, int count)
    {
        var layout = new HingeParameters(pruned.Form, pruned.Pattern);
        var bends = new HingeHessian(layout, _sample, _loss, apart: true).Of(layout.Read());
        var price = _numberPrice(new HingePass(layout, _train, _loss).MeanLoss(layout.Read()));
        var rows = pruned.Form.Rows().Select((map, i) => new RowPruning(
            map, i, pruned.Pattern, _encoding, bends[i], PriorPerRow(pruned.Pattern[i]), price)).ToArray();
        for (; count > 0; count--)
        {
            var cheapest = rows.MinBy(r => r.LeastCost)!;
            if (double.IsPositiveInfinity(cheapest.LeastCost))
                break;
            cheapest.MakeCheapestMove();
        }

        var pattern = pruned.Pattern;
        for (var i = 0; i < rows.Length; i++)
            pattern = pattern.With(i, rows[i].Terms);
        return new PrunedForm(pattern, pruned.Form.WithRows(rows.Select((r, i) => r.ToMap(pattern, i)).ToArray()));
    }

    private double[] PriorPerRow(int[][] terms) =>
        Array.ConvertAll(_prior.Of(terms, _encoding.Features), p => p / _train.Rows);
}

/// <summary>A hinge form with few terms.</summary>
/// <param name="Pattern">The terms of its rows.</param>
/// <param name="Form">The hinge form over all features, which keeps to them.</param>
internal sealed record PrunedForm(TermPattern Pattern, HingeForm Form);
