using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Runtime.Tests.Proofs;

namespace RuleCompiler.Benchmarks.Bands;

/// <summary>
/// Points at which doubles are held against twice as many digits, for the bands that <c>rulec verify</c> states:
/// <c>-- bands POINTS [THREADS [FILE]]</c>. FILE keeps what is done, and a later run goes on from there.
/// </summary>
/// <remarks>
/// The points are whole parts of a million, each of one document and with a seed of its own, so that threads change nothing.
/// </remarks>
internal static class BandPoints
{
    private const int Drawn = 45;
    private const long PartPoints = 1_000_000;

    /// <summary>The number of points that were decided otherwise.</summary>
    public static int Run(ReadOnlySpan<string> arguments, TextWriter output)
    {
        var points = long.Parse(arguments[0], CultureInfo.InvariantCulture);
        var threads = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;
        var documents = BandDocuments.All(Drawn).ToArray();
        var journal = new BandJournal(arguments.Length > 2 ? arguments[2] : null, HashOf(documents));
        var parts = (int)((points + PartPoints - 1) / PartPoints);
        var start = Process.GetCurrentProcess().TotalProcessorTime;
        var (next, gate) = (-1, new Lock());
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(Work)).ToArray();
        foreach (var worker in workers)
            worker.Start();
        foreach (var worker in workers)
            worker.Join();
        Print(documents, journal, parts, output);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds:0} s of processor time in this run."));
        return journal.Take(parts).Sum(p => p.Tally.Wrong.Count);

        void Work()
        {
            for (var part = Interlocked.Increment(ref next); part < parts; part = Interlocked.Increment(ref next))
            {
                if (journal.Has(part))
                    continue;
                var tally = new BandSearch(documents[part % documents.Length], new Random(part)).Run(PartPoints);
                lock (gate)
                    journal.Add(part, tally);
            }
        }
    }

    private static string HashOf(RuleDocument[] documents) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(documents.Select(RuleDocumentWriter.Write)))));

    private static void Print(RuleDocument[] documents, BandJournal journal, int parts, TextWriter output)
    {
        output.WriteLine("| document | points | borders with all next doubles | near | inside | wrong | reached |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        var tallies = journal.Take(parts).GroupBy(p => p.Part % documents.Length, p => p.Tally).ToDictionary(
            g => g.Key, g => g.Aggregate(BandTally.None, (sum, tally) => sum + tally));
        foreach (var (d, tally) in tallies.OrderBy(t => t.Key))
            Line(documents[d].Name + (documents[d].Name == "Random" ? " " + d : string.Empty), tally);
        var all = tallies.Values.Aggregate(BandTally.None, (sum, tally) => sum + tally);
        Line("all", all);
        foreach (var wrong in all.Wrong)
            output.WriteLine(wrong);

        void Line(string name, BandTally tally) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {tally.Points:N0} | {tally.Borders:N0} | {tally.Near:N0} | {tally.Inside:N0} "
                + $"| {tally.Wrong.Count} | {tally.Reached:0.00} |"));
    }
}
