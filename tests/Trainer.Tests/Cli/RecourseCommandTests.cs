using System;
using System.IO;
using System.Text.Json;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Cli;

/// <summary><c>rulec recourse</c>: what would have to be different, with proofs that are kept and checked.</summary>
public sealed class RecourseCommandTests
{
    // The score is pay/10 + 2 for an owner − age/50: granted from 5 on.
    private const string Loan = """
        { "version": 2, "name": "Loan", "inputs": [
            { "name": "pay", "title": "Income", "unit": "€", "range": [ 0, 90 ], "step": 5, "actionable": "up" },
            { "name": "age", "range": [ 18, 90 ], "immutable": true },
            { "name": "=home", "categories": [ "rent", "own" ], "actionable": "both" } ],
          "outputs": [ { "name": "score" } ],
          "decision": { "kind": "threshold", "thresholds": [ { "threshold": 5, "below": "refused", "atOrAbove": "granted" } ] },
          "conditions": [],
          "common": [ { "bias": 0, "weights": { "pay": 0.1, "age": -0.02, "=home": { "own": 2 } } } ],
          "tree": { "rule": 1 }, "rules": [ { "id": 1, "expressions": [ null ] } ] }
        """;

    private const string Rows = "id,pay,age,=home\na,60,50,rent\n=b,40,50,rent\nc,0,90,rent\nd,40,50,\n";

    [Fact]
    public void ATableSaysWhoHasAChangeAndWhatIsAsked()
    {
        using var file = new CsvFile(Rows);
        var (rules, output, certificates) = Files(file);
        var run = CommandRun.Of(
            "recourse", rules, file.Path, "--to", "granted", "--max-changes", "1", "--keep-to", "pay <= 60", "--keep", "id", "--check",
            "-o", output, "--certificates", certificates);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("1 row is refused by the rules.\n1 row is 'granted' already.\n2 rows are not:\n",
            run.Out, StringComparison.Ordinal);
        Assert.Contains("  1 (50.0 %) have a change that leads there, and none that costs less (proved)\n",
            run.Out, StringComparison.Ordinal);
        Assert.Contains("  1 (50.0 %) have none at all (proved)\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("3 certificates were checked in exact arithmetic, and hold.", run.Out, StringComparison.Ordinal);
        Assert.Contains("  Income  1 of 1  median +20 €", run.Out, StringComparison.Ordinal);
        // 40 to 60 is 4 of 18 steps: 0.222 of the range; to own a home costs 1.
        Assert.Equal(
            [
                "id,row,decision,status,wanted,cost,changes,pay,'=home",
                "a,1,granted,already,granted,0,,,",
                "'=b,2,refused,found,granted,0.222224,pay: 40 -> 60,60,",
                "c,3,refused,none,,,,,",
                "d,4,,refused,,,,,",
            ],
            File.ReadAllLines(output));

        var verified = CommandRun.Of("recourse", rules, "--verify", certificates);
        Assert.Equal(
            (0, "3 of 3 certificates hold: 1 rows need no change, of 1 nothing that costs less would do, 1 have none at all, 0 open.\n"),
            (verified.ExitCode, verified.Out));
        File.WriteAllText(certificates, File.ReadAllText(certificates).Replace("change 222224", "change 222223", StringComparison.Ordinal));
        var changed = CommandRun.Of("recourse", rules, "--verify", certificates);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("certificates.jsonl(2,1): this certificate proves nothing", changed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ARowIsToldWhatWouldHaveToBeDifferent()
    {
        using var file = new CsvFile(Rows);
        var (rules, _, _) = Files(file);
        var text = CommandRun.Of("recourse", rules, file.Path, "--row", "2");
        Assert.Equal(
            "Row 2: 'refused'.\nIt would be 'granted' with this change, and nothing that costs less would do; that is proved:\n"
                + "  Income  40 €  → 60 €  cost ≈ 0.22222\n",
            text.Out);
        var json = JsonDocument.Parse(CommandRun.Of("recourse", rules, file.Path, "--row", "2",
            "--cost", "=home=0.1", "--json").Out).RootElement;
        Assert.Equal("found", json.GetProperty("status").GetString());
        var change = json.GetProperty("changes")[0];
        Assert.Equal(("=home", "rent", "own", 0.1), (
            change.GetProperty("input").GetString(), change.GetProperty("before").GetString(), change.GetProperty("after").GetString(),
            change.GetProperty("cost").GetDouble()));

        var none = CommandRun.Of("recourse", rules, file.Path, "--row", "2", "--max-changes", "1",
            "--keep-to", "pay <= 55", "--cost", "=home=1");
        Assert.Contains("'granted' with this change", none.Out, StringComparison.Ordinal);
        Assert.Contains("rent", none.Out, StringComparison.Ordinal);
        Assert.Contains(
            "No change of the inputs that can change leads to what is wanted; that is proved.",
            CommandRun.Of("recourse", rules, file.Path, "--row", "3", "--max-changes", "1", "--keep-to", "pay <= 40").Out,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--row 9", "there is no row 9")]
    [InlineData("--row 4", "=home")]
    [InlineData("--to maybe", "maybe")]
    [InlineData("--cost pay=0", "--cost is an input and a number")]
    [InlineData("--cost salary=1", "salary")]
    [InlineData("--keep-to pay", "is no side condition")]
    [InlineData("--keep-to salary<=3", "salary")]
    [InlineData("--to granted --at-least 3", "different wishes")]
    [InlineData("--verify c.jsonl", "omit the table")]
    [InlineData("--keep name", "there is no column 'name'")]
    public void WhatIsWrongIsOneLine(string options, string says)
    {
        using var file = new CsvFile(Rows);
        var (rules, _, _) = Files(file);
        var run = CommandRun.Of(["recourse", rules, file.Path, .. options.Split(' ')]);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Out));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void RulesThatNobodyCanActOnSaySo()
    {
        using var file = new CsvFile(Rows);
        var (rules, _, _) = Files(file);
        File.WriteAllText(rules, Loan.Replace(", \"step\": 5, \"actionable\": \"up\"", string.Empty, StringComparison.Ordinal)
            .Replace(", \"actionable\": \"both\"", string.Empty, StringComparison.Ordinal));
        var run = CommandRun.Of("recourse", rules, file.Path);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("No input of the document can change", run.Error, StringComparison.Ordinal);
        Assert.Contains("Loan.rules.json", run.Error, StringComparison.Ordinal);
    }

    private static (string Rules, string Output, string Certificates) Files(CsvFile file)
    {
        var rules = file.Sibling("Loan.rules.json");
        File.WriteAllText(rules, Loan);
        return (rules, file.Sibling("answers.csv"), file.Sibling("certificates.jsonl"));
    }
}
