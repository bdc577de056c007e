using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs;

/// <summary>What a document claims about its rules.</summary>
public enum ClaimKind
{
    /// <summary>Every input takes exactly one way through the tree, to exactly one rule.</summary>
    Total,

    /// <summary>Each rule has an input inside the ranges.</summary>
    NonEmpty,

    /// <summary>The witnesses that stand in the document fall into their rules.</summary>
    Witnesses,

    /// <summary>Each condition that is marked as implied follows from the others of its rule.</summary>
    Implied,

    /// <summary>No condition that is shown follows from the others of its rule.</summary>
    Irredundant,

    /// <summary>Every input inside the ranges meets the list of a rule.</summary>
    Covers,

    /// <summary>Each label is the answer to some input. The only claim that rules without a fault can break, since the data may.</summary>
    Outcomes,

    /// <summary>The shares of training rows are those of the rows.</summary>
    Support,

    /// <summary>Outputs do not jump, except where it is stated. Made of documents of version 2, as are the next two.</summary>
    Continuous,

    /// <summary>Outputs rise or fall with an input as its direction says.</summary>
    Directions,

    /// <summary>Between which values each output lies.</summary>
    Ranges,

    /// <summary>What is computed in doubles decides as exact rules do, outside of stated bands.</summary>
    Doubles,
}

/// <summary>What came of a claim.</summary>
public enum Verdict
{
    /// <summary>The claim is proven in exact arithmetic.</summary>
    Proven,

    /// <summary>It is shown to be wrong.</summary>
    Refuted,

    /// <summary>It is neither proven nor shown to be wrong.</summary>
    Undecided,
}

/// <summary>Something that a document claims, and what came of it.</summary>
public sealed class Claim
{
    internal Claim(ClaimKind kind, string proven, string otherwise, FindingList findings, params (string Name, int Count)[] counts)
    {
        Kind = kind;
        Findings = findings.ToEquatableArray();
        Verdict = Findings.Count == 0 ? Verdict.Proven : Findings.Any(f => !f.IsUndecided) ? Verdict.Refuted : Verdict.Undecided;
        Detail = Holds ? proven : otherwise;
        Counts = counts.ToDictionary(c => c.Name, c => c.Count, StringComparer.Ordinal);
    }

    /// <summary>Which claim it is.</summary>
    public ClaimKind Kind { get; }

    /// <summary>Its name, for programs: that of the kind, with a small letter first.</summary>
    public string Name
    {
        get
        {
            var name = Kind.ToString();
            return char.ToLowerInvariant(name[0]) + name.Substring(1);
        }
    }

    /// <summary>What came of it.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether it is proven.</summary>
    public bool Holds => Verdict == Verdict.Proven;

    /// <summary>What is proven, or that something is against it, in a sentence.</summary>
    public string Detail { get; }

    /// <summary>How much was checked, by name.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; }

    /// <summary>What is proven in particular, a sentence each; none where <see cref="Detail"/> says it all.</summary>
    public EquatableArray<Statement> Statements { get; internal init; } = EquatableArray<Statement>.Empty;

    /// <summary>What is against it.</summary>
    public EquatableArray<Finding> Findings { get; }
}

/// <summary>Something that is proven.</summary>
public sealed record Statement
{
    internal Statement(string text, params Witness?[] witnesses) =>
        (Text, Witnesses) = (text, witnesses.OfType<Witness>().ToEquatableArray());

    /// <summary>What it is, in a sentence.</summary>
    public string Text { get; }

    /// <summary>Inputs that show it, in the order in which the sentence speaks of them; none where it speaks of all.</summary>
    public EquatableArray<Witness> Witnesses { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
