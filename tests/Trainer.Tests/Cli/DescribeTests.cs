using System;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>--describe</c> puts what people know of the inputs into the document.</summary>
public sealed class DescribeTests
{
    private const string Meanings = """
        { "version": 1, "inputs": [
          { "name": "age", "title": "Age", "unit": "years", "step": 1, "immutable": true, "reason": { "code": "A", "text": "The age" } },
          { "name": "savings", "order": [ "none", "some", "much" ], "actionable": "up" },
          { "name": "note", "title": "What the clerk wrote" } ] }
        """;

    [Fact]
    public void TheDocumentSaysWhatTheFileSays()
    {
        using var file = Data();
        var described = file.Sibling("inputs.json");
        File.WriteAllText(described, Meanings);
        var (document, run) = Train(file, "--ignore", "note", "--describe", described);
        var age = document.Inputs.Single(i => i.Name == "age");
        Assert.Equal(("Age", new Reason("A", "The age"), true), (age.Title, age.Reason, age.IsImmutable));
        Assert.Equal(("years", "1"), age.Match(number => (number.Unit, number.Step?.Text), _ => default));
        Assert.Equal(Actionable.Up, document.Inputs.Single(i => i.Name == "savings").Actionable);
        Assert.StartsWith("inputs.json ", document.Provenance!.Options.Single(o => o.Name == "describe").Value, StringComparison.Ordinal);
        Assert.Contains("--describe speaks of 1 name that are no inputs here: 'note'.", run.Error, StringComparison.Ordinal);

        // The usual rows keep to the step.
        Assert.Equal(2, document.References.Count);
        Assert.All(document.References, r => Assert.Equal(Math.Round(r.Row[0].InRow), r.Row[0].InRow));
        // Rules that are trained anew take it from the old ones.
        var again = Train(file, "--ignore", "note", "--describe", file.Sibling("A.rules.json")).Document;
        Assert.Equal(document.Inputs, again.Inputs);

        // Training is not moved by what inputs are called.
        var plain = Train(file, "--ignore", "note").Document;
        Assert.Equal(plain.Common, document.Common);
        Assert.DoesNotContain(plain.Provenance!.Options, o => o.Name == "describe");
    }

    [Fact]
    public void AFaultIsToldBeforeTheWork()
    {
        using var file = Data();
        var described = file.Sibling("inputs.json");
        File.WriteAllText(described, "{ \"version\": 1, \"inputs\": [\n  { \"name\": \"agge\", \"title\": \"Age\" } ] }");
        var run = CommandRun.Of("train", file.Path, "--target", "y", "--describe", described, "-o", file.Sibling("B.rules.json"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("inputs.json(2,13): There is no input 'agge'. Is 'age' meant?", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file.Sibling("B.rules.json")));
    }

    private static CsvFile Data()
    {
        var random = new Random(3);
        return new CsvFile(CsvFile.Rows("age,savings,note,y", 300, i =>
        {
            var (age, savings) = (random.Next(18, 80), random.Next(3));
            var score = ((age - 45) / 10.0) + savings - 1 + random.NextDouble();
            return FormattableString.Invariant(
                $"{age},{new[] { "none", "some", "much" }[savings]},n{i % 5},{(score < 0 ? "bad" : "good")}");
        }));
    }

    private static (RuleDocument Document, CommandRun Run) Train(CsvFile file, params string[] options)
    {
        var output = file.Sibling(options.Any(o => o.EndsWith("A.rules.json", StringComparison.Ordinal)) ? "B.rules.json" : "A.rules.json");
        var run = CommandRun.Of(["train", file.Path, "--target", "y", "--max-nonlinear", "0", "-o", output, .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        return (RuleDocumentReader.Read(File.ReadAllText(output)), run);
    }
}
