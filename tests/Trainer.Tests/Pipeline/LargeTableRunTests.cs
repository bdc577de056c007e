using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>A run on more rows than are trained on, from the file to the document.</summary>
public sealed class LargeTableRunTests
{
    private const int Rows = 260_000;

    [Fact]
    public void ASampleIsTrainedOnAndAllRowsAreMeasured()
    {
        var random = new Random(8);
        var text = new StringBuilder("x,y\n");
        for (var r = 0; r < Rows; r++)
        {
            var x = random.NextDouble();
            text.Append(CultureInfo.InvariantCulture, $"{x:0.00000},{(random.NextDouble() < x ? "yes" : "no")}\n");
        }

        using var file = new CsvFile(text.ToString());
        var output = file.Sibling("Large.rules.json");
        var run = CommandRun.Of("train", file.Path, "--target", "y", "--model", "tree", "--json", "-o", output);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        const string Told = "trained on a sample of 100000 of 156000 training rows, and chosen by a sample of 50000 of 52000 validation "
            + "rows";
        Assert.Contains(Told, run.Error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(run.Out);
        var note = json.RootElement.GetProperty("notes").EnumerateArray()
            .Single(n => n.GetProperty("kind").GetString() == "training-sample");
        Assert.StartsWith(Told, note.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(100_000, note.GetProperty("count").GetInt32());

        var document = RuleDocumentReader.Read(File.ReadAllBytes(output));
        Assert.Contains(Told, document.Summary, StringComparison.Ordinal);
        Assert.Equal(156_000, document.Rules.Sum(r => r.Support!.Rows));
        Assert.Equal([156_000, 52_000, 52_000], document.Provenance!.Rows.Select(r => (int)r.Value.Value));

        // The sample hangs on the seed alone.
        var other = file.Sibling("other/Large.rules.json");
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        CommandRun.Of("train", file.Path, "--target", "y", "--model", "tree", "--threads", "1", "-o", other);
        Assert.Equal(File.ReadAllBytes(output), File.ReadAllBytes(other));
    }
}
