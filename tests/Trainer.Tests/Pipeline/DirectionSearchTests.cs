using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>Directions that nobody asked for: which inputs get one, and that they are as good as asked ones.</summary>
public class DirectionSearchTests
{
    private static readonly TrainingOptions Found = new() { Hidden = EquatableArray.Of(6), FindsDirections = true };

    /// <summary>y rises with a, but for noise, has a hump in b, falls with c, and rises with d, which has two values.</summary>
    private static string Table { get; } = Made();

    [Fact]
    public void NearlyMonotoneCurvesAreMadeMonotoneClaimedAndProved()
    {
        var trained = Trained.OfText(Table, Found, "y");
        Assert.Equal(
            [("a", Direction.Increasing), ("c", Direction.Decreasing)],
            trained.Document.Inputs.Where(i => i.Directions.Count > 0).Select(i => (i.Name, Assert.Single(i.Directions))));
        Assert.Equal(["a", "c"], trained.Result.Notes.Where(n => n.Kind == "direction-found").Select(n => n.Column));
        var claim = DocumentVerifier.Verify(trained.Document).Claims.Single(c => c.Kind == ClaimKind.Directions);
        Assert.Equal((Verdict.Proven, 2), (claim.Verdict, claim.Statements.Count));
        foreach (var (name, sign) in new[] { ("a", 1), ("c", -1) })
            Assert.False(WrongWay.IsFound(trained.Document, IndexOf(trained.Document, name), sign, new Random(1)));
    }

    [Fact]
    public void DirectionsThatAreAskedForStay()
    {
        var trained = Trained.OfText(Table, Found with { Decreasing = EquatableArray.Of("a", "d") }, "y");
        Assert.DoesNotContain(trained.Result.Notes, n => n is { Kind: "direction-found", Column: "a" or "d" });
        Assert.All(
            trained.Document.Inputs.Where(i => i.Name is "a" or "d"), i => Assert.Equal([Direction.Decreasing], i.Directions));
    }

    [Fact]
    public void WhereNoneIsFoundANoteSaysSoAndRulesAreTheSame()
    {
        var trained = Trained.OfText(Table, Found with { MaxPoints = 0 }, "y");
        Assert.Contains(trained.Result.Notes, n => n.Kind == "no-direction-found");
        Assert.All(trained.Document.Inputs, i => Assert.Empty(i.Directions));
        Assert.Equal(Trained.OfText(Table, Found with { MaxPoints = 0, FindsDirections = false }, "y").Document, trained.Document);
    }

    [Fact]
    public void SeveralClassesHaveNone()
    {
        var error = Assert.Throws<InputFileException>(() => Trained.OfText(Tables.Classes, Found, "class"));
        Assert.Contains("of several classes", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Input 1 was asked for; 2 costs much, and 3 as well while 2 is there.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatCostsHingesTooMuchIsTakenBack(bool isExpected)
    {
        var (asked, calls) = (new Dictionary<int, int> { [1] = 1 }, new List<int>());
        var search = new DirectionSearch(Problem(), asked, CancellationToken.None);
        var left = search.OfHinges(new Dictionary<int, int> { [1] = 1, [2] = 1, [3] = -1, [4] = 1 }, (directions, trial) =>
        {
            calls.Add(trial);
            var loss = directions.ContainsKey(2) ? 1.3 : directions.ContainsKey(3) ? 1 + (DirectionSearch.MostLoss / 2) : 1;
            return isExpected ? new LossWithin(1, loss) : new LossWithin(loss, directions.ContainsKey(2) ? 1 : 0.9);
        });
        Assert.Equal([1, 3, 4], left.Keys.Order());
        Assert.Equal(Enumerable.Range(0, calls.Count), calls);
    }

    [Fact]
    public void OnlyAskedOnesAreNotTried() =>
        Assert.Single(new DirectionSearch(Problem(), new Dictionary<int, int> { [1] = 1 }, CancellationToken.None)
            .OfHinges(new Dictionary<int, int> { [1] = 1 }, (_, _) => throw new InvalidOperationException("Nothing was found.")));

    [Fact]
    public void TheCommandLineFindsAndJsonLists()
    {
        using var file = new CsvFile(Table);
        var output = file.Sibling("Out.rules.json");
        var run = CommandRun.Of(
            "train", file.Path, "--target", "y", "--increasing", "d", "--monotone", "auto", "--hidden", "6", "-o", output, "--json");
        Assert.Equal(ExitCode.Done, run.ExitCode);
        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(
            ["a increasing False", "c decreasing False", "d increasing True"],
            json.RootElement.GetProperty("directions").EnumerateArray().Select(d =>
                $"{d.GetProperty("input")} {d.GetProperty("direction")} {d.GetProperty("asked").GetBoolean()}"));
        Assert.Contains(DocumentFile.Read(output).Provenance!.Options, o => o == new NamedText("monotone", "auto"));
        Assert.Contains("y never rises where c rises.", CommandRun.Of("verify", output).Out, StringComparison.Ordinal);
    }

    private static LearningProblem Problem()
    {
        using var file = new CsvFile(Table);
        var data = Trainer.Tables.Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1);
        return new LearningProblem(data, fitsSquares: false, EquatableArray<Trainer.Tables.ClassWeight>.Empty);
    }

    private static int IndexOf(RuleDocument document, string name) => document.Inputs.Select(i => i.Name).ToList().IndexOf(name);

    private static string Made()
    {
        var random = new Random(5);
        return CsvFile.Rows("a,b,c,d,y", 500, _ =>
        {
            var (a, b, c, d) = (random.NextDouble(), random.NextDouble(), random.NextDouble() * 10, random.Next(2));
            var y = (4 * Math.Pow(a, 3)) + (4 * Math.Abs(b - 0.5)) - (4 * Math.Pow(c / 10, 3)) + (0.5 * d) + (0.3 * random.NextDouble());
            return string.Create(CultureInfo.InvariantCulture, $"{a:0.####},{b:0.####},{c:0.###},{d},{y:0.###}");
        });
    }
}
