using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Training;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>What is measured block by block is what is measured of all rows at once, to the last bit.</summary>
public sealed class BlockMeasureTests
{
    /// <summary>So many categories and rows that every split is several blocks.</summary>
    private const int Categories = 300;

    private const int Rows = 30_000;

    private static readonly Lazy<Dataset> Data = new(() => LargeTables.Labelled(Rows, Categories));

    [Fact]
    public void BlocksAreTheRowsInOrder()
    {
        var part = Data.Value.Train;
        Assert.Same(part, Assert.Single(RowBlocks.Of(part, part.Rows.Length)));
        var blocks = RowBlocks.Of(part, 7_000).ToArray();
        Assert.Equal([7_000, 7_000, 4_000], blocks.Select(b => b.Rows.Length));
        Assert.Equal(part.Rows, blocks.SelectMany(b => b.Rows));
        Assert.Equal(0, RowBlocks.RowsAtOnce(303, 256) % 256);
        Assert.InRange(RowBlocks.RowsAtOnce(Data.Value.Features.Features), 1, part.Rows.Length / 4);
        // A row is never too long for a block.
        Assert.Equal(256, RowBlocks.RowsAtOnce(100_000_000, 256));
    }

    [Fact]
    public void OfAHingeForm()
    {
        var data = Data.Value;
        var features = data.Features.Features;
        var random = new Xoshiro256(3);
        var form = new HingeForm(
            features, Drawn(2 * features), Drawn(2), Drawn(4), Drawn(3 * features), Drawn(3), Drawn(6), [new(1, 1, 0.5), new(1, 2, 0.5)]);
        var outputs = new ModelOutputs(data).Of(form, data.Train);
        var encoded = data.Features.Encode(data.Table, data.Split.Train);
        var expected = new double[outputs.Length];
        for (var r = 0; r < data.Split.Train.Length; r++)
            form.Evaluate(Array.ConvertAll(encoded[(r * features)..((r + 1) * features)], v => (double)v), expected.AsSpan(r * 3, 3));
        // The sums are taken over entries, in another order than the form's own.
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], outputs[i], 1e-9);
        Assert.Equal(new ModelOutputs(data).Of(form, data.Train with { Rows = data.Train.Rows[^3..] }), outputs[^9..]);
        var decision = new LearningProblem(data, fitsSquares: false, EquatableArray<ClassWeight>.Empty).Decision;
        var metrics = new OutputMetrics(data, data.Train, decision);
        Assert.Equal(metrics.Measure(expected)[0], metrics.Measure(outputs)[0]);

        double[] Drawn(int count) => Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5).ToArray();
    }

    [Fact]
    public void OfANetworkInTraining()
    {
        var data = Data.Value;
        var problem = new LearningProblem(data, fitsSquares: false, EquatableArray<ClassWeight>.Empty);
        var network = new TrainableNetwork(new ParameterLayout([data.Features.Features, 8, 3]), problem.BatchRows);
        network.Initialize(new Xoshiro256(4));
        var outputs = problem.OnAllRows((set, _) => new ModelEvaluation(set, problem.BatchRows).Outputs(network));
        Assert.Equal(new ModelEvaluation(problem.Train, problem.BatchRows).Outputs(network), outputs[0]);
        Assert.Equal(new ModelEvaluation(problem.Validation, problem.BatchRows).Outputs(network), outputs[1]);
    }

    [Fact]
    public void OfRules()
    {
        var data = Data.Value;
        var head = new DocumentHead("Rules", "rulec", EquatableArray<NamedText>.Empty);
        var document = TrainRun.Run(data, new TrainingOptions { Model = ModelKind.Tree }, head, RunContext.None).Document;
        var points = data.Features.ToPoints(data.Train, document);
        Assert.Equal(points, data.Features.PointsOf(data.Train, document));
        var evaluator = new RuleEvaluator(document);
        var expected = points.SelectMany(p => evaluator.Evaluate(p).Outputs).ToArray();
        Assert.Equal(expected, new ModelOutputs(data).Of(document, data.Train));
        Assert.Equal(data.Split.Train.Length, document.Rules.Sum(r => r.Support!.Rows));
        Assert.Equal(document.References[0], ReferenceRow.Of(document.References[0].Name, document.Inputs, points));
    }
}
