using System.Collections;
using System.Collections.Generic;

namespace RuleCompiler.Proofs;

/// <summary>Something that is against a claim.</summary>
public sealed record Finding
{
    internal Finding(string text, bool isUndecided, Witness? witness, Witness? other = null) =>
        (Text, IsUndecided, Witness, OtherWitness) = (text, isUndecided, witness, other);

    /// <summary>What it is, in a sentence.</summary>
    public string Text { get; }

    /// <summary>Whether it is only that something was neither shown nor refuted.</summary>
    public bool IsUndecided { get; }

    /// <summary>An input that shows it; null where none does or none is needed.</summary>
    public Witness? Witness { get; }

    /// <summary>A second input, where it takes two to show it: one that differs from the first in one value.</summary>
    public Witness? OtherWitness { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>What is found against a claim while it is checked.</summary>
internal sealed class FindingList : IEnumerable<Finding>
{
    private readonly List<Finding> _findings = [];

    /// <summary>Whether nothing is against the claim so far.</summary>
    public bool IsEmpty => _findings.Count == 0;

    /// <summary>Something is otherwise than claimed.</summary>
    /// <param name="text">What, in a sentence.</param>
    /// <param name="witness">An input that shows it.</param>
    /// <param name="other">A second input, where it takes two.</param>
    public void Refute(string text, Witness? witness = null, Witness? other = null) =>
        _findings.Add(new Finding(text, isUndecided: false, witness, other));

    /// <summary>Something could not be decided.</summary>
    /// <param name="text">What, in a sentence.</param>
    public void LeaveOpen(string text) => _findings.Add(new Finding(text, isUndecided: true, null));

    /// <inheritdoc/>
    public IEnumerator<Finding> GetEnumerator() => _findings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
