using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Models;

/// <summary>A file beside a document: its approval or its policies.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Text">What stands in it, or null where it cannot be read.</param>
internal sealed record CompanionFile(string Path, string? Text);

/// <summary>A document that the project wants to be approved.</summary>
/// <param name="Path">The path of its file.</param>
/// <param name="Text">What stands in it, for the places of what changed.</param>
/// <param name="Rules">The document.</param>
/// <param name="IsRequired">Whether there has to be an approval; otherwise one that is there has to fit.</param>
internal sealed record DocumentToApprove(string Path, string Text, RuleDocument Rules, bool IsRequired);

/// <summary>A document with what decides whether it is approved.</summary>
/// <param name="Document">The document.</param>
/// <param name="Approval">Its approval, or null where there is none.</param>
/// <param name="Policies">Its policies, or null where there are none.</param>
internal sealed record ApprovalCase(DocumentToApprove Document, CompanionFile? Approval, CompanionFile? Policies);
