using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>What came of the policies of a document.</summary>
public sealed class PolicyReport
{
    internal PolicyReport(EquatableArray<PolicyResult> results, PolicyProofs proofs) => (Results, Proofs) = (results, proofs);

    /// <summary>One result per policy, in the order of the file.</summary>
    public EquatableArray<PolicyResult> Results { get; }

    /// <summary>The proofs that were found, for the next time.</summary>
    public PolicyProofs Proofs { get; }

    /// <summary>Whether all hold.</summary>
    public bool Holds => Results.All(r => r.Verdict == Verdict.Proven);
}

/// <summary>What came of one policy.</summary>
public sealed record PolicyResult
{
    internal PolicyResult(Policy policy, Verdict verdict, string text) =>
        (Name, Kind, Line, Column, Verdict, Text) =
            (policy.Name, policy.Match(PolicyWords.Instance), policy.Line, policy.Column, verdict, text);

    /// <summary>What people call the policy.</summary>
    public string Name { get; }

    /// <summary>Its kind, as the file has it.</summary>
    public string Kind { get; }

    /// <summary>The line of the file of policies where it stands, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The column there.</summary>
    public int Column { get; }

    /// <summary>What came of it.</summary>
    public Verdict Verdict { get; }

    /// <summary>What holds, what breaks it, or what stands in the way of a proof, in a sentence.</summary>
    public string Text { get; }

    /// <summary>One or two rows that break it; none where it holds, or where it takes no row to break it.</summary>
    public EquatableArray<Witness> Rows { get; internal init; } = EquatableArray<Witness>.Empty;

    /// <summary>
    /// Whether evaluation in doubles breaks the policy at those rows too. If not, it is broken by so little that only exact arithmetic
    /// shows it.
    /// </summary>
    public bool IsComputed { get; internal init; }

    /// <summary>The numbers that do most against it, the worst first, three at most.</summary>
    public EquatableArray<PolicyBlame> Blames { get; internal init; } = EquatableArray<PolicyBlame>.Empty;

    /// <summary>The places to blame, before their lines are known.</summary>
    internal IReadOnlyList<Contribution> Contributions { get; init; } = [];
}

/// <summary>A place in a document that goes against a policy.</summary>
/// <param name="Line">The line in the document, counted from 1.</param>
/// <param name="Column">The column there, counted from 1.</param>
/// <param name="Text">What stands there, and what it does.</param>
public sealed record PolicyBlame(int Line, int Column, string Text);
