using System;
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

    /// <summary>Prunes until it is told to stop, or no term is left.</summary>
    /// <param name="form">The hinge form over all features.</param>
    /// <param name="random">The order of the rows.</param>
    /// <param name="goOn">Whether to go on after what was reached last.</param>
    /// <param name="resume">Where each step's end is kept; null keeps nothing.</param>
    /// <param name="cancellation">Cuts the fit of a step short, with the best state so far.</param>
    public void Run(
        HingeForm form, Xoshiro256 random, Func<PrunedForm, bool> goOn, Func<int, IResumePoint?>? resume = null, CancellationToken cancellation = default)
    {
        // The weight of each input's most frequent category goes into the biases, so that it is 0.
        var current = new PrunedForm(
            TermPattern.All(_features, form.Hinges + form.Outputs), form.WithReferences(TermPattern.References(_features)));
        var step = 0;
        do
        {
            current = (resume?.Invoke(step)).Do(Step, Write, Read);
            step++;
        }
        while (goOn(current) && current.Pattern.Count > 0);

        // The first step only refits.
        PrunedForm Step() => Refit(step == 0 ? current : Shorten(current, Math.Max(1, (int)(current.Pattern.Count * Pace))), random, cancellation);

        void Write(StateWriter writer, PrunedForm reached)
        {
            reached.Pattern.Write(writer);
            writer.Write(reached.Form);
            writer.Write(random);
        }

        PrunedForm Read(StateReader reader)
        {
            var reached = new PrunedForm(current.Pattern.Read(reader), reader.ReadHingeForm(current.Form));
            reader.ReadInto(random);
            return reached;
        }
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
