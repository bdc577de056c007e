using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The default schedule: the full network to its plateau, the collapse along a path, a fine-tuned hinge form for every stop on it.</summary>
internal sealed class AutoTraining
{
    private const double FullRate = 3e-3;
    private const double CollapseRate = 3e-3;
    private const double TuningRate = 1e-3;

    private readonly LearningProblem _problem;
    private readonly TrainingOptions _options;
    private readonly IProgress<TrainingProgress>? _progress;

    public AutoTraining(LearningProblem problem, TrainingOptions options, IProgress<TrainingProgress>? progress)
    {
        _problem = problem;
        _options = options;
        _progress = progress;
    }

    /// <summary>Trains the full network from random weights.</summary>
    public TrainableNetwork TrainFull(CancellationToken cancellation)
    {
        var layout = new ParameterLayout([_problem.Train.FeatureCount, .. _options.Hidden, _problem.Train.OutputCount]);
        var network = new TrainableNetwork(layout, _problem.BatchRows);
        network.Initialize(Random(1));
        Fit(network, Random(2), "train", FullRate, cancellation);
        return network;
    }

    /// <summary>Collapses the full network, in place, and fine-tunes what is left for each number of nonlinear PReLUs.</summary>
    /// <param name="network">The full network.</param>
    /// <param name="most">The most nonlinear PReLUs that matter.</param>
    /// <param name="cancellation">Ends the collapse early; the candidates so far are returned.</param>
    /// <returns>Candidates by their number of hinges, fewest first; among them always the linear one.</returns>
    public IReadOnlyList<Candidate> Collapse(TrainableNetwork network, int most, CancellationToken cancellation)
    {
        var path = new CollapsePath(_problem.Train, _problem.Validation, _problem.Loss, CollapseRate).Run(network, Random(3), _progress, cancellation);
        var forms = path.Where(p => p.Key > 0 && p.Key <= most).Select(p => p.Value.ToHingeForm());
        return forms.Select(Tune).Prepend(TrainLinear()).ToList();
    }

    /// <summary>Trains a linear model: a hinge form without hinges.</summary>
    public Candidate TrainLinear()
    {
        var inputs = _problem.Train.FeatureCount;
        var outputs = _problem.Train.OutputCount;
        return Tune(new HingeForm(inputs, [], [], [], new double[inputs * outputs], new double[outputs], [], []));
    }

    // Short, and what makes a cancelled run's result whole, so it is not cancelled itself.
    private Candidate Tune(HingeForm form)
    {
        var model = new TrainableHinges(form, _problem.BatchRows);
        Fit(model, Random(4), "tune", TuningRate, CancellationToken.None);
        var losses = new ModelEvaluation(_problem.Validation, _problem.BatchRows).RowLosses(model, _problem.Loss);
        return new Candidate(model.ToHingeForm(), losses);
    }

    private void Fit(TrainableModel model, Xoshiro256 random, string phase, double rate, CancellationToken cancellation)
    {
        var options = new FittingOptions { Rate = rate, Noise = _options.Noise };
        var nonlinear = (model as TrainableNetwork)?.Layout.HiddenUnits ?? (model as TrainableHinges)?.Hinges ?? 0;
        new ModelFitting(_problem.Train, _problem.Validation, _problem.Loss, options).Fit(
            model,
            random,
            (epoch, loss) => _progress?.Report(new TrainingProgress(phase, (double)epoch / options.MaxEpochs, epoch, loss, nonlinear)),
            cancellation);
    }

    private Xoshiro256 Random(ulong stream) => new(Xoshiro256.Derive((ulong)_options.Seed, stream));
}
