using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The data as a model sees them: encoded sets, what is minimised, and how outputs become decisions.</summary>
internal sealed class LearningProblem
{
    /// <summary>Encodes the data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="fitsSquares">Whether squared errors are minimised also where labels are learned.</param>
    /// <param name="classWeights">What errors on rows of a class cost.</param>
    /// <param name="original">The network whose answers are learned, where they are; it is asked at fresh points too.</param>
    /// <param name="seed">Draws the sample where the rows are very many.</param>
    public LearningProblem(
        Dataset data, bool fitsSquares, EquatableArray<ClassWeight> classWeights, OriginalModel? original = null, int seed = 1)
    {
        TrainRows = TrainingSample.OfTraining(data, (ulong)seed);
        ValidationRows = TrainingSample.OfValidation(data, (ulong)seed);
        Data = data;
        var squares = fitsSquares || data.Task.Kind == TaskKind.Regression;
        Loss = squares ? Loss.SquaredError : data.Task.Kind == TaskKind.MultiClass ? Loss.Softmax : Loss.Logistic;
        Decision = DecisionOf(data.Task, squares);
        var answers = original is { IsTarget: true } ? original : null;
        Labelled = Encode(TrainRows, classWeights);
        Train = answers?.ToTrain(TrainRows, Loss) ?? Labelled;
        Validation = answers?.ToValidate(ValidationRows, Loss) ?? Encode(ValidationRows, classWeights);
    }

    /// <summary>Whether squared errors are minimised also where labels are learned.</summary>
    /// <param name="options">What rules are made of, and by which schedule.</param>
    public static bool FitsSquares(TrainingOptions options) => options.Model == ModelKind.Tree || options.Schedule == Schedule.Note;

    /// <summary>How the outputs of the rules will become decisions.</summary>
    /// <param name="data">The data.</param>
    /// <param name="options">What rules are made of, and by which schedule.</param>
    public static Decision DecisionOf(Dataset data, TrainingOptions options) =>
        DecisionOf(data.Task, FitsSquares(options) || data.Task.Kind == TaskKind.Regression);

    public Dataset Data { get; }

    /// <summary>The training rows that models are fitted to: all, or a sample of very many.</summary>
    public DataPart TrainRows { get; }

    /// <summary>The validation rows that choose among models: all, or a sample of very many.</summary>
    public DataPart ValidationRows { get; }

    public TrainingSet Train { get; }

    /// <summary>The training rows with what is true of them, also where scores are learned.</summary>
    public TrainingSet Labelled { get; }

    /// <summary>The rows that choose, encoded; fresh points follow them where the answers of a network are learned.</summary>
    public TrainingSet Validation { get; }

    public Loss Loss { get; }

    /// <summary>How the outputs of the rules become decisions.</summary>
    public Decision Decision { get; }

    /// <summary>The mean loss, on validation rows, of the best answer that ignores the inputs.</summary>
    public double MajorityLoss
    {
        get
        {
            var answer = ModelOutputs.Majority(Train, Decision);
            var gradient = new float[answer.Length];
            return Enumerable.Range(0, Validation.Rows).Average(r => Loss.OfRow(answer, Validation.Targets(r), gradient));
        }
    }

    /// <summary>Rows per batch: about twenty batches per epoch, within what the kernels and the noise of the gradient allow.</summary>
    public int BatchRows => Math.Clamp(Train.Rows / 20 / 16 * 16, 16, 256);

    /// <summary>What a model answers on all rows of each split, which are encoded block by block.</summary>
    /// <param name="outputs">Its outputs on encoded rows, which do not depend on how the batches of other rows are filled.</param>
    /// <returns>rows × outputs for training, validation and test rows.</returns>
    public float[][] OnAllRows(Func<TrainingSet, DataPart, float[]> outputs) =>
        new[] { Data.Train, Data.Validation, Data.Test }.Select(part => OnRows(part, outputs)).ToArray();

    /// <summary>Of outputs on all validation rows those on the rows that choose.</summary>
    /// <param name="outputs">rows × outputs.</param>
    public double[] OfValidationRows(double[] outputs)
    {
        var all = Data.Validation.Rows;
        if (ValidationRows.Rows.Length == all.Length)
            return outputs;
        var width = outputs.Length / all.Length;
        var chosen = new double[ValidationRows.Rows.Length * width];
        for (var (r, next) = (0, 0); next < ValidationRows.Rows.Length; r++)
        {
            if (all[r] == ValidationRows.Rows[next])
                outputs.AsSpan(r * width, width).CopyTo(chosen.AsSpan(next++ * width));
        }

        return chosen;
    }

    private float[] OnRows(DataPart part, Func<TrainingSet, DataPart, float[]> outputs)
    {
        var result = new float[part.Rows.Length * Data.Targets.Outputs];
        var next = 0;
        // Whole batches, so that each row is in the batch in which it would be if all were encoded at once.
        foreach (var block in RowBlocks.Of(part, RowBlocks.RowsAtOnce(Data.Features.Features, BatchRows)))
        {
            var ofBlock = outputs(Encode(block, EquatableArray<ClassWeight>.Empty), block);
            ofBlock.CopyTo(result, next);
            next += ofBlock.Length;
        }

        return result;
    }

    private TrainingSet Encode(DataPart part, EquatableArray<ClassWeight> weights) => new(
        Data.Features.Encode(part.Table, part.Rows),
        Data.Features.Features,
        Data.Targets.Encode(part.Table, part.Rows),
        Data.Targets.Outputs,
        ClassWeight.OfRows(Data, part, weights));

    // Squared errors fit the labels 0 and 1 themselves, with 0.5 between them; cross-entropy fits log-odds, with 0 between them.
    private static Decision DecisionOf(LearningTask task, bool squares)
    {
        var scores = squares ? ScoreKind.Probability : ScoreKind.Logit;
        var threshold = Number.From(squares ? 0.5 : 0);
        return task.Kind switch
        {
            TaskKind.Regression => new ValueDecision(),
            TaskKind.MultiClass => new ArgmaxDecision(scores, task.Targets[0].Labels),
            _ => new ThresholdDecision(
                scores, task.Targets.Select(t => new ThresholdBit(threshold, t.Labels[0], t.Labels[1])).ToEquatableArray()),
        };
    }
}
