using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Tests.Support;
using Xunit;

namespace RuleCompiler.Browser.Tests;

/// <summary>The panel answers what the generated C# answers, to the last bit.</summary>
[Collection(Chromium.Collection)]
public sealed class WhatIfTests(Chromium browser)
{
    private const int Rows = 1_000;

    /// <summary>
    /// Types a row into the fields, as a person would, and reads what the panel then says; beside it the bits of all that it calculates.
    /// </summary>
    internal const string Ask = """
        rows => {
          const bits = value => Number.isNaN(value) ? "NaN" : new BigUint64Array(new Float64Array([value]).buffer)[0].toString(16);
          return rows.map(row => {
            row.forEach((text, i) => { document.getElementById(`input-${i}`).value = text; });
            document.getElementById("input-0").dispatchEvent(new Event("input"));
            const said = document.getElementById("what-if-decision");
            if (said.classList.contains("refused")) return { refused: said.textContent };
            const shown = [...document.querySelectorAll("#what-if-details table")].map(table =>
              [...table.tBodies[0].rows].map(r => [...r.cells].map(c => c.textContent)));
            const given = row.map((text, i) => tables.isCategory(i) ? Number(text) : parseNumber(text));
            const e = explain(tables, given);
            const numbers = [tables.ruleNumbers[e.rule], classOf(e.chosen), e.probability, e.distanceToOtherRule, e.distanceToDecision, e.isDistanceToDecisionExact ? 1 : 0, ...e.row];
            for (const o of e.outputs) numbers.push(o.value, o.probability, o.bias, ...o.terms.flatMap(t => [t.input, t.weight, t.value, t.contribution]));
            for (const s of e.shares) numbers.push(s.output, s.against, s.atReference, s.atRow, ...s.shares,
                ...s.reasons.flatMap(r => [r.input, r.share]));
            for (const c of e.conditions) numbers.push(c.number, c.value, c.distance);
            return { said: said.textContent, outputs: shown[0], conditions: e.conditions.length > 0 ? shown.at(-1) : [], all: e.decision + "|" + numbers.map(bits).join(" ") };
          });
          function classOf(chosen) {
            return chosen === null ? -1 : tables.thresholds.length === 0 ? chosen[0] : chosen.reduce((sum, bit, k) => sum + bit * 2 ** k, 0);
          }
        }
        """;

    [BrowserTheory]
    [InlineData("Adult.rules.json")]
    [InlineData("GermanCredit.rules.json")]
    [InlineData("Iris.rules.json")]
    [InlineData("Price.rules.json")]
    [InlineData("Xor.rules.json")]
    public async Task PanelAgreesWithGeneratedCodeToTheLastBit(string file)
    {
        await using var report = await OpenReport.Of(browser, file);
        var random = new Random(20260101);
        await Compare(report, () => Row(report.Document, random));
    }

    [BrowserTheory]
    [InlineData(Shape.Binary)]
    [InlineData(Shape.Bits)]
    [InlineData(Shape.Argmax)]
    [InlineData(Shape.Values)]
    public async Task PanelAgreesOnRandomDocuments(Shape shape)
    {
        // Small whole numbers in every other document, so that sums are 0 and tie.
        var documents = new RandomDocuments(new Random(7 + (int)shape)) { IsCoarse = (int)shape % 2 == 0 };
        await using var report = await OpenReport.Of(browser, documents.Next(shape, inputCount: 5, depth: 3), isScripted: true);
        await Compare(
            report,
            () => documents.NextRow(report.Document).Select(
                (v, i) => report.Document.Inputs[i] is CategoryInput c && v >= c.Categories.Count ? -1 : v).ToArray());
    }

    [BrowserFact]
    public async Task WhatIsNoNumberIsSaid()
    {
        await using var report = await OpenReport.Of(browser, "Banknote.rules.json");
        await report.Page.FillAsync("#input-1", "twelve");
        var said = await report.Page.TextContentAsync("#what-if-decision");
        Assert.Contains("skewness", said, StringComparison.Ordinal);
        Assert.Equal("true", await report.Page.GetAttributeAsync("#input-1", "aria-invalid"));
        await report.Page.FillAsync("#input-1", "1e1");
        Assert.StartsWith("Rule ", await report.Page.TextContentAsync("#what-if-decision"), StringComparison.Ordinal);
        Assert.Equal("false", await report.Page.GetAttributeAsync("#input-1", "aria-invalid"));
    }

    [BrowserFact]
    public async Task SliderAndFieldAreOne()
    {
        await using var report = await OpenReport.Of(browser, "Banknote.rules.json");
        var before = await report.Page.InputValueAsync("#input-0");
        await report.Page.FocusAsync("#input-0-slider");
        await report.Page.Keyboard.PressAsync("ArrowRight");
        var after = await report.Page.InputValueAsync("#input-0");
        Assert.True(Value(after) > Value(before), $"{before} became {after}.");
        await report.Page.FillAsync("#input-0", "3.5");
        Assert.Equal(3.5, Value(await report.Page.InputValueAsync("#input-0-slider")), 0.06);
    }

    private static async Task Compare(OpenReport report, Func<double[]> next)
    {
        var generated = GeneratedAnswers.Of(report.Document);
        var evaluator = new RuleEvaluator(report.Document);
        var rows = Enumerable.Range(0, Rows).Select(_ => next()).ToArray();
        var answers = await report.Call(
            Ask, rows.Select(row => row.Select((v, i) => Text(report.Document.Inputs[i], v)).ToArray()).ToArray());
        var decided = 0;
        foreach (var (row, answer) in rows.Zip(answers.EnumerateArray()))
        {
            var expected = generated.Explain(row);
            if (expected is null)
            {
                var refusal = Assert.Throws<InputRefusedException>(() => evaluator.Evaluate(row));
                Assert.Equal(refusal.Message, answer.GetProperty("refused").GetString());
                continue;
            }

            decided++;
            Assert.Equal(expected, answer.GetProperty("all").GetString());
            AssertShows(evaluator, row, answer);
        }

        Assert.True(decided > Rows / 2, $"Only {decided} rows were decided.");
    }

    // What stands in the panel has all digits.
    private static void AssertShows(RuleEvaluator evaluator, double[] row, JsonElement answer)
    {
        var explanation = evaluator.Explain(row);
        Assert.Contains(
            $"Rule {explanation.Rule.ToString(CultureInfo.InvariantCulture)} says ",
            answer.GetProperty("said").GetString(),
            StringComparison.Ordinal);
        Assert.Contains(explanation.Decision, answer.GetProperty("said").GetString(), StringComparison.Ordinal);
        var outputs = Cells(answer.GetProperty("outputs"));
        Assert.Equal(explanation.Outputs.Select(o => o.Name), outputs.Select(o => o[0]));
        Assert.Equal(
            explanation.Outputs.Select(o => GeneratedAnswers.Bits(o.Value)), outputs.Select(o => GeneratedAnswers.Bits(Value(o[1]))));
        if (evaluator.Document.Decision is ClassDecision { Scores: not ScoreKind.Plain })
            Assert.Equal(
                explanation.Outputs.Select(o => GeneratedAnswers.Bits(o.Probability)),
                outputs.Select(o => GeneratedAnswers.Bits(Value(o[2]))));
        Assert.Equal(
            explanation.Conditions.Select(c => GeneratedAnswers.Bits(c.Value)),
            Cells(answer.GetProperty("conditions")).Select(c => GeneratedAnswers.Bits(Value(c[1]))));
    }

    private static List<string[]> Cells(JsonElement table) =>
        table.EnumerateArray().Select(r => r.EnumerateArray().Select(c => c.GetString()!).ToArray()).ToList();

    private static double Value(string text) => text switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    /// <summary>As a person would write it: nothing for a missing value.</summary>
    private static string Text(Input input, double value) => (input, value) switch
    {
        (CategoryInput, _) => value.ToString(CultureInfo.InvariantCulture),
        (_, double.NaN) => string.Empty,
        (_, double.PositiveInfinity) => "1e400",
        (_, double.NegativeInfinity) => "-1e400",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    // Inside the ranges and around them, a few values missing or not declared.
    private static double[] Row(RuleDocument document, Random random) => document.Inputs.Select(input =>
    {
        var isOdd = random.Next(30 * document.Inputs.Count) == 0;
        if (input is CategoryInput category)
            return isOdd ? -1 : random.Next(category.Categories.Count);
        var number = (NumberInput)input;
        if (isOdd)
            return random.Next(2) == 0 ? double.NaN : double.PositiveInfinity;
        var width = number.Maximum.Value - number.Minimum.Value;
        var value = number.Minimum.Value + (width * ((1.4 * random.NextDouble()) - 0.2));
        return random.Next(2) == 0 ? Math.Round(value) : value;
    }).ToArray();
}
