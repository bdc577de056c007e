using System;
using System.IO;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>
/// The files beside a rule document: of <c>NAME.rules.json</c> they are <c>NAME.approval.json</c>, <c>NAME.policies.json</c> and
/// <c>NAME.proof.json</c>.
/// </summary>
public static class CompanionPath
{
    /// <summary>How the names of approvals end.</summary>
    public const string ApprovalExtension = ".approval.json";

    /// <summary>How the names of policies end.</summary>
    public const string PoliciesExtension = ".policies.json";

    /// <summary>How the names of proofs of policies end.</summary>
    public const string ProofExtension = ".proof.json";

    private static readonly string[] Extensions = [".rules.json", PoliciesExtension];

    /// <summary>Where the approval of a document stands.</summary>
    /// <param name="document">The path of the document.</param>
    /// <returns>The path beside it.</returns>
    public static string OfApproval(string document) => Stem(document) + ApprovalExtension;

    /// <summary>Where the policies of a document stand.</summary>
    /// <param name="document">The path of the document.</param>
    /// <returns>The path beside it.</returns>
    public static string OfPolicies(string document) => Stem(document) + PoliciesExtension;

    /// <summary>Where the proofs of the policies of a document stand.</summary>
    /// <param name="path">The path of the document, or of its policies.</param>
    /// <returns>The path beside it.</returns>
    public static string OfProof(string path) => Stem(path) + ProofExtension;

    // A file of another name loses what its name ends with.
    private static string Stem(string path)
    {
        var extension = Extensions.FirstOrDefault(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ?? Path.GetExtension(path);
        return path.Substring(0, path.Length - extension.Length);
    }
}
