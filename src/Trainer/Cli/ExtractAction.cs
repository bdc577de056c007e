using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Cli;

/// <summary>What <c>rulec extract</c> does: read, search, join, write, and tell.</summary>
internal static class ExtractAction
{
    /// <summary>With more regions they are only counted: joining them to pieces keeps them all in memory.</summary>
    public const int MaxJoined = 50_000;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(0.5);

    public static int Run(ExtractOptions options, Streams streams, CancellationToken cancellation)
    {
        var source = options.Network.EndsWith(DocumentName.Extension, StringComparison.OrdinalIgnoreCase) ? null : NetworkSource.Read(options.Network, options.NetworkOutput);
        if (source?.Trees() is { } trees)
            return ExtractTrees.Run(trees, source, options, streams, cancellation);
        var network = source is null ? ExtractedNetwork.OfDocument(options) : ExtractedNetwork.Of(source, options);
        if (options.Output is not null && network.IsDocument)
            throw new InputFileException(options.Network, "this is a rule document already; -o writes one of a network.");
        foreach (var line in NoteText.Of(source?.NotesWithout(network.LeftOut) ?? []))
            streams.Error.WriteLine(line);
        var decision = options.Output is null ? new ValueDecision() : network.Decide(options);
        if (NetworkSource.WithoutHead(network.Head, decision) is { } note)
            streams.Error.WriteLine(note);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.TimeLimit is { } time)
            limit.CancelAfter(time);
        try
        {
            var code = options.ReachedBy is { } data
                ? Reach(network, data, options, streams, limit.Token)
                : Search(network, decision, options, streams, limit.Token);
            return cancellation.IsCancellationRequested ? ExitCode.Cancelled : code;
        }
        catch (ArgumentException e)
        {
            // Conditions that leave the range of double inside the box.
            throw new InputFileException(options.Network, VisibleText.Of(e.Message), e);
        }
    }

    private static int Reach(ExtractedNetwork network, string data, ExtractOptions options, Streams streams, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var (regions, rows, outside, undecided) = network.ReachedBy(data, options.Table, cancellation);
        var isComplete = !cancellation.IsCancellationRequested;
        var result = ExtractResult.Of(regions, null, clock.Elapsed, isComplete, undecided) with { Rows = rows, RowsOutside = outside };
        streams.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows fall into {regions} regions."));
        if (outside > 0)
            streams.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outside} rows are outside the box and reach none; widen the box if they matter."));
        TellUndecided(undecided, streams);
        if (!isComplete)
            streams.Error.WriteLine("The time was up before the last row; give --time-limit more.");
        Print(result, options, streams);
        return ExitCode.Done;
    }

    private static int Search(ExtractedNetwork network, Decision decision, ExtractOptions options, Streams streams, CancellationToken cancellation)
    {
        var max = options.Output is null ? options.MaxRegions : Math.Min(options.MaxRegions, NetworkRules.MaxRules);
        var search = new ExtractionOptions(max, FindImplied: options.Output is not null, options.Threads);
        var counter = network.Counter(search);
        var clock = Stopwatch.StartNew();
        bool isComplete;
        using (Progress(counter, clock, streams))
            isComplete = counter.Run(cancellation);
        clock.Stop();

        var tree = isComplete && counter.Regions <= MaxJoined ? Keep(network, search, cancellation) : null;
        var result = ExtractResult.Of(counter.Regions, tree is null ? null : Pieces(tree, network.Box, cancellation), clock.Elapsed, isComplete, counter.Undecided);
        Tell(result, max, options, streams);
        var problem = options.Output is null ? null : WhyNotWritten(isComplete, tree);
        if (problem is null && options.Output is { } path)
        {
            var summary = string.Create(CultureInfo.InvariantCulture, $"All {tree!.Regions.Count()} linear regions of a network inside its box.");
            DocumentFile.Write(path, network.Write(tree, DocumentName.Of(path), summary, decision));
        }

        if (problem is not null)
            streams.Error.WriteLine(problem);
        Print(result, options, streams);
        return problem is null ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static RegionTree? Keep(ExtractedNetwork network, ExtractionOptions options, CancellationToken cancellation)
    {
        try
        {
            // Leaves may be more than regions where groups of three and more units compete.
            return network.Tree(options with { MaxRegions = options.FindImplied ? NetworkRules.MaxRules : MaxJoined }, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static long? Pieces(RegionTree tree, InputBox box, CancellationToken cancellation)
    {
        try
        {
            return RegionPieces.Count(tree, box, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string? WhyNotWritten(bool isComplete, RegionTree? tree)
    {
        const string NotWritten = "No document is written: ";
        if (!isComplete)
            return NotWritten + "it would not cover every input.";
        if (tree is null)
            return NotWritten + string.Create(CultureInfo.InvariantCulture, $"its rules are more than the {NetworkRules.MaxRules} that one holds, or the time was up.");
        return tree.Regions.Max(r => r.Path.Length) > NetworkRules.MaxDepth
            ? NotWritten + string.Create(CultureInfo.InvariantCulture, $"its tree is deeper than the {NetworkRules.MaxDepth} conditions that one holds.")
            : null;
    }

    private static void Tell(ExtractResult result, long max, ExtractOptions options, Streams streams)
    {
        var pieces = result.Pieces is { } count ? string.Create(CultureInfo.InvariantCulture, $", {count} pieces once neighbours with the same map are joined") : string.Empty;
        streams.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{result.Regions} linear regions{pieces}; {result.Seconds:0.###} s, {result.RegionsPerSecond:0} regions/s."));
        TellUndecided(result.Undecided, streams);
        if (result.Complete)
            return;
        var remedy = "; or count only those that data reach: --reached-by data.csv; or make the box smaller.";
        streams.Error.WriteLine(result.Regions < max
            ? "The search was stopped: there are more regions. Give --time-limit more" + remedy
            : options.Output is not null && max < options.MaxRegions
                ? string.Create(CultureInfo.InvariantCulture, $"There are more regions than the {max} rules that a document holds. Count them without -o") + remedy
                : string.Create(CultureInfo.InvariantCulture, $"There are more regions than {max}. Give --max-regions more") + remedy);
    }

    private static void TellUndecided(long undecided, Streams streams)
    {
        if (undecided > 0)
            streams.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{undecided} sides of conditions are undecided, after 20000 cases of categories each; they count as empty, so regions may be missing."));
    }

    private static void Print(ExtractResult result, ExtractOptions options, Streams streams)
    {
        if (options.Json)
            streams.Out.WriteLine(ResultJson.Of(result));
    }

    // A line that is rewritten, on a terminal only.
    private static Timer? Progress(RegionCounter counter, Stopwatch clock, Streams streams)
    {
        if (!streams.ErrorIsTerminal)
            return null;
        return new Timer(
            _ =>
            {
                if (clock.IsRunning)
                    streams.Error.Write(string.Create(CultureInfo.InvariantCulture, $"{counter.Regions} regions, {clock.Elapsed.TotalSeconds:0} s\r"));
            },
            null,
            ProgressInterval,
            ProgressInterval);
    }
}
