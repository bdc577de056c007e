using System;

namespace RuleCompiler.Generator.Models;

/// <summary>What a project asks for, for one document.</summary>
/// <param name="Namespace">The namespace of the class, or null for the project's root namespace.</param>
/// <param name="ClassName">The name of the class, or null for the document's.</param>
/// <param name="Accessibility"><c>public</c> or <c>internal</c>, or null where the user's own part of the class says it.</param>
/// <param name="Members">The members to generate.</param>
internal sealed record GenerationOptions(string? Namespace, string? ClassName, string? Accessibility, MemberSet Members)
{
    /// <summary>Whether the document has to be approved.</summary>
    public ApprovalMode Approval { get; init; }

    /// <summary>How much work the proof of one policy may take, counted and not timed, so that a build does not depend on load.</summary>
    public long ProofSteps { get; init; } = StandardProofSteps;

    /// <summary>A second of searching or so.</summary>
    public const long StandardProofSteps = 2_000_000;

    public static readonly GenerationOptions Default = new(null, null, null, MemberSet.All);

    public bool Has(MemberSet member) => (Members & member) != MemberSet.None;
}

/// <summary>Whether a document has to be approved before it is compiled.</summary>
internal enum ApprovalMode
{
    /// <summary>Nothing is checked.</summary>
    None,

    /// <summary>Where there is an approval, the document has to mean what it says.</summary>
    Optional,

    /// <summary>There has to be an approval of what the document means.</summary>
    Required,
}

/// <summary>The members of a generated class that can be chosen; the types come with what needs them.</summary>
[Flags]
internal enum MemberSet
{
    None = 0,

    /// <summary><c>Classify</c>, or <c>Evaluate</c> for a regression.</summary>
    Main = 1,

    /// <summary><c>Score</c>.</summary>
    Score = 2,

    /// <summary><c>Probability</c> and <c>Probabilities</c>.</summary>
    Probability = 4,

    /// <summary><c>Rule</c>.</summary>
    Rule = 8,

    /// <summary><c>Explain</c>.</summary>
    Explain = 16,

    /// <summary><c>Rules</c>.</summary>
    Rules = 32,

    /// <summary><c>TryParse</c> and <c>TextOf</c>.</summary>
    Text = 64,

    /// <summary><c>Recourse</c>, which brings <c>Explain</c> with it.</summary>
    Recourse = 128,

    /// <summary><c>Monitor</c>.</summary>
    Monitor = 256,

    All = Main | Score | Probability | Rule | Explain | Rules | Text | Recourse | Monitor,
}
