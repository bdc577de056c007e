using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
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
    private readonly Func<double[], List<double>, string>? _explain;

    private CompiledBatches(RuleDocument document, Assembly assembly, bool isExplained)
    {
        _document = document;
        var caller = assembly.GetType($"Example.App.{new DocumentNames(document).Class}Caller")!;
        _call = caller.GetMethod("Call")!.CreateDelegate<Func<int, double[][], double[][], int[], int[], string>>();
        _explain = isExplained ? caller.GetMethod("Explain")!.CreateDelegate<Func<double[], List<double>, string>>() : null;
    }

    /// <summary>
    /// Generates the code of documents, each of its own name; <c>Explain</c>, which is most of it, only where it is asked for.
    /// </summary>
    public static Generation Generate(IReadOnlyList<RuleDocument> documents, CSharpParseOptions parse, bool isExplained)
    {
        var files = documents.Select((d, i) => new MemoryText($"/project/Model{i}.rules.json", RuleDocumentWriter.Write(d)));
        var generation = Generation.Of(
            files,
            parse,
            Generation.Namespace,
            ("build_property.RuleCompilerMembers", "Classify;Score;Rule" + (isExplained ? ";Explain" : string.Empty)));
        Assert.Empty(generation.Errors);
        return generation;
    }

    /// <summary>Compiles documents, each of its own name.</summary>
    public static IReadOnlyList<CompiledBatches> Of(IReadOnlyList<RuleDocument> documents, CSharpParseOptions parse, bool isExplained)
    {
        using var image = Image(Generate(documents, parse, isExplained), documents, parse, isExplained);
        return Load(image, documents, isExplained);
    }

    public static MemoryStream Image(
        Generation generation, IReadOnlyList<RuleDocument> documents, CSharpParseOptions parse, bool isExplained)
    {
        var callers = "#pragma warning disable CS1591\nnamespace Example.App {\n"
            + string.Join("\n", documents.Select(d => Caller(d, isExplained))) + "}";
        return CompiledRules.Image(generation.Sources, callers, parse);
    }

    public static IReadOnlyList<CompiledBatches> Load(MemoryStream image, IReadOnlyList<RuleDocument> documents, bool isExplained = false)
    {
        var assembly = new AssemblyLoadContext(null).LoadFromStream(image);
        return documents.Select(d => new CompiledBatches(d, assembly, isExplained)).ToArray();
    }

    /// <summary>All that generated code says of a row.</summary>
    public string Explain(double[] row)
    {
        var numbers = new List<double>();
        return ExplanationSummary.Of(_explain!(row, numbers), numbers);
    }

    public Answers Ask(Call call, double[][] rows)
    {
        var outputs = rows.Select(_ => new double[_document.Outputs.Count]).ToArray();
        var (labels, rules) = (new int[rows.Length], new int[rows.Length]);
        var refusal = _call((int)call, rows, outputs, labels, rules);
        return new Answers(outputs, labels, rules, refusal.Length == 0 ? null : refusal);
    }

    private static string Caller(RuleDocument document, bool isExplained)
    {
        var names = new DocumentNames(document);
        var model = names.Class;
        var hasColumns = names.Inputs.Count <= 16;
        string Value(int i, string row) =>
            names.Inputs[i].Type == "double" ? $"{row}[{i}]" : $"({model}.{names.Inputs[i].Type})(int){row}[{i}]";
        var members = new List<(string Name, string Type, string Array)>
        {
            (
                document.Decision is ValueDecision ? "Evaluate" : "Score",
                document.Outputs.Count == 1 ? "double" : $"{model}.{(document.Decision is ValueDecision ? "Outputs" : "Scores")}",
                "scores"),
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
            .. hasColumns
                ? names.Inputs.Select(
                    (input, i) => $"var c{i} = new {(input.Type == "double" ? string.Empty : model + ".")}{input.Type}[n];")
                : [],
            "for (int r = 0; r < n; r++) {",
            $"inputs[r] = new {model}.Input({string.Join(", ", names.Inputs.Select((_, i) => Value(i, "rows[r]")))});",
            .. names.Inputs.Select((_, i) =>
                hasColumns ? $"c{i}[r] = {Value(i, "rows[r]")};" : $"flat[r * {names.Inputs.Count} + {i}] = rows[r][{i}];"),
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
            .. names.Outputs.Select(
                (output, k) => $"outputs[r][{k}] = scores[r]{(names.Outputs.Count == 1 ? string.Empty : "." + output.Property)};"),
            document.Decision is ClassDecision ? "labels[r] = (int)classes[r];" : string.Empty,
            "}",
            "return message; }",
            .. isExplained ? (string[])
            [
                "public static string Explain(double[] row, global::System.Collections.Generic.List<double> numbers) {",
                $"var explanation = {model}.Explain(new "
                    + $"{model}.Input({string.Join(", ", names.Inputs.Select((_, i) => Value(i, "row")))}));",
                ExplanationSummary.Statements,
                "return text; }",
            ]
            : [],
            "}",
        ]);
    }
}
