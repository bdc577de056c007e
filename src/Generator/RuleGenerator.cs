using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Emission;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Parsing;
using RuleCompiler.Generator.Review;

namespace RuleCompiler.Generator;

/// <summary>Compiles every <c>*.rules.json</c> among a project's additional files to C#.</summary>
/// <remarks>
/// File → text → document → sources. Each step's value is compared by value, so an edit elsewhere in the project runs nothing here, and
/// an edit of one document generates only that one again.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class RuleGenerator : IIncrementalGenerator
{
    /// <summary>How the names of rule documents end.</summary>
    public const string Extension = ".rules.json";

    // A file that is written out starts with its first character, not with a byte order mark.
    private static readonly Encoding WithoutMark = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.AdditionalTextsProvider
            .Where(static file => RuleFileParser.IsRuleFile(file.Path))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, cancellation) => RuleFileParser.Read(pair.Left, pair.Right, cancellation))
            .Collect()
            .SelectMany(RuleFileParser.Distinct).WithTrackingName(Steps.Files)
            .Select(RuleFileParser.Parse).WithTrackingName(Steps.Documents);

        var documents = parsed
            .Where(static file => file.Document is not null)
            .Select(static (file, _) => file.Document!);

        var names = documents
            .Select(static (document, _) => document.Claim)
            .Collect()
            .Select(ClassNames.Assign).WithTrackingName(Steps.Names);

        var severities = context.AdditionalTextsProvider
            .Where(static file => RuleFileParser.IsRuleFile(file.Path))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => FileSeverities.Read(pair.Left.Path, pair.Right.GetOptions(pair.Left)))
            .Collect()
            .Select(static (files, _) => files.ToEquatableArray()).WithTrackingName(Steps.Severities);

        var warnings = parsed
            .Where(static file => file.Warnings.Count > 0)
            .Select(static (file, _) => file.Warnings)
            .Combine(severities)
            .SelectMany(FileSeverities.Apply).WithTrackingName(Steps.Warnings);

        var companions = context.AdditionalTextsProvider
            .Where(static file => Companions.IsOne(file.Path))
            .Select(Companions.Read)
            .Collect()
            .Select(Companions.Gather).WithTrackingName(Steps.Companions);

        var held = parsed
            .Where(static file => file.Held is not null)
            .Select(static (file, _) => file.Held!)
            .Combine(companions);

        var objections = held
            .Where(static pair => pair.Left.Options.Approval != ApprovalMode.None)
            .Select(Companions.ApprovalOf).WithTrackingName(Steps.ApprovalCases)
            .Select(ApprovalReview.Check).WithTrackingName(Steps.Objections);

        var broken = held
            .SelectMany(Companions.PoliciesOf).WithTrackingName(Steps.PolicyCases)
            .SelectMany(PolicyReview.Check).WithTrackingName(Steps.PolicyFindings);

        var root = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => TargetReader.RootNamespace(options));

        // Look-ups by name as well; what they find is texts, and nothing but a change of these goes on from here.
        var clashes = names
            .Select(static (claims, _) => claims.Accepted)
            .Combine(root)
            .Combine(context.CompilationProvider)
            .Select(static (pair, cancellation) => NameClashes.Find(pair.Left.Left, pair.Left.Right, pair.Right, cancellation))
            .WithTrackingName(Steps.Clashes);

        // A few look-ups by name after each edit, and nothing after them unless a reference was added or removed.
        var types = context.CompilationProvider
            .Select(static (compilation, _) => TargetReader.ReadTypes(compilation)).WithTrackingName(Steps.TargetTypes);

        var target = context.ParseOptionsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Combine(types)
            .Select(static (pair, _) => TargetReader.Read(pair.Left.Left, pair.Left.Right, pair.Right)).WithTrackingName(Steps.Target);

        var sources = documents
            .Combine(names)
            .Where(static pair => pair.Right.Accepts(pair.Left.Claim))
            .Select(static (pair, _) => pair.Left)
            .Combine(clashes.Select(static (found, _) => found.Refused))
            .Where(static pair => !pair.Right.Contains(pair.Left.Claim))
            .Select(static (pair, _) => pair.Left)
            .Combine(target)
            .SelectMany(static (pair, cancellation) => SourceEmitter.Emit(pair.Left, pair.Right, cancellation))
            .WithTrackingName(Steps.Sources);

        context.RegisterSourceOutput(
            sources, static (output, source) => output.AddSource(source.HintName, SourceText.From(source.Text, WithoutMark)));
        context.RegisterSourceOutput(
            parsed.Where(static file => file.Error is not null),
            static (output, file) => output.ReportDiagnostic(file.Error!.ToDiagnostic()));
        context.RegisterSourceOutput(
            warnings, static (output, warning) => output.ReportDiagnostic(warning.ToDiagnostic()));
        context.RegisterSourceOutput(
            objections.Where(static objection => objection is not null),
            static (output, objection) => output.ReportDiagnostic(objection!.ToDiagnostic()));
        context.RegisterSourceOutput(broken, static (output, finding) => output.ReportDiagnostic(finding.ToDiagnostic()));
        context.RegisterSourceOutput(
            documents.Select(static (document, _) => SourceEmitter.Remark(document)).Where(static remark => remark is not null),
            static (output, remark) => output.ReportDiagnostic(remark!.ToDiagnostic()));
        context.RegisterSourceOutput(
            names.SelectMany(static (claims, _) => claims.Errors),
            static (output, error) => output.ReportDiagnostic(error.ToDiagnostic()));
        context.RegisterSourceOutput(
            clashes.Select(static (found, _) => found.Found).Combine(severities).SelectMany(FileSeverities.Apply),
            static (output, clash) => output.ReportDiagnostic(clash.ToDiagnostic()));
    }

    /// <summary>The names of the steps, by which tests ask what was computed again.</summary>
    internal static class Steps
    {
        public const string Files = "RuleFiles";
        public const string Documents = "RuleDocuments";
        public const string Names = "ClassNames";
        public const string Clashes = "NameClashes";
        public const string TargetTypes = "TargetTypes";
        public const string Severities = "Severities";
        public const string Warnings = "Warnings";
        public const string Companions = "Companions";
        public const string ApprovalCases = "ApprovalCases";
        public const string Objections = "Objections";
        public const string PolicyCases = "PolicyCases";
        public const string PolicyFindings = "PolicyFindings";
        public const string Target = "Target";
        public const string Sources = "RuleSources";
    }
}
