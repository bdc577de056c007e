using System;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Rules;

/// <summary>
/// Rules over all inputs of the network that they were made from, in its order: they may ask for fewer, and in another order.
/// </summary>
internal static class NetworkFrame
{
    /// <summary>Puts rules over the inputs of their network, as the document records them.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="inputs">How many inputs the network has.</param>
    /// <returns>The same rules with the same sums; the document itself where it records no such network.</returns>
    public static RuleDocument OverNetworkInputs(this RuleDocument document, int inputs)
    {
        var recorded = document.Provenance?.NetworkInputs;
        if (recorded is null || recorded.Count != inputs)
            return document;
        var positions = document.Inputs.Select(i => IndexOf(recorded, i.Name)).ToArray();
        if (positions.Contains(-1) || document.Inputs.Any(i => !i.IsNumber) || positions.SequenceEqual(Enumerable.Range(0, inputs)))
            return document;

        return document.Over(
            recorded.Select((r, i) => Array.IndexOf(positions, i) is >= 0 and var own
                ? document.Inputs[own]
                : new NumberInput(r.Name, null, null, r.Minimum, r.Maximum, null)).ToEquatableArray(),
            input => positions[input],
            _ => null);
    }

    private static int IndexOf(EquatableArray<NetworkInputRange> inputs, string name)
    {
        for (var i = 0; i < inputs.Count; i++)
        {
            if (string.Equals(inputs[i].Name, name, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }
}
