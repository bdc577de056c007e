using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Tool.Shared;

namespace RuleCompiler.Tool.Approve;

/// <summary>What came of <c>rulec approve</c>, for programs.</summary>
internal static class ApprovalJson
{
    /// <summary>Of a check.</summary>
    public static string Of(CheckedApproval check) => ResultJson.Of(new
    {
        check.Name,
        Approved = check.Holds,
        File = check.Path,
        Meaning = check.Meaning.Hash,
        check.Meaning.Policies,
        ApprovedMeaning = check.Approval?.MeaningHash,
        Approvals = Signatures(check.Approval),
        Changes = Changes(check.Changes),
        Lines = (IEnumerable<string>?)check.Changes?.Lines ?? [],
    });

    /// <summary>Of a document that was not approved.</summary>
    public static string Of(Refusal refusal) => ResultJson.Of(new
    {
        refusal.Name,
        Approved = false,
        Decided = refusal.Proven is not null,
        Failures = refusal.Failed.Select(f => new { Claim = f.Name, f.Detail }),
    });

    /// <summary>Of an approval that was written.</summary>
    public static string Of(GivenApproval given) => ResultJson.Of(new
    {
        given.After.Name,
        Approved = true,
        given.Outcome,
        File = given.Path,
        Meaning = given.After.MeaningHash,
        given.Meaning.Policies,
        Previous = given.After.Previous?.MeaningHash,
        Approvals = Signatures(given.After),
        Changes = Changes(given.Changes),
        Lines = (IEnumerable<string>?)given.Changes?.Lines ?? [],
        given.Notes,
    });

    private static IEnumerable<object> Signatures(Approval? approval) =>
        approval?.Signatures.Select(s => (object)new { s.By, s.Date, s.Note }) ?? [];

    private static IEnumerable<object> Changes(MeaningChanges? changes) => changes?.Changes.Select(c => (object)new
    {
        Part = Word(c.Part),
        c.Key,
        Change = Word(c.Kind),
    }) ?? [];

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
