using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Monitoring;
using Xunit;

namespace RuleCompiler.Generator.Tests.Support;

/// <summary>What a monitor answered for rows, where it refused some, and what it counted.</summary>
internal sealed record MonitoredAnswers(double[][] Outputs, int[] Labels, string[] Refusals, string Json);

/// <summary>The generated class <c>Monitor</c> of documents, called as a user would call it.</summary>
internal sealed class MonitoredRules
{
    private readonly Func<double[][], double[][], int[], string[], string> _call;
    private readonly Func<double[][], int, long> _bytes;

    private MonitoredRules(RuleDocument document, Assembly assembly)
    {
        Document = document;
        var caller = assembly.GetType($"Example.App.{new DocumentNames(document).Class}Caller")!;
        _call = caller.GetMethod("Call")!.CreateDelegate<Func<double[][], double[][], int[], string[], string>>();
        _bytes = caller.GetMethod("Bytes")!.CreateDelegate<Func<double[][], int, long>>();
    }

    public RuleDocument Document { get; }

    /// <summary>Compiles documents, each of its own name.</summary>
    public static IReadOnlyList<MonitoredRules> Of(IReadOnlyList<RuleDocument> documents, CSharpParseOptions parse)
    {
        var files = documents.Select((d, i) => new MemoryText($"/project/Model{i}.rules.json", RuleDocumentWriter.Write(d)));
        var generation = Generation.Of(
            files, parse, Generation.Namespace, ("build_property.RuleCompilerMembers", "Classify Monitor"));
        Assert.Empty(generation.Errors);
        var callers = "#pragma warning disable CS1591\nnamespace Example.App {\n" + string.Join("\n", documents.Select(Caller)) + "}";
        var assembly = CompiledRules.Emit(generation.Sources, callers, parse);
        return documents.Select(d => new MonitoredRules(d, assembly)).ToArray();
    }

    /// <summary>The document with the counts of some rows, in bands that begin at some of their scores.</summary>
    /// <param name="document">The document.</param>
    /// <param name="limits">Where bands meet, for each score.</param>
    /// <param name="rows">The rows.</param>
    public static RuleDocument WithCounts(RuleDocument document, EquatableArray<EquatableArray<Number>> limits, double[][] rows)
    {
        var counter = new RowCounter(document, limits);
        foreach (var row in rows)
            counter.Count(row);
        return document with
        {
            Provenance = new Provenance(
                "rulec test",
                null,
                null,
                EquatableArray<NamedNumber>.Empty,
                null,
                EquatableArray<int>.Empty,
                EquatableArray<NamedText>.Empty,
                EquatableArray<ModelMetrics>.Empty,
                EquatableArray<NamedNumbers>.Empty,
                EquatableArray<NamedNumber>.Empty,
                EquatableArray<FrontierEntry>.Empty)
            {
                Counts = counter.Counts,
            },
        };
    }

    /// <summary>
    /// Asks for each row, by values and by the struct in turns. Two monitors that have half of the rows each, added, have to say what one
    /// does, and one that was taken from has to begin again.
    /// </summary>
    public MonitoredAnswers Ask(double[][] rows)
    {
        var outputs = rows.Select(_ => new double[Document.Outputs.Count]).ToArray();
        var (labels, refusals) = (new int[rows.Length], new string[rows.Length]);
        var json = _call(rows, outputs, labels, refusals);
        return new MonitoredAnswers(outputs, labels, refusals, json);
    }

    /// <summary>The bytes that a thread allocates to count rows that are accepted.</summary>
    public long Bytes(double[][] rows, int times) => _bytes(rows, times);

    /// <summary>The counts in JSON, as the reader of documents reads them.</summary>
    public RowCounts Read(string json)
    {
        var node = JsonNode.Parse(RuleDocumentWriter.Write(Document))!;
        node["provenance"] ??= new JsonObject { ["tool"] = "rulec test" };
        node["provenance"]!["counts"] = JsonNode.Parse(json)!["counts"]!.DeepClone();
        return RuleDocumentReader.Read(node.ToJsonString()).Provenance!.Counts!;
    }

    private static string Caller(RuleDocument document)
    {
        var names = new DocumentNames(document);
        var model = names.Class;
        var isClass = document.Decision.IsClass;
        var method = isClass ? "Classify" : "Evaluate";
        string Value(int i) => names.Inputs[i].Type == "double" ? $"row[{i}]" : $"({model}.{names.Inputs[i].Type})(int)row[{i}]";
        var input = $"new {model}.Input({string.Join(", ", names.Inputs.Select((_, i) => Value(i)))})";
        var scalars = names.Inputs.Count <= 16 ? string.Join(", ", names.Inputs.Select((_, i) => Value(i))) : input;
        return string.Join("\n", (string[])
        [
            $"public static partial class {model} {{ }}",
            $"public static class {model}Caller {{",
            "public static string Call(double[][] rows, double[][] outputs, int[] labels, string[] refusals) {",
            $"{model}.Monitor all = new {model}.Monitor(), odd = new {model}.Monitor(), even = new {model}.Monitor();",
            "string nothing = all.ToJson();",
            "for (int r = 0; r < rows.Length; r++) { double[] row = rows[r]; try {",
            $"var given = {input};",
            $"var answer = r % 2 == 0 ? all.{method}({scalars}) : all.{method}(given);",
            isClass ? "labels[r] = (int)answer;" : string.Join(" ", names.Outputs.Select(
                (output, k) => $"outputs[r][{k}] = answer{(names.Outputs.Count == 1 ? string.Empty : "." + output.Property)};")),
            "} catch (global::System.ArgumentException e) { refusals[r] = e.GetType().Name + \" \" + e.ParamName + \" \" + e.Message; }",
            $"try {{ if (r % 4 < 2) odd.{method}({scalars}); else even.{method}({input}); }}",
            "catch (global::System.ArgumentException) { }",
            "}",
            "string json = all.ToJson();",
            "odd.Add(even);",
            "if (odd.ToJson() != json) return \"added: \" + odd.ToJson();",
            "if (all.Take().ToJson() != json || all.ToJson() != nothing || all.Rows + all.Refused != 0) return \"taken\";",
            "all.Add(odd);",
            "if (all.Rows + all.Refused != rows.Length) return \"rows\";",
            "return json; }",
            "public static long Bytes(double[][] rows, int times) {",
            $"var monitor = new {model}.Monitor(); var inputs = new {model}.Input[rows.Length]; long before = 0;",
            $"for (int r = 0; r < rows.Length; r++) {{ double[] row = rows[r]; inputs[r] = {input}; }}",
            // The first round is for what is allocated once, such as the tables of the rules.
            "for (int t = 0; t <= times; t++) {",
            "if (t == 1) before = global::System.GC.GetAllocatedBytesForCurrentThread();",
            $"for (int r = 0; r < rows.Length; r++) {{ double[] row = rows[r];",
            $"monitor.{method}({scalars}); monitor.{method}(inputs[r]); }}",
            "}",
            "return global::System.GC.GetAllocatedBytesForCurrentThread() - before; }",
            "}",
        ]);
    }
}
