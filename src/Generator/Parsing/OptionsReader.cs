using System;
using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Parsing;

/// <summary>Reads the options of one document: its item's metadata, and the project's properties where the item says nothing.</summary>
internal static class OptionsReader
{
    private const string Metadata = "build_metadata.AdditionalFiles.";
    private const string Property = "build_property.RuleCompiler";
    private const string ApprovalName = "RuleApproval";
    private const string ApprovalProperty = "build_property." + ApprovalName;
    private const string ProofStepsName = "RuleProofSteps";
    private const string ProofStepsProperty = "build_property." + ProofStepsName;

    private static readonly Dictionary<string, MemberSet> MemberNames = new(StringComparer.Ordinal)
    {
        ["Classify"] = MemberSet.Main,
        ["Evaluate"] = MemberSet.Main,
        ["Score"] = MemberSet.Score,
        ["Probability"] = MemberSet.Probability,
        ["Rule"] = MemberSet.Rule,
        ["Explain"] = MemberSet.Explain,
        ["Rules"] = MemberSet.Rules,
        ["TryParse"] = MemberSet.Text,
        ["TextOf"] = MemberSet.Text,
        ["Recourse"] = MemberSet.Recourse,
        ["Monitor"] = MemberSet.Monitor,
    };

    /// <summary>Reads the options of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="provider">The metadata and properties.</param>
    /// <param name="error">What is wrong with them, or null.</param>
    /// <returns>The options.</returns>
    public static GenerationOptions Read(AdditionalText file, AnalyzerConfigOptionsProvider provider, out string? error)
    {
        var item = provider.GetOptions(file);
        error = null;
        var root = TargetReader.RootNamespace(provider);
        var options = new GenerationOptions(
            Namespace(Find(item, provider, "Namespace"), root, ref error),
            ClassName(Find(item, null, "ClassName"), ref error),
            Accessibility(Find(item, provider, "Accessibility"), ref error),
            Members(Find(item, provider, "Members"), ref error))
        {
            Approval = Approval(
                Find(item, Metadata + ApprovalName) ?? Find(provider.GlobalOptions, ApprovalProperty), ref error),
            ProofSteps = ProofSteps(Find(provider.GlobalOptions, ProofStepsProperty), ref error),
        };
        return error is null ? options : GenerationOptions.Default;
    }

    private static string? Find(AnalyzerConfigOptions item, AnalyzerConfigOptionsProvider? project, string name) =>
        Find(item, Metadata + name) ?? (project is null ? null : Find(project.GlobalOptions, Property + name));

    private static string? Find(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) && value.Trim().Length > 0 ? value.Trim() : null;

    private static ApprovalMode Approval(string? value, ref string? error)
    {
        switch (value)
        {
            case null or "none":
                return ApprovalMode.None;
            case "optional":
                return ApprovalMode.Optional;
            case "required":
                return ApprovalMode.Required;
            default:
                error ??= $"The option {ApprovalName} is '{VisibleText.Of(value)}'; it must be 'required', 'optional' or 'none'.";
                return ApprovalMode.None;
        }
    }

    private static long ProofSteps(string? value, ref string? error)
    {
        if (value is null)
            return GenerationOptions.StandardProofSteps;
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var steps))
            return steps;
        error ??= $"The property {ProofStepsName} is '{VisibleText.Of(value)}'; it must be a whole number of steps.";
        return GenerationOptions.StandardProofSteps;
    }

    private static string? Namespace(string? value, string root, ref string? error)
    {
        if (value is null || value == root)
            return null;
        if (Identifiers.Namespace(value) != value || VisibleText.Of(value) != value)
            error ??= $"The option Namespace is '{VisibleText.Of(value)}'; it must be a namespace, such as Acme.Lending.";
        return value;
    }

    private static string? ClassName(string? value, ref string? error)
    {
        if (value is null)
            return null;
        var isName = SyntaxFacts.IsValidIdentifier(value) && VisibleText.Of(value) == value && !char.IsLower(value[0]);
        if (!isName)
        {
            error ??= $"The option ClassName is '{VisibleText.Of(value)}'; "
                + "it must be a C# name that does not begin with a lower-case letter.";
        }
        else if (DocumentNames.IsReserved(value))
        {
            error ??= $"The option ClassName is '{value}', which is also the name of one of its members, "
                + "or of a namespace that all code uses; choose another.";
        }

        return value;
    }

    private static string? Accessibility(string? value, ref string? error)
    {
        if (value is not (null or "public" or "internal"))
            error ??= $"The option Accessibility is '{VisibleText.Of(value)}'; it must be 'public' or 'internal'.";
        return value;
    }

    private static MemberSet Members(string? value, ref string? error)
    {
        if (value is null)
            return MemberSet.All;
        var members = MemberSet.None;
        foreach (var name in value.Split(new[] { ',', ';', ' ', '\t' }, StringSplitOptions.RemoveEmptyEntries))
        {
            if (MemberNames.TryGetValue(name, out var member))
                members |= member;
            else
                error ??= $"The option Members names '{VisibleText.Of(name)}'; it must be a list of {string.Join(", ", MemberNames.Keys)}.";
        }

        return members == MemberSet.None ? MemberSet.All : members;
    }
}
