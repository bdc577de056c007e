using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using RuleCompiler.Approvals;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec measure</c>: a document that somebody edited says of its rules what they are now.</summary>
public sealed class MeasureCommandTests : IDisposable
{
    private static readonly string Train = InSample("Banknote", "banknote-train.csv");
    private static readonly string Test = InSample("Banknote", "banknote-test.csv");
    private static readonly string Banknote = InSample("Banknote", "Banknote.rules.json");

    private readonly CsvFile _edited = new(
        Edited(File.ReadAllText(Banknote), "\"bias\": -1.7,", "\"bias\": 1.1,"), "Banknote.rules.json");

    private string Output => _edited.Sibling("Measured.rules.json");

    public void Dispose() => _edited.Dispose();

    [Theory]
    [InlineData("Banknote", "banknote-train.csv", "banknote-test.csv")]
    [InlineData("GermanCredit", "german-credit.csv", null)]
    [InlineData("Adult", "adult-train.csv", "adult-test.csv")]
    [InlineData("Xor", "xor.csv", null)]
    public void WithoutAnEditAllFiguresAreThoseThatTrainingRecorded(string sample, string data, string? test)
    {
        var path = InSample(sample, sample + ".rules.json");
        string[] files = test is null ? [] : ["--test", InSample(sample, test)];
        var run = CommandRun.Of(["measure", path, "--data", InSample(sample, data), "--before", path, "-o", Output, .. files]);
        Assert.Equal((ExitCode.Done, string.Empty), (run.ExitCode, run.Out));
        var (recorded, measured) = (File.ReadAllText(path), Read(Output));
        Assert.Contains("means what it meant before", run.Error, StringComparison.Ordinal);
        Assert.Contains("support: as before in every rule.", run.Error, StringComparison.Ordinal);
        Assert.False(measured.Provenance!.Measured!.IsEdited);
        // But for the note that it was measured, not a byte is another one.
        Assert.Equal(
            recorded, RuleDocumentWriter.Write(measured with { Provenance = measured.Provenance with { Measured = null } }));
    }

    [Fact]
    public void TheSupportOfEditedRulesIsThatOfTheTrainingRows()
    {
        Assert.Equal(ExitCode.Done, Measure("--test", Test).ExitCode);
        var measured = Read(Output);
        var evaluator = new RuleEvaluator(Read(_edited.Path));
        var split = Dataset.Read(Train, Test, CsvFile.Target("class"), null, 1).Split;
        var rows = Rows(Train);
        var fired = split.Train.Select(r => (evaluator.Evaluate(rows[r].Point), rows[r].Label)).ToArray();
        for (var rule = 0; rule < measured.Rules.Count; rule++)
        {
            var own = fired.Where(f => f.Item1.RuleIndex == rule).ToArray();
            var support = measured.Rules[rule].Support!;
            Assert.Equal((own.Length, Math.Round(own.Length / 824.0, 4)), (support.Rows, support.Share.Value));
            Assert.Equal(
                own.Length == 0 ? null : Math.Round(own.Count(f => evaluator.Classify(f.Item1.Outputs) == f.Label) / (double)own.Length, 4),
                support.Accuracy?.Value);
        }

        Assert.NotEqual(Read(Banknote).Rules.Select(r => r.Support), measured.Rules.Select(r => r.Support));
        var accuracy = Rows(Test).Average(r => evaluator.Classify(evaluator.Evaluate(r.Point).Outputs) == r.Label ? 1.0 : 0.0);
        Assert.Equal(Math.Round(accuracy, 6), Metric(measured, "test", "accuracy"));
    }

    [Fact]
    public void WhatDescribesTheRulesAsTheyWereTrainedIsLeftOutAndCounted()
    {
        var run = Measure("--test", Test, "--before", Banknote);
        var (before, after) = (Read(Banknote).Provenance!, Read(Output).Provenance!);
        Assert.Equal((0, 0, 0), (after.Fidelity.Count, after.Rounding.Count, after.Frontier.Count));
        Assert.Contains(
            $"left out: {6 + 1 + before.Frontier.Count} figures that say nothing of the rules as they are now (6 of fidelity, 1 of "
                + $"rounding, {before.Frontier.Count} points of the frontier).",
            run.Error,
            StringComparison.Ordinal);
        // Other models were not edited.
        Assert.Equal(before.Metrics.Skip(1), after.Metrics.Skip(1));
        Assert.Contains("Banknote was edited by hand", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n  condition 1 changed\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("accuracy: train 1 → ", run.Error, StringComparison.Ordinal);
        Assert.Equal((before.Data, before.Rows, before.Options), (after.Data, after.Rows, after.Options));
    }

    [Fact]
    public void AWitnessThatDoesNotLieInItsRuleIsReplaced()
    {
        File.WriteAllText(_edited.Path, Edited(File.ReadAllText(_edited.Path), "\"bias\": 1.1,", "\"bias\": 8,"));
        Assert.False(WitnessesHold(Read(_edited.Path)));
        var json = JsonDocument.Parse(Measure("--test", Test, "--json").Out).RootElement;
        var (before, after) = (Read(_edited.Path), Read(Output));
        Assert.True(WitnessesHold(after));
        var changed = before.Rules.Zip(after.Rules).Where(p => !Equals(p.First.Witness, p.Second.Witness)).Select(p => p.Second).ToArray();
        Assert.Equal(Ids("replaced"), changed.Where(r => r.Witness is not null).Select(r => r.Id));
        // Nothing lies in a rule that is empty now.
        Assert.Equal(Ids("dropped"), changed.Where(r => r.Witness is null).Select(r => r.Id));
        Assert.NotEmpty(Ids("replaced"));
        Assert.NotEmpty(Ids("dropped"));
        Assert.Contains("not-verified", json.GetProperty("notes").EnumerateArray().Select(n => n.GetProperty("kind").GetString()));

        int[] Ids(string kind) => json.GetProperty("witnesses").GetProperty(kind).EnumerateArray().Select(e => e.GetInt32()).ToArray();
    }

    [Fact]
    public void WithoutTheTestRowsTheirFiguresAreLeftOut()
    {
        var run = Measure();
        Assert.Contains(
            "the test rows are in banknote-test.csv and are not measured; name it with --test", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["train", "validation"], Read(Output).Provenance!.Metrics.SelectMany(m => m.Splits.Select(s => s.Name)).Distinct());
    }

    [Fact]
    public void AnotherTableIsMeasuredAsAWhole()
    {
        using var other = new CsvFile(File.ReadAllText(Train) + "1,2,3,0.5,1\n", "later.csv");
        var run = CommandRun.Of("measure", _edited.Path, "--data", other.Path, "-o", Output);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains(
            "measured as a whole, since it is not banknote-train.csv as the document records it", run.Error, StringComparison.Ordinal);
        var (rows, document) = (Rows(other.Path), Read(Output));
        var figures = document.Provenance!.Measured!;
        Assert.Equal(("later.csv", rows.Length), (figures.Data.File, document.Rules.Sum(r => r.Support!.Rows)));
        Assert.Equal(["rules"], document.Provenance.Metrics.Select(m => m.Model));
        Assert.Equal(["all"], document.Provenance.Metrics[0].Splits.Select(s => s.Name));
        // These are not the rows that it was trained on, and no text says so.
        Assert.Contains(
            " measured rows (", SupportDescriber.Describe(document.Rules[0].Support!, document.Provenance), StringComparison.Ordinal);
        var page = _edited.Sibling("page.html");
        Assert.Equal(ExitCode.Done, CommandRun.Of("report", Output, "-o", page).ExitCode);
        Assert.Contains("Edited by hand; the figures were measured on later.csv", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void VerifyNamesFiguresOfAnotherMeaning()
    {
        Measure("--test", Test);
        Assert.DoesNotContain("stale", CommandRun.Of("verify", Output).Error, StringComparison.Ordinal);
        Assert.Equal(Meaning.Of(Read(Output)).Hash, Read(Output).Provenance!.Measured!.Meaning);
        File.WriteAllText(Output, Edited(File.ReadAllText(Output), "\"bias\": 1.1,", "\"bias\": 1.11,"));
        var run = CommandRun.Of("verify", Output, "--json");
        Assert.Contains("Note: stale figures: the document was changed after it was measured", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"stale-figures\"", run.Out, StringComparison.Ordinal);
        // Of the sample nobody knows what it meant when it was trained.
        Assert.DoesNotContain("stale", CommandRun.Of("verify", _edited.Path).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WithDataVerifyCountsTheFiguresAgain()
    {
        var sample = CommandRun.Of("verify", Banknote, "--data", Train, "--test", Test);
        Assert.Equal(ExitCode.Done, sample.ExitCode);
        Assert.Contains("  holds  figures: ", sample.Out, StringComparison.Ordinal);
        var edited = CommandRun.Of("verify", _edited.Path, "--data", Train, "--test", Test);
        Assert.Equal(ExitCode.CheckFailed, edited.ExitCode);
        Assert.Contains("  STALE  figures: ", edited.Out, StringComparison.Ordinal);
        Measure("--test", Test);
        var (now, json) = (Read(Output), CommandRun.Of("verify", _edited.Path, "--data", Train, "--test", Test, "--json").Out);
        var figures = JsonDocument.Parse(json).RootElement.GetProperty("figures");
        Assert.False(figures.GetProperty("holds").GetBoolean());
        var differences = figures.GetProperty("differences").EnumerateArray().Select(d => d.GetString()!).ToArray();
        Assert.Contains(
            FormattableString.Invariant($"On test rows accuracy is {Metric(now, "test", "accuracy")}, not 1."), differences);
        Assert.Contains(
            differences, d => d.StartsWith($"Rule 1 has {now.Rules[0].Support!.Rows} rows ", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, CommandRun.Of("verify", Output, "--data", Train, "--test", Test).ExitCode);
        var other = CommandRun.Of("verify", Banknote, "--data", Test);
        Assert.Equal(ExitCode.BadInput, other.ExitCode);
        Assert.Contains("the figures of the document are not of these rows", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AMeasuredDocumentIsMeasuredAgainToTheSameBytes()
    {
        Measure("--test", Test);
        var again = _edited.Sibling("Again.rules.json");
        CommandRun.Of("measure", Output, "--data", Train, "--test", Test, "--before", Output, "-o", again);
        Assert.Equal(File.ReadAllText(Output), File.ReadAllText(again));
        Assert.True(Read(again).Provenance!.Measured!.IsEdited);
    }

    [Fact]
    public void TheDocumentIsNeverWrittenOver()
    {
        var before = File.ReadAllText(_edited.Path);
        var run = CommandRun.Of("measure", _edited.Path, "--data", Train, "-o", _edited.Path);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Equal(before, File.ReadAllText(_edited.Path));
        Assert.Equal(ExitCode.BadInput, CommandRun.Of("measure", _edited.Path, "--data", Train).ExitCode);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "no column says what is true ('class'); name it with --target.")]
    [InlineData("variance,skewness,curtosis,entropy\n1,2,3,4\n", "no column says what is true ('class'); name it with --target.")]
    [InlineData("variance,skewness,curtosis,entropy,class\n1,2,3,4,7\n", "(2,9): '7' is none of the answers of the rules ('0', '1')")]
    [InlineData("variance,skewness,curtosis,entropy,class\n1,2,3,4,\n", "no row has a value for every target.")]
    [InlineData("variance,skewness,curtosis,entropy,class\n1,x,3,4,1\n", "(2,3): ")]
    public void AWrongTableIsRefused(string table, string message)
    {
        using var file = new CsvFile(table, "wrong.csv");
        var run = CommandRun.Of("measure", _edited.Path, "--data", file.Path, "-o", Output);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
    }

    [Fact]
    public void OtherTestRowsThanTheRecordedOnesAreRefused()
    {
        var run = Measure("--test", Train);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(
            "this is not the file of test rows that the document records, banknote-test.csv", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void RulesOfANetworksAnswersNeedAColumn()
    {
        var (rules, data) = (InSample("GeneSwitch", "GeneSwitch.rules.json"), InSample("GeneSwitch", "gene-switch.csv"));
        var run = CommandRun.Of("measure", rules, "--data", data, "-o", Output);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("learned from the answers of a network", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, CommandRun.Of("measure", rules, "--data", data, "--target", "states", "-o", Output).ExitCode);
        Assert.Equal(5000, Read(Output).Rules.Sum(r => r.Support!.Rows));
    }

    private CommandRun Measure(params string[] more) =>
        CommandRun.Of(["measure", _edited.Path, "--data", Train, "-o", Output, .. more]);

    private static bool WitnessesHold(RuleDocument document) =>
        DocumentVerifier.Verify(document).Claims.First(c => c.Kind == ClaimKind.Witnesses).Holds;

    private static double Metric(RuleDocument document, string split, string metric) => document.Provenance!.Metrics[0].Splits
        .First(s => s.Name == split).Numbers.First(n => n.Name == metric).Value.Value;

    private static (double[] Point, int Label)[] Rows(string path) => File.ReadAllLines(path).Skip(1).Select(line =>
    {
        var cells = line.Split(',').Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray();
        return (cells[..4], (int)cells[4]);
    }).ToArray();

    private static string Edited(string text, string piece, string replacement)
    {
        var edited = text.Replace(piece, replacement, StringComparison.Ordinal);
        Assert.NotEqual(text, edited);
        return edited;
    }

    private static RuleDocument Read(string path) => RuleDocumentReader.Read(File.ReadAllText(path));

    private static string InSample(string sample, string file) => Path.Combine(SourceTree.Root, "samples", sample, file);
}
