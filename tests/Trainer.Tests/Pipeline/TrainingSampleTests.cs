using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>Models see a sample of very many rows: stratified, seeded, and told.</summary>
public sealed class TrainingSampleTests
{
    private const int Most = 600;

    [Fact]
    public void UpToTheLimitAllRowsAreTaken()
    {
        var data = LargeTables.Labelled(1_000);
        Assert.Same(data.Split.Train, TrainingSample.OfTraining(data, 1, data.Split.Train.Length).Rows);
        Assert.Same(data.Split.Validation, TrainingSample.OfValidation(data, 1, data.Split.Validation.Length).Rows);
        Assert.Null(TrainingSample.Remark(data));
        var problem = new LearningProblem(data, fitsSquares: false, EquatableArray<ClassWeight>.Empty);
        Assert.Same(data.Split.Train, problem.TrainRows.Rows);
        Assert.Same(data.Split.Validation, problem.ValidationRows.Rows);
        var outputs = new double[data.Split.Validation.Length * 3];
        Assert.Same(outputs, problem.OfValidationRows(outputs));
    }

    [Fact]
    public void EachLabelHasItsShare()
    {
        var data = LargeTables.Labelled(9_000);
        var sample = TrainingSample.OfTraining(data, 1, Most).Rows;
        Assert.Equal(Most, sample.Length);
        Assert.Equal(sample.Distinct().Order(), sample);
        Assert.Empty(sample.Except(data.Split.Train));
        var (all, drawn) = (Counts(data, data.Split.Train), Counts(data, sample));
        for (var label = 0; label < all.Length; label++)
        {
            var share = (double)all[label] * Most / data.Split.Train.Length;
            Assert.InRange(drawn[label], Math.Max(1, share - 1), share + 1);
        }

        // A label that would not have a whole row has one.
        Assert.Equal(1, Counts(data, TrainingSample.OfTraining(data, 1, 100).Rows)[2]);
    }

    [Fact]
    public void QuantilesOfAnAmountHaveTheirShares()
    {
        var data = LargeTables.OfAmounts(9_000);
        var values = data.Task.Values(data.Table, 0, data.Split.Train).Order().ToArray();
        var drawn = data.Task.Values(data.Table, 0, TrainingSample.OfTraining(data, 1, Most).Rows).Order().ToArray();
        Assert.Equal(Most, drawn.Length);
        for (var q = 1; q < 10; q++)
            Assert.InRange(drawn.Count(v => v < values[q * values.Length / 10]), (Most * q / 10) - 1, (Most * q / 10) + 1);
    }

    [Fact]
    public void TheSeedDecidesWhichRows()
    {
        var data = LargeTables.Labelled(9_000);
        Assert.Equal(TrainingSample.OfTraining(data, 5, Most).Rows, TrainingSample.OfTraining(data, 5, Most).Rows);
        Assert.NotEqual(TrainingSample.OfTraining(data, 5, Most).Rows, TrainingSample.OfTraining(data, 6, Most).Rows);
        // Rows at the end of the table come as often as those at its beginning.
        var train = data.Split.Train;
        Assert.InRange(TrainingSample.OfTraining(data, 5, Most).Rows.Average(), 0.95 * train.Average(), 1.05 * train.Average());
    }

    [Fact]
    public void VeryManyRareClassesTogetherHaveTheirShare()
    {
        // Twelve bits, nearly every combination of which occurs once or twice.
        var random = new Random(2);
        var names = Enumerable.Range(0, 12).Select(i => FormattableString.Invariant($"b{i}")).ToArray();
        using var file = new CsvFile(CsvFile.Rows(
            "x," + string.Join(',', names),
            4_000,
            i => FormattableString.Invariant($"{i * 31 % 977}.5,") + string.Join(',', names.Select(_ => random.Next(2)))));
        var data = Dataset.Read(file.Path, null, CsvFile.Target(names), null, 1);
        Assert.Equal(TaskKind.Bits, data.Task.Kind);
        Assert.InRange(TrainingSample.OfTraining(data, 1, 500).Rows.Length, 495, 505);
    }

    private static int[] Counts(Dataset data, int[] rows)
    {
        var counts = new int[data.Task.Targets[0].Labels.Count];
        foreach (var label in data.Task.Labels(data.Table, 0, rows))
            counts[label]++;
        return counts;
    }
}
