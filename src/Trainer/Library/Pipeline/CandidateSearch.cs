using System;
using System.Collections.Generic;
using System.Threading;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>Turns hinge forms over features into candidates, and finds the best of ever shorter ones.</summary>
internal sealed class CandidateSearch
{
    private const int NumbersOfAPerson = 100;

    private const int NumbersOfAnInput = 4;

    private readonly LearningProblem _problem;
    private readonly CurvedProblem _curved;
    private readonly TrainingOptions _options;
    private readonly OutputMetrics _validation;
    private readonly ModelOutputs _outputs;

    /// <summary>Prepares the search.</summary>
    /// <param name="problem">What is learned.</param>
    /// <param name="curved">The same over the features of the hinge forms.</param>
    /// <param name="options">How large they may be.</param>
    public CandidateSearch(LearningProblem problem, CurvedProblem curved, TrainingOptions options)
    {
        (_problem, _curved, _options) = (problem, curved, options);
        _validation = new OutputMetrics(problem.Data, problem.ValidationRows, problem.Decision);
        _outputs = new ModelOutputs(problem.Data, curved.Encoding);
    }

    /// <summary>
    /// The most numbers: as many as were asked for, or a hundred, which a person can check; more only where each input and output has to
    /// have some.
    /// </summary>
    public static int MostNumbers(Dataset data, TrainingOptions options) =>
        options.MaxNumbers ?? Math.Max(NumbersOfAPerson, NumbersOfAnInput * data.Features.Inputs.Count * data.Targets.Outputs);

    /// <summary>A model as a candidate.</summary>
    public ExtractedCandidate Extracted(Candidate model)
    {
        // Only conditions decide where regions are, and they are made of the features without curves.
        var regions = RegionEnumerator.Enumerate(
            model.Form.OnFirst(_curved.Encoding.Linear.Features),
            _problem.Data.Features.Box.ToInputBox(),
            new ExtractionOptions(_options.MaxRules, Exact: false)).Tree;
        return new ExtractedCandidate(
            model,
            regions,
            model.MeanTerms(_curved.Encoding),
            regions is not null && RegionSupport.Least(regions, _problem.Labelled) >= _options.MinSupport,
            _validation.Measure(_outputs.Of(model.Form, _problem.ValidationRows)));
    }

    /// <summary>The mistake of a candidate on each validation row; see <see cref="OutputMetrics.Mistakes"/>.</summary>
    public double[] Mistakes(ExtractedCandidate candidate) =>
        _validation.Mistakes(_outputs.Of(candidate.Model.Form, _problem.ValidationRows), _problem.Data.Targets.ScaleOf);

    /// <summary>
    /// The best of ever shorter forms that is as small as was asked for; where none is, the shortest.
    /// </summary>
    /// <param name="whole">What is shortened.</param>
    /// <param name="everShorter">The forms, longest first, which are made as they are asked for.</param>
    /// <param name="choice">What is better.</param>
    /// <param name="cancellation">Ends the search with what was found.</param>
    public Shortened Best(
        ExtractedCandidate whole, IEnumerable<Candidate> everShorter, ModelChoice choice, CancellationToken cancellation)
    {
        ExtractedCandidate? found = null;
        var unsupported = new List<Candidate>();
        var shortest = whole;
        foreach (var model in everShorter)
        {
            var candidate = Extracted(model);
            // Shortening may split a region in two.
            if (candidate.Regions is not null)
                shortest = candidate;
            if (candidate.Regions is not null && IsSmallEnough(candidate))
            {
                if (!candidate.IsSupported)
                    unsupported.Add(model);
                if (found is null || choice.IsBetter(candidate, found))
                    found = candidate;
            }

            // What is shorter has a larger loss, mostly; some patience is for the steps that have not.
            if (cancellation.IsCancellationRequested || (found is not null && choice.IsHopeless(model, found)))
                break;
        }

        return new Shortened(found ?? shortest, unsupported);
    }

    private bool IsSmallEnough(ExtractedCandidate candidate) =>
        !(candidate.Terms > _options.MaxTerms) && candidate.Model.Numbers <= MostNumbers(_problem.Data, _options)
        && !(candidate.Model.Points > _options.MaxPoints)
        && !(_options.MaxAllTerms < PatternNumbers.InputsOf(candidate.Model.Pattern, _curved.Encoding));
}

/// <summary>What shortening a model ends with.</summary>
/// <param name="Candidate">The best form.</param>
/// <param name="Unsupported">Forms on the way that have a rule that too few training rows satisfy.</param>
internal sealed record Shortened(ExtractedCandidate Candidate, IReadOnlyList<Candidate> Unsupported);
