using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>Makes expressions short by successive pruning with refit: the term that is missed least goes, and the rest adapts.</summary>
/// <remarks>
/// Each row of a hinge form has terms of its own. A move takes a number out of a row, counts a group of categories as the most frequent
/// one,
/// or gives two groups of categories one weight. Moves are judged by how the loss bends (<see cref="RowCurvature"/>), and the cheapest
/// go, a few at a time while there are many; then the hinge form is fitted again. What comes out is a hinge form for each number of terms
/// on the way.
/// </remarks>
internal sealed class TermPruning
{
    /// <summary>Rows of data that moves are judged on.</summary>
    private const int SampleRows = 4096;

    private const double LeastDamping = 1e-6;

    /// <summary>The share of the terms that goes at a time.</summary>
    private const double Pace = 0.12;

    private readonly TrainingSet _train;
    private readonly TrainingSet _validation;
    private readonly TrainingSet _sample;
    private readonly FeatureEncoding _features;
    private readonly Loss _loss;
    private readonly int _batchRows;
    private readonly FittingOptions _fitting;

    public TermPruning(
        TrainingSet train, TrainingSet validation, FeatureEncoding features, Loss loss, int batchRows, FittingOptions fitting)
    {
        _train = train;
        _validation = validation;
        _features = features;
        _loss = loss;
        _batchRows = batchRows;
        _fitting = fitting;
        var step = Math.Max(1, train.Rows / SampleRows);
        _sample = train.Rows <= SampleRows ? train : train.Select(Enumerable.Range(0, train.Rows / step).Select(i => i * step).ToArray());
    }

    /// <summary>Prunes step by step until no term is left; each step is done when it is asked for.</summary>
    /// <param name="form">The hinge form over all features.</param>
    /// <param name="random">The order of the rows.</param>
    /// <param name="resume">Where the result of a step is kept, by its number from 0; null keeps nothing.</param>
    /// <param name="cancellation">Cuts the fit of a step short, with the best state so far.</param>
    /// <returns>What each step has reached, most terms first; the first one only refits.</returns>
    public IEnumerable<PrunedForm> Steps(
        HingeForm form, Xoshiro256 random, Func<int, IResumePoint?>? resume = null, CancellationToken cancellation = default)
    {
        // The weight of each input's most frequent category goes into the biases, so that it is 0.
        var current = new PrunedForm(
            TermPattern.All(_features, form.Hinges + form.Outputs), form.WithReferences(TermPattern.References(_features)));
        for (var step = 0; step == 0 || current.Pattern.Count > 0; step++)
        {
            var (number, before) = (step, current);
            current = (resume?.Invoke(step)).Do(
                () => Refit(number == 0 ? before : Shorten(before, Math.Max(1, (int)(before.Pattern.Count * Pace))), random, cancellation),
                (writer, reached) => Write(writer, reached, random),
                reader => Read(reader, before, random));
            yield return current;
        }
    }

    private static void Write(StateWriter writer, PrunedForm reached, Xoshiro256 random)
    {
        reached.Pattern.Write(writer);
        writer.Write(reached.Form);
        writer.Write(random);
    }

    private static PrunedForm Read(StateReader reader, PrunedForm before, Xoshiro256 random)
    {
        var reached = new PrunedForm(before.Pattern.Read(reader), reader.ReadHingeForm(before.Form));
        reader.ReadInto(random);
        return reached;
    }

    private PrunedForm Refit(PrunedForm pruned, Xoshiro256 random, CancellationToken cancellation)
    {
        var model = new TrainableHinges(pruned.Form, _batchRows, pruned.Pattern);
        new ModelFitting(_train, _validation, _loss, _fitting).Fit(model, random, null, cancellation);
        return pruned with { Form = model.ToHingeForm() };
    }

    /// <summary>Makes the cheapest moves, as many as are asked for.</summary>
    private PrunedForm Shorten(PrunedForm pruned, int count)
    {
        var bends = new HingeCurvature(pruned.Form, _sample, _loss);
        var damping = Math.Max(_fitting.Decay, LeastDamping);
        var rows = pruned.Form.Rows()
            .Select((map, i) => new RowPruning(map, i, pruned.Pattern, _features.Box.Groups, _sample, bends.Of(i), damping)).ToArray();
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
}

/// <summary>A hinge form with few terms.</summary>
/// <param name="Pattern">The terms of its rows.</param>
/// <param name="Form">The hinge form over all features, which keeps to them.</param>
internal sealed record PrunedForm(TermPattern Pattern, HingeForm Form);
