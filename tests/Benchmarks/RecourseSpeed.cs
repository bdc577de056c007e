using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Evaluation;
using RuleCompiler.Recourses;

namespace RuleCompiler.Benchmarks;

/// <summary>
/// How long the nearest change of a row takes with its certificate in generated code, in milliseconds of the thread's processor time:
/// 10,000 rows of the samples' tables, repeated with other values where they are fewer. Every certificate is checked, outside the time.
/// </summary>
internal static class RecourseSpeed
{
    private const int Rows = 10_000;

    public static void Run(ReadOnlySpan<string> args, TextWriter output)
    {
        var samples = args.Length > 0 ? args[0] : "samples";
        var rows = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Rows;
        output.WriteLine(
            "| document | rules | rows | median ms | 99 % ms | most ms | bounds, median | bounds, most | found | none | undecided | "
                + "certified |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var one in RecourseDocuments.All(samples))
            Print(one, rows, output);
    }

    private static void Print(RecourseDocuments one, int count, TextWriter output)
    {
        var find = GeneratedRecourse.Of(one.Document);
        var checker = new RecourseChecker(one.Document);
        var rows = one.Rows(count);
        foreach (var row in rows.Take(200))
            find(row);

        var times = new List<double>();
        var bounds = new List<long>();
        var counts = new int[3];
        var certified = 0;
        foreach (var row in rows)
        {
            var began = ThreadTime.Now().TotalMilliseconds;
            var found = find(row);
            times.Add(ThreadTime.Now().TotalMilliseconds - began);
            var answer = GeneratedRecourse.Read(found);
            counts[answer.Status]++;
            bounds.Add(answer.Bounds);
            var check = checker.Check(answer.Certificate, row, RecourseOptions.Default);
            if (!check.Holds)
                output.WriteLine($"{one.Name}: {string.Join(' ', row)}: {check.Reason}");
            certified += check.Holds ? 1 : 0;
        }

        times.Sort();
        bounds.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {one.Name} | {one.Document.Rules.Count} | {rows.Count} | {times[times.Count / 2]:0.000} | "
                + $"{times[times.Count * 99 / 100]:0.000} | "
                + $"{times[^1]:0.0} | {bounds[bounds.Count / 2]} | {bounds[^1]} | "
                + $"{counts[0]} | {counts[1]} | {counts[2]} | {certified} |"));
    }
}
