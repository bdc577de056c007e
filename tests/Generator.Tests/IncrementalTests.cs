using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Generator.Tests;

/// <summary>What is recomputed after an edit, step by step.</summary>
public class IncrementalTests
{
    private static readonly string[] AllSteps =
    [
        RuleGenerator.Steps.Files, RuleGenerator.Steps.Documents, RuleGenerator.Steps.Names, RuleGenerator.Steps.TargetTypes,
        RuleGenerator.Steps.Target, RuleGenerator.Steps.Sources,
        RuleGenerator.Steps.Severities, RuleGenerator.Steps.Warnings, RuleGenerator.Steps.Clashes,
    ];

    [Fact]
    public void EveryStepIsTracked()
    {
        var steps = Generation.Of([File("One"), File("Two")]).Result.TrackedSteps;
        Assert.Empty(AllSteps.Except(steps.Keys));
    }

    [Fact]
    public void UnrelatedEditComputesNothing()
    {
        var generation = Generation.Of([File("One"), File("Two")]);
        var edited = generation.Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Other { }", Generation.Latest));
        var reasons = Reasons(generation.Driver.RunGenerators(edited));
        Assert.All(
            AllSteps,
            step => Assert.All(
                reasons[step],
                r => Assert.Contains(
                    r, (IncrementalStepRunReason[])[IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged])));
    }

    [Fact]
    public void ChangedDocumentIsTheOnlyOneThatIsRegenerated()
    {
        var (one, two) = (File("One"), File("Two"));
        var generation = Generation.Of([one, two]);
        var changed = new MemoryText(
            two.Path, two.GetText()!.ToString().Replace("\"summary\": \"", "\"summary\": \"Another ", StringComparison.Ordinal));
        var reasons = Reasons(generation.Driver.ReplaceAdditionalText(two, changed).RunGenerators(generation.Compilation));
        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified], reasons[RuleGenerator.Steps.Files]);
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], reasons[RuleGenerator.Steps.Documents]);
        Assert.Equal([IncrementalStepRunReason.Cached], reasons[RuleGenerator.Steps.Names]);
        // Four files each: the rules, the rules for many rows, the monitor, and their explanation.
        Assert.Equal(
            [.. Enumerable.Repeat(IncrementalStepRunReason.Cached, 4), .. Enumerable.Repeat(IncrementalStepRunReason.Modified, 4)],
            reasons[RuleGenerator.Steps.Sources]);
    }

    [Fact]
    public void SameTextReadAgainIsUnchanged()
    {
        var one = File("One");
        var generation = Generation.Of([one]);
        var again = new MemoryText(one.Path, one.GetText()!.ToString());
        var reasons = Reasons(generation.Driver.ReplaceAdditionalText(one, again).RunGenerators(generation.Compilation));
        Assert.Equal([IncrementalStepRunReason.Cached], reasons[RuleGenerator.Steps.Files]);
        Assert.Equal(Enumerable.Repeat(IncrementalStepRunReason.Cached, 4), reasons[RuleGenerator.Steps.Sources]);
    }

    [Fact]
    public void NewLanguageVersionRegeneratesWithoutReadingAgain()
    {
        var generation = Generation.Of([File("One")], Generation.Oldest);
        var reasons = Reasons(generation.Driver.WithUpdatedParseOptions(Generation.Latest).RunGenerators(
            CSharpCompilation.Create("Example", [CSharpSyntaxTree.ParseText("class Program { }", Generation.Latest)])));
        Assert.Equal([IncrementalStepRunReason.Cached], reasons[RuleGenerator.Steps.Documents]);
        Assert.Equal([IncrementalStepRunReason.Modified], reasons[RuleGenerator.Steps.Target]);
        // Without references there are no spans either, so that the file for many rows goes.
        Assert.Equal(
            [.. Enumerable.Repeat(IncrementalStepRunReason.Modified, 3), IncrementalStepRunReason.Removed],
            reasons[RuleGenerator.Steps.Sources]);
    }

    [Fact]
    public void NoStepHoldsCompilerObjects()
    {
        var result = Generation.Of([File("One"), File("Two"), new MemoryText("/project/Bad.rules.json", "{")]).Result;
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var output in AllSteps.SelectMany(s => result.TrackedSteps[s]).SelectMany(s => s.Outputs))
            Visit(output.Value, seen);
        Assert.Contains(seen, o => o is RuleDocument);
    }

    private static void Visit(object? value, HashSet<object> seen)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;
        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or Compilation or Location or AdditionalText or SourceText or Diagnostic,
            value.GetType().FullName);
        if (value is System.Collections.IEnumerable items)
        {
            foreach (var item in items)
                Visit(item, seen);
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Visit(field.GetValue(value), seen);
        }
    }

    private static Dictionary<string, IncrementalStepRunReason[]> Reasons(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedSteps.ToDictionary(
            s => s.Key, s => s.Value.SelectMany(step => step.Outputs).Select(o => o.Reason).ToArray(), StringComparer.Ordinal);

    private static MemoryText File(string name)
    {
        var document = new RandomDocuments(new Random(name.Length), kind => kind == "model" ? name : kind).Next(Shape.Argmax, 3, 2);
        return new MemoryText($"/project/{name}.rules.json", RuleDocumentWriter.Write(document));
    }
}
