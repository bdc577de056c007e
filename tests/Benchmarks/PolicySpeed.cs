using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Policies;

namespace RuleCompiler.Benchmarks;

/// <summary>
/// How long a build takes to prove 20 policies of eight rules over 100 columns, by searching and with the proofs at hand; milliseconds of
/// processor time, which others on the machine disturb less than the clock.
/// </summary>
internal static class PolicySpeed
{
    private const int Columns = 100;
    private const int Repetitions = 15;

    public static void Run(TextWriter output)
    {
        var text = Document();
        var document = RuleDocumentReader.Read(text);
        var json = Policies();
        var policies = PolicyReader.Read(json, document);
        var report = PolicyChecker.Check(document, text, policies);
        foreach (var broken in report.Results.Where(r => r.Verdict != Proofs.Verdict.Proven))
            output.WriteLine($"{broken.Name}: {broken.Text}");
        var proof = report.Proofs.Write();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{policies.Count} policies, {document.Rules.Count} rules, {Columns} columns; "
                + $"{report.Proofs.Count} proofs, {proof.Length / 1024.0:0} KiB"));
        output.WriteLine("| what | least ms | median ms |");
        output.WriteLine("| --- | ---: | ---: |");
        Print(output, "searching", () => PolicyChecker.Check(document, text, policies));
        Print(output, "checking kept proofs", () => PolicyChecker.Check(document, text, policies, PolicyProofs.Read(proof)));
        Print(output, "reading the policies", () => PolicyReader.Read(json, document));
    }

    private static void Print(TextWriter output, string what, Func<object> work)
    {
        var times = Enumerable.Range(0, Repetitions).Select(_ =>
        {
            var process = Process.GetCurrentProcess();
            var began = process.TotalProcessorTime;
            work();
            process.Refresh();
            return (process.TotalProcessorTime - began).TotalMilliseconds;
        }).Order().ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {times[0]:0} | {times[Repetitions / 2]:0} |"));
    }

    // Three conditions on ten columns each, a common part of all columns.
    private static string Document()
    {
        var inputs = string.Join(",", Numbers(Columns).Select(i => $"{{\"name\":\"x{i}\",\"range\":[0,{1 + (i % 5)}]}}"));
        var conditions = string.Join(",", Numbers(3).Select(c => $"{{\"id\":{c + 1},\"expression\":{{\"bias\":{-5 - c},\"weights\":{{"
            + string.Join(",", Numbers(10).Select(i => $"\"x{(c * 10) + i}\":{1 + (i % 3)}")) + "}}}"));
        var common = string.Join(",", Numbers(Columns).Select(i => $"\"x{i}\":{(i % 2 == 0 ? "0.0" : "-0.0")}{1 + (i % 9)}"));
        var rules = string.Join(",", Numbers(8).Select(r => $"{{\"id\":{r + 1},\"support\":{{\"rows\":100,\"share\":0.125}}}}"));
        return "{\"version\":2,\"name\":\"Wide\",\"inputs\":[" + inputs + "],\"outputs\":[{\"name\":\"y\"}],"
            + "\"decision\":{\"kind\":\"threshold\",\"scores\":\"logit\","
            + "\"thresholds\":[{\"threshold\":0,\"below\":\"no\",\"atOrAbove\":\"yes\"}]},"
            + "\"conditions\":[" + conditions + "],\"common\":[{\"bias\":0.25,\"weights\":{" + common
            + "},\"adjustments\":{\"1\":0.01,\"2\":-0.002,\"3\":0.005}}],\"tree\":" + Tree(1, 1) + ",\"rules\":[" + rules + "]}";
    }

    private static string Tree(int condition, int rule) => condition > 3
        ? $"{{\"rule\":{rule}}}"
        : $"{{\"condition\":{condition},\"negative\":{Tree(condition + 1, rule)},"
            + $"\"positive\":{Tree(condition + 1, rule + (8 >> condition))}}}";

    private static string Policies()
    {
        var list = new List<string>();
        foreach (var i in Numbers(6))
            list.Add($"\"kind\":\"direction\",\"input\":\"x{(2 * i) + 40}\",\"direction\":\"increasing\"");
        foreach (var i in Numbers(3))
            list.Add($"\"kind\":\"direction\",\"input\":\"x{i * 10}\",\"direction\":\"increasing\"");
        foreach (var i in Numbers(3))
            list.Add($"\"kind\":\"range\",\"atMost\":{12 + i},\"atLeast\":{-14 - i}");
        foreach (var i in Numbers(2))
            list.Add($"\"kind\":\"probabilityChange\",\"inputs\":[\"x{50 + i}\"],\"atMost\":0.1");
        var odd = string.Join(",", Numbers(50).Select(i => $"\"x{(2 * i) + 1}\":0"));
        var even = string.Join(",", Numbers(40).Select(i => $"\"x{2 * i}\":1"));
        list.Add("\"kind\":\"never\",\"label\":\"no\",\"where\":{" + odd + "}");
        list.Add("\"kind\":\"largestJump\",\"atMost\":0");
        list.Add("\"kind\":\"support\",\"rows\":50");
        list.Add("\"kind\":\"size\",\"rules\":8,\"numbers\":200");
        list.Add("\"kind\":\"forbiddenInput\",\"inputs\":[\"sex\"]");
        list.Add("\"kind\":\"sameDecision\",\"inputs\":[\"x60\"],\"where\":{" + even + "}");
        return "{\"version\":1,\"policies\":[" + string.Join(",", list.Select((p, n) => $"{{\"name\":\"p{n}\",{p}}}")) + "]}";
    }

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(0, count);
}
