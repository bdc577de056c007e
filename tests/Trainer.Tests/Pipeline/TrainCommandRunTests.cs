using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Tool;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary><c>rulec train</c>, whole, in this process.</summary>
public class TrainCommandRunTests
{
    [Theory]
    [InlineData("bought", "accuracy", "auc", "logLoss")]
    [InlineData("job", "accuracy", "logLoss")]
    [InlineData("income", "r2", "rmse")]
    public void JsonSaysWhatCameOut(string target, params string[] metrics)
    {
        using var file = new CsvFile(Tables.Mixed);
        var output = file.Sibling("Out.rules.json");
        var run = CommandRun.Of("train", file.Path, "--target", target, "-o", output, "--json", "--hidden", "4");
        Assert.Equal(ExitCode.Done, run.ExitCode);

        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        Assert.Equal(
            [
                "document", "rules", "leftOut", "notes", "directions", "policies", "nonlinear", "numbers", "points", "meanTerms", "choice",
                "frontier", "seconds", "peakMemory", "metrics", "fidelity",
            ],
            root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(output, root.GetProperty("document").GetString());
        var document = RuleDocumentReader.Read(File.ReadAllBytes(output));
        Assert.Equal(document.Rules.Count, root.GetProperty("rules").GetInt32());
        Assert.InRange(root.GetProperty("nonlinear").GetInt32(), 0, 4);
        Assert.Equal(ReviewedNumbers.Count(document), root.GetProperty("numbers").GetInt32());
        Assert.Equal(
            document.Sums.SelectMany(s => s.Terms).OfType<CurveTerm>().Sum(t => t.Curve.Points.Count),
            root.GetProperty("points").GetInt32());
        Assert.Equal(TermCount.Mean(document), root.GetProperty("meanTerms").GetDouble(), 0.0005);
        Assert.Equal(ChoiceText.Of(document), root.GetProperty("choice").GetString());
        Assert.Equal(
            document.Provenance!.Frontier.Select(e => (e.Nonlinear, e.Numbers, e.Points, e.Price?.Value, e.IsChosen)),
            root.GetProperty("frontier").EnumerateArray().Select(e => (
                e.GetProperty("nonlinear").GetInt32(), (int?)e.GetProperty("numbers").GetInt32(), (int?)e.GetProperty("points").GetInt32(),
                (double?)e.GetProperty("price").GetDouble(), e.GetProperty("chosen").GetBoolean())));
        Assert.True(root.GetProperty("seconds").GetDouble() >= 0);
        Assert.Equal(["rules", "network", "linear", "majority"], root.GetProperty("metrics").EnumerateObject().Select(p => p.Name));
        foreach (var model in root.GetProperty("metrics").EnumerateObject())
        {
            Assert.Equal(["train", "validation", "test"], model.Value.EnumerateObject().Select(p => p.Name));
            Assert.All(model.Value.EnumerateObject(), s => Assert.Equal(metrics, s.Value.EnumerateObject().Select(p => p.Name)));
            var written = document.Provenance!.Metrics.Single(m => m.Model == model.Name).Splits.Single(s => s.Name == "test").Numbers[0];
            Assert.Equal(written.Value.Value, model.Value.GetProperty("test").GetProperty(metrics[0]).GetDouble());
        }
    }

    [Fact]
    public void PeopleAreToldOnStandardErrorAndShownHowToGoOn()
    {
        using var file = new CsvFile(Tables.Classes, "shapes.csv");
        var output = file.Sibling("Shapes.rules.json");
        var run = CommandRun.Of("train", file.Path, "--target", "class", "-o", output);
        Assert.Equal((ExitCode.Done, string.Empty), (run.ExitCode, run.Out));
        string[] parts =
        [
            "shapes.csv: 500 rows", "train: step", "rules ", "network ", "linear ", "majority ", "Chosen by the lowest price",
            "Wrote " + output, "the package RuleCompiler", "Shapes.Classify(x, y)",
        ];
        foreach (var part in parts)
            Assert.Contains(part, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void DocumentIsWhatTheLibraryMakesInAnyCulture()
    {
        using var file = new CsvFile(Tables.Regression);
        string Run(string name, Func<IDisposable?> culture)
        {
            using (culture())
            {
                Assert.Equal(
                    ExitCode.Done,
                    CommandRun.Of("train", file.Path, "--target", "y", "-o", file.Sibling(name), "--name", "Same", "--seed", "5").ExitCode);
                return File.ReadAllText(file.Sibling(name));
            }
        }

        var first = Run("a.rules.json", () => null);
        Assert.Equal(first, Run("b.rules.json", () => new Culture("de-DE")));
        Assert.Equal(first, Run("c.rules.json", () => new Culture("sv-SE")));
        Assert.Equal(5, RuleDocumentReader.Read(first).Provenance!.Seed);
    }

    [Fact]
    public void TestRowsMayComeFromAFile()
    {
        using var file = new CsvFile(Tables.Mixed);
        var lines = Tables.Mixed.Split('\n');
        File.WriteAllText(file.Sibling("test.csv"), string.Join('\n', lines.Take(101)) + "\n");
        var output = file.Sibling("o.rules.json");
        Assert.Equal(
            ExitCode.Done,
            CommandRun.Of(
                "train", file.Path, "--target", "bought", "--test", file.Sibling("test.csv"), "-o", output, "--hidden", "4").ExitCode);
        var provenance = RuleDocumentReader.Read(File.ReadAllBytes(output)).Provenance!;
        Assert.Equal(100, provenance.Rows.Single(r => r.Name == "test").Value.Value);
        Assert.Equal(600, provenance.Rows.Where(r => r.Name != "test").Sum(r => r.Value.Value));
        Assert.Equal("test.csv", provenance.TestData!.File);
    }

    [Theory]
    [InlineData("", "y", "is empty")]
    [InlineData("a,y\n1,2\n2,3,4\n", "y", "(3,")]
    [InlineData("a,y\n1,2\n", "z", "'z'")]
    [InlineData("a,y\n1,x\n2,x\n3,x\n4,x\n", "y", "y")]
    [InlineData("a,y\n1,1\n2,inf\n3,2\n4,3.5\n", "y", "(3,3)")]
    public void BadInputIsOneLineAndExitCodeTwo(string csv, string target, string part)
    {
        using var file = new CsvFile(csv);
        var run = CommandRun.Of("train", file.Path, "--target", target, "-o", file.Sibling("o.rules.json"), "--json");
        Assert.Equal((ExitCode.BadInput, string.Empty), (run.ExitCode, run.Out));
        Assert.StartsWith("rulec: " + file.Path, run.Error, StringComparison.Ordinal);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
        Assert.False(File.Exists(file.Sibling("o.rules.json")));
    }

    [Fact]
    public void TrainingThatFailsWritesNothing()
    {
        // The classes are drawn by lot, so no error below 0.001 is to be had in a few steps.
        var random = new Random(1);
        using var file = new CsvFile(
            CsvFile.Rows("a,b,y", 200, _ => FormattableString.Invariant($"{random.NextDouble()},{random.NextDouble()},{random.Next(2)}")));
        var output = file.Sibling("o.rules.json");
        File.WriteAllText(output, "before");
        var run = CommandRun.Of("train", file.Path, "--target", "y", "--schedule", "note", "--max-steps", "2000", "-o", output, "--json");
        Assert.Equal((ExitCode.CheckFailed, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains("\nrulec: after 2000 steps", run.Error, StringComparison.Ordinal);
        Assert.Contains("--schedule auto", run.Error, StringComparison.Ordinal);
        Assert.Equal("before", File.ReadAllText(output));
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(output)!).Length);
    }

    [Theory]
    [InlineData("train:")]
    [InlineData("collapse:")]
    [InlineData("tune:")]
    public void InterruptKeepsTheBestSoFar(string phase)
    {
        using var file = new CsvFile(Tables.Classes);
        var output = file.Sibling("o.rules.json");
        var run = Interrupted(phase, "train", file.Path, "--target", "class", "-o", output);
        Assert.Equal(ExitCode.Cancelled, run.ExitCode);
        Assert.Contains("Stopped early", run.Error, StringComparison.Ordinal);
        var document = RuleDocumentReader.Read(File.ReadAllBytes(output));
        Assert.InRange(document.Rules.Count, 1, 8);
        Assert.Equal(document.Provenance!.Rows[0].Value.Value, document.Rules.Sum(r => r.Support!.Rows));
    }

    [Fact]
    public void InterruptBeforeTheNetworkHasLearnedLeavesNothing()
    {
        using var file = new CsvFile(Tables.Classes);
        var output = file.Sibling("o.rules.json");
        var run = Interrupted("collapse:", "train", file.Path, "--target", "class", "--schedule", "note", "-o", output);
        Assert.Equal(ExitCode.Cancelled, run.ExitCode);
        Assert.EndsWith("\nrulec: stopped.\n", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(output));
    }

    /// <summary>Runs with an interrupt at the first word of a phase.</summary>
    private static CommandRun Interrupted(string phase, params string[] args)
    {
        using var source = new CancellationTokenSource();
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new WatchedWriter(phase, source.Cancel);
        var code = Program.Run(args, new Streams(output, error), source.Token);
        Assert.True(source.IsCancellationRequested, "The phase did not come.");
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    private sealed class WatchedWriter : StringWriter
    {
        private readonly string _start;
        private readonly Action _action;

        public WatchedWriter(string start, Action action)
            : base(CultureInfo.InvariantCulture)
        {
            _start = start;
            _action = action;
            NewLine = "\n";
        }

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(_start, StringComparison.Ordinal) == true)
                _action();
        }
    }
}
