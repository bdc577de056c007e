using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training;
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
    private const double TuningRate = 3e-3;
    private const double LinearRate = 1e-3;

    /// <summary>How far the targets of tuning lie from the labels towards the full network's answers.</summary>
    private const float NetworkShare = 0.5f;

    /// <summary>
    /// The precision of what is thought of a weight before any row is seen, in units of the features' deviations: small tables, and terms
    /// that go together, would else lead to large weights that cancel each other.
    /// </summary>
    private const double Precision = 3;

    /// <summary>Of the hinge forms with the same number of hinges, how many are tuned where networks are trained.</summary>
    private const int TunedOfTrained = 3;

    // The paths of every other start are slower: a slower path keeps more of the loss, a faster one leaves poor basins.
    private static readonly double[] CollapseRates = [3e-3, 1e-3];

    /// <summary>At how many rates the starts collapse.</summary>
    public static int CollapseRateCount => CollapseRates.Length;

    private readonly LearningProblem _problem;
    private readonly TrainingOptions _options;
    private readonly ParallelOptions _parallel;
    private readonly RunContext _context;
    private readonly PReluNetwork? _given;

    /// <summary>Prepares to train.</summary>
    /// <param name="problem">What is learned.</param>
    /// <param name="options">How.</param>
    /// <param name="context">Whom to report to, what cuts the training short where it is, and where the state is kept.</param>
    /// <param name="given">The full network over the features that every start collapses; null trains one for each.</param>
    public AutoTraining(LearningProblem problem, TrainingOptions options, RunContext context, PReluNetwork? given = null)
    {
        _given = given;
        _problem = problem;
        _options = options;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        _context = context;
    }

    /// <summary>The number of starts: more for small tables, where they differ most and cost least.</summary>
    public int Starts => _problem.Train.Rows switch
    {
        <= 5_000 => 8,
        <= 20_000 => 6,
        _ => 4,
    };

    // From one network little tells which way down is the best, so all are tried.
    private int TunedPerCount => _given is null ? TunedOfTrained : Starts;

    private double Decay => Precision / _problem.Train.Rows;

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
    /// <returns>The best candidate for each number of hinges, fewest first; among them always the linear one.</returns>
    public IReadOnlyList<Candidate> Tune(TrainingStart[] starts, TrainingStart full, int most)
    {
        var targets = MixedTargets(full);
        var forms = starts.SelectMany(s => s.Path).Where(p => p.Network.Nonlinear > 0 && p.Network.Nonlinear <= most)
            .GroupBy(p => p.Network.Nonlinear).OrderBy(g => g.Key)
            .SelectMany(g => g.OrderBy(p => p.ValidationLoss).Take(TunedPerCount))
            .Select(p => p.Network.ToCheckedHingeForm(_problem.Train)).ToArray();
        var tuned = new Candidate[forms.Length];
        var done = 0;
        Parallel.For(0, forms.Length, _parallel, i =>
        {
            tuned[i] = Point("tune", i).Do(
                () => Tune(forms[i], targets, TuningRate, _context.Cancellation),
                Candidate.Write,
                reader => Candidate.Read(reader, forms[i]));
            _context.Progress?.Report(new TrainingProgress(
                "tune", (double)Interlocked.Increment(ref done) / forms.Length, done, tuned[i].ExpectedLoss, forms[i].Hinges));
        });
        return tuned.GroupBy(c => c.Form.Hinges).Select(g => g.MinBy(c => c.ExpectedLoss)!).Prepend(TrainLinear()).ToList();
    }

    /// <summary>Shortens the expressions of a candidate, step by step as it is asked for.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="targets">What it is fitted to.</param>
    /// <returns>Ever shorter candidates, most terms first.</returns>
    public IEnumerable<Candidate> Prune(Candidate candidate, TrainingSet targets)
    {
        var options = new FittingOptions { Rate = LinearRate, Falls = 1, Patience = 6, Decay = Decay };
        var pruning = new TermPruning(targets, _problem.Validation, _problem.Data.Features, _problem.Loss, _problem.BatchRows, options);
        var work = RunContext.NameOf("shorten", candidate.Form.Hinges);
        foreach (var pruned in pruning.Steps(candidate.Form, Random(0, 5), step => Point(work, step), _context.Cancellation))
        {
            var shorter = _problem.Evaluate(pruned.Form, pruned.Pattern.Count);
            _context.Progress?.Report(
                new TrainingProgress("shorten", 0, pruned.Pattern.Count, shorter.ExpectedLoss, candidate.Form.Hinges));
            yield return shorter;
        }
    }

    /// <summary>The outputs of a full network on all rows of each split, rows × outputs each.</summary>
    public float[][] Outputs(TrainingStart full)
    {
        var network = Loaded(full.Full);
        return _problem.OnAllRows(set => new ModelEvaluation(set, _problem.BatchRows).Outputs(network));
    }

    /// <summary>The labels mixed with the answers of a full network.</summary>
    public TrainingSet MixedTargets(TrainingStart full) => MixedTargets(full.Answers);

    /// <summary>Trains a linear model on the labels: a hinge form without hinges.</summary>
    /// <remarks>Rules are compared with it, and it is short, so that a run that is stopped finishes it.</remarks>
    public Candidate TrainLinear()
    {
        var inputs = _problem.Train.FeatureCount;
        var outputs = _problem.Train.OutputCount;
        var zero = new HingeForm(inputs, [], [], [], new double[inputs * outputs], new double[outputs], [], []);
        return _context.Point("linear").Do(
            () => Tune(zero, _problem.Train, LinearRate, CancellationToken.None), Candidate.Write, reader => Candidate.Read(reader, zero));
    }

    private TrainingStart RunStart(int start)
    {
        var network = FullNetwork(start);
        var full = network.ToNetwork();
        var answers = new ModelEvaluation(_problem.Train, _problem.BatchRows).Outputs(network);
        var loss = new ModelEvaluation(_problem.Validation, _problem.BatchRows).MeanLoss(network, _problem.Loss);
        // A given network has learned already, and what it knows is to be kept.
        var train = _given is null ? _problem.Train : MixedTargets(answers);
        var path = new CollapsePath(train, _problem.Validation, _problem.Loss, CollapseRates[start % CollapseRates.Length], Decay)
            .Run(network, Random(start, 3), new WorkContext(_context.Cancellation, PhaseOf("collapse", start), Point("collapse", start)));
        return new TrainingStart(full, answers, loss, path);
    }

    private TrainableNetwork FullNetwork(int start)
    {
        if (_given is not null)
            return Loaded(_given);
        var network = OfArchitecture([_problem.Train.FeatureCount, .. _options.Hidden, _problem.Train.OutputCount]);
        network.Initialize(Random(start, 1));
        Fit(
            network,
            _problem.Train,
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

    private Candidate Tune(HingeForm form, TrainingSet train, double rate, CancellationToken cancellation)
    {
        var model = new TrainableHinges(form, _problem.BatchRows);
        Fit(
            model,
            train,
            new FittingOptions { Rate = rate, Noise = _options.Noise, Decay = Decay },
            Random(0, 4),
            new WorkContext(cancellation));
        return _problem.Evaluate(model.ToHingeForm(), (form.Hinges + form.Outputs) * _problem.AllTerms);
    }

    private void Fit(TrainableModel model, TrainingSet train, FittingOptions options, Xoshiro256 random, WorkContext work)
    {
        var nonlinear = (model as TrainableNetwork)?.Layout.HiddenUnits ?? 0;
        new ModelFitting(train, _problem.Validation, _problem.Loss, options).Fit(
            model,
            random,
            (epoch, loss) =>
                work.Progress?.Report(new TrainingProgress("train", (double)epoch / options.MaxEpochs, epoch, loss, nonlinear)),
            work.Cancellation,
            work.Resume);
    }

    private TrainingSet MixedTargets(float[] answers) =>
        _problem.Train.WithTargetsTowards(_problem.Loss.ToTargets(answers, _problem.Train.OutputCount), NetworkShare);

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
internal sealed record TrainingStart(PReluNetwork Full, float[] Answers, double ValidationLoss, IReadOnlyList<PathPoint> Path);
