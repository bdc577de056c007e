using System;
using System.Collections.Generic;
using System.Threading;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Turns hinge forms over features into candidates, and finds the cheapest of ever shorter ones.</summary>
internal sealed class CandidateSearch
{
    /// <summary>Shortening ends when the loss alone is by this share above the price of the cheapest.</summary>
    private const double Patience = 0.02;

    private const int NumbersOfAPerson = 100;

    private const int NumbersOfAnInput = 4;

    private readonly LearningProblem _problem;
    private readonly CurvedProblem _curved;
    private readonly ModelPrice _price;
    private readonly TrainingOptions _options;
    private readonly OutputMetrics _validation;
    private readonly ModelOutputs _outputs;

    /// <summary>Prepares the search.</summary>
    /// <param name="problem">What is learned.</param>
    /// <param name="curved">The same over the features of the hinge forms.</param>
    /// <param name="price">What models cost.</param>
    /// <param name="options">How large they may be.</param>
    public CandidateSearch(LearningProblem problem, CurvedProblem curved, ModelPrice price, TrainingOptions options)
    {
        (_problem, _curved, _price, _options) = (problem, curved, price, options);
        _validation = new OutputMetrics(problem.Data, problem.ValidationRows, problem.Decision);
        _outputs = new ModelOutputs(problem.Data, curved.Encoding);
    }

    /// <summary>
    /// The most numbers: as many as were asked for, or a hundred, which a person can check; more only where each input and output has to
    /// have some.
    /// </summary>
    private int MostNumbers => _options.MaxNumbers
        ?? Math.Max(NumbersOfAPerson, NumbersOfAnInput * _problem.Data.Features.Inputs.Count * _problem.Data.Targets.Outputs);

    /// <summary>A model as a candidate.</summary>
    public ExtractedCandidate Extracted(Candidate model)
    {
        // Only conditions decide where regions are, and they are made of the features without curves.
        var regions = RegionEnumerator.Enumerate(
            model.Form.OnFirst(_curved.Encoding.Linear.Features),
            _problem.Data.Features.Box.ToInputBox(),
            new ExtractionOptions(_options.MaxRules, Exact: false)).Tree;
        return new ExtractedCandidate(
            model, regions, model.MeanTerms(_curved.Encoding), _validation.Measure(_outputs.Of(model.Form, _problem.ValidationRows)));
    }

    /// <summary>Whether enough training rows satisfy each rule: of very many rows, of the sample that models are fitted to.</summary>
    public bool IsSupported(ExtractedCandidate candidate) =>
        RegionSupport.Least(candidate.Regions!, _problem.Labelled) >= _options.MinSupport;

    /// <summary>The mistake of a candidate on each validation row; see <see cref="OutputMetrics.Mistakes"/>.</summary>
    public double[] Mistakes(ExtractedCandidate candidate) =>
        _validation.Mistakes(_outputs.Of(candidate.Model.Form, _problem.ValidationRows), _problem.Data.Targets.ScaleOf);

    /// <summary>
    /// The cheapest of ever shorter forms that is as small as was asked for and has support for each rule; where none has, the cheapest
    /// without; where none is small enough, the shortest.
    /// </summary>
    /// <param name="whole">What is shortened.</param>
    /// <param name="everShorter">The forms, longest first, which are made as they are asked for.</param>
    /// <param name="cancellation">Ends the search with what was found.</param>
    public Shortened Cheapest(ExtractedCandidate whole, IEnumerable<Candidate> everShorter, CancellationToken cancellation)
    {
        ExtractedCandidate? cheapest = null;
        ExtractedCandidate? unsupported = null;
        var passedOver = new List<Candidate>();
        var shortest = whole;
        foreach (var model in everShorter)
        {
            var candidate = Extracted(model);
            // Shortening may split a region in two.
            if (candidate.Regions is not null)
                shortest = candidate;
            if (candidate.Regions is not null && IsSmallEnough(candidate) && IsCheaper(candidate, cheapest))
            {
                if (IsSupported(candidate))
                {
                    cheapest = candidate;
                }
                else
                {
                    passedOver.Add(model);
                    unsupported = IsCheaper(candidate, unsupported) ? candidate : unsupported;
                }
            }

            // What is shorter has a larger loss, mostly; some patience is for the steps that have not.
            var isHopeless = (cheapest ?? unsupported) is { } best && _price.IsBeyond(model, best.Model, Patience);
            if (cancellation.IsCancellationRequested || isHopeless)
                break;
        }

        return new Shortened(cheapest ?? unsupported ?? shortest, passedOver);
    }

    private bool IsCheaper(ExtractedCandidate candidate, ExtractedCandidate? other) =>
        other is null || _price.Of(candidate.Model) < _price.Of(other.Model);

    private bool IsSmallEnough(ExtractedCandidate candidate) =>
        !(candidate.Terms > _options.MaxTerms) && candidate.Model.Numbers <= MostNumbers
        && !(candidate.Model.Points > _options.MaxPoints);
}

/// <summary>What shortening a model ends with.</summary>
/// <param name="Candidate">The cheapest form.</param>
/// <param name="PassedOver">Forms that were cheaper than all before, but have a rule that too few training rows satisfy.</param>
internal sealed record Shortened(ExtractedCandidate Candidate, IReadOnlyList<Candidate> PassedOver);
