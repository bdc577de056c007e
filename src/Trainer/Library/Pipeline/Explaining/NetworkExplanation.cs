using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Interpretation;
using RuleCompiler.Trainer.Interpretation.Attributions;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Sources;

namespace RuleCompiler.Trainer.Pipeline.Explaining;

/// <summary>Why a network answers one input as it does.</summary>
/// <param name="State">The network at the input.</param>
/// <param name="Unit">The unit that is explained.</param>
/// <param name="Attributions">What each method tells of the unit, by the method's name.</param>
public sealed record NetworkExplanation(NetworkState State, NamedUnit Unit, IReadOnlyDictionary<string, Attribution> Attributions)
{
    /// <summary>Explains one unit of a network at one input.</summary>
    /// <param name="network">The network.</param>
    /// <param name="file">The file of the input, which is named where the input is to blame.</param>
    /// <param name="input">The input.</param>
    /// <param name="unit">The unit, as <see cref="NamedUnit.Find"/> takes it; null for the largest output.</param>
    /// <param name="methods">What to compute, out of <see cref="NamedMethods.Names"/>.</param>
    /// <param name="bounds">Between what values inputs can be; null where the input or the network's file says it, or nobody does.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="InputFileException">The network or the input cannot be explained so.</exception>
    public static NetworkExplanation Compute(
        NetworkSource network, string file, ExplainedInput input, string? unit, IEnumerable<string> methods, InputBounds? bounds,
        CancellationToken cancellation)
    {
        var state = StateAt(network, file, input);
        var named = InputFileException.Blaming(
            network.Path, () => unit is null ? NamedUnit.LargestOutput(state) : NamedUnit.Find(state, unit));
        cancellation.ThrowIfCancellationRequested();
        bounds ??= input.Bounds ?? (network.Boxed is { } boxed ? new InputBounds(boxed.Lower, boxed.Upper) : null);
        var attributions = new Dictionary<string, Attribution>(StringComparer.Ordinal);
        foreach (var method in methods.Distinct(StringComparer.Ordinal))
        {
            attributions.Add(
                method, InputFileException.Blaming(file, () => NamedMethods.Make(method, bounds).Attribute(state, named.Unit)));
            cancellation.ThrowIfCancellationRequested();
        }

        return new NetworkExplanation(state, named, attributions);
    }

    private static NetworkState StateAt(NetworkSource network, string file, ExplainedInput input) => InputFileException.Blaming(file, () =>
    {
        try
        {
            return NetworkState.At(network.Graph, input.Values);
        }
        catch (NotPiecewiseException e)
        {
            throw new InputFileException(network.Path, e.Problem, e);
        }
    });
}
