using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Tool.Shared.Runs;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Reports;

public sealed class ReportTextTests
{
    private const string Profile = """
        data.csv: 60 rows, 7 columns
        Inputs (3):
          year    number        1000000 to 1000059, mean ≈ 1000000
          share   number        -7.5 to 6.5, mean ≈ -0.58475        1 missing (?)
          colour  4 categories  c0 15, c1 15, c2 15, …
        Left out (3):
          row   looks like an identifier (--keep keeps it)
          flat  always the same
          note  as you said
        To predict: y, one of two labels (binary)
          y: 'no' 30, 'yes' 29
        Rows: 35 to train, 12 to choose (validation), 12 to test
        Categories that do not occur in training: counted as the most frequent (--unknown refuse refuses them)
        Note: 1 row without a value to predict left out.
        Note: 'colour' alone predicts 'y' almost perfectly (AUC 1); if it is not known when the decision is made, leave it out with --ignore colour.
        """;

    [Theory]
    [InlineData("en-US")]
    [InlineData("sv-SE")]
    public void ProfileSaysWhatWasFoundAndLeftOut(string culture)
    {
        using var language = new Culture(culture);
        using var file = new CsvFile(CsvFile.Rows("row,year,share,flat,note,colour,y", 60, i => FormattableString.Invariant(
            $"{i},{1000000 + (i * 7 % 60)},{(i == 3 ? "?" : FormattableString.Invariant($"{(i * 4 % 15) - 7.5}"))},1,n{i},c{i % 4},{(i == 1 ? string.Empty : i % 2 == 0 ? "no" : "yes")}")));
        var data = Dataset.Read(file.Path, null, CsvFile.Target("y") with { Ignored = EquatableArray.Of("note") }, null, 1);
        Assert.Equal(Profile.ReplaceLineEndings("\n"), string.Join('\n', [.. ProfileText.Of(data), .. NoteText.Of(DataNotes.Of(data))]));
    }

    private const string Frontier = """
        nonlinear PReLUs     rules  terms  validation accuracy  test accuracy
                       0         1     13               80.0 %         81.2 %
                       2         3    6.5               90.0 %              -  chosen
                       9  too many     13                    -              -
        """;

    private const string PricedFrontier = """
        nonlinear PReLUs     rules  numbers  points  terms  expected loss   price  validation accuracy  test accuracy
                       0         1       12       2     13           0.25  0.2515               80.0 %         81.2 %
                       2         3       12       2    6.5           0.25  0.2515               90.0 %              -  chosen
                       9  too many        -       -     13              -       -                    -              -
        """;

    [Theory]
    [InlineData("en-US")]
    [InlineData("de-DE")]
    public void FrontierShowsWhatThereWasToChooseFrom(string culture)
    {
        using var language = new Culture(culture);
        var none = EquatableArray<NamedNumber>.Empty;
        var frontier = EquatableArray.Of(
            new FrontierEntry(0, 1, Number.From(13), false, Accuracy(0.8), Accuracy(0.812)),
            new FrontierEntry(2, 3, Number.From(6.5), true, Accuracy(0.9), none),
            new FrontierEntry(9, null, Number.From(13), false, none, none));
        Assert.Equal(Frontier.ReplaceLineEndings("\n"), string.Join('\n', FrontierText.Of(frontier)));
        Assert.Empty(FrontierText.Of(EquatableArray<FrontierEntry>.Empty));

        var priced = frontier.Select(e => e.Rules is null ? e : e with
        {
            Numbers = 12,
            Points = 2,
            ExpectedLoss = Number.From(0.25),
            Price = Number.From(0.2515),
        });
        Assert.Equal(PricedFrontier.ReplaceLineEndings("\n"), string.Join('\n', FrontierText.Of(priced.ToEquatableArray())));

        static EquatableArray<NamedNumber> Accuracy(double value) =>
            EquatableArray.Of(new NamedNumber("accuracy", Number.From(value)), new NamedNumber("logLoss", Number.From(0.5)));
    }

    [Fact]
    public void ProfileIsHonestAboutTinyTablesAndStrangeTestRows()
    {
        using var file = new CsvFile(CsvFile.Rows("x,c,y", 10, i => FormattableString.Invariant($"{i}.5,{"ab"[i % 2]},{i % 2}")));
        using var test = new CsvFile("x,c,y\n1,z,0\n2,a,1\n", "later.csv");
        var data = Dataset.Read(file.Path, test.Path, CsvFile.Target("y"), null, 1);
        var text = string.Join('\n', [.. ProfileText.Of(data), .. NoteText.Of(DataNotes.Of(data))]);
        Assert.Contains("10 to train, 10 to choose (validation), 2 to test (from later.csv)", text, StringComparison.Ordinal);
        Assert.Contains("with fewer than 50 rows all of them serve for training and validation;", text, StringComparison.Ordinal);
        Assert.Contains("1 test row with a category of 'c' that does not occur in training.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void MetricsAreATable()
    {
        var metrics = EquatableArray.Of(
            Model("rules", ("train", 0.9812, 0.995), ("test", 0.97, null)),
            Model("majority", ("train", 0.55, null), ("test", 0.5612, null)));
        const string Expected = """
                         train             test
                      accuracy    auc  accuracy
            rules     ≈ 98.1 %  0.995    97.0 %
            majority    55.0 %      -  ≈ 56.1 %
            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), string.Join('\n', ResultText.Of(metrics)));
        Assert.Empty(ResultText.Of(EquatableArray<ModelMetrics>.Empty));
    }

    private static ModelMetrics Model(string name, params (string Split, double Accuracy, double? Auc)[] splits) => new(
        name,
        splits.Select(s => new NamedNumbers(
            s.Split,
            new[] { new NamedNumber("accuracy", Number.From(s.Accuracy)), s.Auc is { } auc
                ? new NamedNumber("auc", Number.From(auc))
                : null }
                .OfType<NamedNumber>().ToEquatableArray())).ToEquatableArray());
}
