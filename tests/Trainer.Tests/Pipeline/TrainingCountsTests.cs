using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Monitoring;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>What a trained document says of the answers for the rows that it was trained on.</summary>
public sealed class TrainingCountsTests
{
    // Ages are missing or −9, which is no age; six of eight places are rare.
    private static readonly string Unusual = CsvFile.Rows("age,place,y", 300, i => string.Create(
        CultureInfo.InvariantCulture,
        $"{(i % 11 == 0 ? "-9" : i % 13 == 0 ? "" : 20 + (i * 7 % 50))},{(i % 9 == 0 ? "p" + (i % 6) : i % 2 == 0 ? "north" : "south")},"
            + $"{(i % 9 == 0 || i * 7 % 50 > 25 ? "yes" : "no")}"));

    [Theory]
    [InlineData("xor")]
    [InlineData("banknote")]
    [InlineData("regression")]
    [InlineData("classes")]
    [InlineData("mixed")]
    [InlineData("bits")]
    public void TheyAreThoseOfTheTrainingRows(string name)
    {
        var (data, document) = (Trained.Named(name).Data, Trained.Named(name).Document);
        var counts = document.Provenance!.Counts!;
        Assert.Equal((data.Train.Rows.Length, 0), (counts.Rows, counts.Refused));
        var counter = new RowCounter(document, counts.Bands.Select(b => b.Limits).ToEquatableArray());
        foreach (var point in data.Features.PointsOf(data.Train, document))
            counter.Count(point);
        Assert.Equal(counter.Counts, counts);
        Assert.Equal(document.Rules.Select(r => (long)r.Support!.Rows), counter.Rules);
        Assert.All(counts.Bands, band => Assert.InRange(band.Limits.Count, 0, 9));
        // They explain, and mean nothing.
        Assert.Equal(
            Meaning.Of(document).Hash,
            Meaning.Of(document with { Provenance = document.Provenance with { Counts = null } }).Hash);
        Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
    }

    /// <summary>A rare category is written as itself, and counts as another one: in training as in every later table.</summary>
    [Theory]
    [InlineData("tree")]
    [InlineData("linear")]
    public void UnusualValuesAreCountedAsInLaterTables(string model)
    {
        using var file = new CsvFile(Unusual);
        // Trees take no special values.
        string[] special = model == "linear" ? ["--special", "age=-9"] : [];
        var (trained, measured) = (file.Sibling("T.rules.json"), file.Sibling("M.rules.json"));
        Assert.Equal(ExitCode.Done, CommandRun.Of(
            ["train", file.Path, "--target", "y", "--model", model, "--max-categories", "3", "-o", trained, .. special]).ExitCode);
        var before = RuleDocumentReader.Read(File.ReadAllBytes(trained)).Provenance!;
        Assert.Equal(ExitCode.Done, CommandRun.Of("measure", trained, "--data", file.Path, "--before", trained, "-o", measured).ExitCode);
        Assert.Equal(before.Counts, RuleDocumentReader.Read(File.ReadAllBytes(measured)).Provenance!.Counts);
        Assert.Contains(before.Counts!.Inputs, i => i.Missing > 0);
        Assert.Contains(before.Counts.Inputs, i => i.Other > 0);
        Assert.Equal(special.Length > 0, before.Counts.Inputs.Any(i => i.Specials.Sum() > 0));
        Assert.DoesNotContain(before.Counts.Inputs, i => i.Below + i.Above > 0);
    }

    [Fact]
    public void BandsHaveATenthOfTheRows()
    {
        var scores = Enumerable.Range(0, 1_000).Select(i => Math.Sin(i) * 10).ToArray();
        var limits = ScoreTenths.Of(scores);
        Assert.Equal(9, limits.Count);
        for (var tenth = 1; tenth < 10; tenth++)
            Assert.Equal(100 * tenth, scores.Count(s => s < limits[tenth - 1].Value));
        Assert.All(limits, l => Assert.InRange(l.Text.Length, 1, 7));
    }

    [Theory]
    [InlineData("1 2 3 4 5 6 7 8 9 10", "2 3 4 5 6 7 8 9 10")]
    [InlineData("1 1 1 1 1 1 1 1 1 2", "2")]
    [InlineData("5 5 5", "")]
    [InlineData("", "")]
    [InlineData("-1 -1 1 1", "0")]
    [InlineData("0.123 0.456", "0.3")]
    [InlineData("9.7 10.2", "10")]
    [InlineData("0.12345 0.12346", "0.12346")]
    [InlineData("2.31 2.39", "2.35")]
    [InlineData("-3.0000000000000004 -3 -3", "")]
    [InlineData("NaN 1 Infinity 2", "2")]
    [InlineData("-1.7e308 1.7e308", "0")]
    public void LimitsHaveFewDigitsAndEqualScoresStayTogether(string scores, string limits) => Assert.Equal(
        limits.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ScoreTenths.Of(scores.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(s => double.Parse(s, CultureInfo.InvariantCulture))).Select(l => l.Text));
}
