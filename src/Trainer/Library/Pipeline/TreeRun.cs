using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Networks.Trees;
using RuleCompiler.Trainer.Pipeline.Holding;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training.Trees;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>From data to a rule document by a decision tree: grow, prune, choose, write, measure.</summary>
internal sealed class TreeRun
{
    /// <summary>The tree grows to this many times the leaves that may stay, so that pruning, not greed, chooses which.</summary>
    private const int GrowthFactor = 8;

    /// <summary>Shares of classes are rounded to this many decimals, and stay as far away from 0 and 1.</summary>
    private const int ShareDecimals = 4;

    /// <summary>Values are rounded to this many significant digits.</summary>
    private const int ValueDigits = 6;

    private readonly Dataset _data;
    private readonly TrainingOptions _options;
    private readonly DocumentHead _head;
    private readonly LearningProblem _problem;
    private readonly OutputMetrics _validation;
    private readonly OutputMetrics _test;
    private readonly Lazy<TreeSample> _validationSample;

    public TreeRun(Dataset data, TrainingOptions options, DocumentHead head)
    {
        _data = data;
        _options = options;
        _head = head;
        // A leaf holds shares, as what fits the labels 0 and 1 by squares does.
        _problem = new LearningProblem(data, LearningProblem.FitsSquares(options), options.ClassWeights, seed: options.Seed);
        _validation = new OutputMetrics(data, _problem.ValidationRows, _problem.Decision);
        _test = new OutputMetrics(data, data.Test, _problem.Decision);
        _validationSample = new Lazy<TreeSample>(() => SampleOf(_problem.ValidationRows));
    }

    /// <summary>Runs.</summary>
    public TrainResult Run(CancellationToken cancellation)
    {
        var most = Math.Min(_options.MaxRules, _options.MaxNonlinear is { } tests ? tests + 1L : long.MaxValue);
        var sample = SampleOf(_problem.TrainRows);
        var root = new TreeGrowth(sample, _options.Threads, _options.MinSupport)
            .Grow((int)Math.Min(GrowthFactor * most, int.MaxValue), cancellation);
        var grown = root.ToTree(OutputsOf).Leaves;
        var validation = PointsOf(_problem.ValidationRows);
        var candidates = CostComplexity.Prune(root).Select(_ => root.ToTree(OutputsOf)).Where(t => t.Leaves <= most)
            .Select(tree => CandidateOf(tree, OutputsAt(tree, validation))).Reverse()
            .DistinctBy(c => c.Tree.Leaves).ToList();
        var measures = new ResultMeasures(_data, _problem.Decision);
        var notes = new List<Note>();
        var (chosen, written) = Kept(candidates, measures, notes, cancellation);
        var document = Measured(written, measures, candidates, chosen);
        var pruned = string.Create(
            CultureInfo.InvariantCulture, $"the tree grew to {grown} leaves; {chosen.Tree.Leaves} are left after pruning.");
        return new TrainResult(
            document,
            [new Note("pruned", pruned), .. notes, .. ChoiceNotes.LittleSupport(document, _options.MinSupport, hadSupport: false)]);
    }

    /// <summary>The tree that is chosen, or where there are policies the best of those that break the fewest.</summary>
    private WrittenTree Kept(List<TreeCandidate> candidates, ResultMeasures measures, List<Note> notes, CancellationToken cancellation)
    {
        var trees = BestFirst.Of(candidates, Choose).Select(c => new WrittenTree(c, Supported(c.Tree, measures)));
        var first = trees.First();
        if (_options.Policies is not { } policies)
            return first;
        var kept = policies.FewestBroken(trees, tree => tree.Document, cancellation);
        if (!ReferenceEquals(kept.Candidate, first.Candidate))
            notes.Add(PolicyNotes.Preferred(first.Document, kept.Document));
        return kept;
    }

    private TreeCandidate CandidateOf(DecisionTree tree, double[] outputs) => new(
        tree, _validation.Measure(outputs), SquaredError(outputs), ReviewedNumbers.Count(Write(tree)));

    /// <summary>
    /// The smallest of those with the smallest squared error on validation rows, or within the tolerance of the best where one is given.
    /// </summary>
    private TreeCandidate Choose(List<TreeCandidate> candidates)
    {
        if (_options.Tolerance is { } tolerance)
        {
            var best = candidates.Max(c => OutputMetrics.Headline(c.Validation));
            return candidates.First(c => OutputMetrics.Headline(c.Validation) >= best - tolerance);
        }

        return candidates.MinBy(c => c.SquaredError)!;
    }

    /// <summary>The mean squared error on validation rows, by their weights, in variances of the targets.</summary>
    private double SquaredError(double[] outputs)
    {
        var sample = _validationSample.Value;
        var (sum, weight) = (0.0, 0.0);
        var targets = _validation.Targets;
        for (var i = 0; i < outputs.Length; i++)
        {
            var error = (outputs[i] - targets[i]) / _data.Targets.ScaleOf(i % sample.Outputs);
            sum += sample.WeightOf(i / sample.Outputs) * error * error;
            weight += sample.WeightOf(i / sample.Outputs);
        }

        return sum / weight;
    }

    private RuleDocument Write(DecisionTree tree)
    {
        var nothing = new RuleDocument(
            _head.Name, DocumentOrigin.SummaryOf(_data, null), _data.Features.Inputs, _data.Task.Outputs, _problem.Decision,
            EquatableArray<Condition>.Empty, new Leaf(0), EquatableArray<Rule>.Empty, null);
        return TreeRules.Write(tree, nothing, _options.Policies?.Named.All);
    }

    private RuleDocument Supported(DecisionTree tree, ResultMeasures measures)
    {
        var document = Write(tree);
        return document.WithSupport(_data.Features.PointsOf(_data.Train, document), measures.TrainTargets);
    }

    private RuleDocument Measured(
        RuleDocument document, ResultMeasures measures, List<TreeCandidate> candidates, TreeCandidate chosen)
    {
        var points = _data.Features.PointsOf(_data.Train, document);
        return document with
        {
            References = TrainingReferences.Of(document, points),
            Provenance = DocumentOrigin.ProvenanceOf(_data, _options, _head) with
            {
                Metrics = measures.Of(("rules", measures.OutputsOf(document)), ("majority", measures.OfMajority(_problem.Labelled))),
                Frontier = candidates.Select(c => EntryOf(c, ReferenceEquals(c, chosen))).ToEquatableArray(),
            },
        };
    }

    // Tests are where a network has nonlinear PReLUs. Test rows are used only here, when everything has been chosen.
    private FrontierEntry EntryOf(TreeCandidate candidate, bool isChosen)
    {
        var leaves = candidate.Tree.Leaves;
        // Each test has one term, an output none; splits of a tree are one less than its leaves.
        var terms = (leaves - 1.0) / (leaves - 1 + (leaves * _data.Targets.Outputs));
        return new FrontierEntry(
            leaves - 1,
            leaves,
            Number.From(Math.Round(terms, 2)),
            isChosen,
            candidate.Validation,
            _test.Measure(OnTestRows(candidate.Tree)))
        {
            Numbers = candidate.Numbers,
            Points = 0,
            ExpectedLoss = FrontierLoss.Of(candidate.SquaredError),
        };
    }

    private TreeSample SampleOf(DataPart part)
    {
        var targets = Array.ConvertAll(_data.Targets.Encode(part.Table, part.Rows), t => (double)t);
        return new TreeSample(_data.Features.Inputs, PointsOf(part), targets, ClassWeight.OfRows(_data, part, _options.ClassWeights));
    }

    /// <summary>Rows as points, with nothing missing and no unknown category.</summary>
    private double[][] PointsOf(DataPart part) =>
        _data.Features.ToPoints(part.Table, part.Rows).Select(new RowAcceptance(_data.Features.Inputs).Accept).ToArray();

    private double[] OnTestRows(DecisionTree tree) => RowBlocks.Of(_data.Test, RowBlocks.RowsAtOnce(_data.Features.Inputs.Count))
        .SelectMany(block => OutputsAt(tree, PointsOf(block))).ToArray();

    private static double[] OutputsAt(DecisionTree tree, double[][] points) => points.SelectMany(p => tree.Evaluate(p)).ToArray();

    /// <summary>The means of a leaf; shares as if there were one more row with a bit of each class, since no rule is certain.</summary>
    private IReadOnlyList<double> OutputsOf(GrownNode leaf)
    {
        if (_data.Task.Kind == TaskKind.Regression)
            return leaf.Means.Select((m, k) => SignificantDigits.Round(_data.Targets.ToOriginalUnits(k, [], m).Bias, ValueDigits) + 0.0)
                .ToArray();
        var least = 1 / PowersOfTen.Of(ShareDecimals);
        var even = _data.Task.Kind == TaskKind.MultiClass ? 1.0 / leaf.Means.Length : 0.5;
        return Array.ConvertAll(
            leaf.Means, m => Math.Clamp(Math.Round(((m * leaf.Weight) + even) / (leaf.Weight + 1), ShareDecimals), least, 1 - least));
    }

    private sealed record WrittenTree(TreeCandidate Candidate, RuleDocument Document);

    private sealed record TreeCandidate(
        DecisionTree Tree, EquatableArray<NamedNumber> Validation, double SquaredError, int Numbers);
}
