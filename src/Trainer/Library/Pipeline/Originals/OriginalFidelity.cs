using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Originals;

/// <summary>
/// How models agree with the network that is collapsed, where neither training nor choice has looked: on test rows and on fresh points.
/// </summary>
internal sealed class OriginalFidelity
{
    private const string FreshName = "fresh";

    private readonly LearningProblem _problem;
    private readonly ModelOutputs _models;
    private readonly (string Name, DataPart Part, double[] Answers)[] _parts;

    public OriginalFidelity(OriginalModel original, LearningProblem problem)
    {
        _problem = problem;
        _models = new ModelOutputs(problem.Data);
        _parts = new[] { ("test", problem.Data.Test), (FreshName, original.Fresh) }
            .Select(p => (p.Item1, p.Item2, original.Outputs(p.Item2))).ToArray();
    }

    /// <summary>Of a hinge form over the features.</summary>
    public EquatableArray<NamedNumber> Of(HingeForm form) => Measure(part => _models.Of(form, part));

    /// <summary>Of a network over the features.</summary>
    public EquatableArray<NamedNumber> Of(PReluNetwork network) => Measure(part => _models.Of(network, part));

    /// <summary>Adds what rules agree in on fresh points to what they agree in on the splits.</summary>
    public NamedNumbers WithFresh(NamedNumbers ofSplits, RuleDocument document)
    {
        var fresh = Measure(part => _models.Of(document, part)).First(n => n.Name == FreshName);
        return ofSplits with { Numbers = ofSplits.Numbers.Append(fresh).ToEquatableArray() };
    }

    private EquatableArray<NamedNumber> Measure(Func<DataPart, double[]> outputs) => _parts.Select(p => new NamedNumber(
        p.Name, OutputMetrics.Agreement(_problem.Decision, _problem.Data.Targets.Outputs, outputs(p.Part), p.Answers))).ToEquatableArray();
}
