using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Export.Onnx;

namespace RuleCompiler.Benchmarks;

/// <summary>
/// A million rows of the sample Adult, decided by ONNX Runtime: seconds by the clock and of processor time. <c>-- onnx-rules</c>.
/// </summary>
internal static class OnnxRulesSpeed
{
    private const int Rows = 1_000_000;
    private const int Runs = 5;

    public static void Run(TextWriter output)
    {
        var file = ReasonSpeed.Sample("Adult");
        var document = RuleDocumentReader.Read(File.ReadAllText(file));
        var model = OnnxRules.Of(document);
        using var stream = new MemoryStream();
        model.WriteTo(stream);
        var table = Table(Path.Combine(Path.GetDirectoryName(file)!, "adult-train.csv"));
        var inputs = document.Inputs.Select(input => Column(input, table[input.Name])).ToArray();
        var names = model.Inputs.Select(i => i.Value).ToArray();
        var answers = model.Answers.Select(a => a.Value).ToArray();
        output.WriteLine("| a million rows of Adult | seconds | processor seconds |");
        output.WriteLine("| --- | ---: | ---: |");
        Print("all answers", answers, 0);
        Print("without the texts `label` and `refused`", answers.Except(["label", "refused"]).ToArray(), 0);
        Print("all answers, one thread", answers, 1);
        foreach (var input in inputs)
            input.Dispose();

        void Print(string title, string[] asked, int threads)
        {
            using var options = new SessionOptions { IntraOpNumThreads = threads };
            using var session = new InferenceSession(stream.ToArray(), options);
            using var run = new RunOptions();
            using var process = Process.GetCurrentProcess();
            var best = Enumerable.Range(0, Runs + 1).Select(_ =>
            {
                process.Refresh();
                var (clock, processor) = (Stopwatch.StartNew(), process.TotalProcessorTime);
                session.Run(run, names, inputs, asked).Dispose();
                process.Refresh();
                return (Clock: clock.Elapsed.TotalSeconds, Processor: (process.TotalProcessorTime - processor).TotalSeconds);
            }).Skip(1).Min();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {title} | {best.Clock:0.00} | {best.Processor:0.00} |"));
        }
    }

    // This file has no quotes.
    private static Dictionary<string, string[]> Table(string file)
    {
        var lines = File.ReadAllLines(file).Select(line => line.Split(',', StringSplitOptions.TrimEntries)).ToArray();
        return lines[0].Select((name, i) => (name, Cells: lines.Skip(1).Select(cells => cells[i]).ToArray()))
            .ToDictionary(c => c.name, c => c.Cells, StringComparer.Ordinal);
    }

    private static OrtValue Column(Input input, string[] cells)
    {
        var column = Enumerable.Range(0, Rows).Select(r => cells[r % cells.Length]);
        return input.Match(
            _ => OrtValue.CreateTensorValueFromMemory(
                column.Select(c => double.TryParse(c, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray(),
                [Rows, 1]),
            _ =>
            {
                var texts = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, [Rows, 1]);
                foreach (var (cell, r) in column.Select((c, r) => (c, r)))
                    texts.StringTensorSetElementAt(cell, r);
                return texts;
            });
    }
}
