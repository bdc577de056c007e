using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Geometry;

/// <summary>The largest difference between rules and a network over all points of the ranges, with proof.</summary>
public static class ProvenFidelity
{
    /// <summary>Finds it for each output.</summary>
    /// <param name="document">The rules; all inputs are numbers.</param>
    /// <param name="network">The network over the same inputs, in the same order and units, with as many outputs.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>One interval per output, in order.</returns>
    /// <exception cref="ArgumentException">The inputs or outputs do not match, or something is beyond the range of double; the message says what.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<OutputDifference> Of(
        RuleDocument document, PiecewiseNetwork network, FidelityOptions? options = null, CancellationToken cancellation = default) =>
        Of(document, ComparedNetwork.Of(network), options ?? FidelityOptions.Default, cancellation);

    /// <summary>Finds it for a hinge form.</summary>
    /// <inheritdoc cref="Of(RuleDocument, PiecewiseNetwork, FidelityOptions?, CancellationToken)"/>
    public static IReadOnlyList<OutputDifference> Of(
        RuleDocument document, HingeForm network, FidelityOptions? options = null, CancellationToken cancellation = default) =>
        Of(document, ComparedNetwork.Of(network), options ?? FidelityOptions.Default, cancellation);

    private static OutputDifference[] Of(RuleDocument document, ComparedNetwork compared, FidelityOptions options, CancellationToken cancellation)
    {
        var network = compared.Form;
        if (document.Inputs.OfType<CategoryInput>().FirstOrDefault() is { } category)
            throw new ArgumentException($"The input '{Description.VisibleText.Of(category.Name)}' is a category; a network's inputs are numbers.");
        if (network.Inputs != document.Inputs.Count)
        {
            throw new ArgumentException(
                $"The network has {network.Inputs} inputs, the rules have {document.Inputs.Count}. Rules of rulec collapse record the inputs of their network: collapse it again.");
        }

        if (network.Outputs != document.Outputs.Count)
            throw new ArgumentException($"The network has {network.Outputs} outputs, the rules have {document.Outputs.Count}.");

        var clock = Stopwatch.StartNew();
        var problem = new DifferenceProblem(document, compared, cancellation);
        return Enumerable.Range(0, network.Outputs).Select(k => new DifferenceSearch(problem, k).Run(parts =>
        {
            cancellation.ThrowIfCancellationRequested();
            return parts < options.MaxRegions && clock.Elapsed < options.TimeLimit * ((k + 1.0) / network.Outputs);
        })).ToArray();
    }
}

/// <summary>When to stop.</summary>
/// <param name="MaxRegions">How many common regions, and parts of the box on the way to them, are looked at for each output.</param>
/// <param name="TimeLimit">How long it may take for all outputs, each having an equal part of it. What is found then depends on the machine.</param>
public sealed record FidelityOptions(long MaxRegions, TimeSpan TimeLimit)
{
    /// <summary>A million regions, no limit of time.</summary>
    public static FidelityOptions Default { get; } = new(1_000_000, TimeSpan.FromDays(10_000));
}

/// <summary>The largest |rules − network| of one output lies between <paramref name="Lower"/> and <paramref name="Upper"/>.</summary>
/// <param name="Output">The position of the output.</param>
/// <param name="Lower">The difference at a point, as both evaluate in double.</param>
/// <param name="Upper">No point of the ranges has a larger one, neither in exact arithmetic nor as both evaluate in double.</param>
/// <param name="IsComplete">Whether the search came to its end; else a limit did, and a longer search may narrow the interval.</param>
/// <param name="Point">The point with the difference <paramref name="Lower"/>: one value per input.</param>
/// <param name="Rules">The rules' output there.</param>
/// <param name="Network">The network's output there.</param>
/// <param name="Regions">The common regions, and parts of the box on the way to them, that were looked at.</param>
public sealed record OutputDifference(
    int Output, double Lower, double Upper, bool IsComplete, EquatableArray<double> Point, double Rules, double Network, long Regions);
