using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Curves;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>What is learned, over features that have the pieces of curves among them.</summary>
internal sealed class CurvedProblem
{
    /// <summary>The most Newton steps that fit a sum of curves.</summary>
    private const int Steps = 15;

    private readonly LearningProblem _problem;
    private readonly ModelPrice _price;

    private CurvedProblem(
        LearningProblem problem, ModelPrice price, CurveEncoding encoding, WeightPrior prior, Directions directions)
    {
        (_problem, _price, Encoding, Prior, Directions) = (problem, price, encoding, prior, directions);
        (Train, Validation) = (
            PieceRows.Of(encoding, problem.Train, problem.TrainRows), PieceRows.Of(encoding, problem.Validation, problem.ValidationRows));
    }

    /// <summary>The features.</summary>
    public CurveEncoding Encoding { get; }

    /// <summary>The training rows.</summary>
    public PieceRows Train { get; }

    /// <summary>The validation rows.</summary>
    public PieceRows Validation { get; }

    /// <summary>What is thought of the weights.</summary>
    public WeightPrior Prior { get; }

    /// <summary>Which outputs may not fall, or not rise, with which inputs.</summary>
    public Directions Directions { get; }

    /// <summary>The problem without curves.</summary>
    public static CurvedProblem Straight(LearningProblem problem, ModelPrice price, IReadOnlyDictionary<int, int> directions)
    {
        var encoding = CurveEncoding.Without(problem.Data.Features);
        var prior = new WeightPrior(encoding, WeightPrecision.OfUnitAnswers, 0);
        return new CurvedProblem(problem, price, encoding, prior, Directions.Of(encoding, directions));
    }

    /// <summary>The problem with inputs that are cut into pieces.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="price">What models cost.</param>
    /// <param name="places">For each input its places; null for one that is not cut.</param>
    /// <param name="precision">See <see cref="WeightPrior"/>.</param>
    /// <param name="smoothness">See <see cref="WeightPrior"/>.</param>
    /// <param name="directions">For each input that has one 1 or −1.</param>
    public static CurvedProblem Curved(
        LearningProblem problem,
        ModelPrice price,
        IReadOnlyList<double[]?> places,
        double precision,
        double smoothness,
        IReadOnlyDictionary<int, int> directions)
    {
        var encoding = CurveEncoding.Of(problem.Data.Features, places);
        return new CurvedProblem(
            problem, price, encoding, new WeightPrior(encoding, precision, smoothness), Directions.Of(encoding, directions));
    }

    /// <summary>The same features with another prior or other directions.</summary>
    public CurvedProblem With(double precision, double smoothness, IReadOnlyDictionary<int, int> directions) =>
        new(_problem, this, new WeightPrior(Encoding, precision, smoothness), Directions.Of(Encoding, directions));

    /// <summary>The same with weights that may be as large as answers are.</summary>
    /// <param name="answers">What a model answers on training rows, rows × outputs.</param>
    public CurvedProblem WithWeightsFor(float[] answers) => new(
        _problem,
        this,
        new WeightPrior(Encoding, Math.Min(Prior.Precision, WeightPrecision.For(answers, Train.Set.OutputCount)), Prior.Smoothness),
        Directions);

    /// <summary>A form without hinges whose weights are all 0.</summary>
    public HingeForm Zero()
    {
        var outputs = Train.Set.OutputCount;
        return new HingeForm(Encoding.Features, [], [], [], new double[Encoding.Features * outputs], new double[outputs], [], []);
    }

    /// <summary>Fits a sum of curves.</summary>
    /// <param name="form">Where the fit begins.</param>
    /// <param name="pattern">Its terms.</param>
    /// <param name="cancellation">Ends the fit early.</param>
    public HingeForm Fit(HingeForm form, TermPattern pattern, CancellationToken cancellation) =>
        new HingeNewton(Train, _problem.Loss, Prior, Directions).Fit(form, pattern, Steps, cancellation);

    /// <summary>The same function, in which each input's most frequent category has the weight 0: it goes into the biases.</summary>
    public HingeForm WithReferences(HingeForm form) => form.WithReferences(TermPattern.References(Encoding.Linear));

    /// <summary>All terms of a form with hinges.</summary>
    public TermPattern AllTerms(int hinges) => TermPattern.All(Encoding, hinges, Train.Set.OutputCount);

    /// <summary>The terms of a form without hinges and without curves: the pieces of an input all have one slope.</summary>
    public TermPattern StraightTerms => Enumerable.Range(0, Train.Set.OutputCount).Aggregate(AllTerms(0), (pattern, k) => pattern.With(
        k,
        [
            .. pattern[k].Where(t => t[0] < Encoding.Linear.Features),
            .. Encoding.Curves.Select(c => Enumerable.Range(c.First, c.Ramps).ToArray()),
            .. Encoding.Curves.SelectMany(c => c.Specials.Select((_, s) => new[] { c.FirstSpecial + s })),
        ]));

    /// <summary>Judges a hinge form by the rows that may be used.</summary>
    /// <param name="form">The form over the features.</param>
    /// <param name="pattern">Its terms.</param>
    public Candidate Evaluate(HingeForm form, TermPattern pattern)
    {
        var sum = 0.0;
        var rows = 0;
        foreach (var set in _problem.Data.Split.IsShared ? [Train] : new[] { Train, Validation })
        {
            sum += set.Rows * MeanLoss(form, pattern, set);
            rows += set.Rows;
        }

        var numbers = PatternNumbers.Of(form, pattern, Encoding);
        return new Candidate(
            form,
            pattern,
            ModelChoice.ExpectedLoss(numbers, form.Outputs, sum / rows, rows, _problem.Loss),
            numbers,
            PatternNumbers.PointsOf(pattern, Encoding));
    }

    /// <summary>What a number has to gain where the mean loss is a given one.</summary>
    public double NumberPrice(double loss)
    {
        var rows = Train.Rows + (_problem.Data.Split.IsShared ? 0 : Validation.Rows);
        return ModelChoice.ExpectedLoss(1, Train.Set.OutputCount, loss, rows, _problem.Loss) - loss + (_price.LeastGain * loss);
    }

    /// <summary>The mean loss on rows.</summary>
    public double MeanLoss(HingeForm form, TermPattern pattern, PieceRows set)
    {
        var layout = new HingeParameters(form, pattern);
        return new HingePass(layout, set, _problem.Loss).MeanLoss(layout.Read());
    }

    /// <summary>The outputs on rows.</summary>
    /// <returns>rows × outputs, row by row.</returns>
    public float[] Outputs(HingeForm form, PieceRows set)
    {
        var layout = new HingeParameters(form, TermPattern.Every(Encoding, form.Hinges + form.Outputs));
        return Array.ConvertAll(new HingePass(layout, set, _problem.Loss).Outputs(layout.Read()), o => (float)o);
    }

    private CurvedProblem(LearningProblem problem, CurvedProblem like, WeightPrior prior, Directions directions)
    {
        (_problem, _price, Encoding, Prior, Directions) = (problem, like._price, like.Encoding, prior, directions);
        (Train, Validation) = (like.Train, like.Validation);
    }
}
