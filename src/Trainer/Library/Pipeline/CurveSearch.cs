using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Curves;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>
/// The first layer: which inputs are cut into pieces, where, and how smooth their curves are; and the sum of curves that fits best.
/// </summary>
internal sealed class CurveSearch
{
    /// <summary>
    /// Features that the pieces of all inputs may have together, for all outputs, and no more than there are training rows.
    /// </summary>
    private const int MostPieces = 640;

    private const int MostPlaces = 24;

    /// <summary>Rows that there are at least for each place of an input.</summary>
    private const int RowsPerPlace = 12;

    // From stiff to loose; a looser one that is clearly worse on validation rows ends the search.
    private static readonly double[] Smoothness = [300, 100, 30, 10, 3, 1, 0.3, 0.1, 0.03, 0.01];

    private const double ClearlyWorse = 1.01;

    /// <summary>Shortening ends when the loss to expect is so many times the least.</summary>
    private const double Patience = 1.03;

    /// <summary>The share of the linear model's loss that curves have to gain on validation rows, or there are none.</summary>
    private const double LeastGain = 0.001;

    private readonly LearningProblem _problem;
    private readonly ModelPrice _price;
    private readonly TrainingOptions _options;
    private readonly RunContext _context;
    private readonly IReadOnlyDictionary<int, int> _directions;

    public CurveSearch(
        LearningProblem problem, ModelPrice price, TrainingOptions options, RunContext context, IReadOnlyDictionary<int, int> directions)
    {
        (_problem, _price, _options, _context, _directions) = (problem, price, options, context, directions);
    }

    /// <summary>The linear model: no input is cut.</summary>
    public FirstLayer Straight()
    {
        var problem = CurvedProblem.Straight(_problem, _price, _directions);
        var form = Fit(problem, problem.Zero());
        problem = problem.WithWeightsFor(problem.Outputs(form, problem.Train));
        return new FirstLayer(problem, Fit(problem, form), problem.AllTerms(0));
    }

    /// <summary>Searches.</summary>
    /// <param name="straightLayer">The linear model.</param>
    /// <returns>The problem over the features that were found, and its best form without hinges.</returns>
    public FirstLayer Run(FirstLayer straightLayer)
    {
        var (straight, linear, _) = straightLayer;
        var places = Places(straight, linear);
        if (places.All(p => p is null))
            return straightLayer;
        FirstLayer? best = null;
        var least = double.PositiveInfinity;
        var curved = CurvedProblem.Curved(_problem, _price, places, straight.Prior.Precision, Smoothness[0], _directions);
        var form = curved.Zero();
        foreach (var smoothness in Smoothness)
        {
            var problem = curved.With(curved.Prior.Precision, smoothness, _directions);
            form = Fit(problem, form);
            var loss = problem.MeanLoss(form, problem.AllTerms(0), problem.Validation);
            if (loss < least)
                (best, least) = (new FirstLayer(problem, form, problem.AllTerms(0)), loss);
            if (loss > least * ClearlyWorse || _context.Cancellation.IsCancellationRequested)
                break;
        }

        return least <= (1 - LeastGain) * straight.MeanLoss(linear, straight.AllTerms(0), straight.Validation)
            ? Shortened(best!)
            : straightLayer;
    }

    /// <summary>
    /// The curves without the pieces that the data do not ask for: what is left when the loss to expect is least. Hinges are looked for
    /// beside these.
    /// </summary>
    private FirstLayer Shortened(FirstLayer whole)
    {
        var problem = whole.Problem;
        var pruning = new TermPruning(problem.Train, _problem.Loss, problem.Prior, problem.Directions, problem.NumberPrice);
        var best = whole.Evaluate();
        foreach (var pruned in pruning.Steps(new PrunedForm(whole.Pattern, whole.Form), null, _context.Cancellation))
        {
            var candidate = problem.Evaluate(pruned.Form, pruned.Pattern);
            if (candidate.ExpectedLoss < best.ExpectedLoss)
                best = candidate;
            if (candidate.ExpectedLoss > best.ExpectedLoss * Patience || _context.Cancellation.IsCancellationRequested)
                break;
        }

        return new FirstLayer(problem, best.Form, best.Pattern);
    }

    private HingeForm Fit(CurvedProblem problem, HingeForm form) =>
        problem.Fit(form, problem.AllTerms(0), _context.Cancellation);

    private double[]?[] Places(CurvedProblem straight, HingeForm linear)
    {
        var features = _problem.Data.Features;
        var numbers = Enumerable.Range(0, features.Inputs.Count).Where(i => features.Inputs[i].IsNumber).ToArray();
        var places = new double[]?[features.Inputs.Count];
        var outputs = _problem.Train.OutputCount;
        var most = numbers.Length == 0 || _options.MaxPoints == 0
            ? 0
            : Math.Min(
                MostPlaces,
                Math.Min(
                    Math.Min(MostPieces, _problem.Train.Rows) / (2 * outputs * numbers.Length),
                    _problem.Train.Rows / RowsPerPlace / outputs));
        if (most == 0)
            return places;
        var (residuals, weights) = WorkingResponse(straight.Outputs(linear, straight.Train));
        var search = new PlaceSearch(residuals, weights, outputs, most);
        foreach (var input in numbers)
        {
            var values = features.ValuesOf(input, _problem.TrainRows.Table);
            var number = features.NumberOf(input);
            var found = search.Find(Array.ConvertAll(_problem.TrainRows.Rows, r => number.Placed(values[r])));
            // Of two values all that can be said is said by a weight.
            places[input] = found.Length > 1 ? found : null;
        }

        return places;
    }

    /// <summary>How far each output would move by a Newton step of its own, and the curvature of the loss there.</summary>
    private (double[] Residuals, double[] Weights) WorkingResponse(float[] outputs)
    {
        var count = _problem.Train.OutputCount;
        var (residuals, weights) = (new double[outputs.Length], new double[outputs.Length]);
        var gradient = new float[count];
        var direction = new double[count];
        for (var r = 0; r < _problem.Train.Rows; r++)
        {
            var row = outputs.AsSpan(r * count, count);
            _problem.Loss.OfRow(row, _problem.Train.Targets(r), gradient);
            var exact = Array.ConvertAll(row.ToArray(), o => (double)o);
            for (var k = 0; k < count; k++)
            {
                Array.Clear(direction);
                direction[k] = 1;
                var curvature = Math.Max(_problem.Loss.Curvature(exact, direction), 1e-6);
                weights[(r * count) + k] = curvature * (_problem.Train.Weights?[r] ?? 1);
                residuals[(r * count) + k] = -gradient[k] / curvature;
            }
        }

        return (residuals, weights);
    }
}
