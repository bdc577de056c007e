using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Extract;

/// <summary>What regions are extracted from: a network with a box, or the tree of a rule document.</summary>
internal sealed class ExtractedNetwork
{
    private readonly HeadedNetwork? _headed;
    private readonly RuleDocument? _document;
    private readonly RegionTree? _tree;

    private ExtractedNetwork(HeadedNetwork headed, InputBox box) => (_headed, Box) = (headed, box);

    private ExtractedNetwork(RuleDocument document)
    {
        _document = document;
        (_tree, Box) = DocumentTree.Of(document);
    }

    /// <summary>The domain.</summary>
    public InputBox Box { get; }

    /// <summary>What follows the part of the network that is looked at.</summary>
    public NetworkHead Head => _headed?.Head ?? NetworkHead.None;

    /// <summary>Whether this is a rule document already.</summary>
    public bool IsDocument => _document is not null;

    private PiecewiseNetwork? Network => _headed?.Network;

    /// <summary>Reads a rule document.</summary>
    public static ExtractedNetwork OfDocument(ExtractOptions options) => options.Box.IsNone
        ? new ExtractedNetwork(DocumentFile.Read(options.Network))
        : throw new InputFileException(options.Network, "this is a rule document, whose inputs have their ranges; --box and --box-from are for networks.");

    /// <summary>A network in its box.</summary>
    public static ExtractedNetwork Of(NetworkSource source, ExtractOptions options, WorkLimit limit, ICollection<Note> notes)
    {
        var headed = source.Chain(limit);
        return new ExtractedNetwork(headed, WithIndicators(BoxOf(source, source.Graph.InputCount, options, notes), headed.Features));
    }

    /// <summary>The answer that the scores stand for.</summary>
    /// <exception cref="InputFileException">The labels do not fit.</exception>
    public Decision Decide(ExtractOptions options)
    {
        if (_headed is null)
            return _document!.Decision;
        try
        {
            return ScoreDecision.Of(Head, _headed.Network.Outputs, _headed.Threshold, options.Labels.Count > 0 ? options.Labels : _headed.Labels);
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(options.Network, VisibleText.Of(e.Message), e);
        }
    }

    public RegionCounter Counter(ExtractionOptions options) =>
        Network is not null ? RegionCounter.Of(Network, Box, options) : RegionCounter.Of(_tree!, Box, options);

    /// <summary>The regions as a tree; null where there are more than the options let.</summary>
    public RegionTree? Tree(ExtractionOptions options, WorkLimit limit) => Network is not null
        ? RegionEnumerator.Enumerate(Network, Box, options, limit).Tree
        : RegionEnumerator.Enumerate(_tree!, Box, options, limit).Tree;

    public RuleDocument Write(RegionTree tree, string name, string summary, Decision decision) =>
        NetworkRules.Write(Network!, tree, Box, name, summary, decision, _headed!.Features);

    /// <summary>The regions that rows fall into.</summary>
    public ReachedRows ReachedBy(string path, TableOptions options, WorkLimit limit) =>
        Network is not null ? ReachedInNetwork(path, options, limit) : ReachedInDocument(path, options, limit);

    /// <summary>What the network tells beside its answer, and what is not looked at.</summary>
    public IReadOnlyList<string> LeftOut => _headed?.LeftOut ?? [];

    /// <summary>A box of inputs as one of features: a text becomes a group of which one is 1.</summary>
    private static InputBox WithIndicators(InputBox box, IReadOnlyList<NetworkFeature> features)
    {
        if (features.All(f => f.Categories is null))
            return box;
        var ranges = features
            .SelectMany((f, i) => f.Categories is null ? [(box.Lower[i], box.Upper[i])] : Enumerable.Repeat((0.0, 1.0), f.Count)).ToArray();
        return new InputBox(
            ranges.Select(r => r.Item1).ToArray(),
            ranges.Select(r => r.Item2).ToArray(),
            features.Where(f => f.Categories is not null).Select(f => (IReadOnlyList<int>)Enumerable.Range(f.First, f.Count).ToArray()));
    }

    /// <summary>The box in which a network is looked at.</summary>
    /// <param name="source">The network.</param>
    /// <param name="inputs">How many inputs it has.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="notes">Where to say how the columns of a table were taken.</param>
    public static InputBox BoxOf(NetworkSource source, int inputs, ExtractOptions options, ICollection<Note> notes)
    {
        if (!options.Box.IsNone)
            return options.Box.Of(source, inputs, options.Table, notes);
        if (source.Boxed is { } boxed)
            return new InputBox(boxed.Lower, boxed.Upper);
        // Rows that are only looked up need no other box than their own.
        return options.ReachedBy is { } rows
            ? BoxChoice.OfRows(rows, source, options.Table, notes)
            : throw new InputFileException(source.Path, FormattableString.Invariant(
                $"a network in ONNX does not say in which ranges its {inputs} inputs lie; give --box low,high for all of them (or one --box for each), or --box-from data.csv."));
    }

    private ReachedRows ReachedInNetwork(string path, TableOptions options, WorkLimit limit)
    {
        if (Box.Groups.Count > 0)
            throw new InputFileException(path, "the network takes texts, and rows are only looked up for numbers; leave --reached-by away.");
        using var rows = NumberRows.Open(path, options, _headed!.Features is { Count: > 0 } features ? features.Select(f => f.Name).ToArray() : NetworkRules.InputNames(Box.Features));
        var (read, outside, reached) = (0L, 0L, default(ReachedRegions));
        try
        {
            reached = new ReachedRegions(Network!, Box, limit);
            while (rows.Read())
            {
                limit.Check();
                if (!reached.Add(rows.Point))
                    outside++;
                read++;
            }
        }
        catch (WorkStoppedException e)
        {
            return new ReachedRows(reached?.Regions ?? 0, read, outside, reached?.Undecided ?? 0, e);
        }

        return new ReachedRows(reached.Regions, read, outside, reached.Undecided, null);
    }

    private ReachedRows ReachedInDocument(string path, TableOptions options, WorkLimit limit)
    {
        var evaluator = new RuleEvaluator(_document!);
        using var points = PointReader.Open(path, options, _document!);
        var (reached, read, outside, stopped) = (new bool[_document!.Rules.Count], 0L, 0L, default(WorkStoppedException));
        while (points.Read())
        {
            if (limit.Reached is { } reason)
            {
                stopped = new WorkStoppedException(reason);
                break;
            }

            read++;
            if (Enumerable.Range(0, _document.Inputs.Count).Any(i => points.DriftOf(i) == CellDrift.Outside))
            {
                outside++;
                continue;
            }

            try
            {
                reached[evaluator.Evaluate(points.Point).Rule] = true;
            }
            catch (InputRefusedException e)
            {
                throw points.Error(e.Input, e.Message);
            }
        }

        return new ReachedRows(reached.Count(r => r), read, outside, 0, stopped);
    }
}

/// <summary>What rows of a table reach.</summary>
/// <param name="Regions">The regions that they fall into.</param>
/// <param name="Rows">The rows that were looked up.</param>
/// <param name="Outside">How many of them are outside the box.</param>
/// <param name="Undecided">Sides of conditions left undecided on the way.</param>
/// <param name="Stopped">What ended it before the last row; null where nothing did.</param>
internal sealed record ReachedRows(long Regions, long Rows, long Outside, long Undecided, WorkStoppedException? Stopped);
