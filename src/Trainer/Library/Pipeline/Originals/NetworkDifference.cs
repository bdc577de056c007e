using System;
using System.Collections.Generic;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Sources;

namespace RuleCompiler.Trainer.Pipeline.Originals;

/// <summary>Rules beside a network, ready to be compared over all points of their ranges.</summary>
public sealed class NetworkDifference
{
    private readonly string _path;
    private readonly HeadedNetwork _headed;

    private NetworkDifference(string path, HeadedNetwork headed, RuleDocument document) =>
        (_path, _headed, Document) = (path, headed, document);

    /// <summary>The rules over the inputs of the network.</summary>
    public RuleDocument Document { get; }

    /// <summary>What follows the part of the network that is compared.</summary>
    public NetworkHead Head => _headed.Head;

    /// <summary>Writes the network as dense layers.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="source">The network.</param>
    /// <param name="limit">Ends the work with an exception.</param>
    /// <returns>Both.</returns>
    /// <exception cref="InputFileException">The network is not a chain of layers.</exception>
    /// <exception cref="RuleCompilerException">The rules have curves.</exception>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public static NetworkDifference Prepare(RuleDocument document, NetworkSource source, WorkLimit limit)
    {
        // Before the long work it is found out whether the rules have a form that can be compared.
        AffineRules.Of(document);
        var headed = source.Chain(limit);
        return new NetworkDifference(source.Path, headed, document.OverNetworkInputs(headed.Network.Inputs));
    }

    /// <summary>Proves how far they are apart.</summary>
    /// <param name="options">How far the search goes.</param>
    /// <param name="limit">Ends it.</param>
    /// <param name="progress">Told as it goes on.</param>
    /// <returns>One difference per output.</returns>
    /// <exception cref="InputFileException">
    /// The network has other inputs or outputs, or takes values beyond the range of double.
    /// </exception>
    /// <exception cref="WorkStoppedException">The limit was reached before there was anything to report.</exception>
    public IReadOnlyList<OutputDifference> Prove(FidelityOptions options, WorkLimit limit, IProgress<FidelityProgress>? progress = null) =>
        InputFileException.Blaming(
            _path, () => ProvenFidelity.Prove(Document, NetworkAnswers.WithOutputsOf(Document, _headed), options, limit, progress));
}
