using System;
using System.Globalization;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>What does not fit is told before the work begins, with what to do.</summary>
public sealed class MemoryNeedTests
{
    [Fact]
    public void MoreNumbersThanAnArrayHoldsAreRefused()
    {
        // 60 % of 60,000 rows, each with a category of its own, are 1.3e9; of 120,000 they are 5.2e9.
        using var file = new CsvFile(CsvFile.Rows("x,place,y", 120_000, i => FormattableString.Invariant($"{i % 977},p{i},{i % 2}")));
        var options = CsvFile.Target("y") with { Categories = EquatableArray.Of("place") };
        var data = Dataset.Read(file.Path, null, options, null, 1, new CategoryOptions { MaxCategories = 1_000_000 });
        var problem = Assert.Throws<InputFileException>(
            () => MemoryNeed.Require(data, new TrainingOptions { MaxMemory = long.MaxValue })).Problem;
        foreach (var part in new[] { "72000 rows × 72001 features", "'place' has 72000", "5.18e9 numbers", "--max-categories", "--ignore" })
            Assert.Contains(part, problem, StringComparison.Ordinal);

        // By default the rarest of them count as one.
        var bounded = Dataset.Read(file.Path, null, options, null, 1);
        Assert.Equal(1001, bounded.Features.Features);
    }

    [Theory]
    [InlineData(ModelKind.Network)]
    [InlineData(ModelKind.Linear)]
    [InlineData(ModelKind.Tree)]
    public void ARunThatNeedsMoreThanItMayIsRefusedBeforeItBegins(ModelKind model)
    {
        using var file = new CsvFile(CsvFile.Rows("x,place,y", 2_000, i => FormattableString.Invariant($"{i % 977},p{i % 400},{i % 2}")));
        var data = Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1);
        var options = new TrainingOptions { Model = model, MaxMemory = 1_000_000 };
        var problem = Assert.Throws<InputFileException>(() => MemoryNeed.Require(data, options)).Problem;
        Assert.Contains(
            string.Create(
                CultureInfo.InvariantCulture,
                $"training on 1200 rows × {data.Features.Features} features "
                    + $"(one for each category: 'place' has {data.Features.Features - 1}) needs about 0."),
            problem,
            StringComparison.Ordinal);
        Assert.Contains("--max-memory allows 0.001 GB", problem, StringComparison.Ordinal);
        MemoryNeed.Require(data, options with { MaxMemory = 2_000_000_000 });
        MemoryNeed.Require(data, options with { MaxMemory = null });
    }

    [Fact]
    public void TheNeedGrowsWithWhatGrows()
    {
        using var file = new CsvFile(CsvFile.Rows("x,place,y", 2_000, i => FormattableString.Invariant($"{i % 977},p{i % 400},{i % 2}")));
        var (many, few) = (Read(400), Read(40));
        var options = new TrainingOptions();
        Assert.InRange(MemoryNeed.OfData(many) / MemoryNeed.OfData(few), 5, 10);
        Assert.True(MemoryNeed.OfModels(many, options) > 9 * MemoryNeed.OfModels(few, options));
        Assert.True(MemoryNeed.OfModels(many, options with { Threads = 8 }) > MemoryNeed.OfModels(many, options));
        Assert.InRange(
            MemoryNeed.OfModels(many, options with { Model = ModelKind.Tree }), 1, MemoryNeed.OfModels(many, options with { Threads = 1 }));

        Dataset Read(int most) => Dataset.Read(file.Path, null, CsvFile.Target("y"), null, 1, new CategoryOptions { MaxCategories = most });
    }

    [Fact]
    public void FeaturesOfMoreRowsThanAreTrainedOnNeedNoMemory()
    {
        // 151 features of all rows would be 240 MB; of the sample they are 90, and the table itself has 10.
        var many = LargeTables.Labelled(400_000, 149);
        Assert.InRange(MemoryNeed.OfData(many) / 1e6, 2 * 100, 2 * 210);
        var more = LargeTables.Labelled(800_000, 149);
        Assert.InRange(MemoryNeed.OfData(more) / MemoryNeed.OfData(many), 1.1, 1.8);
    }

    [Fact]
    public void TheCommandLineTakesTheLimit()
    {
        using var file = new CsvFile(CsvFile.Rows("x,place,y", 3_000, i => FormattableString.Invariant($"{i % 977},p{i % 500},{i % 2}")));
        var output = file.Sibling("Out.rules.json");
        var run = CommandRun.Of("train", file.Path, "--target", "y", "--model", "linear", "--max-memory", "0.16", "-o", output);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("a larger --max-memory starts it anyway.", run.Error, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(output));
        run = CommandRun.Of(
            "train", file.Path, "--target", "y", "--model", "tree", "--max-categories", "12", "--max-memory", "0.16", "-o", output);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        Assert.Contains(" rarest categories of 'place'", run.Error, StringComparison.Ordinal);
        var document = RuleDocumentReader.Read(System.IO.File.ReadAllBytes(output));
        Assert.Contains(new NamedText("max-categories", "12"), document.Provenance!.Options);
        Assert.DoesNotContain(document.Provenance.Options, o => o.Name == "max-memory");
    }
}
