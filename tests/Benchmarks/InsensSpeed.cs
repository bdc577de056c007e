using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Interpretation;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Benchmarks;

/// <summary>Insens of one image on one thread, with random weights: the shapes of 2CONV on MNIST and CIFAR-10, and of RLNET.</summary>
/// <remarks>Milliseconds of processor time, which others on the machine disturb less than the clock; the least of some images.</remarks>
internal static class InsensSpeed
{
    private const int Images = 10;

    public static void Run(TextWriter output)
    {
        output.WriteLine("| network | units | active | evaluation, ms | Insens, ms | allocated, MB |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        Print(output, "2CONV, 28×28", ConvolutionalNetworks.TwoConvolutions(1, 28, 10));
        Print(output, "2CONV, 24×24×3", ConvolutionalNetworks.TwoConvolutions(3, 24, 10));
        Print(output, "RLNET, 84×84×4", ConvolutionalNetworks.Atari());
    }

    private static void Print(TextWriter output, string name, NetworkGraph graph)
    {
        var random = new Xoshiro256(2);
        var (fastest, evaluation, allocated, active) = (double.PositiveInfinity, double.PositiveInfinity, 0L, 0.0);
        var units = 0;
        for (var image = 0; image <= Images; image++)
        {
            var x = Enumerable.Range(0, graph.InputCount).Select(_ => random.NextDouble()).ToArray();
            var start = Environment.CpuUsage.TotalTime;
            graph.Evaluate(x);
            evaluation = Math.Min(evaluation, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
            var before = GC.GetAllocatedBytesForCurrentThread();
            start = Environment.CpuUsage.TotalTime;
            var state = NetworkState.At(graph, x);
            Insens.Compute(state);
            fastest = Math.Min(fastest, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            (units, active) = (state.Units, (double)state.Active / state.Units);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {units} | {active:P0} | {evaluation:0} | {fastest:0} | {allocated / 1e6:0} |"));
    }
}
