using System.Collections.Generic;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Benchmarks.Peers;

/// <summary>What the validation rows choose.</summary>
/// <param name="Leaves">The most leaves of a tree.</param>
/// <param name="Rounds">The number of trees, per label where there are several; of a GAM, per feature.</param>
internal sealed record PeerOptions(int Leaves, int Rounds);

/// <summary>A way to learn that the rules are compared with, from ML.NET. What is not set here is ML.NET's default.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Leaves">The numbers of leaves to choose from.</param>
internal abstract record PeerModel(string Name, IReadOnlyList<int> Leaves)
{
    private const int Seed = 1;
    private const double LearningRate = 0.1;
    private const int LeastRowsOfLeaf = 10;

    private static readonly int[] Boosted = [4, 8, 16, 32];

    public static IReadOnlyList<PeerModel> All { get; } = [new FastTree(), new LightGbm(), new Gam()];

    /// <summary>The same, and logistic regression, whose rounds are iterations.</summary>
    public static IReadOnlyList<PeerModel> WithLogistic { get; } = [.. All, new Logistic()];

    /// <summary>The numbers of rounds to choose from.</summary>
    public static IReadOnlyList<int> Rounds { get; } = [25, 50, 100, 200, 400, 800];

    /// <summary>The trainer for a task; null where there is none.</summary>
    public abstract IEstimator<ITransformer>? Trainer(MLContext context, TaskKind task, PeerOptions options);

    /// <summary>ML.NET's own boosted trees (MART): one ensemble per label against the others where there are several.</summary>
    private sealed record FastTree() : PeerModel("FastTree", Boosted)
    {
        public override IEstimator<ITransformer> Trainer(MLContext context, TaskKind task, PeerOptions options) => task switch
        {
            TaskKind.Regression => context.Regression.Trainers.FastTree(With(new FastTreeRegressionTrainer.Options(), options)),
            TaskKind.Binary => Binary(context, options),
            _ => context.MulticlassClassification.Trainers.OneVersusAll(Binary(context, options)),
        };

        private static FastTreeBinaryTrainer Binary(MLContext context, PeerOptions options) =>
            context.BinaryClassification.Trainers.FastTree(With(new FastTreeBinaryTrainer.Options(), options));

        private static T With<T>(T trainer, PeerOptions options)
            where T : BoostedTreeOptions
        {
            trainer.NumberOfLeaves = options.Leaves;
            trainer.NumberOfTrees = options.Rounds;
            trainer.LearningRate = LearningRate;
            trainer.MinimumExampleCountPerLeaf = LeastRowsOfLeaf;
            trainer.Seed = Seed;
            return trainer;
        }
    }

    /// <summary>LightGBM: softmax where there are several labels.</summary>
    private sealed record LightGbm() : PeerModel("LightGBM", Boosted)
    {
        public override IEstimator<ITransformer> Trainer(MLContext context, TaskKind task, PeerOptions options) => task switch
        {
            TaskKind.Regression => context.Regression.Trainers.LightGbm(
                new LightGbmRegressionTrainer.Options
                {
                    NumberOfLeaves = options.Leaves,
                    NumberOfIterations = options.Rounds,
                    LearningRate = LearningRate,
                    MinimumExampleCountPerLeaf = LeastRowsOfLeaf,
                    Seed = Seed,
                    Deterministic = true,
                }),
            TaskKind.Binary => context.BinaryClassification.Trainers.LightGbm(
                new LightGbmBinaryTrainer.Options
                {
                    NumberOfLeaves = options.Leaves,
                    NumberOfIterations = options.Rounds,
                    LearningRate = LearningRate,
                    MinimumExampleCountPerLeaf = LeastRowsOfLeaf,
                    Seed = Seed,
                    Deterministic = true,
                }),
            _ => context.MulticlassClassification.Trainers.LightGbm(
                new LightGbmMulticlassTrainer.Options
                {
                    UseSoftmax = true,
                    NumberOfLeaves = options.Leaves,
                    NumberOfIterations = options.Rounds,
                    LearningRate = LearningRate,
                    MinimumExampleCountPerLeaf = LeastRowsOfLeaf,
                    Seed = Seed,
                    Deterministic = true,
                }),
        };
    }

    /// <summary>A generalised additive model: a step curve per input, and their sum. ML.NET has none for several labels.</summary>
    /// <remarks>
    /// A tree is one split of one feature. ML.NET's defaults are 9,500 rounds at a rate of 0.002, which takes far longer; 800 rounds at 0.1
    /// go further.
    /// </remarks>
    private sealed record Gam() : PeerModel("GAM", [2])
    {
        public override IEstimator<ITransformer>? Trainer(MLContext context, TaskKind task, PeerOptions options) => task switch
        {
            TaskKind.Regression => context.Regression.Trainers.Gam(
                new GamRegressionTrainer.Options
                {
                    NumberOfIterations = options.Rounds,
                    LearningRate = LearningRate,
                    Seed = Seed,
                }),
            TaskKind.Binary => context.BinaryClassification.Trainers.Gam(
                new GamBinaryTrainer.Options
                {
                    NumberOfIterations = options.Rounds,
                    LearningRate = LearningRate,
                    Seed = Seed,
                }),
            _ => null,
        };
    }

    /// <summary>Logistic regression by L-BFGS, for two labels.</summary>
    private sealed record Logistic() : PeerModel("logistic regression", [0])
    {
        public override IEstimator<ITransformer>? Trainer(MLContext context, TaskKind task, PeerOptions options) =>
            task == TaskKind.Binary
                ? context.BinaryClassification.Trainers.LbfgsLogisticRegression(
                    new LbfgsLogisticRegressionBinaryTrainer.Options { MaximumNumberOfIterations = options.Rounds })
                : null;
    }
}
