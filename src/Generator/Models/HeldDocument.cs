using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Models;

/// <summary>A file beside a document: its approval, its policies or proofs of them.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Text">What stands in it, or null where it cannot be read.</param>
internal sealed record CompanionFile(string Path, string? Text);

/// <summary>A document that is held to what stands beside it.</summary>
/// <param name="Path">The path of its file.</param>
/// <param name="Text">What stands in it, for the places of what is wrong.</param>
/// <param name="Rules">The document.</param>
/// <param name="Options">What the project asks for.</param>
internal sealed record HeldDocument(string Path, string Text, RuleDocument Rules, GenerationOptions Options);

/// <summary>A document with what decides whether it is approved.</summary>
/// <param name="Document">The document.</param>
/// <param name="Approval">Its approval, or null where there is none.</param>
/// <param name="Policies">Its policies, or null where there are none.</param>
internal sealed record ApprovalCase(HeldDocument Document, CompanionFile? Approval, CompanionFile? Policies);

/// <summary>A document with the policies that it has to keep to.</summary>
/// <param name="Document">The document.</param>
/// <param name="Policies">Its policies.</param>
/// <param name="Proof">Proofs of them that were found before, or null where there are none.</param>
internal sealed record PolicyCase(HeldDocument Document, CompanionFile Policies, CompanionFile? Proof);
