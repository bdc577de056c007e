using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Predictions.Recourses;

/// <summary>What is asked of rows: which change would lead to another decision.</summary>
public sealed record RecourseRequest
{
    /// <summary>The label that is wanted; null for any other than the row's own.</summary>
    public string? Label { get; init; }

    /// <summary>The output that is meant, where there are several; null where that need not be said.</summary>
    public string? Output { get; init; }

    /// <summary>What the output is to be at least; null where no value is wanted.</summary>
    public double? AtLeast { get; init; }

    /// <summary>What the output is to be at most; null where no value is wanted.</summary>
    public double? AtMost { get; init; }

    /// <summary>How many inputs may change; null for the usual number.</summary>
    public int? MostChanges { get; init; }

    /// <summary>How many bounds may be calculated for a row; null for the usual number.</summary>
    public long? Budget { get; init; }

    /// <summary>What changes cost, in millionths, where that is not what follows from the document.</summary>
    public EquatableArray<InputCost> Costs { get; init; } = EquatableArray<InputCost>.Empty;

    /// <summary>What the changed row has to keep to.</summary>
    public EquatableArray<SideCondition> Sides { get; init; } = EquatableArray<SideCondition>.Empty;

    /// <summary>The request as the runtime takes it.</summary>
    /// <param name="document">The rules.</param>
    /// <exception cref="RuleCompilerException">There is no such output.</exception>
    internal RecourseOptions ToOptions(RuleDocument document)
    {
        var options = RecourseOptions.Default;
        if (MostChanges is { } most)
            options = options.WithMostChanges(most);
        if (Budget is { } budget)
            options = options.WithBudget(budget);
        if (Output is { } output)
            options = options.WithOutput(output);
        if (Label is { } label)
            options = options.WithLabel(label);
        if (AtLeast is { } least)
            options = options.WithAtLeast(Valued(document), least);
        if (AtMost is { } largest)
            options = options.WithAtMost(Valued(document), largest);
        options = Costs.Aggregate(options, (o, cost) => o.WithCost(cost.Input, cost.Millionths));
        return Sides.Aggregate(options, (o, side) => o.WithSide([.. side.Inputs], [.. side.Factors], side.Most));
    }

    private string Valued(RuleDocument document)
    {
        if (Output is not null)
            return Output;
        return document.Outputs.Count == 1
            ? document.Outputs[0].Name
            : throw new RuleCompilerException("The rules have several outputs; say with --output which value is wanted.");
    }
}

/// <summary>What a change of an input costs.</summary>
/// <param name="Input">Its name.</param>
/// <param name="Millionths">For a step, another category, or a place in the order of categories.</param>
public sealed record InputCost(string Input, long Millionths);
