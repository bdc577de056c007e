using System.Threading;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>A document with the policies that it has to keep to, each read once.</summary>
public sealed class GovernedDocument
{
    private readonly string _text;
    private readonly PolicySet? _policies;

    private GovernedDocument(RuleDocument document, string text, PolicySet? policies, string? policiesHash)
    {
        (Document, _text, _policies) = (document, text, policies);
        Meaning = Meaning.Of(document, policiesHash);
    }

    /// <summary>The document.</summary>
    public RuleDocument Document { get; }

    /// <summary>What it means, its policies included.</summary>
    public Meaning Meaning { get; }

    /// <summary>Whether there are policies.</summary>
    public bool HasPolicies => _policies is not null;

    /// <summary>Reads both, strictly.</summary>
    /// <param name="path">The document.</param>
    /// <param name="policies">The file of its policies; null where there are none.</param>
    /// <returns>Both.</returns>
    /// <exception cref="InputFileException">A file cannot be read or is not valid; the first fault, with its place.</exception>
    public static GovernedDocument Read(string path, string? policies)
    {
        var document = DocumentFile.Read(path, out var text);
        if (policies is null)
            return new GovernedDocument(document, text, null, null);
        var set = PolicyFile.Read(policies, document, out var json);
        return new GovernedDocument(document, text, set, Meaning.HashOfPolicies(json));
    }

    /// <summary>Proves what the document claims, and that it keeps to its policies.</summary>
    /// <param name="cancellation">Ends the proof.</param>
    /// <returns>What is proven.</returns>
    /// <exception cref="System.OperationCanceledException">The proof was cancelled.</exception>
    public GovernedProof Prove(CancellationToken cancellation) => new(
        DocumentVerifier.Verify(Document, cancellation: cancellation),
        _policies is null ? null : PolicyChecker.Check(Document, _text, _policies, cancellation: cancellation));
}

/// <summary>What is proven of a document and its policies.</summary>
/// <param name="Claims">Of what it claims.</param>
/// <param name="Policies">Of its policies; null where there are none.</param>
public sealed record GovernedProof(DocumentProof Claims, PolicyReport? Policies)
{
    /// <summary>Whether all of it holds.</summary>
    public bool Holds => Claims.Holds && (Policies is null || Policies.Holds);
}
