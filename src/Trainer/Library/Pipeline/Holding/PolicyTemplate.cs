using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Holding;

/// <summary>What a document will have of data whatever the rules will be: its inputs, its outputs and its labels.</summary>
internal static class PolicyTemplate
{
    /// <summary>A document with one rule that answers 0.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">How rules will be made, which decides what scores mean.</param>
    public static RuleDocument Of(Dataset data, TrainingOptions options)
    {
        var zero = new Expression(Number.From(0), EquatableArray<Term>.Empty);
        var rule = new Rule(
            1, data.Task.Outputs.Select(_ => (Expression?)null).ToEquatableArray(), EquatableArray<int>.Empty, null, null);
        return new RuleDocument(
            "Template", string.Empty, data.Features.Inputs, data.Task.Outputs, LearningProblem.DecisionOf(data, options),
            EquatableArray<Condition>.Empty, new Leaf(0), EquatableArray.Of(rule), null)
        {
            Version = 2,
            Common = data.Task.Outputs.Select(_ => (Expression?)zero).ToEquatableArray(),
        };
    }
}
