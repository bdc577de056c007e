using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Benchmarks;

/// <summary>
/// Regions per second: without a name, of the five networks with known counts; with an architecture such as <c>5-16-16-16-16-1</c>, of a
/// random ReLU network over a large box, to the end.
/// </summary>
internal static class ExtractionSpeed
{
    /// <summary>Half the width of a box that holds nearly all vertices of the arrangement.</summary>
    private const double LargeHalfWidth = 1e5;

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);

    public static void Run(ReadOnlySpan<string> names, TextWriter output)
    {
        if (names.Length == 0)
        {
            output.WriteLine("| network | regions | regions/s, 1 thread | regions/s, 2 threads | ratio |");
            output.WriteLine("| --- | ---: | ---: | ---: | ---: |");
            foreach (var path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "networks"), "*_n*.json").Order(
                StringComparer.Ordinal))
            {
                var (regions, one) = Repeat(NetworkFile.Read(path), 1);
                var (_, two) = Repeat(NetworkFile.Read(path), 2);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {Path.GetFileNameWithoutExtension(path)} | {regions} | {one:0} | {two:0} | {two / one:0.00} |"));
            }
        }

        foreach (var name in names)
        {
            var network = RandomNetwork(
                name.Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray(), LargeHalfWidth);
            foreach (var threads in new[] { 2, 1 })
            {
                var (regions, seconds) = Time(network, threads);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}, {threads} threads: {regions} regions in {seconds:0.0} s, {regions / seconds:0} regions/s"));
            }
        }
    }

    // Until the time is long enough to be measured; the fastest run is the one that was disturbed least.
    private static (long Regions, double PerSecond) Repeat(BoxedNetwork network, int threads)
    {
        var (clock, regions, best) = (Stopwatch.StartNew(), 0L, double.PositiveInfinity);
        for (var run = 0; run < 30 || clock.Elapsed < Enough; run++)
        {
            (regions, var seconds) = Time(network, threads);
            best = Math.Min(best, seconds);
        }

        return (regions, regions / best);
    }

    private static (long Regions, double Seconds) Time(BoxedNetwork network, int threads)
    {
        var counter = RegionCounter.Create(
            network.Network, new InputBox(network.Lower, network.Upper), new ExtractionOptions(Threads: threads));
        var clock = Stopwatch.StartNew();
        counter.Run(CancellationToken.None);
        return (counter.Regions, clock.Elapsed.TotalSeconds);
    }

    /// <summary>A ReLU network of normal weights and biases, over a box around 0.</summary>
    public static BoxedNetwork RandomNetwork(int[] architecture, double halfWidth)
    {
        var random = new Xoshiro256(1);
        var layers = Enumerable.Range(0, architecture.Length - 1).Select(l =>
        {
            var (inputs, units) = (architecture[l], architecture[l + 1]);
            return new PiecewiseLayer(
                inputs,
                Normal(random, inputs * units, Math.Sqrt(2.0 / inputs)),
                Normal(random, units, 1),
                l == architecture.Length - 2 ? new Identity() : new NegativeSlopes(new double[units]));
        }).ToArray();
        var bounds = Enumerable.Repeat(halfWidth, architecture[0]).ToArray();
        return new BoxedNetwork(new PiecewiseNetwork(layers), bounds.Select(b => -b).ToArray(), bounds);
    }

    private static double[] Normal(Xoshiro256 random, int count, double deviation) => Enumerable.Range(0, count)
        .Select(_ => deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).ToArray();
}
