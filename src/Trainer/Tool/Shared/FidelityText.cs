using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Tool.Shared;

/// <summary>How rules agree with the network that they were made from, in a sentence.</summary>
public static class FidelityText
{
    /// <summary>Describes the agreement with a network that was trained elsewhere.</summary>
    /// <param name="document">The rules.</param>
    /// <returns>The sentence; null where there is no such network.</returns>
    public static string? Of(RuleDocument document)
    {
        if (document.Provenance is not { Network: { } network } provenance
            || provenance.Fidelity.FirstOrDefault(f => f.Name == "network") is not { } fidelity)
            return null;
        var parts = fidelity.Numbers.Where(n => n.Name is "test" or "fresh")
            .Select(n => $"{Shown(n.Value)} on {(n.Name == "test" ? "test rows" : "fresh points")}");
        return $"Agreement of the rules with {Documents.VisibleText.Of(network.File)}: {string.Join(", ", parts)}.";

        string Shown(Number value) => document.Decision.IsClass ? ShownShare.Of(value) : "R² " + value.Text;
    }
}
