using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>Columns that give the target away are found, honest ones are not accused.</summary>
public sealed class LeakCheckTests
{
    private const int Rows = 600;

    private static readonly string[] Colours = ["red", "green", "blue"];

    public static TheoryData<TaskKind> Kinds => new(TaskKind.Binary, TaskKind.MultiClass, TaskKind.Regression);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void CopiesAreFoundExactNoisyAndRecoded(TaskKind kind)
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, Rows).Select(i =>
        {
            var (signal, noise) = (random.NextDouble(), random.NextDouble());
            var value = Value(kind, signal);
            var noisy = i % 100 == 50 ? Value(kind, random.NextDouble()) : value;
            return FormattableString.Invariant(
                $"{(signal + noise) / 2:R},{noise:R},{value:R},{noisy:R},{Recoded(kind, value)},{Label(kind, value)}");
        }).ToArray();
        using var file = new CsvFile(CsvFile.Rows("honest,noise,exact,noisy,recoded,y", Rows, i => rows[i]));
        var leaks = LeakCheck.Find(Dataset.Read(file.Path, null, CsvFile.Target("y"), kind, 1));
        Assert.Equal(["exact", "noisy", "recoded"], leaks.Select(l => l.Column));
        Assert.All(leaks, l => Assert.InRange(l.Value, 0.95, 1));
        Assert.InRange(leaks[0].Value, 0.998, 1);
    }

    [Fact]
    public void FewPositiveRowsAreFoundByTheOrderOfANumber()
    {
        // Three rows in two hundred: no quantile holds them alone.
        using var file = new CsvFile(CsvFile.Rows("x,when,y", Rows, i => FormattableString.Invariant(
            $"{i * 37 % 101},{(i % 200 < 3 ? 5000 + i : i)}.5,{(i % 200 < 3 ? "fraud" : "fine")}")));
        var leak = Assert.Single(LeakCheck.Find(Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1)));
        Assert.Equal(("when", LeakMeasure.Auc, 1.0), (leak.Column, leak.Measure, leak.Value));
    }

    [Fact]
    public void MissingValuesCanGiveTheTargetAway()
    {
        using var file = new CsvFile(CsvFile.Rows("x,closed,y", Rows, i => FormattableString.Invariant(
            $"{i * 37 % 101},{(i % 3 == 0 ? string.Empty : i * 31 % 97)},{(i % 3 == 0 ? "open" : "closed")}")));
        var leak = Assert.Single(LeakCheck.Find(Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1)));
        Assert.Equal("closed", leak.Column);
    }

    [Fact]
    public void ACategoryForEveryRowPredictsNothing()
    {
        var random = new Random(4);
        using var file = new CsvFile(
            CsvFile.Rows("name,x,y", Rows, i => FormattableString.Invariant($"n{i},{random.NextDouble():R},{random.Next(2)}")));
        var options = CsvFile.Target("y") with { Kept = EquatableArray.Of("name") };
        var data = Dataset.Read(file.Path, null, options, null, 1);
        Assert.Contains(data.Features.Inputs, i => i.Name == "name");
        Assert.Empty(LeakCheck.Find(data));
    }

    [Fact]
    public void EachTargetHasItsOwnLeaks()
    {
        var random = new Random(5);
        using var file = new CsvFile(CsvFile.Rows("x,copy,a,b", Rows, _ =>
            (a: random.Next(2), b: random.Next(2), x: random.NextDouble()) is var r
                ? FormattableString.Invariant($"{r.x:R},{(r.b == 1 ? "yes" : "no")},{r.a},{r.b}")
                : string.Empty));
        var leak = Assert.Single(LeakCheck.Find(Dataset.Read(file.Path, null, CsvFile.Target("a", "b"), null, 1)));
        Assert.Equal(("copy", "b"), (leak.Column, leak.Target));
    }

    [Fact]
    public void TinyTablesAreNotAccused()
    {
        using var file = new CsvFile(CsvFile.Rows("x,y", LeakCheck.LeastRows - 1, i => FormattableString.Invariant($"{i % 2}.5,{i % 2}")));
        Assert.Empty(LeakCheck.Find(Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1)));
        using var larger = new CsvFile(CsvFile.Rows("x,y", LeakCheck.LeastRows, i => FormattableString.Invariant($"{i % 2}.5,{i % 2}")));
        Assert.Single(LeakCheck.Find(Dataset.Read(larger.Path, null, CsvFile.Target("y"), null, 1)));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    public void TheProfileNamesTheColumnAndWhatToDo(string culture)
    {
        using var language = new Culture(culture);
        using var file = new CsvFile(
            CsvFile.Rows(
                "x,date paid,y",
                Rows,
                i => FormattableString.Invariant($"{i * 37 % 101},{(i % 2 == 0 ? -1 : 1) * (i + 1)},{(i % 2 == 0 ? "bad" : "good")}")));
        var notes = DataNotes.Of(Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1)).ToArray();
        Assert.Contains(
            "'date paid' alone predicts 'y' almost perfectly (AUC 1); if it is not known when the decision is made, leave it out with "
                + "--ignore \"date paid\".",
            notes.Select(n => n.Text));
        Assert.DoesNotContain(notes, n => n.Text.Contains("'x' alone", StringComparison.Ordinal));
    }

    // Heavy tails, so that a few large values would decide a plain R².
    private static double Value(TaskKind kind, double signal) => kind switch
    {
        TaskKind.Binary => signal < 0.3 ? 1 : 0,
        TaskKind.MultiClass => Math.Floor(signal * 3),
        _ => Math.Round(Math.Exp(6 * signal), 3),
    };

    private static string Label(TaskKind kind, double value) => kind switch
    {
        TaskKind.Regression => value.ToString("R", CultureInfo.InvariantCulture),
        _ => Colours[(int)value],
    };

    // A regression's copy on another scale; a class as another text.
    private static string Recoded(TaskKind kind, double value) => kind == TaskKind.Regression
        ? (-1 / value).ToString("R", CultureInfo.InvariantCulture)
        : "code " + ((int)value + 7).ToString(CultureInfo.InvariantCulture);
}
