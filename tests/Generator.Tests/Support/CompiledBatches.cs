using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using Xunit;

namespace RuleCompiler.Generator.Tests.Support;

/// <summary>What one way of calling gives for rows: up to the first that is refused, and its message.</summary>
internal sealed record Answers(double[][] Outputs, int[] Labels, int[] Rules, string? Refusal);

/// <summary>The ways to call generated code.</summary>
public enum Call
{
    /// <summary>An argument per input, or the struct where there are many.</summary>
    Scalars,

    /// <summary><c>in Input</c>.</summary>
    Struct,

    /// <summary>A span of structs.</summary>
    Rows,

    /// <summary>A span per input, or one of numbers where there are many inputs.</summary>
    Columns,
}

/// <summary>Generated code of many documents in one assembly, called in every way there is.</summary>
internal sealed class CompiledBatches
{
    private readonly RuleDocument _document;
    private readonly Func<int, double[][], double[][], int[], int[], string> _call;

    private CompiledBatches(RuleDocument document, Func<int, double[][], double[][], int[], int[], string> call)
    {
        _document = document;
        _call = call;
    }

    /// <summary>Compiles documents, each of its own name.</summary>
    public static IReadOnlyList<CompiledBatches> Of(IReadOnlyList<RuleDocument> documents, CSharpParseOptions parse)
    {
        var files = documents.Select((d, i) => new MemoryText($"/project/Model{i}.rules.json", RuleDocumentWriter.Write(d)));
        var generation = Generation.Of(files, parse);
        Assert.Empty(generation.Errors);
        var callers = "#pragma warning disable CS1591\nnamespace Example.App {\n" + string.Join("\n", documents.Select(Caller)) + "}";
        var assembly = CompiledRules.Emit(generation.Sources, callers, parse);
        return documents.Select(d => new CompiledBatches(d, Method(assembly, new DocumentNames(d).Class))).ToArray();
    }

    public Answers Ask(Call call, double[][] rows)
    {
        var outputs = rows.Select(_ => new double[_document.Outputs.Count]).ToArray();
        var (labels, rules) = (new int[rows.Length], new int[rows.Length]);
        var refusal = _call((int)call, rows, outputs, labels, rules);
        return new Answers(outputs, labels, rules, refusal.Length == 0 ? null : refusal);
    }

    private static Func<int, double[][], double[][], int[], int[], string> Method(Assembly assembly, string model) =>
        assembly.GetType($"Example.App.{model}Caller")!.GetMethod("Call")!.CreateDelegate<Func<int, double[][], double[][], int[], int[], string>>();

    private static string Caller(RuleDocument document)
    {
        var names = new DocumentNames(document);
        var model = names.Class;
        var hasColumns = names.Inputs.Count <= 16;
        string Value(int i, string row) => names.Inputs[i].Type == "double" ? $"{row}[{i}]" : $"({model}.{names.Inputs[i].Type})(int){row}[{i}]";
        var members = new List<(string Name, string Type, string Array)>
        {
            (document.Decision is ValueDecision ? "Evaluate" : "Score", document.Outputs.Count == 1 ? "double" : $"{model}.{(document.Decision is ValueDecision ? "Outputs" : "Scores")}", "scores"),
            ("Rule", "int", "rules"),
        };
        if (document.Decision is ClassDecision)
            members.Add(("Classify", model + ".Label", "classes"));
        var columns = hasColumns ? string.Join(", ", names.Inputs.Select((_, i) => "c" + i)) : "flat";
        string[] ways =
        [
            hasColumns ? string.Join(", ", names.Inputs.Select((_, i) => $"c{i}[r]")) : "inputs[r]",
            "in inputs[r]",
        ];
        return string.Join("\n", (string[])
        [
            $"public static partial class {model} {{ }}",
            $"public static class {model}Caller {{",
            "public static string Call(int way, double[][] rows, double[][] outputs, int[] labels, int[] rules) {",
            $"int n = rows.Length; var inputs = new {model}.Input[n]; var flat = new double[n * {names.Inputs.Count}];",
            .. members.Where(m => m.Array != "rules").Select(m => $"var {m.Array} = new {m.Type}[n];"),
            .. hasColumns ? names.Inputs.Select((input, i) => $"var c{i} = new {(input.Type == "double" ? string.Empty : model + ".")}{input.Type}[n];") : [],
            "for (int r = 0; r < n; r++) {",
            .. names.Inputs.Select((input, i) => $"inputs[r].{input.Property} = {Value(i, "rows[r]")};" + (hasColumns ? $"c{i}[r] = {Value(i, "rows[r]")};" : $"flat[r * {names.Inputs.Count} + {i}] = rows[r][{i}];")),
            "}",
            "string message = string.Empty;",
            .. members.SelectMany(m => (string[])
            [
                "try { switch (way) {",
                $"case 0: for (int r = 0; r < n; r++) {m.Array}[r] = {model}.{m.Name}({ways[0]}); break;",
                $"case 1: for (int r = 0; r < n; r++) {m.Array}[r] = {model}.{m.Name}({ways[1]}); break;",
                $"case 2: {model}.{m.Name}(inputs, {m.Array}); break;",
                $"default: {model}.{m.Name}({columns}, {m.Array}); break;",
                "} } catch (global::System.ArgumentException e) { message = e.GetType().Name + \" \" + e.ParamName + \" \" + e.Message; }",
            ]),
            "for (int r = 0; r < n; r++) {",
            .. names.Outputs.Select((output, k) => $"outputs[r][{k}] = scores[r]{(names.Outputs.Count == 1 ? string.Empty : "." + output.Property)};"),
            document.Decision is ClassDecision ? "labels[r] = (int)classes[r];" : string.Empty,
            "}",
            "return message; } }",
        ]);
    }
}
