using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
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

    // Written out one by one: the release tracking of the Roslyn analyzers reads identifiers from the source.
    private static readonly DiagnosticDescriptor Syntax = Error("RC0001", "The rule document is not valid JSON");
    private static readonly DiagnosticDescriptor Limit = Error("RC0002", "The rule document is too large or too deep");
    private static readonly DiagnosticDescriptor Version = Error("RC0003", "The rule document has another version");
    private static readonly DiagnosticDescriptor Value = Error("RC0004", "A value in the rule document does not fit");
    private static readonly DiagnosticDescriptor MissingMember = Error("RC0005", "A member is missing from the rule document");
    private static readonly DiagnosticDescriptor UnknownMember = Error("RC0006", "The rule document has an unknown member");
    private static readonly DiagnosticDescriptor Repeated = Error("RC0007", "A name or id stands twice in the rule document");
    private static readonly DiagnosticDescriptor Dangling = Error("RC0008", "A name or id in the rule document refers to nothing");
    private static readonly DiagnosticDescriptor Unused = Error("RC0009", "A rule or condition has no place in the tree");
    private static readonly DiagnosticDescriptor Tree = Error("RC0010", "The tree does not cover every input exactly once");
    private static readonly DiagnosticDescriptor Unreadable = Error("RC0011", "The rule document cannot be read");
    private static readonly DiagnosticDescriptor SameName = Error("RC0012", "Two rule documents ask for the same class name");
    private static readonly DiagnosticDescriptor NoSupport = Warning("RC0013", "A rule has no support in the training rows");
    private static readonly DiagnosticDescriptor DeadBranch = Warning("RC0014", "A condition has one answer for all rows inside the ranges");
    private static readonly DiagnosticDescriptor IdleLabel = Warning("RC0015", "No rule gives this label inside the ranges");
    private static readonly DiagnosticDescriptor RecordedMarks = Warning("RC0016", "Numbers that mean missing stand in the provenance only");
    private static readonly DiagnosticDescriptor Option = Error("RC0020", "An option of a rule document has a value that does not fit");
    private static readonly DiagnosticDescriptor TableDriven = Info("RC0030", "The rules are generated as tables");

    private static readonly DiagnosticDescriptor NameHidden = Warning("RC0040", "Something else is found first where code says the class's name");
    private static readonly DiagnosticDescriptor NameTaken = Error("RC0041", "The project has a type or namespace of the class's name");
    private static readonly DiagnosticDescriptor NameElsewhere = Warning("RC0042", "A reference has a type or namespace of the class's name");

    private static readonly Dictionary<DiagnosticKind, DiagnosticDescriptor> Table = new()
    {
        [DiagnosticKind.Syntax] = Syntax,
        [DiagnosticKind.Limit] = Limit,
        [DiagnosticKind.Version] = Version,
        [DiagnosticKind.Value] = Value,
        [DiagnosticKind.MissingMember] = MissingMember,
        [DiagnosticKind.UnknownMember] = UnknownMember,
        [DiagnosticKind.Repeated] = Repeated,
        [DiagnosticKind.Dangling] = Dangling,
        [DiagnosticKind.Unused] = Unused,
        [DiagnosticKind.Tree] = Tree,
        [DiagnosticKind.Unreadable] = Unreadable,
        [DiagnosticKind.SameName] = SameName,
        [DiagnosticKind.NoSupport] = NoSupport,
        [DiagnosticKind.DeadBranch] = DeadBranch,
        [DiagnosticKind.IdleLabel] = IdleLabel,
        [DiagnosticKind.RecordedMarks] = RecordedMarks,
        [DiagnosticKind.Option] = Option,
        [DiagnosticKind.TableDriven] = TableDriven,
        [DiagnosticKind.NameHidden] = NameHidden,
        [DiagnosticKind.NameTaken] = NameTaken,
        [DiagnosticKind.NameElsewhere] = NameElsewhere,
    };

    /// <summary>All diagnostics, in order.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => Table.OrderBy(e => e.Key).Select(e => e.Value).ToArray();

    public static DiagnosticKind KindOf(DiagnosticDescriptor descriptor) => Table.Single(e => e.Value.Id == descriptor.Id).Key;

    public static DiagnosticKind Of(DocumentFault fault) => fault switch
    {
        DocumentFault.Syntax => DiagnosticKind.Syntax,
        DocumentFault.Limit => DiagnosticKind.Limit,
        DocumentFault.Version => DiagnosticKind.Version,
        DocumentFault.MissingMember => DiagnosticKind.MissingMember,
        DocumentFault.UnknownMember => DiagnosticKind.UnknownMember,
        DocumentFault.Repeated => DiagnosticKind.Repeated,
        DocumentFault.Dangling => DiagnosticKind.Dangling,
        DocumentFault.Unused => DiagnosticKind.Unused,
        DocumentFault.Tree => DiagnosticKind.Tree,
        _ => DiagnosticKind.Value,
    };

    /// <summary>
    /// Turns a diagnostic that travelled as data into one that the compiler shows, at its line and column in the JSON file.
    /// </summary>
    public static Diagnostic ToDiagnostic(DiagnosticInfo info)
    {
        var position = new LinePosition(info.Line - 1, info.Column - 1);
        var location = Location.Create(info.Path, default, new LinePositionSpan(position, position));
        var descriptor = Table[info.Kind];
        return Diagnostic.Create(descriptor, location, info.Severity ?? descriptor.DefaultSeverity, additionalLocations: null, properties: null, info.Message);
    }

    private static string? Page(string id) => PagesUri is null ? null : $"{PagesUri}/{id}.md";

    private static DiagnosticDescriptor Info(string id, string title) => new(
        id, title, "{0}", Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Page(id));

    private static DiagnosticDescriptor Error(string id, string title) => new(
        id, title, "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Page(id));

    // What is legal but suspect.
    private static DiagnosticDescriptor Warning(string id, string title) => new(
        id, title, "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Page(id));
}
