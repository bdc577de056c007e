using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Benchmarks;

/// <summary>Nanoseconds a row and bytes allocated, of generated code and what it is compared with, in one run: <c>-- rules</c>.</summary>
internal static class RuleSpeed
{
    private const int RowCount = 4096;
    private const int Passes = 60;

    private static readonly string[] Ways = ["Hand", "HandChecked", "Scalar", "Struct", "Columns", "Rows"];

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
        var measured = Measure(
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
            $"15-60-60-1 network, single precision: plain loops {plain.Nanoseconds:F0} ns a row, Vector<float> {vectorised.Nanoseconds:F0} "
                + $"ns (largest difference {difference:E1}; {(float.IsNaN(sink) ? "NaN" : "finite")})");
        return vectorised.Nanoseconds;
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
        var calls = Ways.Select(way => caller.GetMethod(way)!.CreateDelegate<Action>()).ToArray();
        int? answer = null;
        foreach (var (call, way) in calls.Zip(Ways))
        {
            call();
            answer ??= sum();
            if (sum() != answer)
                throw new InvalidOperationException($"{way} decides otherwise.");
        }

        Console.WriteLine($"{title}:");
        var measured = Measure(calls);
        var hand = measured[0].Nanoseconds;
        foreach (var ((nanoseconds, bytes), way) in measured.Zip(Ways))
            Console.WriteLine(
                $"  {way,-12} {nanoseconds,8:F1} ns a row   {nanoseconds / hand,6:F2} of hand-written   {forward / nanoseconds,6:F1} times "
                    + $"as fast as the forward pass   {bytes:F0} bytes");
        var interpreted = Measure(interpreter)[0].Nanoseconds;
        Console.WriteLine(
            $"  Interpreter  {interpreted,8:F1} ns a row   {interpreted / hand,6:F2} of hand-written   "
                + $"({(labels < 0 ? "overflow" : "used")})");
    }

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

    /// <summary>
    /// The lower quartile of passes, in turns, after the JIT has had time to optimise: whatever else the machine does slows some passes
    /// of each, and not all of one.
    /// </summary>
    private static (double Nanoseconds, double Bytes)[] Measure(params Action[] passes)
    {
        foreach (var pass in passes)
        {
            for (var i = 0; i < 10; i++)
            {
                for (var k = 0; k < 20; k++)
                    pass();
                Thread.Sleep(200);
            }
        }

        var times = passes.Select(_ => new double[Passes]).ToArray();
        var bytes = new double[passes.Length];
        for (var i = 0; i < Passes; i++)
        {
            for (var p = 0; p < passes.Length; p++)
            {
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                passes[p]();
                times[p][i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / RowCount;
                bytes[p] += (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / Passes / RowCount;
            }
        }

        return times.Select((t, p) => (t.Order().ElementAt(Passes / 4), bytes[p])).ToArray();
    }
}
