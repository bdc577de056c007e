using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>Makes expressions short by successive pruning with refit: the term that is missed least goes, and the rest adapts.</summary>
/// <remarks>
/// A move drops a number, counts a group of categories as the most frequent one, or gives two groups of categories one weight. Moves are
/// judged by the training loss right after them, on a sample; the best go, a few at a time while there are many; then the hinge form is fitted
/// again. What comes out is a hinge form for each number of terms on the way.
/// </remarks>
internal sealed class TermPruning
{
    /// <summary>Rows that moves are judged on.</summary>
    private const int SampleRows = 4096;

    /// <summary>The share of the terms that goes at a time.</summary>
    private const double Pace = 0.12;

    private readonly TrainingSet _train;
    private readonly TrainingSet _validation;
    private readonly TrainingSet _sample;
    private readonly FeatureEncoding _features;
    private readonly Loss _loss;
    private readonly int _batchRows;
    private readonly FittingOptions _fitting;
    private readonly int _threads;

    public TermPruning(
        TrainingSet train, TrainingSet validation, FeatureEncoding features, Loss loss, int batchRows, FittingOptions fitting, int threads)
    {
        _threads = threads;
        _train = train;
        _validation = validation;
        _features = features;
        _loss = loss;
        _batchRows = batchRows;
        _fitting = fitting;
        var step = Math.Max(1, train.Rows / SampleRows);
        _sample = train.Rows <= SampleRows ? train : train.Select(Enumerable.Range(0, train.Rows / step).Select(i => i * step).ToArray());
    }

    /// <summary>Prunes until it is told to stop, or one term is left.</summary>
    /// <param name="form">The hinge form over all features.</param>
    /// <param name="random">The order of the rows.</param>
    /// <param name="goOn">Whether to go on after what was reached last.</param>
    /// <param name="resume">Where each step's end is kept; null keeps nothing.</param>
    /// <returns>Hinge forms over all features by their number of terms, most first.</returns>
    public IReadOnlyList<PrunedForm> Run(
        HingeForm form, Xoshiro256 random, Func<PrunedForm, bool> goOn, Func<int, IResumePoint?>? resume = null)
    {
        var columns = TermColumns.All(_features);
        var current = columns.Reduce(WithReferences(form));
        var results = new List<PrunedForm>();
        while (true)
        {
            (columns, current) = (resume?.Invoke(results.Count)).Do(Step, Write, Read);
            results.Add(new PrunedForm(columns.Count, columns.Expand(current)));
            if (columns.Count == 1 || !goOn(results[^1]))
                return results;
        }

        (TermColumns Columns, HingeForm Form) Step()
        {
            // The first step only refits.
            var (shorter, start) = results.Count == 0 ? (columns, current) : Shorten(columns, current, Math.Max(1, (int)(columns.Count * Pace)));
            return (shorter, Refit(shorter, start, random));
        }

        void Write(StateWriter writer, (TermColumns Columns, HingeForm Form) step)
        {
            step.Columns.Write(writer);
            writer.Write(step.Form);
            writer.Write(random);
        }

        (TermColumns Columns, HingeForm Form) Read(StateReader reader)
        {
            var step = (columns.Read(reader), reader.ReadHingeForm());
            reader.ReadInto(random);
            return step;
        }
    }

    private HingeForm Refit(TermColumns columns, HingeForm form, Xoshiro256 random)
    {
        var (train, validation) = (columns.Reduce(_train), columns.Reduce(_validation));
        var model = new TrainableHinges(form, _batchRows);
        new ModelFitting(train, validation, _loss, _fitting).Fit(model, random, null, CancellationToken.None);
        return model.ToHingeForm();
    }

    /// <summary>Makes the best moves, as many as are asked for, no two of which touch the same column.</summary>
    private (TermColumns Columns, HingeForm Form) Shorten(TermColumns columns, HingeForm form, int count)
    {
        var judged = Moves(columns, form).AsParallel().AsOrdered().WithDegreeOfParallelism(_threads)
            .Select(move => (Move: move, Loss: Judge(columns, form, move))).AsSequential().OrderBy(m => m.Loss).ToList();
        var touched = new HashSet<int>();
        var chosen = new List<Move>();
        foreach (var (move, _) in judged)
        {
            if (chosen.Count == count)
                break;
            if (touched.Contains(move.Column) || touched.Contains(move.Other))
                continue;
            chosen.Add(move);
            touched.Add(move.Column);
            if (move.Other >= 0)
                touched.Add(move.Other);
        }

        // From the last column to the first, so that the positions of those to come stay what they are.
        foreach (var move in chosen.OrderByDescending(m => Math.Max(m.Column, m.Other)))
            (columns, form) = Make(columns, form, move);
        return (columns, form);
    }

    private double Judge(TermColumns columns, HingeForm form, Move move)
    {
        var (shorter, pruned) = Make(columns, form, move);
        return new ModelEvaluation(_sample, _batchRows).MeanLoss(new TrainableHinges(shorter.Expand(pruned), _batchRows), _loss);
    }

    private (TermColumns Columns, HingeForm Form) Make(TermColumns columns, HingeForm form, Move move)
    {
        if (move.Other < 0)
            return (columns.Without(move.Column), form.WithWeights(columns.Count - 1, w => w.Where((_, i) => i != move.Column).ToArray()));
        var (first, second) = (Frequency(columns[move.Column]), Frequency(columns[move.Other]));
        var joined = columns.Joined(move.Column, move.Other);
        return (joined, form.WithWeights(columns.Count - 1, w =>
        {
            w[move.Column] = ((w[move.Column] * first) + (w[move.Other] * second)) / (first + second);
            return w.Where((_, i) => i != move.Other).ToArray();
        }));
    }

    private double Frequency(IReadOnlyList<int> features)
    {
        var sum = 1e-9;
        for (var r = 0; r < _sample.Rows; r++)
        {
            foreach (var feature in features)
                sum += _sample.Features(r)[feature];
        }

        return sum;
    }

    /// <summary>Every column may go; of the categories of an input, those whose weights are neighbours in some row may be joined.</summary>
    private IEnumerable<Move> Moves(TermColumns columns, HingeForm form)
    {
        for (var c = 0; c < columns.Count; c++)
            yield return new Move(c, -1);
        var seen = new HashSet<(int, int)>();
        foreach (var group in _features.Box.Groups)
        {
            var members = Enumerable.Range(0, columns.Count).Where(c => columns[c][0] >= group.First && columns[c][0] < group.First + group.Count).ToArray();
            foreach (var weights in form.WeightRows())
            {
                var ordered = members.OrderBy(c => weights[c]).ThenBy(c => c).ToArray();
                for (var i = 1; i < ordered.Length; i++)
                {
                    var pair = (Math.Min(ordered[i - 1], ordered[i]), Math.Max(ordered[i - 1], ordered[i]));
                    if (seen.Add(pair))
                        yield return new Move(pair.Item1, pair.Item2);
                }
            }
        }
    }

    /// <summary>Takes the weight of each input's most frequent category into the biases, so that it is 0.</summary>
    private HingeForm WithReferences(HingeForm form)
    {
        var columns = TermColumns.All(_features);
        var kept = Enumerable.Range(0, columns.Count).SelectMany(c => columns[c]).ToHashSet();
        var references = _features.Box.Groups.Select(g => (Group: g, Feature: Enumerable.Range(g.First, g.Count).First(f => !kept.Contains(f)))).ToArray();
        return form.WithReferences(references.Select(r => (r.Group.First, r.Group.Count, r.Feature)).ToArray());
    }

    /// <summary>One way to have a term less.</summary>
    /// <param name="Column">The column that goes, or that takes the other in.</param>
    /// <param name="Other">The column that is taken in; −1 where one goes.</param>
    private sealed record Move(int Column, int Other);
}

/// <summary>A hinge form with few terms.</summary>
/// <param name="Terms">The terms that its expressions have at most.</param>
/// <param name="Form">The hinge form over all features.</param>
internal sealed record PrunedForm(int Terms, HingeForm Form);
