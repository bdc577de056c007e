using System.Globalization;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;

namespace RuleCompiler.Tool.Approve;

/// <summary>What came of <c>rulec approve</c>, for people.</summary>
internal static class ApprovalText
{
    /// <summary>Of a check: one line, and up to three on what changed.</summary>
    public static string Of(CheckedApproval check)
    {
        var name = VisibleText.Of(check.Name);
        return (check.Approval, check.Changes) switch
        {
            ({ } approval, { IsSame: true }) => $"{name} means what was approved: {Signed(approval)}.",
            ({ } approval, { } changes) => Lines($"{name} no longer means what was approved ({Signed(approval)}):", changes),
            _ => $"{name} is not approved: there is no {VisibleText.Of(check.Path)}.",
        };
    }

    /// <summary>Of a document that was not approved.</summary>
    public static string Of(Refusal refusal)
    {
        var name = VisibleText.Of(refusal.Name);
        return refusal.Proven is not null
            ? $"{name} is NOT approved: what it claims does not hold ({string.Join(", ", refusal.Failed.Select(f => f.Name))}). "
                + $"rulec verify {VisibleText.Of(refusal.Path)} says why."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{name} is NOT approved: what it claims is not decided within {refusal.Seconds} s; give --time-limit more.");
    }

    /// <summary>Of an approval that was written.</summary>
    public static string Of(GivenApproval given)
    {
        var name = VisibleText.Of(given.After.Name);
        var last = given.After.Signatures[^1];
        var head = given.Outcome switch
        {
            "new" => $"{name} is approved for the first time: {Signed(given.After)}.",
            "again" => $"{name} means what was approved before, and is approved once more: {Signed(given.After)}.",
            "unchanged" => $"{name} is approved so already: {Signed(given.After)}. Nothing changed.",
            _ => Lines($"{name} is approved by {VisibleText.Of(last.By)} on {last.Date}. Since the approval before:", given.Changes!),
        };
        var policies = given.Meaning.Policies is null ? string.Empty : " with its policies";
        return $"{head}\nWhat was approved{policies} is {given.After.MeaningHash}, in {VisibleText.Of(given.Path)}.";
    }

    private static string Lines(string head, MeaningChanges changes) =>
        string.Join('\n', changes.Lines.Select(l => "  " + l).Prepend(head));

    private static string Signed(Approval approval) =>
        string.Join(", ", approval.Signatures.Select(s => $"{VisibleText.Of(s.By)} on {s.Date}"));
}
