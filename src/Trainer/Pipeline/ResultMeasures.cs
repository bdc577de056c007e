using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The figures of a run: the rules beside the full network, a linear model and the majority, on the same rows.</summary>
internal sealed class ResultMeasures
{
    private static readonly string[] SplitNames = ["train", "validation", "test"];

    private readonly Decision _decision;
    private readonly int _outputs;
    private readonly ModelOutputs _models;
    private readonly DataPart[] _parts;
    private readonly OutputMetrics[] _metrics;

    public ResultMeasures(LearningProblem problem, RuleDocument document, HingeForm unrounded, double[][] network, HingeForm linear)
    {
        _decision = problem.Decision;
        _outputs = problem.Data.Targets.Outputs;
        _models = new ModelOutputs(problem.Data);
        _parts = [problem.Data.Train, problem.Data.Validation, problem.Data.Test];
        _metrics = _parts.Select(p => new OutputMetrics(problem.Data, p, _decision)).ToArray();
        var rules = _parts.Select(p => _models.Of(document, p)).ToArray();
        Metrics = EquatableArray.Of(
            Measure("rules", rules),
            Measure("network", network),
            Measure("linear", _parts.Select(p => _models.Of(linear, p)).ToArray()),
            Measure("majority", _metrics.Select(m => _models.OfMajority(problem.Train, _decision, m.Rows)).ToArray()));
        Fidelity = EquatableArray.Of(
            Agreement("network", rules, network),
            Agreement("unrounded", rules, _parts.Select(p => _models.Of(unrounded, p)).ToArray()));
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

    private NamedNumbers Agreement(string with, double[][] rules, double[][] others) =>
        new(with, SplitNames.Select((name, s) => new NamedNumber(name, OutputMetrics.Agreement(_decision, _outputs, rules[s], others[s]))).ToEquatableArray());
}
