using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Regions;

/// <summary>The largest difference between rules and a network over all points of the ranges, with proof.</summary>
public static class ProvenFidelity
{
    /// <summary>The part of the time that bounding the rules' cells may take; the rest is for the search.</summary>
    private const double PreparationShare = 0.5;

    /// <summary>Finds it for each output.</summary>
    /// <param name="document">The rules; all inputs are numbers.</param>
    /// <param name="network">The network over the same inputs, in the same order and units, with as many outputs.</param>
    /// <param name="options">When to stop.</param>
    /// <param name="limit">Ends the search; null does not.</param>
    /// <param name="progress">Told as the search goes on.</param>
    /// <returns>One interval per output, in order.</returns>
    /// <exception cref="RuleCompilerException">
    /// The inputs or outputs do not match, or something is beyond the range of double; the message says what.
    /// </exception>
    /// <exception cref="WorkStoppedException">It was cancelled.</exception>
    public static IReadOnlyList<OutputDifference> Prove(
        RuleDocument document,
        PiecewiseNetwork network,
        FidelityOptions? options = null,
        WorkLimit? limit = null,
        IProgress<FidelityProgress>? progress = null)
    {
        RequireSame(document, network.Inputs, network.Outputs);
        return Prove(
            document,
            x => network.Evaluate(x),
            l => ComparedNetwork.Of(network, l),
            options ?? FidelityOptions.Default,
            limit ?? WorkLimit.None,
            progress);
    }

    /// <summary>Finds it for a hinge form.</summary>
    /// <inheritdoc cref="Prove(RuleDocument, PiecewiseNetwork, FidelityOptions?, WorkLimit?, IProgress{FidelityProgress}?)"/>
    public static IReadOnlyList<OutputDifference> Prove(
        RuleDocument document,
        HingeForm network,
        FidelityOptions? options = null,
        WorkLimit? limit = null,
        IProgress<FidelityProgress>? progress = null)
    {
        RequireSame(document, network.Inputs, network.Outputs);
        return Prove(
            document, Evaluate, _ => ComparedNetwork.Of(network), options ?? FidelityOptions.Default, limit ?? WorkLimit.None, progress);

        double[] Evaluate(double[] x)
        {
            var outputs = new double[network.Outputs];
            network.Evaluate(x, outputs);
            return outputs;
        }
    }

    private static OutputDifference[] Prove(
        RuleDocument document,
        Func<double[], double[]> evaluate,
        Func<WorkLimit, ComparedNetwork> compare,
        FidelityOptions options,
        WorkLimit limit,
        IProgress<FidelityProgress>? progress)
    {
        var clock = Stopwatch.StartNew();
        var whole = limit.Within(options.TimeLimit);
        var points = new ComparedPoints(document, evaluate, whole);
        var outputs = document.Outputs.Count;
        DifferenceProblem problem;
        try
        {
            problem = new DifferenceProblem(
                document,
                compare(whole),
                points,
                whole.Within(options.TimeLimit * PreparationShare),
                r => progress?.Report(new FidelityProgress(r, document.Rules.Count, 0, 0, double.PositiveInfinity)));
        }
        catch (WorkStoppedException e) when (e.Reason != WorkStop.Cancelled)
        {
            // The network was not even written in the form that is bounded.
            return Enumerable.Range(0, outputs).Select(k => Seen(points.Best(k), k, double.PositiveInfinity, e.Reason, 0)).ToArray();
        }

        // What is left is divided among those outputs that are left.
        return Enumerable.Range(0, outputs).Select(k => new DifferenceSearch(problem, k)
            .Run(options.MaxRegions, whole.Within((options.TimeLimit - clock.Elapsed) / (outputs - k)), progress)).ToArray();
    }

    /// <summary>What a search that a limit ended knows.</summary>
    internal static OutputDifference Seen(DifferencePoint best, int output, double upper, WorkStop? stopped, long regions) => new(
        output, best.Difference, Math.Max(best.Difference, upper), false, best.Point.ToEquatableArray(), best.Rules, best.Network, regions)
    {
        Stopped = stopped,
    };

    private static void RequireSame(RuleDocument document, int inputs, int outputs)
    {
        if (document.Inputs.Categories().FirstOrDefault() is { } category)
            throw new RuleCompilerException(
                $"The input '{Documents.VisibleText.Of(category.Name)}' is a category; a network's inputs are numbers.");
        if (inputs != document.Inputs.Count)
        {
            throw new RuleCompilerException(
                $"The network has {inputs} inputs, the rules have {document.Inputs.Count}. Rules of rulec collapse record the inputs of "
                    + "their network: collapse it again.");
        }

        if (outputs != document.Outputs.Count)
            throw new RuleCompilerException($"The network has {outputs} outputs, the rules have {document.Outputs.Count}.");
    }
}

/// <summary>When the search for the largest difference stops.</summary>
/// <param name="MaxRegions">How many common regions, and parts of the box on the way to them, are examined for each output.</param>
/// <param name="TimeLimit">
/// How long it may take for all outputs, each having an equal part of it. What is found then depends on the machine.
/// </param>
public sealed record FidelityOptions(long MaxRegions, TimeSpan TimeLimit)
{
    /// <summary>A million regions, no limit of time.</summary>
    public static FidelityOptions Default { get; } = new(1_000_000, TimeSpan.FromDays(10_000));
}

/// <summary>How far a comparison is.</summary>
/// <param name="Bounded">The rules whose cells are bounded.</param>
/// <param name="Rules">All rules.</param>
/// <param name="Output">The output that is searched.</param>
/// <param name="Regions">The regions that were examined for it.</param>
/// <param name="Gap">
/// What is still open between the difference that was seen and the one that is ruled out; +∞ before that is known.
/// </param>
public sealed record FidelityProgress(int Bounded, int Rules, int Output, long Regions, double Gap);

/// <summary>The largest |rules − network| of one output lies between <paramref name="Lower"/> and <paramref name="Upper"/>.</summary>
/// <param name="Output">The position of the output.</param>
/// <param name="Lower">The difference at a point, as both evaluate in double.</param>
/// <param name="Upper">
/// No point of the ranges has a larger one, neither in exact arithmetic nor as both evaluate in double; +∞ where nothing is ruled out.
/// </param>
/// <param name="IsComplete">Whether the search came to its end; else a limit did, and a longer search may narrow the interval.</param>
/// <param name="Point">The point with the difference <paramref name="Lower"/>: one value per input.</param>
/// <param name="Rules">The rules' output there.</param>
/// <param name="Network">The network's output there.</param>
/// <param name="Regions">The common regions, and parts of the box on the way to them, that were examined.</param>
public sealed record OutputDifference(
    int Output, double Lower, double Upper, bool IsComplete, EquatableArray<double> Point, double Rules, double Network, long Regions)
{
    /// <summary>The limit that ended the search; null where it was the number of regions, or none.</summary>
    public WorkStop? Stopped { get; init; }
}
