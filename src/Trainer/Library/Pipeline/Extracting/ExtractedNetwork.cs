using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Sources;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Extracting;

/// <summary>What regions are extracted from: a network with a box, or the tree of a rule document.</summary>
public sealed class ExtractedNetwork
{
    private readonly string _path;
    private readonly HeadedNetwork? _headed;
    private readonly RuleDocument? _document;
    private readonly RegionTree? _tree;

    private ExtractedNetwork(string path, HeadedNetwork headed, InputBox box) => (_path, _headed, Box) = (path, headed, box);

    private ExtractedNetwork(string path, RuleDocument document)
    {
        (_path, _document) = (path, document);
        (_tree, Box) = DocumentTree.Of(document);
    }

    /// <summary>The box of inputs in which regions are looked for.</summary>
    public InputBox Box { get; }

    /// <summary>What follows the part of the network that is examined.</summary>
    public NetworkHead Head => _headed?.Head ?? NetworkHead.None;

    /// <summary>Whether this is a rule document already.</summary>
    public bool IsDocument => _document is not null;

    private PiecewiseNetwork? Network => _headed?.Network;

    /// <summary>The tree of a rule document.</summary>
    /// <param name="path">Its file.</param>
    /// <returns>The document, ready to be searched.</returns>
    /// <exception cref="InputFileException">The file cannot be read, is not a document, or has curves.</exception>
    public static ExtractedNetwork OfDocument(string path) =>
        InputFileException.Blaming(path, () => new ExtractedNetwork(path, DocumentFile.Read(path)));

    /// <summary>A network in its box.</summary>
    /// <param name="source">The network.</param>
    /// <param name="box">The box of its inputs, see <see cref="BoxChoice.Of"/>.</param>
    /// <param name="limit">Ends the work with an exception.</param>
    /// <returns>The network, ready to be searched.</returns>
    /// <exception cref="InputFileException">It is not a chain of layers, or too large.</exception>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public static ExtractedNetwork Prepare(NetworkSource source, Func<InputBox> box, WorkLimit limit)
    {
        var headed = source.Chain(limit);
        return new ExtractedNetwork(source.Path, headed, WithIndicators(box(), headed.Features));
    }

    /// <summary>The answer that the scores stand for.</summary>
    /// <param name="labels">What the outputs mean; none takes what the network says.</param>
    /// <returns>The decision of a document.</returns>
    /// <exception cref="InputFileException">The labels do not fit.</exception>
    public Decision Decide(EquatableArray<string> labels)
    {
        return _headed is null
            ? _document!.Decision
            : InputFileException.Blaming(_path, () => ScoreDecision.Choose(
                Head, _headed.Network.Outputs, _headed.Threshold, labels.Count > 0 ? labels : _headed.Labels));
    }

    /// <summary>What counts the regions.</summary>
    /// <param name="options">How far, and by how many threads.</param>
    /// <returns>The counter, before it runs.</returns>
    public RegionCounter Counter(ExtractionOptions options) =>
        Network is not null ? RegionCounter.Create(Network, Box, options) : RegionCounter.Create(_tree!, Box, options);

    /// <summary>The regions as a tree.</summary>
    /// <param name="options">How far, and by how many threads.</param>
    /// <param name="limit">Ends the search with an exception.</param>
    /// <returns>The tree; null where there are more than the options let.</returns>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public RegionTree? Tree(ExtractionOptions options, WorkLimit limit) => Network is not null
        ? RegionEnumerator.Enumerate(Network, Box, options, limit).Tree
        : RegionEnumerator.Enumerate(_tree!, Box, options, limit).Tree;

    /// <summary>The regions of a network as rules.</summary>
    /// <param name="tree">All regions.</param>
    /// <param name="name">The name of the document.</param>
    /// <param name="summary">What it says of itself.</param>
    /// <param name="decision">The answer that the scores stand for.</param>
    /// <returns>The document.</returns>
    public RuleDocument Write(RegionTree tree, string name, string summary, Decision decision) =>
        NetworkRules.Write(Network!, tree, Box, name, summary, decision, _headed!.Features);

    /// <summary>The regions that rows fall into.</summary>
    /// <param name="path">The table.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="limit">Ends the search, which what was found until then survives.</param>
    /// <returns>How many.</returns>
    /// <exception cref="InputFileException">The table cannot be read, or has a row that is refused.</exception>
    public ReachedRows ReachedBy(string path, TableOptions options, WorkLimit limit) =>
        Network is not null ? ReachedInNetwork(path, options, limit) : ReachedInDocument(path, options, limit);

    /// <summary>What the network gives besides its answer, and what is ignored.</summary>
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

    private ReachedRows ReachedInNetwork(string path, TableOptions options, WorkLimit limit)
    {
        if (Box.Groups.Count > 0)
            throw new InputFileException(path, "the network takes texts, and rows are only looked up for numbers; omit --reached-by.");
        using var rows = NumberRows.Open(
            path,
            options,
            _headed!.Features is { Count: > 0 } features ? features.Select(f => f.Name).ToArray() : NetworkRules.InputNames(Box.Features));
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
                reached[evaluator.Evaluate(points.Point).RuleIndex] = true;
            }
            catch (InputRefusedException e)
            {
                throw points.Error(e.Input, e.Message);
            }
        }

        return new ReachedRows(reached.Count(r => r), read, outside, 0, stopped);
    }
}
