using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>
/// The last step before a document is written: what it claims of its rules is proven, in exact arithmetic over its digits.
/// </summary>
/// <remarks>
/// The rules were searched, not guessed, so a claim that is refuted is a fault of the program, and no document may come of it.
/// </remarks>
internal static class ProvenDocument
{
    /// <summary>The most conditions on all paths together that are proven: some 1,000 rules, which take seconds.</summary>
    internal const int MaxConditions = 20_000;

    /// <summary>The most steps of the proof, some ten times as many as 150 rules of a tree need; what is open then is said.</summary>
    internal static readonly ProofLimit Limit = new() { Steps = 10_000_000 };

    // Enough to see which; rulec verify tells all.
    private const int FindingsShown = 2;

    /// <summary>Proves the claims.</summary>
    /// <param name="document">The document that is to be written.</param>
    /// <returns>What a person should know of it; nothing where all is proven.</returns>
    /// <exception cref="InvalidOperationException">A claim does not hold.</exception>
    public static IReadOnlyList<Note> Notes(RuleDocument document)
    {
        var conditions = new RulePaths(document).Sum(p => p.Count);
        if (conditions > MaxConditions)
        {
            return [new Note("not-proven", string.Create(
                CultureInfo.InvariantCulture,
                $"the rules have {conditions} conditions together, more than the {MaxConditions} that are proven before they are written; "
                    + $"rulec verify proves them."))];
        }

        // Not cancelled with the training: what was kept of a run that was stopped is written, and so must be right.
        var open = DocumentVerifier.Verify(document, Limit).Claims.Where(c => !c.Holds).ToArray();
        if (open.FirstOrDefault(c => c.Verdict == Verdict.Refuted && c.Kind != ClaimKind.Outcomes) is { } wrong)
        {
            var why = string.Join(" ", wrong.Findings.Take(FindingsShown));
            throw new InvalidOperationException($"the rules are not what they claim to be, and are not written ({wrong.Name}: {why})");
        }

        // A label that is never the answer, or what has too many cases to be decided, is not a fault of the rules.
        return open.SelectMany(claim => claim.Findings.Take(FindingsShown).Select(
            finding => new Note(claim.Verdict == Verdict.Refuted ? "never-the-answer" : "not-proven", finding.Text))).ToArray();
    }
}
