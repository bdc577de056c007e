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
    private const int Passes = 40;

    public static void Run()
    {
        var forward = MeasureForwardPass();
        Print("8 rules x 15 numbers", RuleCases.EightRules, forward);
        Print("2 rules x 12 terms, categories", RuleCases.Categories, forward);
        Print("10 classes x 64 inputs", RuleCases.TenClasses, forward);
        Print("1,000 rules x 20 inputs", RuleCases.Tree(1000, 20), forward);
        FirstCall();
    }

    private static double MeasureForwardPass()
    {
        var network = new ForwardPass().Prepared();
        var rows = RuleCases.Rows(RuleCases.EightRules, RowCount).Select(r => r.Select(v => (float)v).ToArray()).ToArray();
        var sink = 0f;
        var plain = Measure(() =>
        {
            foreach (var row in rows)
                sink += network.Plain(row);
        });
        var vectorised = Measure(() =>
        {
            foreach (var row in rows)
                sink += network.Vectorised(row);
        });
        var difference = rows.Max(r => Math.Abs(network.Plain(r) - network.Vectorised(r)));
        Console.WriteLine($"15-60-60-1 network, single precision: plain loops {plain.Nanoseconds:F0} ns a row, Vector<float> {vectorised.Nanoseconds:F0} ns (largest difference {difference:E1}; {(float.IsNaN(sink) ? "NaN" : "finite")})");
        return vectorised.Nanoseconds;
    }

    private static void Print(string title, RuleDocument document, double forward)
    {
        var caller = GeneratedAssembly.Load(document, HandWritten.Caller(document)).GetType("Caller")!;
        var rows = RuleCases.Rows(document, RowCount);
        caller.GetMethod("Prepare")!.CreateDelegate<Action<double[][]>>()(rows);
        var sum = caller.GetMethod("Sum")!.CreateDelegate<Func<int>>();
        Console.WriteLine($"{title}:");
        var (hand, answer) = (default((double Nanoseconds, double Bytes)), 0);
        foreach (var way in (string[])["Hand", "Scalar", "Struct", "Columns", "Rows"])
        {
            var call = caller.GetMethod(way)!.CreateDelegate<Action>();
            var measured = Measure(call);
            if (way == "Hand")
                (hand, answer) = (measured, sum());
            if (sum() != answer)
                throw new InvalidOperationException($"{way} decides otherwise.");
            Console.WriteLine($"  {way,-12} {measured.Nanoseconds,8:F1} ns a row   {measured.Nanoseconds / hand.Nanoseconds,6:F2} of hand-written   {forward / measured.Nanoseconds,6:F1} times as fast as the forward pass   {measured.Bytes:F0} bytes");
        }

        var evaluator = new RuleEvaluator(document);
        var labels = 0;
        var interpreter = Measure(() =>
        {
            foreach (var row in rows)
                labels += evaluator.Classify(evaluator.Evaluate(row).Outputs);
        });
        Console.WriteLine($"  Interpreter  {interpreter.Nanoseconds,8:F1} ns a row   {interpreter.Nanoseconds / hand.Nanoseconds,6:F2} of hand-written   ({(labels < 0 ? "overflow" : "used")})");
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

    /// <summary>The median pass, after the JIT has had time to optimise.</summary>
    private static (double Nanoseconds, double Bytes) Measure(Action pass)
    {
        for (var i = 0; i < 4; i++)
        {
            for (var k = 0; k < 40; k++)
                pass();
            Thread.Sleep(150);
        }

        var times = new double[Passes];
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Passes; i++)
        {
            var start = Stopwatch.GetTimestamp();
            pass();
            times[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / RowCount;
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Array.Sort(times);
        return (times[Passes / 2], (double)bytes / Passes / RowCount);
    }
}
