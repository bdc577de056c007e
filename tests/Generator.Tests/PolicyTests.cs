using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Tests.Support;
using RuleCompiler.Policies;
using RuleCompiler.Runtime.Tests.Policies;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>A build holds a document to its policies.</summary>
public partial class PolicyTests
{
    private const string File = "/project/Model.rules.json";
    private const string PoliciesFile = "/project/Model.policies.json";
    private const string ProofFile = "/project/Model.proof.json";

    private const string Document = """
        {
          "version": 2,
          "name": "Model",
          "inputs": [ { "name": "points", "range": [0, 100] }, { "name": "group", "categories": ["a", "b"] } ],
          "outputs": [ { "name": "margin" } ],
          "decision": { "kind": "threshold", "scores": "logit", "thresholds": [{ "threshold": 0, "below": "fail", "atOrAbove": "pass" }] },
          "conditions": [
            { "id": 1, "expression": { "bias": -50, "weights": { "points": 1 } } }
          ],
          "common": [
            { "bias": -1,
              "weights": {
                "points": 0.05,
                "group": { "b": -1.5 } },
              "adjustments": { "1": 0.02 } }
          ],
          "tree": { "condition": 1, "negative": { "rule": 1 }, "positive": { "rule": 2 } },
          "rules": [ { "id": 1, "support": { "rows": 40, "share": 0.5 } }, { "id": 2, "support": { "rows": 40, "share": 0.5 } } ]
        }
        """;

    [Theory]
    [InlineData("""{ "kind": "direction", "name": "p", "input": "points", "direction": "increasing" }""")]
    [InlineData("""{ "kind": "never", "name": "p", "label": "pass", "where": { "points": { "below": 20 } } }""")]
    [InlineData("""{ "kind": "always", "name": "p", "label": "pass", "where": { "points": { "atLeast": 30 }, "group": "a" } }""")]
    [InlineData("""{ "kind": "range", "name": "p", "probability": true, "label": "fail", "atLeast": 0.01 }""")]
    [InlineData("""{ "kind": "probabilityChange", "name": "p", "inputs": [ "group" ], "atMost": 0.36 }""")]
    [InlineData("""{ "kind": "sameDecision", "name": "p", "inputs": [ "group" ], "where": { "points": { "atLeast": 50 } } }""")]
    [InlineData("""{ "kind": "forbiddenInput", "name": "p", "inputs": [ "age" ] }""")]
    [InlineData("""{ "kind": "support", "name": "p", "rows": 40 }""")]
    [InlineData("""{ "kind": "size", "name": "p", "rules": 2, "terms": 3, "points": 0, "numbers": 5 }""")]
    [InlineData("""{ "kind": "largestJump", "name": "p", "atMost": 0 }""")]
    [InlineData("""{ "kind": "extrapolation", "name": "p", "beyond": 0.25, "factor": 1.6 }""")]
    public void WhatHoldsIsNotTold(string policy) => Assert.Empty(Generate(policy).Diagnostics);

    [Theory]
    [InlineData("""{ "kind": "direction", "name": "p", "input": "points", "direction": "decreasing" }""", "(13,19)", "margin rises from ")]
    [InlineData(
        """{ "kind": "never", "name": "p", "label": "pass", "where": { "points": { "atMost": 50 } } }""",
        "(13,19)", "The answer is 'pass' at ")]
    [InlineData(
        """{ "kind": "always", "name": "p", "label": "pass", "where": { "points": { "atLeast": 40 } } }""",
        "(14,18)", "The answer is 'fail' at ")]
    [InlineData(
        """{ "kind": "range", "name": "p", "probability": true, "label": "fail", "atMost": 0.9 }""",
        "(14,18)", "a probability below 0.1")]
    [InlineData(
        """{ "kind": "probabilityChange", "name": "p", "inputs": [ "group" ], "atMost": 0.35 }""",
        "(14,18)", "by more than 0.35: ")]
    [InlineData("""{ "kind": "sameDecision", "name": "p", "inputs": [ "group" ] }""", "(14,18)", "where 'group' alone differs: ")]
    [InlineData("""{ "kind": "forbiddenInput", "name": "p", "inputs": [ "age", "group" ] }""", "(14,18)", "'group' is used in 1 sum.")]
    [InlineData(
        """{ "kind": "support", "name": "p", "rows": 41 }""",
        "(18,46)", "Rule 1 has 40 training rows, and 1 more has too few; there are to be 41 at least for each rule.")]
    [InlineData("""{ "kind": "size", "name": "p", "numbers": 4 }""", "(18,12)", "There are 5 numbers to review; ")]
    [InlineData("""{ "kind": "extrapolation", "name": "p", "beyond": 0.5, "factor": 1.1 }""", "", "Beyond the ranges margin is ")]
    public void WhatIsBrokenIsAnErrorAtTheNumberToBlame(string policy, string place, string says)
    {
        var diagnostic = Assert.Single(Generate(policy).Diagnostics).ToString();
        Assert.StartsWith($"{File}{place}", diagnostic, StringComparison.Ordinal);
        Assert.Contains(": error RC0070: Policy 'p' (Model.policies.json, line 1) is broken. ", diagnostic, StringComparison.Ordinal);
        Assert.Contains(says, diagnostic, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTakesMoreWorkThanTheBudgetIsAnErrorUnlessItsProofIsThere()
    {
        const string Policy = """{ "kind": "never", "name": "p", "label": "pass", "where": { "points": { "below": 28 } } }""";
        var undecided = Assert.Single(Generate(Policy, "0").Diagnostics);
        Assert.Equal("RC0071", undecided.Id);
        Assert.StartsWith($"{PoliciesFile}(1,30): error", undecided.ToString(), StringComparison.Ordinal);
        var rules = RuleDocumentReader.Read(Document);
        var report = PolicyChecker.Check(rules, Document, PolicyReader.Read(Text(Policy), rules));
        Assert.True(report.Holds, report.Results[0].Text);
        var proof = report.Proofs.Write();
        Assert.Empty(Generate(Policy, "0", new MemoryText(ProofFile, proof)).Diagnostics);
        // One that was changed proves nothing.
        var changed = Regex.Replace(proof, "\"m .*\"", "\"m 1 1\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.NotEqual(proof, changed);
        Assert.Equal("RC0071", Assert.Single(Generate(Policy, "0", new MemoryText(ProofFile, changed)).Diagnostics).Id);
        Assert.Equal("RC0020", Assert.Single(Generate(Policy, "some").Diagnostics).Id);
    }

    [Theory]
    [InlineData(
        """{ "kind": "direction", "name": "p", "input": "point", "direction": "increasing" }""",
        "(1,75)", "Did you mean 'points'?")]
    [InlineData("""{ "kind": "never", "name": "p", "label": "passed" }""", "(1,71)", "no label 'passed'")]
    [InlineData("""{ "kind": "newer", "name": "p", "label": "pass" }""", "(1,40)", "is no kind of policy")]
    [InlineData("""{ "kind": "direction", "name": "p", "input": "group", "direction": "increasing" }""", "(1,75)", "'order'")]
    [InlineData("""{ "kind": "range", "name": "p", "atMost": 1, "atLeast": 2 }""", "(1,72)", "no value is in the range")]
    [InlineData(
        """{ "kind": "never", "name": "p", "label": "pass", "where": { "points": { "atLeast": 101 } } }""",
        "", "would say nothing")]
    [InlineData("""{ "kind": "size", "name": "p", "numbers": 4, "most": 3 }""", "", "is not a member")]
    public void PoliciesThatAreWrongAreAnErrorAtTheirPlace(string policy, string place, string says)
    {
        var diagnostic = Assert.Single(Generate(policy).Diagnostics);
        Assert.Equal("RC0072", diagnostic.Id);
        Assert.StartsWith($"{PoliciesFile}{place}", diagnostic.ToString(), StringComparison.Ordinal);
        Assert.Contains(says, diagnostic.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ProofsThatCannotBeReadAreAWarning()
    {
        var policies = Policies("""{ "kind": "support", "name": "p", "rows": 4 }""");
        var generation = Generation.Of([Rules(), policies, new MemoryText(ProofFile, "{ }")]);
        var diagnostic = Assert.Single(generation.Diagnostics);
        Assert.Equal(("RC0073", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
        Assert.StartsWith($"{ProofFile}(1,1): ", diagnostic.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AnEditElsewhereChecksNothingAgain()
    {
        var policies = Policies("""{ "kind": "support", "name": "p", "rows": 50 }""");
        var generation = Generation.Of([Rules(), policies]);
        var edited = generation.Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Other { }", Generation.Latest));
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(generation.Driver.RunGenerators(edited)));
        var driver = generation.Driver.ReplaceAdditionalText(policies, Policies("""{ "kind": "support", "name": "p", "rows": 60 }"""))
            .RunGenerators(generation.Compilation);
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(driver));

        static IncrementalStepRunReason[] Reasons(GeneratorDriver driver) =>
            [.. driver.GetRunResult().Results.Single().TrackedSteps[RuleGenerator.Steps.PolicyFindings]
                .SelectMany(s => s.Outputs).Select(o => o.Reason)];
    }

    /// <summary>What a message says can be pasted: the rows are C#, and compiled code breaks the policy there, bit for bit.</summary>
    [Fact]
    public void RowsOfMessagesBreakTheirPoliciesInCompiledCode()
    {
        const int Violations = 1_000;
        const int AtOnce = 100;
        var kinds = RandomPolicy.Kinds.ToDictionary(k => k, _ => 0);
        for (var (seed, found) = (1_000_000, 0); found < Violations;)
        {
            var cases = new Dictionary<string, (RuleDocument Document, RandomPolicy Policy)>();
            var files = new List<AdditionalText>();
            for (; cases.Count < AtOnce; seed++)
                AddCase(seed, cases, files);
            var generation = Generation.Of(files, null, Generation.Namespace, ("build_property.RuleCompilerMembers", "Score"));
            Assert.All(generation.Errors, d => Assert.Equal("RC0070", d.Id));
            var calls = generation.Errors.Select(d => d.GetMessage(CultureInfo.InvariantCulture))
                .Select(m => (Name: ClassName().Match(m).Value, Rows: RowText().Matches(m).Select(r => r.Value).ToArray())).ToArray();
            foreach (var (name, rows, scores) in calls.Zip(Scores(generation.Sources, calls), (c, s) => (c.Name, c.Rows, s)))
            {
                var (document, policy) = cases[name];
                Assert.Equal(policy.Rows, rows.Length);
                found++;
                kinds[RandomPolicy.Kinds.First(k => policy.Json.Contains($"'{k}'", StringComparison.Ordinal))]++;
                AssertBroken(document, policy, rows, scores);
            }
        }

        Assert.All(kinds.Where(k => k.Key != "special"), k => Assert.True(k.Value > 20, $"{k.Key}: {k.Value}"));
    }

    private static void AddCase(int seed, Dictionary<string, (RuleDocument, RandomPolicy)> cases, List<AdditionalText> files)
    {
        var random = new Random(seed);
        var name = $"R{seed}";
        var text = RuntimeHinges(random).Replace("\"Random\"", $"\"{name}\"", StringComparison.Ordinal);
        RuleDocument document;
        try
        {
            document = RuleDocumentReader.Read(text);
        }
        catch (RuleDocumentException)
        {
            // Some are refused, since a condition may be used nowhere.
            return;
        }

        if (RandomPolicy.Make(random, document, RandomPolicy.Kinds[seed % RandomPolicy.Kinds.Count]) is not { } policy)
            return;
        cases.Add(name, (document, policy));
        files.Add(new MemoryText($"/project/{name}.rules.json", text));
        files.Add(new MemoryText($"/project/{name}.policies.json", Text(policy.Json.Replace('\'', '"'))));
    }

    private static string RuntimeHinges(Random random)
    {
        var text = RuleCompiler.Runtime.Tests.Proofs.RandomHinges.Make(random);
        return random.Next(2) == 0 ? text.Replace("\"threshold\",", "\"threshold\",\"scores\":\"logit\",", StringComparison.Ordinal) : text;
    }

    // The scores of the rows, as the code of the message gives them.
    private static double[][] Scores(IReadOnlyList<string> sources, (string Name, string[] Rows)[] calls)
    {
        var methods = calls.SelectMany(c => c.Rows.Select((row, k) =>
            "/// <summary>A row.</summary>\n/// <returns>Its score.</returns>\n"
                + $"public static double {c.Name}Row{k}() {{ return {c.Name}.Score({row}); }}"));
        var parts = calls.Select(c => $"/// <summary>The user's part.</summary>\npublic static partial class {c.Name} {{ }}");
        var caller = "namespace Example.App {\n" + string.Join('\n', parts)
            + "\n/// <summary>Calls.</summary>\npublic static class Caller {\n" + string.Join('\n', methods) + "\n} }";
        var used = sources.Where(s => calls.Any(c => s.Contains($"class {c.Name}", StringComparison.Ordinal)));
        var type = CompiledRules.Emit(used, caller, Generation.Latest).GetType("Example.App.Caller")!;
        return calls.Select(c => c.Rows.Select((_, k) => Score($"{c.Name}Row{k}")).ToArray()).ToArray();

        double Score(string method) => (double)type.GetMethod(method)!.Invoke(null, null)!;
    }

    private static void AssertBroken(RuleDocument document, RandomPolicy policy, string[] rows, double[] scores)
    {
        var told = $"{policy.Json}\n{string.Join('\n', rows)}\n{RuleDocumentWriter.Write(document)}";
        var values = rows.Select(row => document.Inputs.Select((input, i) => Value(input, Argument(row, input.Name))).ToArray()).ToArray();
        var evaluated = values.Select(v => new RuleEvaluator(document).Evaluate(v).Outputs).ToArray();
        Assert.True(
            scores.Zip(evaluated).All(s => BitConverter.DoubleToInt64Bits(s.First) == BitConverter.DoubleToInt64Bits(s.Second[0])), told);
        var broken = policy.Breaks(values, evaluated);
        Assert.True(values.All(policy.Admits) && broken >= -1e-12, $"{broken} {told}");
    }

    private static string Argument(string row, string name) =>
        Regex.Match(row, $@"[( ]{name}: ([^,)]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    private static double Value(Input input, string text) => input.Match(
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        category => category.Categories.ToList().IndexOf(text[(text.LastIndexOf('.') + 1)..].ToLowerInvariant()));

    private static Generation Generate(string policy, string steps, params AdditionalText[] more) => Generation.Of(
        [Rules(), Policies(policy), .. more], null, Generation.Namespace, ("build_property.RuleProofSteps", steps));

    private static Generation Generate(string policy) => Generation.Of([Rules(), Policies(policy)]);

    private static MemoryText Rules() => new(File, Document);

    private static MemoryText Policies(string policy) => new(PoliciesFile, Text(policy));

    private static string Text(string policy) => """{"version": 1, "policies": [ """ + policy + " ]}";

    [GeneratedRegex(@"new R\d+\.Input\([^)]*\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RowText();

    [GeneratedRegex(@"(?<=new )R\d+(?=\.Input\()", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ClassName();
}
