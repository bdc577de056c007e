using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Runtime.Tests.Documents;
using RuleCompiler.Tool.Shared;
using Xunit;

namespace RuleCompiler.Browser.Tests;

/// <summary>The page of a document of version 2: its panel answers what the generated C# answers, to the last bit.</summary>
[Collection(Chromium.Collection)]
public sealed class HingeTests(Chromium browser)
{
    private const int Rows = 1_000;

    public static TheoryData<string> Documents =>
        new(
            "Kinds.rules.json",
            "HingeExample",
            "Hinges.rules.json",
            "Banknote.rules.json",
            "GermanCredit.rules.json");

    [BrowserTheory]
    [MemberData(nameof(Documents))]
    public async Task PanelAgreesWithGeneratedCodeToTheLastBit(string name)
    {
        await using var report = await OpenReport.Of(browser, Read(name), isScripted: true);
        var (random, evaluator) = (new Random(20261126), new RuleEvaluator(report.Document));
        Assert.Equal(2, report.Document.Version);
        var generated = GeneratedAnswers.Of(report.Document);
        var places = report.Document.Inputs.Select((input, i) => input.Match(number => PlacesOf(report.Document, number, i), _ => []))
            .ToArray();
        var rows = Enumerable.Range(0, Rows).Select(_ => Row(report.Document, places, random)).ToArray();
        var answers = await report.Call(
            WhatIfTests.Ask, rows.Select(row => row.Select((v, i) => Text(report.Document.Inputs[i], v)).ToArray()).ToArray());
        var rules = new HashSet<int>();
        foreach (var (row, answer) in rows.Zip(answers.EnumerateArray()))
        {
            try
            {
                var explanation = evaluator.Explain(row);
                Assert.Equal(Words(explanation), answer.GetProperty("all").GetString());
                Assert.Equal(generated.Explain(row), answer.GetProperty("all").GetString());
                Assert.Equal(
                    evaluator.Evaluate(row).Outputs.Select(GeneratedAnswers.Bits),
                    explanation.Outputs.Select(o => GeneratedAnswers.Bits(o.Value)));
                rules.Add(explanation.Rule);
            }
            catch (InputRefusedException refusal)
            {
                Assert.Equal(refusal.Message, answer.GetProperty("refused").GetString());
            }
        }

        Assert.True(rules.Count > 2 || rules.Count == report.Document.Rules.Count, $"Only {rules.Count} of the rules held.");
    }

    [BrowserFact]
    public async Task SpecialValuesAreChosenByNameAndGoBackToTheQuantity()
    {
        await using var report = await OpenReport.Of(browser, "Hinges.rules.json");
        Assert.Equal("-1", await report.Page.InputValueAsync("#input-1-special"));
        await report.Page.FillAsync("#input-1", "77");
        await report.Page.SelectOptionAsync("#input-1-special", "no record");
        Assert.Equal("-9", await report.Page.InputValueAsync("#input-1"));
        var details = await report.Page.TextContentAsync("#what-if-details");
        Assert.Contains("no record", details, StringComparison.Ordinal);
        Assert.DoesNotContain("outside its training range", details, StringComparison.Ordinal);
        await report.Page.SelectOptionAsync("#input-1-special", "a quantity");
        Assert.Equal("77", await report.Page.InputValueAsync("#input-1"));
        await report.Page.FillAsync("#input-1", "-9.0");
        Assert.Equal("0", await report.Page.InputValueAsync("#input-1-special"));
    }

    [BrowserFact]
    public async Task DistancesPastABendAreNotGiven()
    {
        await using var report = await OpenReport.Of(browser, "Hinges.rules.json");
        var details = await report.Page.TextContentAsync("#what-if-details");
        Assert.Contains("No distance to another decision is given, because a curve bends on the way.", details, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", details, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task NumbersOfCurvesAreInPrintToo()
    {
        await using var report = await OpenReport.Of(browser, "Kinds.rules.json");
        const string Visible = "t => String(t.checkVisibility() && t.getBoundingClientRect().height > 20)";
        Assert.Equal(["false", "false", "false", "false"], await report.All("#curves details table", Visible));
        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal(["true", "true", "true", "true"], await report.All("#curves details table", Visible));
    }

    [BrowserTheory]
    [InlineData(390)]
    [InlineData(1400)]
    public async Task PageIsNoWiderThanTheWindow(int width)
    {
        await using var report = await OpenReport.Of(browser, "Kinds.rules.json");
        await report.Page.SetViewportSizeAsync(width, 800);
        Assert.True(await report.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
    }

    private static RuleDocument Read(string name)
    {
        var document = ReadAsItIs(name);
        return document.References.Count > 0 ? document : document with { References = EquatableArray.Of(Middle(document)) };
    }

    /// <summary>Shares are measured from somewhere.</summary>
    private static Reference Middle(RuleDocument document) => new(
        "the middle",
        document.Inputs.Select(input => input.Match<Documents.InputValue>(
            number => new NumberValue(Number.From(number.Minimum.Value + (0.4375 * number.Width))), _ => new CategoryValue(0)))
            .ToEquatableArray(),
        true);

    private static RuleDocument ReadAsItIs(string name)
    {
        if (name == "HingeExample")
            return HingeExample.Read();
        var document = RuleDocumentReader.Read(File.ReadAllText(OpenReport.PathOf(name)));
        if (document.Version > 1)
            return document;
        var file = Path.GetTempFileName();
        using var error = new StringWriter();
        Assert.Equal(
            0, Tool.Program.Run(["convert", OpenReport.PathOf(name), "-o", file, "--factor"], new Streams(TextWriter.Null, error)));
        document = RuleDocumentReader.Read(File.ReadAllText(file));
        File.Delete(file);
        return document;
    }

    /// <summary>Where something happens to a number: points of its curves, its special values, marks, and the ends of its range.</summary>
    private static double[] PlacesOf(RuleDocument document, NumberInput number, int input) => document.Conditions.Select(c => c.Expression)
        .Concat(document.Common.Concat(document.Rules.SelectMany(r => r.Own)).OfType<Expression>())
        .SelectMany(e => e.Terms).Where(t => t.Input == input)
        .SelectMany(t => t.Match(_ => [], _ => [], curve => curve.Curve.Points.Select(p => p.X.Value)))
        .Concat(number.Specials.Select(s => s.InRow)).Concat(number.Marks.Select(m => m.Value))
        .Concat([number.Minimum.Value, number.Maximum.Value, 0.0, -0.0]).ToArray();

    // Inside the ranges and around them, at places where something happens and one double beside them; a few values missing or not
    // declared.
    private static double[] Row(RuleDocument document, double[][] places, Random random) =>
        document.Inputs.Select((input, i) => input.Match(
            number => random.Next(40 * document.Inputs.Count) switch
            {
                0 => double.NaN,
                1 => double.PositiveInfinity,
                _ => random.Next(5) switch
                {
                    0 => places[i][random.Next(places[i].Length)],
                    1 => double.BitIncrement(places[i][random.Next(places[i].Length)]),
                    2 => double.BitDecrement(places[i][random.Next(places[i].Length)]),
                    _ => number.Minimum.Value + (number.Width * ((1.4 * random.NextDouble()) - 0.2)),
                },
            },
            category => random.Next(40) == 0 ? -1 : random.Next(category.Categories.Count))).ToArray();

    private static string Text(Input input, double value) => (input.IsNumber, value) switch
    {
        (true, double.NaN) => string.Empty,
        (true, double.PositiveInfinity) => "1e400",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>The decision, then the bits of every number of an explanation, as the page is asked for them.</summary>
    private static string Words(Explanation e)
    {
        double[] numbers =
        [
            e.Rule, e.Class, e.Probability, e.DistanceToOtherRule, e.DistanceToDecision, e.IsDistanceToDecisionExact ? 1 : 0,
            .. e.Inputs.Select(i => i.Value),
            .. e.Outputs.SelectMany(
                o => (double[])[o.Value, o.Probability, o.Bias, .. o.Terms.SelectMany(
                    t => (double[])[t.Input, t.Weight, t.Value, t.Contribution])]),
            .. e.Shares.SelectMany(s => (double[])[s.Output, s.Against, s.AtReference, s.AtRow, .. s.Shares, .. Reasons(s)]),
            .. e.Conditions.SelectMany(c => (double[])[c.Number, c.Value, c.Distance]),
        ];
        return e.Decision + "|" + string.Join(' ', numbers.Select(GeneratedAnswers.Bits));

        static IEnumerable<double> Reasons(Explanation.ScoreShares shares) => shares.Reasons.SelectMany(r => (double[])[r.Input, r.Share]);
    }
}
