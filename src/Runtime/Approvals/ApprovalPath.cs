using System;
using System.IO;

namespace RuleCompiler.Approvals;

/// <summary>
/// The files beside a rule document: of <c>NAME.rules.json</c> they are <c>NAME.approval.json</c> and <c>NAME.policies.json</c>.
/// </summary>
public static class ApprovalPath
{
    /// <summary>How the names of approvals end.</summary>
    public const string Extension = ".approval.json";

    /// <summary>How the names of policies end.</summary>
    public const string PoliciesExtension = ".policies.json";

    private const string DocumentExtension = ".rules.json";

    /// <summary>Where the approval of a document stands.</summary>
    /// <param name="document">The path of the document.</param>
    /// <returns>The path beside it.</returns>
    public static string Of(string document) => Stem(document) + Extension;

    /// <summary>Where the policies of a document stand.</summary>
    /// <param name="document">The path of the document.</param>
    /// <returns>The path beside it.</returns>
    public static string OfPolicies(string document) => Stem(document) + PoliciesExtension;

    // A document of another name loses what its name ends with.
    private static string Stem(string document) => document.EndsWith(DocumentExtension, StringComparison.OrdinalIgnoreCase)
        ? document.Substring(0, document.Length - DocumentExtension.Length)
        : document.Substring(0, document.Length - Path.GetExtension(document).Length);
}
