using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline.Extracting;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Sources;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Extract;

/// <summary>What <c>rulec extract</c> does: read, search, join, write, and report.</summary>
internal sealed class ExtractAction
{
    private const string Regions = "regions";
    private const string PiecesStopped = "pieces-stopped";
    private const string OnlyReached = "; or count only those that data reach: --reached-by data.csv; or make the box smaller.";

    private readonly ExtractOptions _options;
    private readonly Streams _streams;
    private readonly WorkLimit _limit;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<Note> _notes = [];

    private ExtractAction(ExtractOptions options, Streams streams, WorkLimit limit) =>
        (_options, _streams, _limit) = (options, streams, limit);

    /// <summary>Does it.</summary>
    public static int Run(ExtractOptions options, Streams streams, CancellationToken cancellation)
    {
        var limit = options.Budget.ToLimit(cancellation);
        var source = options.Network.EndsWith(DocumentName.Extension, StringComparison.OrdinalIgnoreCase)
            ? null
            : NetworkSource.Read(options.Network, options.NetworkOutput);
        var code = InputFileException.Blaming(options.Network, () => source?.Trees() is { } trees
            ? ExtractTrees.Run(trees, source, options, streams, limit)
            : new ExtractAction(options, streams, limit).Run(source));
        return cancellation.IsCancellationRequested ? ExitCode.Cancelled : code;
    }

    private int Run(NetworkSource? source)
    {
        ExtractedNetwork network;
        try
        {
            network = source is null
                ? OfDocument()
                : ExtractedNetwork.Prepare(source, () => _options.Box.Of(source, _options.Table, _notes, _options.ReachedBy), _limit);
        }
        catch (WorkStoppedException e)
        {
            return NotBegun(e);
        }

        if (_options.Output is not null && network.IsDocument)
            throw new InputFileException(_options.Network, "this is a rule document already; -o writes one of a network.");
        _notes.AddRange(source?.NotesWithout(network.LeftOut) ?? []);
        var decision = _options.Output is null ? new ValueDecision() : network.Decide(_options.Labels);
        if (HeadText.LeftAway(network.Head, decision) is { } note)
            _streams.Error.WriteLine(note);
        return _options.ReachedBy is { } data ? Reach(network, data) : Search(network, decision);
    }

    private ExtractedNetwork OfDocument() => _options.Box.IsNone
        ? ExtractedNetwork.OfDocument(_options.Network)
        : throw new InputFileException(
            _options.Network, "this is a rule document, whose inputs have their ranges; --box and --box-from are for networks.");

    /// <summary>Where not even the layers were written: nothing is known of the regions.</summary>
    private int NotBegun(WorkStoppedException stopped)
    {
        _streams.Error.WriteLine(
            "No region was looked for: the work was stopped while the network was written as dense layers. "
                + $"{_options.Budget.Why(stopped.Reason, stopped.Detail)}.");
        if (_options.Output is not null)
            _streams.Error.WriteLine(WhyNotWritten(isComplete: false, null));
        Print(ExtractResult.Of(0, null, _clock.Elapsed, false, 0) with { Stopped = SearchBudget.NameOf(stopped.Reason) });
        return ExitCode.CheckFailed;
    }

    private int Reach(ExtractedNetwork network, string data)
    {
        _clock.Restart();
        var reached = network.ReachedBy(data, _options.Table, _limit);
        _streams.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{reached.Rows} rows fall into {reached.Regions} "
                + $"regions{(reached.Stopped is null ? string.Empty : "; some rows were not read")}."));
        if (reached.Outside > 0)
            _streams.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{reached.Outside} rows are outside the box and reach none; widen the box if they matter."));
        if (reached.Stopped is { } stopped)
            _streams.Error.WriteLine($"Stopped before the last row. {_options.Budget.Why(stopped.Reason, stopped.Detail)}.");
        NoteUndecided(reached.Undecided);
        Print(ExtractResult.Of(reached.Regions, null, _clock.Elapsed, reached.Stopped is null, reached.Undecided) with
        {
            Rows = reached.Rows,
            RowsOutside = reached.Outside,
            Stopped = reached.Stopped is { } why ? SearchBudget.NameOf(why.Reason) : null,
        });
        return reached.Stopped is null ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private int Search(ExtractedNetwork network, Decision decision)
    {
        var max = _options.Output is null ? _options.MaxRegions : Math.Min(_options.MaxRegions, NetworkRules.MaxRules);
        var search = new ExtractionOptions(max, FindImplied: _options.Output is not null, _options.Threads);
        var counter = network.Counter(search);
        _clock.Restart();
        bool isComplete;
        using (LiveLine.Start(
            _streams, () => string.Create(CultureInfo.InvariantCulture, $"{counter.Regions} regions, {_clock.Elapsed.TotalSeconds:0} s")))
            isComplete = counter.Run(_limit);
        _clock.Stop();

        var (tree, pieces) = isComplete ? Join(network, search, counter.Regions) : (null, null);
        NoteUndecided(counter.Undecided);
        var result = ExtractResult.Of(counter.Regions, pieces, _clock.Elapsed, isComplete, counter.Undecided) with
        {
            Stopped = isComplete ? null : counter.Stopped is { } stopped ? SearchBudget.NameOf(stopped.Reason) : Regions,
        };
        Tell(result, counter.Stopped, max);
        var problem = _options.Output is null ? null : WhyNotWritten(isComplete, tree);
        if (problem is null && _options.Output is { } path)
        {
            var summary = string.Create(
                CultureInfo.InvariantCulture, $"All {tree!.Regions.Count()} linear regions of a network inside its box.");
            DocumentFile.Write(path, network.Write(tree, DocumentName.Of(path), summary, decision));
        }

        if (problem is not null)
            _streams.Error.WriteLine(problem);
        Print(result);
        return problem is null && isComplete && !_notes.Any(n => n.Kind == PiecesStopped) ? ExitCode.Done : ExitCode.CheckFailed;
    }

    /// <summary>
    /// The regions as a tree, and what is left of them once neighbours with the same map are joined; what could not be done is noted.
    /// </summary>
    private (RegionTree? Tree, long? Pieces) Join(ExtractedNetwork network, ExtractionOptions search, long regions)
    {
        JoinedRegions joined;
        using (LiveLine.Start(_streams, () => "joining neighbours with the same map"))
            joined = JoinedRegions.Join(network, search, regions, _limit);
        switch (joined.Obstacle)
        {
            case JoinObstacle.TooManyRegions:
                _notes.Add(new Note(
                    "pieces-left-out",
                    "neighbours with the same map were not joined to pieces, which is done for up to "
                        + $"{ShownNumber.Integer(JoinedRegions.MaxJoined)} regions."));
                break;
            case JoinObstacle.CategoriesOrPairs:
                _notes.Add(new Note(
                    "pieces-left-out",
                    "neighbours with the same map were not joined to pieces: "
                        + "there are categories, or too many pairs of regions with one map."));
                break;
            case JoinObstacle.Stopped:
                _notes.Add(new Note(
                    PiecesStopped,
                    "the regions are complete, but "
                        + $"{(joined.Tree is null ? "were not kept" : "neighbours with the same map were not joined to pieces")}. "
                        + $"{_options.Budget.Why(joined.Stopped!.Reason, joined.Stopped.Detail)}."));
                break;
        }

        return (joined.Tree, joined.Pieces);
    }

    private static string? WhyNotWritten(bool isComplete, RegionTree? tree)
    {
        const string NotWritten = "No document is written: ";
        if (!isComplete)
            return NotWritten + "it would not cover every input.";
        if (tree is null)
            return NotWritten
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"its rules are more than the {NetworkRules.MaxRules} that one holds, or the search was stopped.");
        return tree.Regions.Max(r => r.Path.Length) > NetworkRules.MaxDepth
            ? NotWritten
            + string.Create(CultureInfo.InvariantCulture, $"its tree is deeper than the {NetworkRules.MaxDepth} conditions that one holds.")
            : null;
    }

    private void Tell(ExtractResult result, WorkStoppedException? stopped, long max)
    {
        var pieces = result.Pieces is { } count
            ? string.Create(CultureInfo.InvariantCulture, $", {count} pieces once neighbours with the same map are joined")
            : string.Empty;
        _streams.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(result.Complete ? string.Empty : "Incomplete: at least ")}{result.Regions} linear regions{pieces}; {result.Seconds:0.###} "
                + $"s, {result.RegionsPerSecond:0} regions/s."));
        if (result.Complete)
            return;
        if (stopped is not null)
            _streams.Error.WriteLine(
                _options.Budget.Why(stopped.Reason, stopped.Detail) + (stopped.Reason == WorkStop.Cancelled ? "." : OnlyReached));
        else if (_options.Output is not null && max < _options.MaxRegions)
            _streams.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"There are more regions than the {max} rules that a document holds. Count them without -o") + OnlyReached);
        else
            _streams.Error.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"There are more regions than {max}. Give --max-regions more") + OnlyReached);
    }

    private void NoteUndecided(long undecided)
    {
        if (undecided > 0)
        {
            _notes.Add(new Note(
                "undecided",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{undecided} sides of conditions are undecided, after 20000 cases of categories each; they count as empty, so regions "
                        + $"may be missing."))
            {
                Count = undecided,
            });
        }
    }

    private void Print(ExtractResult result)
    {
        foreach (var line in NoteText.Of(_notes))
            _streams.Error.WriteLine(line);
        if (_options.Json)
            _streams.Out.WriteLine(ResultJson.Of(result with { Notes = _notes }));
    }
}
