using System;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Reports.Pages;

namespace RuleCompiler.Tool.Fidelity;

/// <summary>Rules that a network was collapsed to, and the network, with the same outputs.</summary>
/// <remarks>
/// The outputs of such rules are what decides: of two logits their difference, of costs the negative.
/// </remarks>
internal static class CollapsedRules
{
    /// <summary>The network with the outputs of the rules; other rules than those of a collapse have the network's own.</summary>
    /// <exception cref="ArgumentException">It has other outputs.</exception>
    public static PiecewiseNetwork Outputs(RuleDocument document, HeadedNetwork headed)
    {
        var network = headed.Network;
        return document.Provenance?.Network is not null && NetworkAnswers.LastOf(document, network.Outputs, headed.Threshold) is { } last
            ? new PiecewiseNetwork([.. network.Layers, last])
            : network;
    }
}
