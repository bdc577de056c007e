using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Cells;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Tests.Extraction;
using RuleCompiler.Trainer.Tests.Networks;
using Xunit;
using ExactCells = RuleCompiler.Runtime.Tests.Proofs.Cells;

namespace RuleCompiler.Trainer.Tests.Tables;

/// <summary>Long work ends where its limit is, wherever it is by then.</summary>
public sealed class WorkLimitTests
{
    /// <summary>Wide enough that one leaf takes long: the work has to be stopped within it.</summary>
    private static readonly PiecewiseNetwork Wide = RandomPiecewise.Relu(new Random(4), 150, 600, 400, 10);

    private static readonly InputBox WideBox = HingeForms.Cube(150, 1);

    private static WorkLimit Cancelled => new CancellationToken(canceled: true);

    [Fact]
    public void NothingIsReachedWithoutALimit()
    {
        WorkLimit.None.Check();
        WorkLimit.None.Require(double.MaxValue, "anything");
        Assert.Null(WorkLimit.None.Reached);
        Assert.InRange(WorkLimit.UsualMegabytes, 1, 4000);
    }

    [Fact]
    public void EachLimitSaysWhichItIs()
    {
        Assert.Equal(WorkStop.Cancelled, Assert.Throws<WorkStoppedException>(Cancelled.Check).Reason);
        var late = new WorkLimit(CancellationToken.None, TimeSpan.Zero);
        Assert.Equal(WorkStop.Time, Assert.Throws<WorkStoppedException>(late.Check).Reason);
        Assert.Equal(WorkStop.Time, late.Reached);
        Assert.Equal(WorkStop.Time, Assert.Throws<WorkStoppedException>(WorkLimit.None.Within(TimeSpan.Zero).Check).Reason);
        Assert.Equal(
            WorkStop.Cancelled,
            Assert.Throws<WorkStoppedException>(WorkLimit.None.With(new CancellationToken(canceled: true)).Check).Reason);
        // Less than this process has without any work.
        Assert.Equal(WorkStop.Memory, Assert.Throws<WorkStoppedException>(new WorkLimit(CancellationToken.None, null, 1).Check).Reason);
    }

    [Fact]
    public void APartHasTheLimitsOfTheWhole()
    {
        var whole = new WorkLimit(CancellationToken.None, TimeSpan.Zero);
        Assert.Equal(WorkStop.Time, whole.With(CancellationToken.None).Reached);
        Assert.Equal(WorkStop.Time, whole.Within(TimeSpan.FromDays(1)).Reached);
    }

    [Fact]
    public void WhatIsTooLargeIsSaidWithItsNumbersBeforeItIsTaken()
    {
        var stopped = Assert.Throws<WorkStoppedException>(
            () => new WorkLimit(CancellationToken.None, null, 100_000).Require(1e15, "a table of everything"));
        Assert.Equal(
            ("a table of everything would take 1000000000 MB, and 100000 MB may be held", WorkStop.Memory),
            (stopped.Detail, stopped.Reason));
    }

    [Theory]
    [InlineData("regions of a network")]
    [InlineData("regions of a hinge form")]
    [InlineData("regions of a tree")]
    [InlineData("pieces")]
    [InlineData("rows that reach regions")]
    [InlineData("a cell, exactly")]
    [InlineData("exact conditions")]
    [InlineData("implied conditions")]
    [InlineData("a margin")]
    [InlineData("a linear programme")]
    [InlineData("hinges of a network")]
    [InlineData("layers of a graph")]
    [InlineData("where rules apply")]
    [InlineData("how far rules are from a network")]
    public void WorkThatIsCancelledStopsInItsInnermostLoops(string work)
    {
        var form = HingeForms.Coupled(new Random(1), 3, 8);
        var box = HingeForms.Cube(3, 9);
        var network = RandomPiecewise.Relu(new Random(2), 3, 6, 1);
        var tree = RegionEnumerator.Enumerate(form, box).Tree!;
        var inputs = new Input[] { Regions.Documents.Range("x", 0, 1), Regions.Documents.Range("y", 0, 1), Regions.Documents.Range("z", 0, 1) };
        var document = Regions.Documents.Chain(inputs, Regions.Documents.Sum(inputs, -1, [1], [1], [0.5]));
        var stopped = Assert.Throws<WorkStoppedException>(() => _ = work switch
        {
            "regions of a network" => RegionEnumerator.Enumerate(network, box, null, Cancelled),
            "regions of a hinge form" => RegionEnumerator.Enumerate(form, box, null, Cancelled),
            "regions of a tree" => RegionEnumerator.Enumerate(tree, box, ExtractionOptions.Default, Cancelled),
            "pieces" => RegionPieces.Count(tree, box, Cancelled),
            "rows that reach regions" => new ReachedRegions(network, box, Cancelled).Add([0, 0, 0]),
            "a cell, exactly" =>
                CellDecision.Decide(
                    new CellClaim(ExactCells.Box(("0", "1")), [ExactCells.Side(true, "-0.5", "1")], CellQuestion.Interior), Cancelled),
            "exact conditions" => ExactGates.Maps(network, [true, false], Cancelled),
            "implied conditions" => new ImpliedConditions(box, true, Cancelled).Mark(tree.Regions.First(r => r.Path.Length > 1).Path),
            "a margin" => Margin(),
            "a linear programme" => new LinearProgram([0, 0], [1, 1], Cancelled).Maximise([1, 1]),
            "hinges of a network" => network.ToHingeForm(Cancelled),
            "layers of a graph" => NetworkGraph.FromLayers(network).ToPiecewise(Cancelled),
            "where rules apply" => RegionMeasurement.Measure(document, Cancelled),
            _ => (object)ProvenFidelity.Prove(document, network, null, Cancelled),
        });
        Assert.Equal(WorkStop.Cancelled, stopped.Reason);

        static object Margin()
        {
            var coordinates = new CellCoordinates(HingeForms.Cube(1, 1));
            var stack = new ConditionStack(coordinates);
            stack.Push([1], 0, true);
            var program = stack.NewProgram(Cancelled);
            stack.Load(program, 1);
            return program.Continue();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ASearchEndsInTheMiddleOfALeaf(int threads)
    {
        var counter = RegionCounter.Create(Wide, WideBox, new ExtractionOptions(Threads: threads));
        var clock = Stopwatch.StartNew();
        Assert.False(counter.Run(new WorkLimit(CancellationToken.None, TimeSpan.FromSeconds(0.3))));
        Assert.Equal(WorkStop.Time, counter.Stopped!.Reason);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void ASearchEndsWithASignal()
    {
        using var signal = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));
        var counter = RegionCounter.Create(Wide, WideBox, new ExtractionOptions(Threads: 2));
        var clock = Stopwatch.StartNew();
        Assert.False(counter.Run(signal.Token));
        Assert.Equal(WorkStop.Cancelled, counter.Stopped!.Reason);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void RowsOfUnitsThatDoNotFitAreRefusedBeforeTheyAreTaken()
    {
        var network = new PiecewiseNetwork(
        [
            new PiecewiseLayer(2_000, new double[1_000 * 2_000], new double[1_000], new NegativeSlopes(new double[1_000])),
            new PiecewiseLayer(1_000, new double[1_000], [0], new Identity()),
        ]);
        var counter = RegionCounter.Create(network, HingeForms.Cube(2_000, 1), new ExtractionOptions(Threads: 999));
        Assert.False(counter.Run(new WorkLimit(CancellationToken.None, null, 50_000)));
        Assert.Equal(WorkStop.Memory, counter.Stopped!.Reason);
        Assert.Equal(
            "keeping 1001 units as functions of 2000 inputs on 999 threads would take 64048 MB, and 50000 MB may be held",
            counter.Stopped.Detail);
        Assert.Equal(0, counter.Regions);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    public void AComparisonThatIsStoppedEnclosesWhatALongerOneFinds(double seconds)
    {
        var random = new Random(9);
        var inputs = Enumerable.Range(0, 6).Select(i => (Input)Regions.Documents.Range("x" + i, -1, 1)).ToArray();
        var document = Regions.Documents.Chain(inputs, Regions.Documents.Sum(inputs, 0.1, [1], [-1], [0.5], [1], [0.3], [1]));
        var network = RandomPiecewise.Relu(random, 6, 60, 40, 1);
        var clock = Stopwatch.StartNew();
        var difference = Assert.Single(
            ProvenFidelity.Prove(document, network, new FidelityOptions(long.MaxValue, TimeSpan.FromSeconds(seconds))));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
        Assert.Equal((false, WorkStop.Time), (difference.IsComplete, difference.Stopped!.Value));
        Assert.True(difference.Lower > 0 && difference.Lower < difference.Upper);
        // As long as the box is not divided, more time only narrows the interval.
        var longer = Assert.Single(ProvenFidelity.Prove(document, network, new FidelityOptions(20, TimeSpan.FromMinutes(1))));
        Assert.True(longer.Lower <= difference.Upper && difference.Lower <= longer.Upper);
    }
}
