using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>A build holds a document to its approval, where the project asks for it.</summary>
public class ApprovalTests
{
    private const string Property = "build_property.RuleApproval";
    private const string Metadata = "build_metadata.AdditionalFiles.RuleApproval";
    private const string File = "/project/Model.rules.json";
    private const string ApprovalFile = "/project/Model.approval.json";
    private const string PoliciesFile = "/project/Model.policies.json";
    private const string Policies = """{ "version": 1, "policies": [ { "kind": "range", "name": "bounded", "atMost": 50.5 } ] }""";

    private const string Document = """
        {
          "version": 1,
          "name": "Model",
          "summary": "Whether they pass.",
          "inputs": [ { "name": "points", "description": "Of all tasks", "range": [0, 100] }, { "name": "set", "categories": ["a", "b"] } ],
          "outputs": [ { "name": "margin" } ],
          "decision": { "kind": "threshold", "thresholds": [ { "threshold": 0, "below": "fail", "atOrAbove": "pass" } ] },
          "conditions": [
            { "id": 1, "expression": { "bias": -50, "weights": { "points": 1 } } }
          ],
          "tree": { "condition": 1, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
          "rules": [
            { "id": 1, "expressions": [ { "bias": -1, "weights": { "set": { "a": 0.25 } } } ], "support": { "rows": 4, "share": 0.5 } },
            { "id": 2, "expressions": [ { "bias": 1 } ], "support": { "rows": 4, "share": 0.5 } }
          ]
        }
        """;

    [Theory]
    [InlineData("", "")]
    [InlineData("Whether they pass.", "Whether somebody passes.")]
    [InlineData("Of all tasks", "Of the tasks")]
    [InlineData("\"rows\": 4", "\"rows\": 5")]
    [InlineData("\"bias\": -1,", "\"bias\": -1.00e0,")]
    [InlineData("{ \"a\": 0.25 }", "{ \"b\": 0.0, \"a\": 0.250 }")]
    [InlineData("\n", "\r\n")]
    [InlineData("\n", "\n\t")]
    [InlineData("\"version\": 1,", "\"$schema\": \"./rules.schema.json\", \"version\": 1,")]
    public void AChangeOfTextKeepsTheApproval(string from, string to)
    {
        var text = from.Length == 0 ? Document : Document.Replace(from, to, StringComparison.Ordinal);
        Assert.Equal(from.Length == 0, text == Document);
        var generation = Generate("required", Rules(text), Approved(Document));
        Assert.Empty(generation.Diagnostics);
        Assert.NotEmpty(generation.Source);
    }

    [Theory]
    [InlineData("\"a\": 0.25", "\"a\": 0.25000000000000006", 13, 5, "rule 1 changed")]
    [InlineData("\"points\": 1 }", "\"points\": 1.0000000000000002 }", 9, 5, "condition 1 changed")]
    [InlineData("\"bias\": -50", "\"bias\": -50.5", 9, 5, "condition 1 changed")]
    [InlineData("\"pass\"", "\"passed\"", 7, 15, "the decision changed")]
    [InlineData("[0, 100]", "[0, 101]", 5, 15, "input 'points' changed")]
    [InlineData("1 }, \"positive\": { \"rule\": 2", "2 }, \"positive\": { \"rule\": 1", 11, 11, "the tree changed")]
    [InlineData("\"categories\": [\"a\", \"b\"]", "\"categories\": [\"b\", \"a\"]", 5, 87, "input 'set' changed")]
    public void AnyChangeOfMeaningLosesIt(string from, string to, int line, int column, string says)
    {
        var text = Document.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Document, text);
        var generation = Generate("required", Rules(text), Approved(Document));
        Assert.Equal(
            $"{File}({line},{column}): error RC0061: Model no longer means what Ann approved on 2026-03-01: {says}. "
                + "Review it and run rulec approve Model.rules.json --by NAME, or take the change back.",
            Assert.Single(generation.Diagnostics).ToString());
        // The error keeps the project from being built; without the class there would be many more that hide it.
        Assert.NotEmpty(generation.Source);
    }

    [Fact]
    public void WhatChangedIsToldInThreeClauses()
    {
        var text = Document.Replace("\"id\": 2", "\"id\": 3", StringComparison.Ordinal).Replace(
            "{ \"rule\": 2 }", "{ \"rule\": 3 }", StringComparison.Ordinal).Replace(
            "\"margin\"", "\"gap\"", StringComparison.Ordinal).Replace("100", "99", StringComparison.Ordinal);
        var diagnostic = Assert.Single(Generate("required", Rules(text), Approved(Document)).Diagnostics);
        Assert.Contains(
            ": input 'points' changed; the outputs changed; and so did the tree and the rules. Review",
            diagnostic.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("required", true)]
    [InlineData("optional", false)]
    [InlineData("none", false)]
    [InlineData(null, false)]
    public void OnlyWhereItIsRequiredADocumentHasToBeApproved(string? mode, bool isError)
    {
        var generation = Generate(mode, Rules(Document));
        Assert.Equal(
            isError
                ? [$"{File}(1,1): error RC0060: Model is not approved: there is no Model.approval.json beside it. "
                    + "Review it and run rulec approve Model.rules.json --by NAME."]
                : [],
            generation.Diagnostics.Select(d => d.ToString()));
    }

    [Theory]
    [InlineData("required", 1)]
    [InlineData("optional", 1)]
    [InlineData("none", 0)]
    [InlineData(null, 0)]
    public void AnApprovalThatIsThereHasToFitUnlessNobodyAsks(string? mode, int errors) => Assert.Equal(
        Enumerable.Repeat("RC0061", errors),
        Generate(mode, Rules(Document.Replace("-50", "-51", StringComparison.Ordinal)), Approved(Document)).Diagnostics.Select(d => d.Id));

    [Fact]
    public void MetadataOfADocumentStandsBeforeTheProperty()
    {
        Assert.Empty(Generation.Of([Rules(Document)], null, Generation.Namespace, (Property, "required"), (Metadata, "none")).Diagnostics);
        Assert.Single(Generation.Of([Rules(Document)], null, Generation.Namespace, (Property, "none"), (Metadata, "required")).Diagnostics);
        var wrong = Assert.Single(Generate("Required", Rules(Document)).Diagnostics);
        Assert.Equal("RC0020", wrong.Id);
        Assert.Contains(
            "RuleApproval is 'Required'; it must be 'required', 'optional' or 'none'.",
            wrong.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"version\": 1,, }", 1, 16)]
    [InlineData("{ \"version\": 2 }", 1, 14)]
    [InlineData("", 1, 1)]
    [InlineData(null, 1, 1)]
    public void AnApprovalThatCannotBeReadIsAnErrorAtItsPlace(string? text, int line, int column)
    {
        var diagnostic = Assert.Single(Generate("required", Rules(Document), new MemoryText(ApprovalFile, text)).Diagnostics);
        Assert.StartsWith($"{ApprovalFile}({line},{column}): error RC0062: ", diagnostic.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PoliciesAreApprovedWithTheDocument()
    {
        var approved = Approved(Document, Policies);
        var rewritten = Policies.Replace("50.5", "505e-1", StringComparison.Ordinal);
        Assert.Empty(Generate("required", Rules(Document), approved, Beside(rewritten)).Diagnostics);
        Assert.StartsWith(
            $"{PoliciesFile}(1,1): error RC0061: Model no longer means what Ann approved on 2026-03-01: the policies changed. ",
            Of("RC0061", Generate("required", Rules(Document), approved, Beside("[]"))),
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"{File}(1,1): error RC0061: Model no longer means what Ann approved on 2026-03-01: the policies are gone. ",
            Assert.Single(Generate("required", Rules(Document), approved).Diagnostics).ToString(),
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"{PoliciesFile}(1,3): error RC0062: The policies are part of what was approved. Not valid JSON: ",
            Of("RC0062", Generate("required", Rules(Document), approved, Beside("[ }"))),
            StringComparison.Ordinal);

        static MemoryText Beside(string text) => new(PoliciesFile, text);

        // That they are no policies is told as well.
        static string Of(string id, Generation generation) => Assert.Single(generation.Diagnostics, d => d.Id == id).ToString();
    }

    /// <summary>Only the approval beside a document is its own: the same name in another folder is another document's.</summary>
    [Fact]
    public void ApprovalsBelongToTheDocumentBesideThem()
    {
        var elsewhere = new MemoryText("/other/Model.approval.json", Approved(Document).GetText()!.ToString());
        Assert.Equal("RC0060", Assert.Single(Generate("required", Rules(Document), elsewhere).Diagnostics).Id);
        var another = new MemoryText("/project/Model2.approval.json", Approved(Document).GetText()!.ToString());
        Assert.Equal("RC0060", Assert.Single(Generate("required", Rules(Document), another).Diagnostics).Id);
        var otherLetters = new MemoryText("/project/model.Approval.json", Approved(Document).GetText()!.ToString());
        Assert.Empty(Generate("required", Rules(Document), otherLetters).Diagnostics);
    }

    /// <summary>NoWarn and configurations of analyzers do not turn it off: the option does, in the project.</summary>
    [Fact]
    public void NoListOfWarningsTurnsItOff()
    {
        var generation = Generate("required", Rules(Document));
        var silent = generation.Compilation.WithOptions(generation.Compilation.Options.WithSpecificDiagnosticOptions(
            new Dictionary<string, ReportDiagnostic> { ["RC0060"] = ReportDiagnostic.Suppress }));
        var diagnostics = generation.Driver.RunGenerators(silent).GetRunResult().Diagnostics;
        Assert.Equal((DiagnosticSeverity.Error, "RC0060"), (Assert.Single(diagnostics).Severity, diagnostics[0].Id));
    }

    [Fact]
    public void OnlyWhatAnEditConcernsIsCheckedAgain()
    {
        var one = Rules(Document);
        var two = new MemoryText("/project/Two.rules.json", Document.Replace("Model", "Two", StringComparison.Ordinal));
        // The driver tells of what leads to a diagnostic, so both have one.
        var (ofOne, ofTwo) = (new MemoryText(ApprovalFile, "{}"), new MemoryText("/project/Two.approval.json", "{}"));
        var generation = Generate("required", one, two, ofOne, ofTwo);
        Assert.Equal(["RC0062", "RC0062"], generation.Diagnostics.Select(d => d.Id));

        var edited = generation.Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Other { }", Generation.Latest));
        AssertReasons(generation.Driver.RunGenerators(edited), IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

        var changed = new MemoryText(ofTwo.Path, "{ \"version\": 7 }");
        var driver = generation.Driver.ReplaceAdditionalText(ofTwo, changed).RunGenerators(generation.Compilation);
        AssertReasons(driver, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified);
        // Neither document is parsed again, nor is any code written.
        Assert.All(
            Reasons(driver, RuleGenerator.Steps.Documents).Concat(Reasons(driver, RuleGenerator.Steps.Sources)),
            r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }

    private static void AssertReasons(GeneratorDriver driver, params IncrementalStepRunReason[] reasons) =>
        Assert.Equal(reasons, Reasons(driver, RuleGenerator.Steps.Objections));

    private static IncrementalStepRunReason[] Reasons(GeneratorDriver driver, string step) =>
        [.. driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];

    private static Generation Generate(string? mode, params AdditionalText[] files) => mode is null
        ? Generation.Of(files)
        : Generation.Of(files, null, Generation.Namespace, (Property, mode));

    private static MemoryText Rules(string text) => new(File, text);

    private static MemoryText Approved(string text, string? policies = null)
    {
        var document = RuleDocumentReader.Read(text);
        var meaning = Meaning.Of(document, policies is null ? null : Meaning.HashOfPolicies(policies));
        return new MemoryText(ApprovalFile, ApprovalWriter.Write(Approval.Of(document, meaning, new Signature("Ann", "2026-03-01", null))));
    }
}
