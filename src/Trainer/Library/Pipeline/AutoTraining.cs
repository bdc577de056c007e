using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Training;
using RuleCompiler.Trainer.Training.Curves;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>
/// The default schedule: full networks to their plateau, the collapse along a path, and a fine-tuned hinge form for every number of
/// nonlinear PReLUs.
/// </summary>
/// <remarks>
/// Training ends in different places from different starts, and a start is cheap, so several run side by side. The full network is the
/// one with the smallest validation loss; hinge forms from all starts compete, and are tuned on targets halfway between the labels and the
/// full network's answers, which are less noisy than labels (Hinton, Vinyals, Dean 2015).
/// </remarks>
internal sealed class AutoTraining
{
    private const double FullRate = 3e-3;

    /// <summary>The most Newton steps that tune a hinge form before it is shortened, which goes on with it.</summary>
    private const int TuningSteps = 8;

    /// <summary>The most Newton steps of the last fit.</summary>
    private const int RefitSteps = 30;

    /// <summary>How many times as many regions as are asked for a network may have that is tuned.</summary>
    private const int RegionsWithinReach = 2;

    /// <summary>How far the targets of tuning lie from the labels towards the full network's answers.</summary>
    private const float NetworkShare = 0.5f;

    /// <summary>
    /// Of the hinge forms with the same number of hinges, how many are tuned where networks are trained: of those that were learned beside
    /// curves, and of those that were not.
    /// </summary>
    private const int TunedOfTrained = 2;

    // The paths of every other start are slower: a slower path keeps more of the loss, a faster one leaves poor basins.
    private static readonly double[] CollapseRates = [3e-3, 1e-3];

    /// <summary>At how many rates the starts collapse.</summary>
    public static int CollapseRateCount => CollapseRates.Length;

    private readonly LearningProblem _problem;
    private readonly TrainingOptions _options;
    private readonly ParallelOptions _parallel;
    private readonly RunContext _context;
    private readonly PReluNetwork? _given;
    private readonly FirstLayer _first;
    private readonly FirstLayer _tuned;
    private readonly Lazy<float[][]> _offsets;

    /// <summary>Prepares to train.</summary>
    /// <param name="problem">What is learned.</param>
    /// <param name="first">The sum of curves that is there before, of which a network learns what is left over.</param>
    /// <param name="options">How.</param>
    /// <param name="context">Whom to report to, what cuts the training short where it is, and where the state is kept.</param>
    /// <param name="given">The full network over the features that every start collapses; null trains one for each.</param>
    public AutoTraining(
        LearningProblem problem, FirstLayer first, TrainingOptions options, RunContext context, PReluNetwork? given = null)
    {
        (_first, _tuned) = (first, first);
        _offsets = new Lazy<float[][]>(() => [first.Outputs(first.Problem.Train), first.Outputs(first.Problem.Validation)]);
        _given = given;
        _problem = problem;
        _options = options;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        _context = context;
    }

    private AutoTraining(AutoTraining like, FirstLayer tuned)
        : this(like._problem, like._first, like._options, like._context, like._given) => _tuned = tuned;

    /// <summary>The number of starts: more for small tables, where they differ most and cost least.</summary>
    public int Starts => _problem.Train.Rows switch
    {
        <= 5_000 => 8,
        <= 20_000 => 6,
        _ => 4,
    };

    // From one network little tells which way down is the best, so all are tried.
    private int TunedPerCount => _given is null ? TunedOfTrained : Starts;

    private double Decay => WeightPrecision.OfUnitAnswers / _problem.Train.Rows;

    /// <summary>Trains and collapses a network from each start.</summary>
    /// <returns>The starts in order.</returns>
    public TrainingStart[] RunStarts()
    {
        var starts = new TrainingStart[Starts];
        Parallel.For(0, starts.Length, _parallel, i => starts[i] = RunStart(i));
        return starts;
    }

    /// <summary>Tunes the most promising hinge forms of all starts.</summary>
    /// <param name="starts">The starts.</param>
    /// <param name="full">The one whose network answers as well as the labels.</param>
    /// <param name="most">The most nonlinear PReLUs that matter.</param>
    /// <param name="work">The name of this work, under which its state is kept.</param>
    /// <returns>The best candidate for each number of hinges, fewest first; among them always the sum of curves alone.</returns>
    public IReadOnlyList<Candidate> Tune(TrainingStart[] starts, TrainingStart full, int most, string work = "tune")
    {
        var fit = new HingeNewton(MixedTargets(full), _problem.Loss, Curved.Prior, Curved.Directions);
        var forms = starts.SelectMany(s => s.Path.Select(p => (Point: p, s.IsBesideCurves)))
            .Where(p => p.Point.Network.Nonlinear > 0 && p.Point.Network.Nonlinear <= most)
            .GroupBy(p => (p.Point.Network.Nonlinear, p.IsBesideCurves)).OrderBy(g => g.Key)
            .SelectMany(g => g.OrderBy(p => p.Point.ValidationLoss).Take(TunedPerCount)).Where(p => IsWithinReach(p.Point))
            .Select(p => (
                Form: WithCurves(p.Point.Network.ToCheckedHingeForm(_problem.Train), p.IsBesideCurves),
                Pattern: (p.IsBesideCurves ? _first.Pattern : Curved.StraightTerms).WithHinges(Curved.Encoding, p.Point.Network.Nonlinear),
                p.IsBesideCurves)).ToArray();
        var tuned = new Candidate[forms.Length];
        var done = 0;
        Parallel.For(0, forms.Length, _parallel, i =>
        {
            var (start, pattern, _) = forms[i];
            var form = Point(work, i).Do(
                () => fit.Fit(start, pattern, TuningSteps, _context.Cancellation), ModelState.Write, reader => reader.ReadHingeForm(start));
            tuned[i] = Curved.Evaluate(form, pattern);
            _context.Progress?.Report(new TrainingProgress(
                "tune", (double)Interlocked.Increment(ref done) / forms.Length, done, tuned[i].ExpectedLoss, start.Hinges));
        });
        var best = tuned.Zip(forms).GroupBy(c => (c.First.Form.Hinges, c.Second.IsBesideCurves))
            .Select(g => g.MinBy(c => c.First.ExpectedLoss)).ToArray();
        // One with more hinges that is no better than one with fewer has nothing to be shortened for.
        return best.Where(c => !best.Any(b =>
                b.Second.IsBesideCurves == c.Second.IsBesideCurves && b.First.Form.Hinges < c.First.Form.Hinges
                && b.First.ExpectedLoss <= c.First.ExpectedLoss))
            .Select(c => c.First).Prepend(_tuned.Evaluate()).ToList();
    }

    /// <summary>The same training with other directions: starts stay what they are, curves and hinges are fitted within them.</summary>
    /// <param name="directions">For each input that has one 1 or −1.</param>
    public AutoTraining Within(IReadOnlyDictionary<int, int> directions) => new(this, _tuned.Within(directions, _context.Cancellation));

    /// <summary>The same training, with weights that may be as large as a full network's answers are.</summary>
    /// <param name="full">The one whose network answers as well as the labels.</param>
    public AutoTraining WithWeightsFor(TrainingStart full) =>
        new(this, _tuned with { Problem = _tuned.Problem.WithWeightsFor(full.Answers) });

    /// <summary>Tunes to see what comes of it: the least losses of all candidates.</summary>
    /// <param name="starts">The starts.</param>
    /// <param name="full">The one whose network answers as well as the labels.</param>
    /// <param name="most">The most nonlinear PReLUs that matter.</param>
    /// <param name="work">The name of this work, under which its state is kept.</param>
    public LossWithin Try(TrainingStart[] starts, TrainingStart full, int most, string work)
    {
        var losses = Tune(starts, full, most, work).Select(c => LossWithin.Of(c, Curved)).ToArray();
        return new LossWithin(losses.Min(l => l.Validation), losses.Min(l => l.Expected));
    }

    /// <summary>Shortens the expressions of a candidate, step by step as it is asked for.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="number">Its position among the candidates.</param>
    /// <param name="targets">What it is fitted to.</param>
    /// <returns>Ever shorter candidates, most terms first.</returns>
    public IEnumerable<Candidate> Prune(Candidate candidate, int number, PieceRows targets)
    {
        var pruning = new TermPruning(targets, _problem.Loss, Curved.Prior, Curved.Directions, Curved.NumberPrice);
        var work = RunContext.NameOf("shorten", number);
        var start = new PrunedForm(candidate.Pattern, candidate.Form);
        foreach (var pruned in pruning.Steps(start, step => Point(work, step), _context.Cancellation))
        {
            var shorter = Curved.Evaluate(pruned.Form, pruned.Pattern);
            _context.Progress?.Report(
                new TrainingProgress("shorten", 0, pruned.Pattern.Count, shorter.ExpectedLoss, candidate.Form.Hinges));
            yield return shorter;
        }
    }

    /// <summary>The outputs of a full network on all rows of each split, rows × outputs each.</summary>
    public float[][] Outputs(TrainingStart full)
    {
        var network = Loaded(full.Full);
        return _problem.OnAllRows((set, part) => new ModelEvaluation(
            full.IsBesideCurves ? set.WithOffsets(_first.Outputs(PieceRows.Of(Curved.Encoding, set, part))) : set,
            _problem.BatchRows).Outputs(network));
    }

    /// <summary>Fits a candidate once more, with the terms that it has, to training and validation rows together.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="full">The network whose answers count as well as the labels.</param>
    public Candidate Refit(Candidate candidate, TrainingStart full)
    {
        var validation = full.IsBesideCurves ? _problem.Validation.WithOffsets(_offsets.Value[1]) : _problem.Validation;
        var network = Loaded(full.Full);
        var answers = new ModelEvaluation(validation, _problem.BatchRows).Outputs(network);
        var rows = MixedTargets(full).Concat(Curved.Validation.With(MixedTargets(_problem.Validation, answers)));
        var form = new HingeNewton(rows, _problem.Loss, Curved.Prior, Curved.Directions)
            .Fit(candidate.Form, candidate.Pattern, RefitSteps, _context.Cancellation);
        return Curved.Evaluate(form, candidate.Pattern);
    }

    /// <summary>The labels mixed with the answers of a full network.</summary>
    public PieceRows MixedTargets(TrainingStart full) => Curved.Train.With(MixedTargets(_problem.Train, full.Answers));

    /// <summary>What hinge forms are tuned to, which may have directions that came to be known after the starts had been trained.</summary>
    private CurvedProblem Curved => _tuned.Problem;

    /// <summary>Whether a network has so few regions that tuning and shortening may bring it to the number that is asked for.</summary>
    private bool IsWithinReach(PathPoint point) =>
        1L << Math.Min(point.Network.Nonlinear, 62) <= _options.MaxRules
        || RegionEnumerator.Enumerate(
            point.Network.ToHingeForm(),
            _problem.Data.Features.Box.ToInputBox(),
            new ExtractionOptions(RegionsWithinReach * _options.MaxRules, Exact: false)).Tree is not null;

    /// <summary>A hinge form over the features, added to the sum of curves where it was learned beside it.</summary>
    private HingeForm WithCurves(HingeForm form, bool isBesideCurves)
    {
        var wide = form.Among(Curved.Encoding.Features);
        // What the network weighs an input with, the slopes of all its pieces have in addition.
        var added = wide.Rows().Skip(form.Hinges).Zip(
            (isBesideCurves ? _tuned.Form : Curved.Zero()).Rows(), (own, first) => Added(own, first));
        return Curved.WithReferences(wide.WithRows([.. wide.Rows().Take(form.Hinges), .. added]));
    }

    private AffineMap Added(AffineMap own, AffineMap first)
    {
        var weights = own.Weights.Zip(first.Weights, (a, b) => a + b).ToArray();
        var bias = own.Bias + first.Bias;
        foreach (var curve in Curved.Encoding.Curves)
        {
            var number = Curved.Encoding.Linear.NumberOf(curve.Input);
            foreach (ref var slope in weights.AsSpan(curve.First, curve.Ramps))
                slope += own.Weights[number.First];
            bias += own.Weights[number.First] * number.Encode(curve.Minimum);
            weights[number.First] = 0;
        }

        return new AffineMap(weights, bias);
    }

    private TrainingStart RunStart(int start)
    {
        var network = FullNetwork(start);
        var full = network.ToNetwork();
        var (labels, validation) = (Offset(_problem.Train, 0, start), Offset(_problem.Validation, 1, start));
        var answers = new ModelEvaluation(labels, _problem.BatchRows).Outputs(network);
        var loss = new ModelEvaluation(validation, _problem.BatchRows).MeanLoss(network, _problem.Loss);
        // A given network has learned already, and what it knows is to be kept.
        var train = _given is null ? labels : MixedTargets(labels, answers);
        var path = new CollapsePath(train, validation, _problem.Loss, CollapseRates[start % CollapseRates.Length], Decay)
            .Run(network, Random(start, 3), new WorkContext(_context.Cancellation, PhaseOf("collapse", start), Point("collapse", start)));
        return new TrainingStart(full, answers, loss, path, IsBesideCurves(start));
    }

    private TrainableNetwork FullNetwork(int start)
    {
        if (_given is not null)
            return Loaded(_given);
        var network = OfArchitecture([_problem.Train.FeatureCount, .. _options.Hidden, _problem.Train.OutputCount]);
        network.Initialize(Random(start, 1));
        Fit(
            network,
            Offset(_problem.Train, 0, start),
            Offset(_problem.Validation, 1, start),
            new FittingOptions { Rate = FullRate, Noise = _options.Noise, Decay = Decay },
            Random(start, 2),
            new WorkContext(_context.Cancellation, PhaseOf("train", start), Point("train", start)));
        return network;
    }

    private TrainableNetwork Loaded(PReluNetwork network)
    {
        var loaded = OfArchitecture([.. network.Architecture]);
        loaded.Set(network);
        return loaded;
    }

    private TrainableNetwork OfArchitecture(int[] units) => new(new ParameterLayout(units), _problem.BatchRows);

    /// <summary>Rows of which the sum of curves is known: a trained network learns what is left over.</summary>
    private TrainingSet Offset(TrainingSet set, int part, int start) =>
        IsBesideCurves(start) ? set.WithOffsets(_offsets.Value[part]) : set;

    /// <summary>
    /// Half of the starts learn what the curves leave over, the others learn everything: a sum of curves may hide what inputs do together.
    /// </summary>
    private bool IsBesideCurves(int start) => Curved.Encoding.Curves.Count > 0 && start / CollapseRates.Length % 2 == 0;

    private void Fit(
        TrainableModel model, TrainingSet train, TrainingSet validation, FittingOptions options, Xoshiro256 random, WorkContext work)
    {
        var nonlinear = (model as TrainableNetwork)?.Layout.HiddenUnits ?? 0;
        new ModelFitting(train, validation, _problem.Loss, options).Fit(
            model,
            random,
            (epoch, loss) =>
                work.Progress?.Report(new TrainingProgress("train", (double)epoch / options.MaxEpochs, epoch, loss, nonlinear)),
            work.Cancellation,
            work.Resume);
    }

    private TrainingSet MixedTargets(TrainingSet train, float[] answers) =>
        train.WithTargetsTowards(_problem.Loss.ToTargets(answers, train.OutputCount), NetworkShare);

    // Starts run side by side; the first one, which a person can follow, stands for all.
    private IProgress<TrainingProgress>? PhaseOf(string phase, int start) =>
        start > 0 || _context.Progress is not { } progress ? null : new Renamed(phase, progress);

    private IResumePoint? Point(string work, int number) => _context.Point(RunContext.NameOf(work, number));

    private Xoshiro256 Random(int start, ulong stream) =>
        new(Xoshiro256.Derive(Xoshiro256.Derive((ulong)_options.Seed, (ulong)start), stream));

    private sealed class Renamed(string phase, IProgress<TrainingProgress> progress) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(value with { Phase = phase });
    }
}

/// <summary>What one start has led to.</summary>
/// <param name="Full">The full network.</param>
/// <param name="Answers">Its outputs on the rows that are trained on, rows × outputs.</param>
/// <param name="ValidationLoss">Its mean loss on validation rows.</param>
/// <param name="Path">The networks on the path of its collapse.</param>
/// <param name="IsBesideCurves">Whether the network is added to the sum of curves.</param>
internal sealed record TrainingStart(
    PReluNetwork Full, float[] Answers, double ValidationLoss, IReadOnlyList<PathPoint> Path, bool IsBesideCurves);
