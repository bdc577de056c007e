using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Networks.Trees;
using RuleCompiler.Trainer.Onnx;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tests.Onnx;
using TreeTest = RuleCompiler.Trainer.Networks.Graphs.TreeTest;

namespace RuleCompiler.Benchmarks;

/// <summary>A table of the ONNX files of a folder: how far answers are from ONNX Runtime's, and what rules they give.</summary>
internal static class OnnxFiles
{
    private const int Rows = 300;
    private const int MaxRules = 10_000;
    private const int MaxRegions = 10_000;

    // Networks of more steps are not written as dense layers here, and those of more units not searched, which takes long.
    private const double MaxWork = 1e5;
    private const int MaxUnits = 100;

    // A search of regions ends here; of networks as large as these it says little.
    private const int SearchSeconds = 10;

    // The ranges that a model may have been made for are not in its file.
    private static readonly double[] Scales = [0.5, 1, 10, 100, 10_000];

    /// <summary>Prints it.</summary>
    public static void Run(string folder)
    {
        Console.WriteLine("| file | predict against ONNX Runtime | rules |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var path in Directory.GetFiles(folder, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (answers, rules) = Row(path);
            Console.WriteLine($"| {Path.GetRelativePath(folder, path)} | {answers} | {rules} |");
        }
    }

    private static (string Answers, string Rules) Row(string path)
    {
        OnnxModel model;
        try
        {
            model = OnnxFile.ReadModel(path);
        }
        catch (InputFileException e)
        {
            return ("refused: " + e.Message[(path.Length + 2)..], "-");
        }

        var rows = RowsOf(model.Graph);
        return (Answers(path, model.Graph, rows) + string.Concat(model.Notes.Select(n => $" ({n})")), Rules(model.Graph, rows));
    }

    private static string Answers(string path, NetworkGraph graph, double[][] rows)
    {
        try
        {
            using var reference = new OnnxReference(path, graph);
            var (largest, texts, count) = (0.0, 0, 0);
            foreach (var row in rows)
            {
                var (expected, found) = (reference.Evaluate(row), reference.Own(row));
                if (expected.Length != found.Length)
                    return string.Create(CultureInfo.InvariantCulture, $"{found.Length} values instead of {expected.Length}");
                var scale = expected.OfType<double>().Where(double.IsFinite).Select(Math.Abs).Append(1).Max();
                foreach (var (e, f) in expected.Zip(found))
                {
                    count++;
                    if (e is double x && f is double y)
                        largest = Math
                            .Max(largest, x.Equals(y) ? 0 : double.IsFinite(x - y) ? Math.Abs(x - y) / scale : double.PositiveInfinity);
                    else
                        texts += Equals(e, f) ? 0 : 1;
                }
            }

            return string.Create(
                CultureInfo.InvariantCulture,
                $"{rows.Length} rows, largest difference {largest:0.0e+0}{(texts > 0 ? $", {texts} texts differ" : string.Empty)}");
        }
        catch (Exception e) when (e is Microsoft.ML.OnnxRuntime.OnnxRuntimeException or NotSupportedException)
        {
            return "not compared: " + e.Message.Split('\n')[0];
        }
    }

    private static string Rules(NetworkGraph graph, double[][] rows)
    {
        var box = BoxOf(rows);
        try
        {
            return TreeModel.Find(graph) is { } trees ? OfTrees(graph, trees, box, rows) : OfLayers(graph, box);
        }
        catch (Exception e) when (e is RuleCompilerException)
        {
            return "refused: " + e.Message;
        }
    }

    private static string OfTrees(NetworkGraph graph, TreeModel trees, InputBox box, double[][] rows)
    {
        var written = EnsembleRules.Write(trees, box, "Trees", [], MaxRules);
        if (written.Document is not { } document)
            return "refused: " + written.Obstacle;
        var (evaluator, differ) = (new RuleEvaluator(document), 0);
        foreach (var row in rows)
        {
            var values = graph.Run(row);
            var scores = values[GraphHead.Find(graph).Scores];
            differ += scores.SequenceEqual(evaluator.Evaluate(Point(trees, document, row)).Outputs) ? 0 : 1;
        }

        return string.Create(
            CultureInfo.InvariantCulture, $"{document.Rules.Count} rules; {differ} of {rows.Length} rows differ from the network");
    }

    private static double[] Point(TreeModel trees, RuleDocument document, double[] row) => document.Inputs.Select(input =>
    {
        var at = trees.Names.ToList().IndexOf(input.Name);
        if (input is not CategoryInput category)
            return row[at];
        var text = row[at] >= 0 ? trees.Texts[(int)row[at]] : string.Empty;
        return category.Categories.ToList().IndexOf(text) is >= 0 and var position ? position : (double)(category.Other ?? 0);
    }).ToArray();

    private static string OfLayers(NetworkGraph graph, InputBox box)
    {
        if (graph.Work > MaxWork)
            return "not searched here: a large network";
        var chain = graph.ToPiecewise();
        if (chain.Network.Layers.Count == 1)
            return "1 rule (linear)";
        if (chain.Network.Layers.SkipLast(1).Sum(l => l.Units) > MaxUnits)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"piecewise linear, {chain.Network.Layers.Count - 1} hidden layers of {chain.Network.Layers.SkipLast(1).Sum(l => l.Units)} "
                    + $"units (collapse)");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(SearchSeconds));
        var counter = RegionCounter.Create(chain.Network, box, new ExtractionOptions(MaxRegions, FindImplied: false, 1));
        return counter.Run(limit.Token)
            ? string.Create(CultureInfo.InvariantCulture, $"{counter.Regions} regions")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"piecewise linear, {chain.Network.Layers.Count - 1} hidden layers; more than {counter.Regions} regions (collapse)");
    }

    private static InputBox BoxOf(double[][] rows) => new(
        Enumerable.Range(0, rows[0].Length).Select(i => rows.Min(r => r[i])).ToArray(), Enumerable.Range(0, rows[0].Length)
            .Select(i => rows.Max(r => r[i])).ToArray());

    /// <summary>Rows of single precision: at several scales, and for trees at what they ask for and next to it.</summary>
    private static double[][] RowsOf(NetworkGraph graph)
    {
        var random = new Random(20261126);
        var asked = Asked(graph);
        return Enumerable.Range(0, Rows).Select(_ =>
        {
            var scale = Scales[random.Next(Scales.Length)];
            return graph.InputValues.Select((input, i) => input.Kind switch
            {
                InputKind.Text => random.Next(-1, graph.Texts.Count),
                InputKind.Truth => random.Next(2),
                InputKind.WholeNumber => random.Next(-3, 10),
                _ when asked[i].Count > 0 && random.Next(4) > 0 => asked[i][random.Next(asked[i].Count)],
                _ => (double)(float)((random.NextDouble() - 0.3) * scale),
            }).ToArray();
        }).ToArray();
    }

    private static List<double>[] Asked(NetworkGraph graph)
    {
        var asked = Enumerable.Range(0, graph.InputCount).Select(_ => new List<double>()).ToArray();
        try
        {
            if (TreeModel.Find(graph) is not { } trees)
                return asked;
            foreach (var node in trees.Trees.Nodes.Where(n => n.Test != TreeTest.Leaf && trees.Features[n.Feature].Input >= 0))
            {
                var path = trees.Features[node.Feature];
                foreach (var part in NumberPart.Between(-1e9, 1e9).Divided(x => path.Evaluate(x) > node.Threshold))
                {
                    foreach (var end in new[] { NumberPart.At(part.From), NumberPart.At(part.To) }.Where(x => Math.Abs(x) < 1e8))
                        asked[path.Input].AddRange([(float)end, MathF.BitIncrement((float)end), MathF.BitDecrement((float)end)]);
                }
            }
        }
        catch (NotPiecewiseException)
        {
            // Then rows of all scales have to do.
        }

        return asked;
    }
}
