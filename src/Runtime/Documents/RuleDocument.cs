using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>A rule system as it stands in a <c>*.rules.json</c> file, version 1 or 2, checked and resolved.</summary>
/// <remarks>
/// References by name or id in the file are positions here: a term names its input by its position in <see cref="Inputs"/>, a tree
/// node its condition by its position in <see cref="Conditions"/>. An instance made by <see cref="RuleDocumentReader"/> is valid:
/// every position exists, every condition and rule is used, the tree covers every input exactly once, and each rule is a linear region.
/// </remarks>
/// <param name="Name">The name of the class to generate.</param>
/// <param name="Summary">One sentence on what is decided.</param>
/// <param name="Inputs">The inputs, in the order in which expressions add them.</param>
/// <param name="Outputs">The outputs, in order.</param>
/// <param name="Decision">How outputs become a decision.</param>
/// <param name="Conditions">The half-spaces that inner nodes of the tree test.</param>
/// <param name="Tree">The normative form: descent by e(x) &lt; 0 ends in exactly one rule.</param>
/// <param name="Rules">The linear regions with their affine maps.</param>
/// <param name="Provenance">Where the rules come from and how good they are, if it was written down.</param>
public sealed record RuleDocument(
    string Name,
    string Summary,
    EquatableArray<Input> Inputs,
    EquatableArray<Output> Outputs,
    Decision Decision,
    EquatableArray<Condition> Conditions,
    TreeNode Tree,
    EquatableArray<Rule> Rules,
    Provenance? Provenance)
{
    /// <summary>The newest version of the format; all from 1 on are read and written.</summary>
    public const int NewestVersion = 2;

    /// <summary>The version of the format that the document is in.</summary>
    public int Version { get; init; } = 1;

    /// <summary>
    /// One expression per output that all rules share, null where the rules' own stand alone; empty where none is shared.
    /// </summary>
    public EquatableArray<Expression?> Common { get; init; } = EquatableArray<Expression?>.Empty;

    /// <summary>The rows that reasons are measured from.</summary>
    public EquatableArray<Reference> References { get; init; } = EquatableArray<Reference>.Empty;

    /// <summary>All sums that are there: of the conditions, of the common part, of the rules.</summary>
    internal IEnumerable<Expression> Sums =>
        Conditions.Select(c => c.Expression).Concat(Common.Present()).Concat(Rules.SelectMany(r => r.Own.Present()));

    /// <summary>How many points all curves have.</summary>
    internal int Points => Sums.Sum(s => s.Terms.Sum(term => term.Match(_ => 0, _ => 0, curve => curve.Curve.Points.Count)));

    /// <summary>How many scores are looked at: one where the largest output decides, or all outputs.</summary>
    internal int ScoreCount => Decision.ScoresOf(Outputs.Count);

    /// <summary>The common part of an output.</summary>
    /// <param name="output">The position of the output.</param>
    /// <returns>The expression; null where there is none.</returns>
    public Expression? CommonOf(int output) => Common.Count > 0 ? Common[output] : null;

    /// <summary>The outputs of a rule as single sums over numbers and categories, which they are in version 1.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <returns>One expression per output.</returns>
    /// <exception cref="NotSupportedException">
    /// The outputs have a common part or adjustments: only code that knows them can tell what the rule gives.
    /// </exception>
    public IReadOnlyList<Expression> Whole(int rule) => Whole(Rules[rule]);

    /// <summary>The outputs of a rule as single sums over numbers and categories, which they are in version 1.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>One expression per output.</returns>
    /// <exception cref="NotSupportedException">As above.</exception>
    public IReadOnlyList<Expression> Whole(Rule rule) => rule.Own
        .Select((own, k) => CommonOf(k) is null && own is { Adjustments.Count: 0 } ? own : throw new NotSupportedException(
            "The rules of this document share a common part or are adjusted by conditions, which is not known here."))
        .ToArray();
}
