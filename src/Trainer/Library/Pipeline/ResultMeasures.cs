using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>
/// The figures of a run: the rules beside what they are compared with, on the same rows. The outputs of a model are one array per split.
/// </summary>
internal sealed class ResultMeasures
{
    private static readonly string[] SplitNames = ["train", "validation", "test"];

    private readonly Decision _decision;
    private readonly int _outputs;
    private readonly ModelOutputs _models;
    private readonly DataPart[] _parts;
    private readonly OutputMetrics[] _metrics;

    /// <summary>Prepares to measure.</summary>
    /// <param name="data">The data.</param>
    /// <param name="decision">How outputs become decisions.</param>
    /// <param name="encoding">The features of hinge forms; null where they have no curves.</param>
    public ResultMeasures(Dataset data, Decision decision, CurveEncoding? encoding = null)
    {
        _decision = decision;
        _outputs = data.Targets.Outputs;
        _models = new ModelOutputs(data, encoding);
        _parts = [data.Train, data.Validation, data.Test];
        _metrics = _parts.Select(p => new OutputMetrics(data, p, decision)).ToArray();
    }

    /// <summary>The targets of the training rows.</summary>
    public ReadOnlySpan<double> TrainTargets => _metrics[0].Targets;

    /// <summary>The outputs of a document.</summary>
    public double[][] OutputsOf(RuleDocument document) => _parts.Select(p => _models.Of(document, p)).ToArray();

    /// <summary>The outputs of a hinge form over the features.</summary>
    public double[][] OutputsOf(HingeForm form) => _parts.Select(p => _models.Of(form, p)).ToArray();

    /// <summary>The outputs of the best answer that ignores the inputs.</summary>
    public double[][] OfMajority(TrainingSet train) => _metrics.Select(m => _models.OfMajority(train, _decision, m.Rows)).ToArray();

    /// <summary>The metrics of models on each split.</summary>
    /// <param name="models">Their names and outputs; what is null is left out.</param>
    public EquatableArray<ModelMetrics> Of(params IEnumerable<(string Name, double[][]? Outputs)> models) => models
        .Where(m => m.Outputs is not null)
        .Select(m => new ModelMetrics(
            m.Name, SplitNames.Select((name, s) => new NamedNumbers(name, _metrics[s].Measure(m.Outputs![s]))).ToEquatableArray()))
        .ToEquatableArray();

    /// <summary>
    /// How rules agree with another model on each split: the share of rows with the same decision, or R² where the decision is a value.
    /// </summary>
    public NamedNumbers Agreement(string with, double[][] rules, double[][] others) => new(
        with, SplitNames.Select((name, s) => new NamedNumber(name, OutputMetrics.Agreement(_decision, _outputs, rules[s], others[s])))
            .ToEquatableArray());
}
