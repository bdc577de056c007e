using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Reports.Pages;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Reports;

/// <summary>What a report calculates: importance, comparison, the plane that it begins with.</summary>
public sealed class ReportContentTests
{
    /// <summary>yes where x + 10·(colour is red) is at least 4.</summary>
    private const string Small = """
        {"version":1,"name":"Small","summary":"","inputs":[{"name":"x","range":[0,8],"missing":4},{"name":"y","range":[0,1]},{"name":"colour","categories":["red","blue"],"other":"blue"}],
        "outputs":[{"name":"buys"}],"decision":{"kind":"threshold","scores":"logit","thresholds":[{"threshold":0,"below":"no","atOrAbove":"yes"}]},
        "conditions":[],"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":-4,"weights":{"x":1,"colour":{"red":2}}}]}]}
        """;

    private const string Rows = "x,y,colour,buys\n2,0,blue,no\n6,1,blue,yes\n2,0,red,yes\n6,1,red,yes\n,0,blue,no\n5,1,green,\n";

    [Fact]
    public void ImportanceIsTheMeanAbsoluteContribution()
    {
        var rows = ReadRows(Small, Rows);
        var importance = InputImportance.Measure(RuleDocumentReader.Read(Small), rows);
        // v = x − 4 + 2·red over the rows: −2, 2, 0, 4, 0, 1; its square has weights 1 and 4 over 5.
        var mean = (2 + 2 + 0 + 4 + 0 + 1) / 6.0;
        Assert.Equal(["colour", "x", "y"], importance.Select(i => new[] { "x", "y", "colour" }[i.Input]));
        Assert.Equal(mean * 4 / 5, importance[0].Contribution, 1e-12);
        Assert.Equal(mean / 5, importance[1].Contribution, 1e-12);
        Assert.Equal(0, importance[2].Contribution);
        // x is 2, 6, 2, 6, 4, 5 around 25/6; red in two of six rows.
        Assert.Equal(new[] { 2, 6, 2, 6, 4, 5 }.Average(x => Math.Abs(x - (25 / 6.0))), importance[1].Spread, 1e-12);
        Assert.Equal(2 * 2 * (2 / 6.0) * (4 / 6.0), importance[0].Spread, 1e-12);
    }

    [Fact]
    public void WithoutRowsWitnessesCountByTheirSupport()
    {
        var document = RuleDocumentReader.Read(SampleDocuments.Price) with { Decision = new ValueDecision() };
        Assert.Empty(InputImportance.Measure(document, null));
        var rule = document.Rules[0] with { Witness = EquatableArray.Of<InputValue>(new NumberValue(Number.From(1.5))) };
        var importance = Assert.Single(InputImportance.Measure(document with { Rules = EquatableArray.Of(rule) }, null));
        Assert.Equal(0.1 + (0.2 * 1.5), importance.Contribution, 1e-12);
        Assert.Equal(0.2 / 4, importance.Spread, 1e-12);
    }

    [Fact]
    public void ModelsAreComparedOnTheRowsThatSayWhatIsTrue()
    {
        var document = RuleDocumentReader.Read(Small);
        // x + colour as the rules have them, but for the bias: yes from 2 on.
        var network = new PiecewiseNetwork([new PiecewiseLayer(4, [1, 0, 2, 0], [-2], new Identity())]);
        var other = RuleDocumentReader.Read(Small.Replace("\"bias\":-4", "\"bias\":40", StringComparison.Ordinal));
        var compared = new ComparedRules("other.rules.json", other, ReadRows(RuleDocumentWriter.Write(other), Rows));
        var comparison = ModelComparison.Measure(
            new ReportContent(document, null, ReadRows(Small, Rows), Asked(document, network, ReadRows(Small, Rows)), [compared]))!;
        var models = comparison.Models;
        Assert.Equal(["network", "rules", "other.rules.json", "majority"], models.Select(m => m.Name));
        Assert.Equal(("network", 5), (comparison.Reference, comparison.KnownRows));
        // no, yes, yes (0 is at the threshold), yes, and of the row without x, which counts as 4, yes.
        Assert.Equal(0.8, Accuracy(models[1]));
        // The network says yes to all five, and so do the other rules; the majority is yes.
        Assert.Equal(0.6, Accuracy(models[0]));
        Assert.Equal(0.6, Accuracy(models[2]));
        Assert.Equal(0.6, Accuracy(models[3]));
        // The rules say no once where all others say yes.
        Assert.Equal([null, 5 / 6.0, 1.0, 1.0], models.Select(m => m.Agreement));
        Assert.Equal(["0 hidden units", "1 rule, 0 conditions", "1 rule, 0 conditions", null], models.Select(m => m.Size));

        var alone = ModelComparison.Measure(new ReportContent(document, null, ReadRows(Small, Rows), null, [compared]))!;
        Assert.Equal(["rules", "other.rules.json", "majority"], alone.Models.Select(m => m.Name));
        Assert.Equal("rules", alone.Reference);
        Assert.Equal([null, 5 / 6.0, 5 / 6.0], alone.Models.Select(m => m.Agreement));
    }

    [Fact]
    public void WithoutTruthModelsAreComparedWithTheNetwork()
    {
        var document = RuleDocumentReader.Read(Small);
        var rows = ReadRows(Small, Rows.Replace("buys", "other", StringComparison.Ordinal));
        Assert.Null(ModelComparison.Measure(new ReportContent(document, null, rows, null, [])));
        // x − 5: yes for 6, 6 and 5; the rules say yes to these and to 2 and red, and to what is missing.
        var network = new PiecewiseNetwork([new PiecewiseLayer(4, [1, 0, 0, 0], [-5], new Identity())]);
        var comparison = ModelComparison.Measure(
            new ReportContent(
                document,
                null,
                rows,
                Asked(document, network, rows),
                [new ComparedRules("same.rules.json", document, ReadRows(Small, Rows))]))!;
        Assert.Equal(("network", 0), (comparison.Reference, comparison.KnownRows));
        Assert.Equal(["network", "rules", "same.rules.json", "majority"], comparison.Models.Select(m => m.Name));
        Assert.All(comparison.Models, m => Assert.Empty(m.Metrics));
        // Half of its answers are yes.
        Assert.Equal([null, 4 / 6.0, 4 / 6.0, 0.5], comparison.Models.Select(m => m.Agreement));
    }

    [Fact]
    public void ValuesAgreeByTheirR2()
    {
        var document = RuleDocumentReader.Read(SampleDocuments.Price);
        var rows = ReadRows(SampleDocuments.Price, "size\n1\n2\n4\n");
        // 0.1 + 0.2·size against 0.1 + 0.3·size: residuals 0.1, 0.2, 0.4, and 0.3·size around 0.7.
        var network = new PiecewiseNetwork([new PiecewiseLayer(1, [0.3], [0.1], new Identity())]);
        var models = ModelComparison.Measure(new ReportContent(document, null, rows, Asked(document, network, rows), []))!.Models;
        Assert.Equal(["network", "rules", "mean"], models.Select(m => m.Name));
        Assert.Equal(1 - ((0.01 + 0.04 + 0.16) / (0.16 + 0.01 + 0.25)), models[1].Agreement!.Value, 1e-6);
        Assert.Equal(0, models[2].Agreement!.Value, 1e-6);
    }

    [Theory]
    [InlineData("logit", 0, new[] { 1.0 }, null, 3.0)]
    [InlineData("logit", 0, new[] { 1.0 }, "sigmoid", 3.0)]
    [InlineData("probability", 0.5, new[] { 1.0 }, "sigmoid", 0.9525741268224334)]
    [InlineData("logit", 0, new[] { -1.0, 2.0 }, "softmax", 9.0)]
    [InlineData("probability", 0.5, new[] { -1.0, 2.0 }, "softmax", 0.9998766054240137)]
    public void AnswersOfANetworkAreInTheOutputsOfTheRules(string scores, double threshold, double[] weights, string? head, double expected)
    {
        var document = RuleDocumentReader.Read(Small.Replace("\"logit\"", $"\"{scores}\"", StringComparison.Ordinal)
            .Replace("\"threshold\":0,", FormattableString.Invariant($"\"threshold\":{threshold},"), StringComparison.Ordinal));
        var builder = new GraphBuilder();
        var x = builder.Add("x", new NetworkInput(new TensorShape(1)));
        var y = builder.Add("dense", new Dense(weights, new double[weights.Length]), x);
        if (head is not null)
            y = builder.Add(head, head == "sigmoid" ? new Sigmoid() : new Softmax(0), y);
        Assert.Equal(expected, Assert.Single(NetworkAnswers.Prepare(document, builder.Build([y])).At([3.0])), 1e-12);
    }

    [Fact]
    public void NetworkWithOtherOutputsIsRefused()
    {
        var graph = NetworkGraph.FromLayers(new PiecewiseNetwork([new PiecewiseLayer(1, [1, 2, 3], [0, 0, 0], new Identity())]));
        var problem = Assert.Throws<RuleCompilerException>(() => NetworkAnswers.Prepare(RuleDocumentReader.Read(Small), graph)).Message;
        Assert.Equal("The network has 3 outputs, the rules have 1.", problem);
    }

    [Fact]
    public void TargetsAreFoundBySource()
    {
        Assert.True(ReadRows(Small, Rows).HasTruth);
        Assert.Null(ReadRows(Small, Rows).Rows[5].Truth);
        Assert.False(ReadRows(Small, Rows.Replace("buys", "other", StringComparison.Ordinal)).HasTruth);
        Assert.True(ReadRows(Small, Rows.Replace("buys", "other", StringComparison.Ordinal), "other").HasTruth);
        Assert.Throws<InputFileException>(() => ReadRows(Small, Rows, "absent"));
        Assert.Throws<InputFileException>(() => ReadRows(Small, Rows, "buys", "x"));
    }

    [Fact]
    public void LabelsThatAreNumbersAreThemselvesHoweverTheyAreWritten()
    {
        var document = Small.Replace("\"no\"", "\"0\"", StringComparison.Ordinal).Replace("\"yes\"", "\"1\"", StringComparison.Ordinal);
        var rows = ReadRows(document, "x,y,colour,buys\n2,0,blue,0.0\n6,1,blue,1\n2,0,red,1e0\n1,1,red,2\n");
        Assert.Equal([0.0, 1.0, 1.0], rows.Rows.Take(3).Select(r => r.Truth![0]));
        Assert.Null(rows.Rows[3].Truth);
    }

    [Fact]
    public void PlaneBeginsWithTheNumbersThatMoveTheOutputs()
    {
        var document = RuleDocumentReader.Read(Small);
        var content = new ReportContent(document, null, ReadRows(Small, Rows), null, []);
        Assert.Equal((0, 1), (content.Plane!.X, content.Plane.Y));
        // The median of 2, 2, 5, 6, 6 without the missing one, and the most frequent colour.
        Assert.Equal([5, 0, 1], content.Plane.Held);
        Assert.Null(new ReportContent(
            document with
            {
                Inputs = document.Inputs.Select(i => i is NumberInput n ? n with { Maximum = n.Minimum } : i).ToEquatableArray(),
            },
            null,
            null,
            null,
            []).Plane);
    }

    [Fact]
    public void PlaneShowsTheDecisionBoundaryWhereAPairDoes()
    {
        // z decides, but for the usual x it is y that moves the output most, after x.
        var document = RuleDocumentReader.Read("""
            {"version":1,"name":"Three","summary":"","inputs":[{"name":"x","range":[0,1]},{"name":"y","range":[0,1]},{"name":"z","range":[0,1]},{"name":"c","categories":["p","q"]}],
            "outputs":[{"name":"out"}],"decision":{"kind":"threshold","thresholds":[{"threshold":0,"below":"no","atOrAbove":"yes"}]},
            "conditions":[{"id":1,"expression":{"bias":-0.5,"weights":{"z":1}}}],"tree":{"condition":1,"negative":{"rule":1},"positive":{"rule":2}},
            "rules":[{"id":1,"expressions":[{"bias":1,"weights":{"x":3,"y":2,"c":{"q":-9}}}]},{"id":2,"expressions":[{"bias":-7,"weights":{"x":3,"y":2,"z":0.1,"c":{"q":9}}}]}]}
            """);
        ReportRows Rows(string mark) =>
            ReadRows(RuleDocumentWriter.Write(document), $"x,y,z,c\n0,0,0.1,p\n1,1,0.2,p\n0.5,0.5,0.3,p\n0.4,0.6,{mark}\n0.6,0.4,{mark}\n");
        // Low z: everything is yes in the planes of x and y; z brings the boundary.
        var plane = PlaneChoice.Choose(document, Rows("0.4,p"), InputImportance.Measure(document, Rows("0.4,p")))!;
        Assert.Equal((0, 2), (plane.X, plane.Y));
        Assert.Equal(PlaneChoice.Held(document, Rows("0.4,p")), plane.Held);

        // Without z no pair shows it where c is p; the usual c of the rows that are decided otherwise is q.
        var flat = document with
        {
            Inputs = document.Inputs.Select(i => i.Name == "z" ? (NumberInput)i with { Maximum = ((NumberInput)i).Minimum } : i)
                .ToEquatableArray(),
            Rules = document.Rules.Select(r => r with { Own = Rule.Alone(document.Whole(0).Select(e => e with { Bias = Number.From(6) })) })
                .ToEquatableArray(),
        };
        var rows = ReadRows(RuleDocumentWriter.Write(flat), "x,y,z,c\n0.5,0.5,0,p\n0.6,0.4,0,p\n0.4,0.5,0,p\n0.2,0.3,0,q\n0.3,0.2,0,q\n");
        plane = PlaneChoice.Choose(flat, rows, InputImportance.Measure(flat, rows))!;
        Assert.Equal((0, 1), (plane.X, plane.Y));
        Assert.Equal([0.2, 0.2, 0, 1], plane.Held);
        // One decision only, whatever is held: the pair that moves most, at the usual values.
        var always = flat with { Rules = flat.Rules.Select(r => r with { Own = Rule.Alone(flat.Whole(r).Select(e => e with { Bias = Number.From(60) })) }).ToEquatableArray() };
        plane = PlaneChoice.Choose(always, rows, InputImportance.Measure(always, rows))!;
        Assert.Equal((0, 1, 0.0), (plane.X, plane.Y, plane.Held[3]));
    }

    [Fact]
    public void RowsWithoutTruthAreMarkedByTheNetwork()
    {
        var document = RuleDocumentReader.Read(Small);
        var rows = ReadRows(Small, Rows.Replace("buys", "other", StringComparison.Ordinal));
        var network = new PiecewiseNetwork([new PiecewiseLayer(4, [1, 0, 0, 0], [-5], new Identity())]);
        var content = new ReportContent(document, null, rows, Asked(document, network, rows), []);
        Assert.True(content.IsMarkedByNetwork);
        Assert.Equal([0.0, 1, 0, 1, 0, 1], content.Points!.Rows.Select(r => r.Truth![0]));
        Assert.False(content.Rows!.HasTruth);
        var known = new ReportContent(document, null, ReadRows(Small, Rows), Asked(document, network, ReadRows(Small, Rows)), []);
        Assert.False(known.IsMarkedByNetwork);
        Assert.Same(known.Rows, known.Points);
    }

    private static ReportRows ReadRows(string document, string rows, params string[] targets)
    {
        using var file = new CsvFile(rows);
        return ReportRows.Read(file.Path, CsvFile.Target(targets), RuleDocumentReader.Read(document));
    }

    private static ReportNetwork Asked(RuleDocument document, PiecewiseNetwork network, ReportRows rows)
    {
        var answers = NetworkAnswers.Prepare(document, NetworkGraph.FromLayers(network));
        return new ReportNetwork(
            "network.json", network, document.Inputs.Select(i => i.Name).ToArray(), NetworkInputs.OfFeatures(document),
            rows.Rows.Select(r => answers.At(NetworkInputs.Features(document, r.Point))).ToArray());
    }

    private static double Accuracy(ComparedModel model) => model.Metrics.Single(m => m.Name == "accuracy").Value.Value;
}
