using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The figures of a run: the rules beside the full network, a linear model and the majority, on the same rows.</summary>
internal sealed class ResultMeasures
{
    private static readonly string[] SplitNames = ["train", "validation", "test"];

    private readonly Decision _decision;
    private readonly ModelOutputs _models;
    private readonly DataPart[] _parts;
    private readonly OutputMetrics[] _metrics;

    public ResultMeasures(LearningProblem problem, RuleDocument document, HingeForm unrounded, double[][] network, HingeForm linear)
    {
        _decision = problem.Decision;
        _models = new ModelOutputs(problem.Data);
        _parts = [problem.Data.Train, problem.Data.Validation, problem.Data.Test];
        _metrics = _parts.Select(p => new OutputMetrics(problem.Data, p, _decision)).ToArray();
        var rules = _parts.Select(p => _models.Of(document, p)).ToArray();
        Metrics = EquatableArray.Of(
            Measure("rules", rules),
            Measure("network", network),
            Measure("linear", _parts.Select(p => _models.Of(linear, p)).ToArray()),
            Measure("majority", _metrics.Select(m => _models.OfMajority(problem.Train, _decision, m.Rows)).ToArray()));
        var evaluator = new RuleEvaluator(document);
        Fidelity = EquatableArray.Of(
            Agreement("network", evaluator, rules, network),
            Agreement("unrounded", evaluator, rules, _parts.Select(p => _models.Of(unrounded, p)).ToArray()));
    }

    /// <summary>The metrics of each model on each split.</summary>
    public EquatableArray<ModelMetrics> Metrics { get; }

    /// <summary>
    /// How the rules agree with the full network and with themselves before rounding: the share of rows with the same decision, or R² where
    /// the decision is a value.
    /// </summary>
    public EquatableArray<NamedNumbers> Fidelity { get; }

    /// <summary>The targets of the training rows.</summary>
    public ReadOnlySpan<double> TrainTargets => _metrics[0].Targets;

    private ModelMetrics Measure(string model, double[][] outputs) =>
        new(model, SplitNames.Select((name, s) => new NamedNumbers(name, _metrics[s].Measure(outputs[s]))).ToEquatableArray());

    private NamedNumbers Agreement(string with, RuleEvaluator evaluator, double[][] rules, double[][] others) =>
        new(with, SplitNames.Select((name, s) => new NamedNumber(name, Agreement(evaluator, rules[s], others[s]))).ToEquatableArray());

    private Number Agreement(RuleEvaluator evaluator, double[] rules, double[] others)
    {
        var outputs = evaluator.Document.Outputs.Count;
        if (_decision is ValueDecision)
            return Training.PredictionMetrics.OfValues(rules, others, outputs)[0].Value;
        var rows = rules.Length / outputs;
        var same = Enumerable.Range(0, rows).Count(r =>
            evaluator.Classify(rules[(r * outputs)..((r + 1) * outputs)]) == evaluator.Classify(others[(r * outputs)..((r + 1) * outputs)]));
        return Number.From(Math.Round((double)same / rows, 6));
    }
}
