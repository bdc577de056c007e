using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Monitoring;

namespace RuleCompiler.Benchmarks;

/// <summary>
/// What counting costs beside deciding: nanoseconds of processor time a row with and without <c>Monitor</c>, in passes that alternate, and
/// bytes allocated. <c>-- monitor</c>.
/// </summary>
internal static class MonitorSpeed
{
    private const int RowCount = 4096;
    private const int SampleCount = 101;
    private const int Bands = 10;

    private static readonly string[] Ways = ["Struct", "StructCounted", "Scalars", "ScalarsCounted"];

    public static void Run(TextWriter output)
    {
        output.WriteLine("| document | rows | call | alone | counted | least | median | bytes |");
        output.WriteLine("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |");
        (string Title, RuleDocument Document)[] cases =
        [
            ("8 rules x 15 numbers", RuleCases.EightHinges),
            ("the same in version 1", RuleCases.EightWholeRules),
            ("2 rules x 12 terms, categories", RuleCases.Categories),
            ("1,000 rules x 20 inputs", RuleCases.Tree(1000, 20)),
            ("10 classes x 64 inputs", RuleCases.TenClasses),
        ];
        foreach (var (title, document) in cases)
        {
            var rows = RuleCases.Rows(document, RowCount);
            var counted = WithBands(document, rows);
            Print(output, title, "shuffled", counted, rows);
            Print(output, title, "one in 10 out of range", counted, Unusual(rows, document));
            Print(output, title, "by rule", counted, ByRule(document, rows));
        }
    }

    private static void Print(TextWriter output, string title, string order, RuleDocument document, double[][] rows)
    {
        var caller = GeneratedAssembly.Load(document, Caller(document)).GetType("Caller")!;
        caller.GetMethod("Prepare")!.CreateDelegate<Action<double[][]>>()(rows);
        var calls = Ways.Select(way => caller.GetMethod(way)!.CreateDelegate<Func<int>>()).ToArray();
        if (calls.Select(call => call()).Distinct().Count() > 1)
            throw new InvalidOperationException("Decisions differ.");
        var sum = 0;
        var samples = Samples.Take(SampleCount, RowCount, calls.Select(call => (Action)(() => sum += call())).ToArray());
        if (sum == 0)
            throw new InvalidOperationException("Nothing was calculated.");
        for (var way = 0; way < Ways.Length; way += 2)
        {
            // More inputs than a call has arguments: there is the struct alone.
            if (way > 0 && document.Inputs.Count > 16)
                break;
            var (alone, counted) = (samples[way], samples[way + 1]);
            var added = alone.Nanoseconds.Zip(counted.Nanoseconds, (a, b) => b - a).Order().ElementAt(SampleCount / 2);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {title} | {order} | {(way == 0 ? "in Input" : "values")} | {alone.Least:0.0} ns | {counted.Least:0.0} ns "
                    + $"| {counted.Least - alone.Least:+0.0;-0.0} ns | {added:+0.0;-0.0} ns | {counted.Bytes:0.######} |"));
        }
    }

    /// <summary>The document with bands that hold a tenth of the rows each.</summary>
    private static RuleDocument WithBands(RuleDocument document, double[][] rows)
    {
        var evaluator = new RuleEvaluator(document);
        var scores = rows.Select(row => evaluator.Evaluate(row).Outputs)
            .Select(outputs => document.Decision.ScoreOf(0, outputs)).Order().ToArray();
        var limits = Enumerable.Range(1, Bands - 1).Select(b => Number.From(Math.Round(scores[b * scores.Length / Bands], 3)));
        var counter = new RowCounter(document, EquatableArray.Of(limits.ToEquatableArray()));
        foreach (var row in rows)
            counter.Count(row);
        var provenance = new Provenance(
            "measured",
            null,
            null,
            EquatableArray<NamedNumber>.Empty,
            null,
            EquatableArray<int>.Empty,
            EquatableArray<NamedText>.Empty,
            EquatableArray<ModelMetrics>.Empty,
            EquatableArray<NamedNumbers>.Empty,
            EquatableArray<NamedNumber>.Empty,
            EquatableArray<FrontierEntry>.Empty);
        return document with { Provenance = provenance with { Counts = counter.Counts } };
    }

    /// <summary>The rows of each rule one after another, so that branches are foreseen.</summary>
    private static double[][] ByRule(RuleDocument document, double[][] rows)
    {
        var evaluator = new RuleEvaluator(document);
        return [.. rows.OrderBy(row => evaluator.Evaluate(row).RuleIndex)];
    }

    private static double[][] Unusual(double[][] rows, RuleDocument document)
    {
        var random = new Random(11);
        var number = Enumerable.Range(0, document.Inputs.Count).First(i => document.Inputs[i].IsNumber);
        return rows.Select(row => random.Next(10) > 0 ? row : row.Select((v, i) => i == number ? 1.5 : v).ToArray()).ToArray();
    }

    private static string Caller(RuleDocument document)
    {
        var names = new DocumentNames(document);
        var model = names.Class;
        string Value(int i, string row) =>
            names.Inputs[i].Type == "double" ? $"{row}[{i}]" : $"({model}.{names.Inputs[i].Type})(int){row}[{i}]";
        var values = string.Join(", ", names.Inputs.Select((_, i) => Value(i, "row")));
        var columns = names.Inputs.Count <= 16
            ? names.Inputs.Select((_, i) => $"c{i}[r]")
            : ["in inputs[r]"];
        var types = names.Inputs.Select(i => (i.Type == "double" ? string.Empty : model + ".") + i.Type).ToArray();
        var loop = (string call) => $"int sum = 0; for (int r = 0; r < inputs.Length; r++) sum += 1 + (int){call}; return sum;";
        return $$"""
            using System;
            public static partial class {{model}} { }
            public static class Caller
            {
                private static readonly {{model}}.Monitor monitor = new {{model}}.Monitor();
                private static {{model}}.Input[] inputs;
                {{string.Join("\n", types.Select((type, i) => $"private static {type}[] c{i};"))}}

                public static void Prepare(double[][] rows)
                {
                    inputs = Array.ConvertAll(rows, row => new {{model}}.Input({{values}}));
                    {{string.Join("\n", types.Select((_, i) => $"c{i} = Array.ConvertAll(rows, row => {Value(i, "row")});"))}}
                }

                public static int Struct() { {{loop($"{model}.Classify(in inputs[r])")}} }
                public static int StructCounted() { {{loop("monitor.Classify(in inputs[r])")}} }
                public static int Scalars() { {{loop($"{model}.Classify({string.Join(", ", columns)})")}} }
                public static int ScalarsCounted() { {{loop($"monitor.Classify({string.Join(", ", columns)})")}} }
            }
            """;
    }
}
