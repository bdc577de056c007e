using System;
using System.Diagnostics;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Benchmarks;

/// <summary>
/// Nanoseconds of the thread's processor time a row and bytes allocated, of generated code and what it is compared with, in one run:
/// <c>-- rules</c>, or with a part of a case's title after it.
/// </summary>
internal static class RuleSpeed
{
    private const int RowCount = 4096;
    private const int SampleCount = 60;

    /// <summary>What a rate is divided by which.</summary>
    private static readonly (string Way, string By)[] Ratios =
        [("Columns", "Scalar"), ("Rows", "Scalar"), ("Scalar", "Hand"), ("Scalar", "Loop"), ("Columns", "Loop")];

    /// <summary>Measures all cases, or those whose title has a text.</summary>
    public static void Run(string title = "")
    {
        var forward = MeasureForwardPass();
        (string Title, Func<RuleDocument> Make)[] cases =
        [
            ("8 rules x 15 numbers", () => RuleCases.EightRules),
            ("8 rules x 15 numbers, version 2", () => RuleCases.EightHinges),
            ("8 rules x 15 numbers, the same in version 1", () => RuleCases.EightWholeRules),
            ("1 rule x 15 curves of 8 points", () => RuleCases.Curves),
            ("1 rule x 15 weights", () => RuleCases.Weights),
            ("2 rules x 12 terms, categories", () => RuleCases.Categories),
            ("10 classes x 64 inputs", () => RuleCases.TenClasses),
            ("8 rules x 64 inputs", () => RuleCases.Tree(8, 64)),
            ("1,000 rules x 20 inputs", () => RuleCases.Tree(1000, 20)),
        ];
        foreach (var (name, make) in cases.Where(c => c.Title.Contains(title, StringComparison.OrdinalIgnoreCase)))
            Print(name, make(), forward);
        if (title.Length == 0)
            FirstCall();
    }

    private static double MeasureForwardPass()
    {
        var network = new ForwardPass().Prepared();
        var rows = RuleCases.Rows(RuleCases.EightRules, RowCount).Select(r => r.Select(v => (float)v).ToArray()).ToArray();
        var sink = 0f;
        var measured = Samples.Take(
            SampleCount,
            RowCount,
            () =>
            {
                foreach (var row in rows)
                    sink += network.Plain(row);
            },
            () =>
            {
                foreach (var row in rows)
                    sink += network.Vectorised(row);
            });
        var (plain, vectorised) = (measured[0], measured[1]);
        var difference = rows.Max(r => Math.Abs(network.Plain(r) - network.Vectorised(r)));
        Console.WriteLine(
            $"15-60-60-1 network, single precision: plain loops {plain.Least:F0} ns a row, Vector<float> {vectorised.Least:F0} "
                + $"ns (largest difference {difference:E1}; {(float.IsNaN(sink) ? "NaN" : "finite")})");
        return vectorised.Least;
    }

    private static void Print(string title, RuleDocument document, double forward)
    {
        var caller = GeneratedAssembly.Load(document, HandWritten.Caller(document)).GetType("Caller")!;
        var rows = RuleCases.Rows(document, RowCount);
        caller.GetMethod("Prepare")!.CreateDelegate<Action<double[][]>>()(rows);
        var sum = caller.GetMethod("Sum")!.CreateDelegate<Func<int>>();
        var evaluator = new RuleEvaluator(document);
        var labels = 0;
        Action interpreter = () =>
        {
            foreach (var row in rows)
                labels += evaluator.Classify(evaluator.Evaluate(row).Outputs);
        };
        var ways = HandWritten.Ways(document);
        var calls = ways.Select(way => caller.GetMethod(way)!.CreateDelegate<Action>()).ToArray();
        int? answer = null;
        foreach (var (call, way) in calls.Zip(ways))
        {
            call();
            answer ??= sum();
            if (sum() != answer)
                throw new InvalidOperationException($"{way} decides otherwise.");
        }

        Console.WriteLine($"{title}: least and median ns a row");
        var measured = Samples.Take(SampleCount, RowCount, [.. calls, interpreter]);
        foreach (var (speed, way) in measured.Zip([.. ways, "Interpreter"]))
            Console.WriteLine(
                $"  {way,-12} {speed.Least,8:F1} {speed.Median,8:F1}   {forward / speed.Least,6:F1} times as fast as the forward pass   "
                    + $"{speed.Bytes:F0} bytes");
        var byWay = ways.Zip(measured).ToDictionary(w => w.First, w => w.Second);
        foreach (var (way, by) in Ratios.Where(r => byWay.ContainsKey(r.By)))
            Console.WriteLine(
                $"  {way} at {byWay[by].Least / byWay[way].Least:F2} times the rate of {by} ({Ratio(byWay[by], byWay[way]):F2})");
        if (labels < 0)
            Console.WriteLine("The interpreter decided nothing.");
    }

    /// <summary>The median of the ratios of samples that were taken one after another.</summary>
    private static double Ratio(Samples one, Samples other) =>
        one.Nanoseconds.Zip(other.Nanoseconds, (a, b) => a / b).Order().ElementAt(SampleCount / 2);

    private static void FirstCall()
    {
        foreach (var rules in (int[])[1000, 4096, 10_000])
        {
            var document = RuleCases.Tree(rules, 8);
            var caller = GeneratedAssembly.Load(document, HandWritten.Caller(document)).GetType("Caller")!;
            caller.GetMethod("Prepare")!.CreateDelegate<Action<double[][]>>()(RuleCases.Rows(document, 1));
            var call = caller.GetMethod("Scalar")!.CreateDelegate<Action>();
            var watch = Stopwatch.StartNew();
            call();
            Console.WriteLine($"first call, {rules} rules x 8 inputs: {watch.Elapsed.TotalMilliseconds:F1} ms");
        }
    }
}
