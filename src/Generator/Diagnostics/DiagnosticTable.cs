using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Diagnostics;

/// <summary>
/// The one table of diagnostics. Each has a page, <c>docs/diagnostics/RC….md</c>, with its cause and a wrong and a right example.
/// </summary>
internal static class DiagnosticTable
{
    public const string Category = "RuleCompiler";

    /// <summary>
    /// Where the pages are published, or null where they are only in the package: the build says it, in <c>Directory.Build.props</c>.
    /// </summary>
    public static readonly string? PagesUri = typeof(DiagnosticTable).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == "DiagnosticPages" && a.Value.Length > 0)?.Value;

    // Filled by the rows below.
    private static readonly List<DiagnosticDescriptor> Rows = new();

    public static readonly DiagnosticDescriptor Syntax = Error("RC0001", "The rule document is not valid JSON");
    public static readonly DiagnosticDescriptor Limit = Error("RC0002", "The rule document is too large or too deep");
    public static readonly DiagnosticDescriptor Version = Error("RC0003", "The rule document has a version that is not supported");
    public static readonly DiagnosticDescriptor Value = Error("RC0004", "A value in the rule document is not valid");
    public static readonly DiagnosticDescriptor MissingMember = Error("RC0005", "A member is missing from the rule document");
    public static readonly DiagnosticDescriptor UnknownMember = Error("RC0006", "The rule document has an unknown member");
    public static readonly DiagnosticDescriptor Repeated = Error("RC0007", "A name or id occurs twice in the rule document");
    public static readonly DiagnosticDescriptor Dangling = Error("RC0008", "A name or id in the rule document refers to nothing");
    public static readonly DiagnosticDescriptor Unused = Error("RC0009", "A rule or condition does not occur in the tree");
    public static readonly DiagnosticDescriptor Tree = Error("RC0010", "The tree does not cover every input exactly once");
    public static readonly DiagnosticDescriptor Unreadable = Error("RC0011", "The rule document cannot be read");
    public static readonly DiagnosticDescriptor SameName = Error("RC0012", "Two rule documents ask for the same class name");
    public static readonly DiagnosticDescriptor NoSupport = Warning("RC0013", "A rule has no support in the training rows");
    public static readonly DiagnosticDescriptor DeadBranch =
        Warning("RC0014", "A condition has the same answer for every row inside the ranges");
    public static readonly DiagnosticDescriptor IdleLabel = Warning("RC0015", "No rule gives this label inside the ranges");
    public static readonly DiagnosticDescriptor RecordedMarks =
        Warning("RC0016", "Numbers that mean a missing value are recorded in the provenance only");
    public static readonly DiagnosticDescriptor Option = Error("RC0020", "An option of a rule document has a value that is not valid");
    public static readonly DiagnosticDescriptor TableDriven = Info("RC0030", "The rules are generated as tables");
    public static readonly DiagnosticDescriptor NameHidden =
        Warning("RC0040", "Code that uses the class's name finds something else first");
    public static readonly DiagnosticDescriptor NameTaken =
        Error("RC0041", "The project already has a type or namespace with the class's name");
    public static readonly DiagnosticDescriptor NameElsewhere =
        Warning("RC0042", "A reference has a type or namespace with the class's name");

    public static readonly DiagnosticDescriptor NotApproved = Held("RC0060", "The rule document is not approved");
    public static readonly DiagnosticDescriptor ApprovalLost =
        Held("RC0061", "The rule document no longer means what was approved");
    public static readonly DiagnosticDescriptor ApprovalUnreadable = Held("RC0062", "The approval of a rule document cannot be read");

    public static readonly DiagnosticDescriptor PolicyBroken = Held("RC0070", "The rule document breaks a policy");
    public static readonly DiagnosticDescriptor PolicyUndecided =
        Held("RC0071", "It is not decided whether the rule document keeps to a policy");
    public static readonly DiagnosticDescriptor PoliciesUnreadable = Held("RC0072", "The policies of a rule document cannot be read");
    public static readonly DiagnosticDescriptor ProofUnreadable = Warning("RC0073", "The proofs of policies cannot be read");

    /// <summary>All diagnostics, in order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => Rows;

    /// <summary>The diagnostic of a fault that the reader found.</summary>
    public static DiagnosticDescriptor ForFault(DocumentFault fault) => fault switch
    {
        DocumentFault.Syntax => Syntax,
        DocumentFault.Limit => Limit,
        DocumentFault.Version => Version,
        DocumentFault.MissingMember => MissingMember,
        DocumentFault.UnknownMember => UnknownMember,
        DocumentFault.Repeated => Repeated,
        DocumentFault.Dangling => Dangling,
        DocumentFault.Unused => Unused,
        DocumentFault.Tree => Tree,
        _ => Value,
    };

    private static DiagnosticDescriptor Error(string id, string title) => Row(id, title, DiagnosticSeverity.Error);

    /// <summary>What a project asks for by an option of its own is turned off there, and not by a list of warnings.</summary>
    private static DiagnosticDescriptor Held(string id, string title) =>
        Row(id, title, DiagnosticSeverity.Error, WellKnownDiagnosticTags.NotConfigurable);

    /// <summary>What is legal but suspect.</summary>
    private static DiagnosticDescriptor Warning(string id, string title) => Row(id, title, DiagnosticSeverity.Warning);

    /// <summary>What is good to know.</summary>
    private static DiagnosticDescriptor Info(string id, string title) => Row(id, title, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Row(string id, string title, DiagnosticSeverity severity, params string[] tags)
    {
        var page = PagesUri is null ? null : $"{PagesUri}/{id}.md";
        var row = new DiagnosticDescriptor(id, title, "{0}", Category, severity, isEnabledByDefault: true, description: null, page, tags);
        Rows.Add(row);
        return row;
    }
}
