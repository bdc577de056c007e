using System;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Tests.Cli;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Pipeline;

/// <summary>
/// <c>train --special</c>: values that are no quantities have numbers of their own, in the document and in whatever reads it.
/// </summary>
public sealed class SpecialValueTests
{
    private const int Rows = 700;

    /// <summary>
    /// What is paid rises with income; no record of one (−9) is a good sign, one that was not asked for (−8) means nothing, a gap is bad.
    /// </summary>
    private static readonly string Loans = Made(gap: -3);

    /// <summary>The same, but a gap is an income like that of others.</summary>
    private static readonly string ForgottenIncomes = Made(gap: 0);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [InlineData("network")]
    [InlineData("linear")]
    public void AValueWithAnEffectOfItsOwnHasANumberOfItsOwn(string model)
    {
        using var file = new CsvFile(Loans);
        var (document, run) = Train(file, "--special", "-9,-8,missing", "--model", model);
        var income = (NumberInput)document.Inputs[0];
        Assert.Equal(["-9", "-8", "missing"], income.Specials.Select(s => s.Name));
        Assert.Equal([-9, -8, double.NaN], income.Specials.Select(s => s.InRow));
        Assert.True(income.Minimum.Value >= 0);
        Assert.Null(income.Missing);
        Assert.Contains("'income' has values that are no quantities, of 420 training rows -9 in ", run.Error, StringComparison.Ordinal);
        Assert.Contains(new NamedText("special", "-9,-8,missing"), document.Provenance!.Options);

        double Score(double value) => new RuleEvaluator(document).Evaluate([value, 40]).Outputs[0];
        var reference = Score(5000);
        Assert.True(Score(-9) > reference + 1);
        Assert.True(Score(double.NaN) < reference - 1);
        Assert.InRange(Score(-8), reference - 1, reference + 1);
        Assert.All(
            document.Conditions.SelectMany(c => c.Expression.Terms).OfType<NumberTerm>().Where(t => t.Input == 0),
            term => Assert.Equal(3, term.Specials.Count));
        Assert.Equal(document, RuleDocumentReader.Read(RuleDocumentWriter.Write(document)));
    }

    /// <summary>
    /// What the documents claim is proved before they are written, or training ends with an exception; and to conditions special values are
    /// what stands in for them.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void SpecialValuesAreOnTheSideOfEachConditionThatTheStandInIsOn(int seed)
    {
        var (text, special, options) = SpecialTable.Of(seed);
        using var file = new CsvFile(text);
        var trained = Trained.OfFile(file.Path, options, CsvFile.Target("y") with { Special = special });
        Assert.DoesNotContain(trained.Result.Notes, n => n.Kind == "not-proven");
        var (document, features, random) = (trained.Document, trained.Data.Features, new Random(seed));
        var evaluator = new RuleEvaluator(document);
        var numbers = document.Inputs.Cast<NumberInput>().ToArray();
        for (var i = 0; i < numbers.Length; i++)
        {
            var standIn = features.NumberOf(features.Inputs.Select(n => n.Name).ToList().IndexOf(numbers[i].Name)).Median;
            foreach (var value in numbers[i].Specials.Select(s => s.InRow))
            {
                var row = numbers.Select(n => n.Minimum.Value + (random.NextDouble() * n.Width)).ToArray();
                var (given, usual) = (row.ToArray(), row.ToArray());
                (given[i], usual[i]) = (value, standIn);
                Assert.Equal(evaluator.Evaluate(usual).RuleIndex, evaluator.Evaluate(given).RuleIndex);
                Assert.All(Enumerable.Range(0, document.Conditions.Count), c => Assert.Equal(
                    evaluator.EvaluateCondition(c, usual), evaluator.EvaluateCondition(c, given), 1e-9 * (1 + Math.Abs(standIn))));
            }
        }
    }

    [Fact]
    public void EveryCommandReadsTheDocument()
    {
        using var file = new CsvFile(Loans);
        var (document, _) = Train(file, "--special", "income=-9,-8,missing");
        var (rules, predictions) = (file.Sibling("Out.rules.json"), file.Sibling("predictions.csv"));
        Assert.Equal(ExitCode.Done, CommandRun.Of("verify", rules).ExitCode);
        Assert.Equal(ExitCode.Done, CommandRun.Of("show", rules, "--regions").ExitCode);
        Assert.Equal(ExitCode.Done, CommandRun.Of("report", rules, "--data", file.Path, "-o", file.Sibling("report.html")).ExitCode);
        var run = CommandRun.Of("predict", rules, file.Path, "-o", predictions);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        // Special values are neither missing nor outside the range.
        Assert.DoesNotContain("down to -", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("missing", run.Error, StringComparison.Ordinal);

        var evaluator = new RuleEvaluator(document);
        var scores = File.ReadLines(predictions).Skip(1).Select(l => double.Parse(l.Split(',')[2], CultureInfo.InvariantCulture));
        var expected = File.ReadLines(file.Path).Skip(1).Select(l => l.Split(',')).Select(
            c => evaluator.Evaluate([Number(c[0]), Number(c[1])]).Outputs[0]);
        Assert.Equal(expected, scores);

        static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void WhatIsMissingIsReplacedWhereItAddsNothingOfItsOwn()
    {
        using var file = new CsvFile(ForgottenIncomes);
        var (document, _) = Train(file, "--special", "income=-9,missing", "--max-numbers", "6");
        var income = (NumberInput)document.Inputs[0];
        Assert.Equal(["-9"], income.Specials.Select(s => s.Name));
        var evaluator = new RuleEvaluator(document);
        Assert.Equal(evaluator.Evaluate([income.Missing!.Value.Value, 40]).Outputs, evaluator.Evaluate([double.NaN, 40]).Outputs);
    }

    [Fact]
    public void WithoutTheOptionTheDocumentIsAsItWas()
    {
        using var file = new CsvFile(Loans);
        var (document, run) = Train(file);
        var income = (NumberInput)document.Inputs[0];
        Assert.Empty(income.Specials);
        Assert.Equal(-9, income.Minimum.Value);
        Assert.NotNull(income.Missing);
        Assert.DoesNotContain("no quantities", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--model", "tree", "--special is not for --model tree or --schedule note")]
    [InlineData("--schedule", "note", "--special is not for --model tree or --schedule note")]
    [InlineData("--special", "income=x", "--special is a list of numbers, or the word missing")]
    public void WhatCannotHaveSpecialValuesIsRefused(string option, string value, string says)
    {
        using var file = new CsvFile(Loans);
        var run = CommandRun.Of(
            "train", file.Path, "--target", "paid", "--special", "-9", option, value, "-o", file.Sibling("Out.rules.json"));
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    private static (RuleDocument Document, CommandRun Run) Train(CsvFile file, params string[] options)
    {
        var output = file.Sibling("Out.rules.json");
        var run = CommandRun.Of(["train", file.Path, "--target", "paid", "-o", output, .. options]);
        Assert.Equal(ExitCode.Done, run.ExitCode);
        return (RuleDocumentReader.Read(File.ReadAllBytes(output)), run);
    }

    private static string Made(double gap)
    {
        var random = new Random(11);
        return CsvFile.Rows("income,age,paid", Rows, _ =>
        {
            var (income, age, kind) = (random.Next(1000, 9000), random.Next(18, 80), random.Next(10));
            var (cell, effect) = kind switch
            {
                0 => ("-9", 4.0),
                1 => ("-8", 0.0),
                2 => (string.Empty, gap),
                _ => (income.ToString(CultureInfo.InvariantCulture), (income - 5000) / 1500.0),
            };
            var noise = 2 * (random.NextDouble() - random.NextDouble());
            return string.Create(CultureInfo.InvariantCulture, $"{cell},{age},{(effect + ((age - 49) / 20.0) + noise > 0 ? "yes" : "no")}");
        });
    }
}
