using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>The inputs in groups; each of several has methods of its own, for one method for all would be too long.</summary>
internal sealed class InputGroups
{
    private const int MaxInputs = 64;

    /// <summary>Groups the inputs of a document.</summary>
    public InputGroups(RuleDocument document)
    {
        var count = document.Inputs.Count;
        var groups = (count + MaxInputs - 1) / MaxInputs;
        All = Enumerable.Range(0, groups).Select(g => new InputGroup(
            groups == 1 ? string.Empty : Literals.Int(g + 1), g * MaxInputs, System.Math.Min(count, (g + 1) * MaxInputs))).ToArray();
    }

    /// <summary>The groups.</summary>
    public IReadOnlyList<InputGroup> All { get; }

    /// <summary>Whether there is one.</summary>
    public bool IsOne => All.Count == 1;

    /// <summary>The position past which no run of numbers goes on: where the next group begins.</summary>
    public static int EndAfter(int input) => (input / MaxInputs + 1) * MaxInputs;
}

/// <summary>Inputs one after another.</summary>
/// <param name="Suffix">What the names of its methods end in.</param>
/// <param name="First">The position of the first.</param>
/// <param name="End">The position after the last.</param>
internal sealed record InputGroup(string Suffix, int First, int End)
{
    /// <summary>The positions of all.</summary>
    public IEnumerable<int> Inputs => Enumerable.Range(First, End - First);
}
