using System;
using System.Linq;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>A target that is a sum of other columns is told before training; honest linear data are not accused.</summary>
public sealed class ExactSumTests
{
    private const int Rows = 800;

    [Fact]
    public void ASumIsFoundWithItsParts()
    {
        using var file = Table((price, tax, shipping, noise) => price + (2 * tax) - (0.5 * shipping) + 7);
        var sum = Assert.Single(ExactSums.Find(Dataset.Read(file.Path, null, CsvFile.Target("total"), TaskKind.Regression, 1), []));
        Assert.Equal("total", sum.Target);
        // What adds most comes first.
        Assert.Equal(["tax", "price", "shipping"], sum.Terms.Select(t => t.Column));
        foreach (var (column, weight) in sum.Terms)
            Assert.Equal(column switch { "price" => 1, "tax" => 2, _ => -0.5 }, weight, 3);
        Assert.InRange(sum.R2, 0.999_999, 1);
    }

    [Fact]
    public void LittleNoiseIsStillASumAndMoreIsNot()
    {
        var (little, much) = (Share(0.02), Share(0.3));
        Assert.Single(little);
        Assert.Empty(much);

        static ExactSum[] Share(double share)
        {
            using var file = Table((price, tax, shipping, noise) => price + tax + (share * 30 * noise));
            return [.. ExactSums.Find(Dataset.Read(file.Path, null, CsvFile.Target("total"), TaskKind.Regression, 1), [])];
        }
    }

    [Fact]
    public void FewRowsOfManyColumnsFitNothing()
    {
        var random = new Random(3);
        var header = string.Join(',', Enumerable.Range(0, 60).Select(i => FormattableString.Invariant($"x{i}"))) + ",total";
        using var file = new CsvFile(CsvFile.Rows(
            header,
            100,
            _ => string.Join(',', Enumerable.Range(0, 61).Select(_ => FormattableString.Invariant($"{random.NextDouble():R}")))));
        Assert.Empty(ExactSums.Find(Dataset.Read(file.Path, null, CsvFile.Target("total"), TaskKind.Regression, 1), []));
    }

    [Fact]
    public void ASingleColumnIsALeakAndNoSum()
    {
        using var file = Table((price, tax, shipping, noise) => 3 * price);
        var data = Dataset.Read(file.Path, null, CsvFile.Target("total"), TaskKind.Regression, 1);
        Assert.Equal("price", Assert.Single(DataNotes.Of(data), n => n.Kind == "leak").Column);
        Assert.DoesNotContain(DataNotes.Of(data), n => n.Kind == "exact-sum");
    }

    [Fact]
    public void SumsAndLeaksAreToldBeforeTrainingBegins()
    {
        var random = new Random(5);
        using var file = new CsvFile(CsvFile.Rows("a,b,copy,total", Rows, _ =>
        {
            var (a, b) = (random.NextDouble(), random.NextDouble());
            return FormattableString.Invariant($"{a:R},{b:R},{Math.Exp(a + b):R},{a + b:R}");
        }));
        var run = CommandRun.Of("train", file.Path, "--target", "total", "--json", "-o", file.Sibling("Out.rules.json"));
        Assert.Equal(ExitCode.Done, run.ExitCode);
        var begun = run.Error.IndexOf("train: step", StringComparison.Ordinal);
        Assert.InRange(run.Error.IndexOf("'copy' alone predicts 'total'", StringComparison.Ordinal), 0, begun);
        var told = run.Error.IndexOf("'total' is a weighted sum of other columns", StringComparison.Ordinal);
        Assert.InRange(told, 0, begun);
        Assert.Contains("(1) · 'a'", run.Error[told..begun], StringComparison.Ordinal);
        Assert.Contains("--ignore \"", run.Error[told..begun], StringComparison.Ordinal);
        Assert.Contains("\"exact-sum\"", run.Out, StringComparison.Ordinal);
    }

    private static CsvFile Table(Func<double, double, double, double, double> total)
    {
        var random = new Random(7);
        return new CsvFile(CsvFile.Rows("price,tax,shipping,other,total", Rows, i =>
        {
            var (price, tax) = (100 * random.NextDouble(), 60 * random.NextDouble());
            var (shipping, noise) = (70 * random.NextDouble(), random.NextDouble());
            var other = random.NextDouble();
            return FormattableString.Invariant($"{price:R},{tax:R},{shipping:R},{other:R},{total(price, tax, shipping, noise):R}");
        }));
    }
}
