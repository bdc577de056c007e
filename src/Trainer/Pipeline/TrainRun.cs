using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>From data to a rule document: train, collapse, fine-tune, choose, extract, round, measure.</summary>
public sealed class TrainRun
{
    private readonly Dataset _data;
    private readonly TrainingOptions _options;
    private readonly DocumentHead _head;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly LearningProblem _problem;
    private readonly OutputMetrics _validation;
    private readonly List<string> _remarks = [];

    private TrainRun(Dataset data, TrainingOptions options, DocumentHead head, IProgress<TrainingProgress>? progress)
    {
        _data = data;
        _options = options;
        _head = head;
        _progress = progress;
        _problem = new LearningProblem(data, options.Schedule);
        _validation = new OutputMetrics(data, data.Validation, _problem.Decision);
    }

    /// <summary>Runs.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">What to do.</param>
    /// <param name="head">What the document says of itself.</param>
    /// <param name="progress">Told as the work goes on.</param>
    /// <param name="cancellation">Ends the search early; rules are made of the best so far.</param>
    /// <returns>The rules and how they were chosen.</returns>
    /// <exception cref="TrainingFailedException">No rules come out that meet the options.</exception>
    public static TrainResult Run(
        Dataset data, TrainingOptions options, DocumentHead head, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var run = new TrainRun(data, options, head, progress);
        return options.Schedule == Schedule.Note ? run.RunNote(cancellation) : run.RunAuto(cancellation);
    }

    private TrainResult RunAuto(CancellationToken cancellation)
    {
        var training = new AutoTraining(_problem, _options, _progress);
        var full = training.TrainFull(cancellation);
        var reference = new ModelEvaluation(_problem.Validation, full.BatchRows).RowLosses(full, _problem.Loss);
        var network = SplitOutputs(set => new ModelEvaluation(set, full.BatchRows).Outputs(full));

        var most = Math.Min(_options.MaxNonlinear ?? int.MaxValue, _options.MaxRules);
        var candidates = training.Collapse(full, most, cancellation);
        return Finish(candidates, candidates[0], new FullNetwork(network, reference));
    }

    private TrainResult RunNote(CancellationToken cancellation)
    {
        var training = new NoteTraining(_problem, _options);
        var result = training.Run(_options, _progress, cancellation);
        if (!result.Learned)
        {
            // Stopped before there was anything to keep.
            cancellation.ThrowIfCancellationRequested();
            throw new TrainingFailedException(string.Create(
                CultureInfo.InvariantCulture,
                $"after {result.Steps} steps the training MSE was never below {NoteDescent.AcceptedError}, so the note's force had nothing to collapse; use --schedule auto, which needs no exact fit, or more --max-steps."));
        }

        _remarks.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{NoteSchedule.Starts} starts ran {result.Steps:N0} steps each; start {result.Start} reached the fewest nonlinear PReLUs, {result.Settled.Nonlinear}, at step {result.FoundAt:N0}."));
        var network = SplitOutputs(set => training.Outputs(result.Collapsed, set));
        var candidate = Evaluated(training.ToHingeForm(result.Settled));
        var linear = new AutoTraining(_problem, _options, null).TrainLinear();
        return Finish([candidate], linear, new FullNetwork(network, candidate.ValidationLosses));
    }

    private Candidate Evaluated(HingeForm form)
    {
        var model = new TrainableHinges(form, _problem.BatchRows);
        return new Candidate(form, new ModelEvaluation(_problem.Validation, _problem.BatchRows).RowLosses(model, _problem.Loss));
    }

    private TrainResult Finish(IReadOnlyList<Candidate> models, Candidate linear, FullNetwork network)
    {
        var candidates = models.Select(Extracted).ToList();
        var possible = candidates.Where(c => c.Regions is not null).ToList();
        if (possible.Count == 0)
        {
            throw new TrainingFailedException(
                $"{models[0].Form.Hinges} nonlinear PReLUs are left, which give more than {_options.MaxRules} rules; allow more with --max-rules.");
        }

        var headline = OutputMetrics.Headline(_validation.Measure(network.Outputs[1]));
        var chosen = new ModelChoice(_problem.MajorityLoss, _options.Tolerance).Choose(possible, network.ValidationLosses, headline);
        var form = chosen.Model.Form;
        var (document, digits) = new RoundingSearch(_problem, form, chosen.Regions!).Run(_head.Name, SummaryOf());
        var measured = new ResultMeasures(_problem, document, form, network.Outputs, linear.Form);
        document = document.WithSupport(_data.Features.ToPoints(_data.Train.Table, _data.Train.Rows), measured.TrainTargets) with
        {
            Provenance = ProvenanceOf(measured, digits),
        };
        var frontier = candidates.Select(c => new FrontierPoint(
            c.Model.Form.Hinges, c.Regions?.Regions.Count(), c.Validation, ReferenceEquals(c, chosen))).ToList();
        return new TrainResult(document, frontier, _remarks);
    }

    private ExtractedCandidate Extracted(Candidate model)
    {
        var regions = RegionEnumerator.Enumerate(model.Form, _data.Features.Box.ToInputBox(), new ExtractionOptions(_options.MaxRules)).Tree;
        return new ExtractedCandidate(model, regions, _validation.Measure(new ModelOutputs(_data).Of(model.Form, _data.Validation)));
    }

    private double[][] SplitOutputs(Func<TrainingSet, float[]> outputs)
    {
        var models = new ModelOutputs(_data);
        return new[] { _problem.Train, _problem.Validation, _problem.Test }.Select(set => models.Of(outputs(set))).ToArray();
    }

    private string SummaryOf()
    {
        var targets = string.Join(", ", _data.Task.Targets.Select(t => t.Name));
        return (_data.Task.IsClassification ? "Decides " : "Predicts ") + targets + " from " + string.Join(", ", _data.Features.Inputs.Select(i => i.Name)) + ".";
    }

    private Provenance ProvenanceOf(ResultMeasures measured, int digits)
    {
        var rows = new[] { ("train", _data.Train), ("validation", _data.Validation), ("test", _data.Test) };
        return new Provenance(
            _head.Tool,
            new DataFile(_data.Table.FileName, _data.Table.Sha256),
            _data.TestTable is { } test ? new DataFile(test.FileName, test.Sha256) : null,
            rows.Select(r => new NamedNumber(r.Item1, Number.From(r.Item2.Rows.Length))).ToEquatableArray(),
            _options.Seed,
            _options.Hidden.Prepend(_problem.Train.FeatureCount).Append(_problem.Train.OutputCount).ToEquatableArray(),
            _head.Options,
            measured.Metrics,
            measured.Fidelity,
            EquatableArray.Of(new NamedNumber("digits", Number.From(digits))));
    }

    /// <summary>The network that the rules stand in for.</summary>
    /// <param name="Outputs">Its outputs on training, validation and test rows, in the units of the rules.</param>
    /// <param name="ValidationLosses">Its loss on every validation row.</param>
    private sealed record FullNetwork(double[][] Outputs, double[] ValidationLosses);
}

/// <summary>What a document says of itself.</summary>
/// <param name="Name">The name of the class to generate.</param>
/// <param name="Tool">The tool that writes it, and its version.</param>
/// <param name="Options">The options that decided the result.</param>
public sealed record DocumentHead(string Name, string Tool, EquatableArray<NamedText> Options);
