using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Tests.Support;
using RuleCompiler.Trainer.Regions;
using Xunit;

namespace RuleCompiler.Browser.Tests;

/// <summary>The polygons of the page are those of the still picture, and follow the controls.</summary>
[Collection(Chromium.Collection)]
public sealed class RegionsTests(Chromium browser)
{
    /// <summary>The areas and decision lines of planes.</summary>
    private const string Cut = """
        planes => {
          const bits = value => new BigUint64Array(new Float64Array([value]).buffer)[0].toString(16);
          return planes.map(plane => {
            const areas = planeAreas(tables, plane);
            return [
              areas.map(a => [a.rule, a.class, ...a.corners.flatMap(c => [bits(c.u), bits(c.v), c.edge])].join(" ")),
              decisionLines(areas).map(([p, q]) => [p.u, p.v, q.u, q.v].map(bits).join(" ")),
            ];
          });
        }
        """;

    /// <summary>What is drawn of the areas: class and outline.</summary>
    private const string Outlines = "a => a.getAttribute('class') + ' ' + a.getAttribute('d')";

    [BrowserTheory]
    [InlineData("GermanCredit.rules.json")]
    [InlineData("Iris.rules.json")]
    [InlineData("Staircase.rules.json")]
    [InlineData("Price.rules.json")]
    [InlineData("Xor.rules.json")]
    public async Task PolygonsAreThoseOfTheStillPicture(string file)
    {
        await using var report = await OpenReport.Of(browser, file);
        await Compare(report, new Random(11), 100);
    }

    [BrowserFact]
    public async Task PolygonsAgreeOnRandomDocuments()
    {
        var random = new Random(5);
        foreach (var shape in Enum.GetValues<Shape>())
        {
            var document = Numbers(new RandomDocuments(random) { IsCoarse = random.Next(2) == 0 }.Next(shape, 4, 4));
            await using var report = await OpenReport.Of(browser, document, isScripted: true);
            await Compare(report, random, 50);
        }
    }

    [BrowserTheory]
    [InlineData("GermanCredit.rules.json", "german-credit.csv", null)]
    [InlineData("Banknote.rules.json", "banknote-test.csv", null)]
    [InlineData("Xor.rules.json", "xor.csv", null)]
    [InlineData("GeneSwitch.rules.json", "gene-switch.csv", "gene-switch.onnx")]
    [InlineData("Iris.rules.json", null, null)]
    public async Task DrawingIsTheStillOne(string file, string? data, string? network)
    {
        string[] options = [.. data is null ? [] : new[] { "--data", OpenReport.PathOf(data) }, .. network is null ? [] : new[] { "--network", OpenReport.PathOf(network) }];
        await using var live = await OpenReport.Of(browser, file, options);
        await using var still = await OpenReport.Of(browser, live.Document, isScripted: false, options);
        foreach (var part in (string[])["areas", "lines", "points", "labels", "axes"])
        {
            var (drawn, expected) = (await Shapes(live, part), await Shapes(still, part));
            Assert.Equal(expected.Length, drawn.Length);
            Assert.True(
                part == "points" == data is null || drawn.Length > 0 || part is "points" or "lines" or "labels",
                $"Nothing is drawn of the {part}.");
            Assert.All(drawn.Zip(expected), pair => AssertSame(pair.Second, pair.First));
        }
    }

    [BrowserFact]
    public async Task ControlsChangeThePolygons()
    {
        await using var report = await OpenReport.Of(browser, "GermanCredit.rules.json");
        await report.Page.ClickAsync("#regions summary");
        var first = await report.All("#regions-areas .area", Outlines);
        var index = Enumerable.Range(0, report.Document.Inputs.Count).First(i => report.Document.Inputs[i].Name == "checking_account");
        // Overdrawn or well filled, whichever it is not.
        var other = await report.Page.InputValueAsync($"#held-{index}") == "0" ? 1 : 0;
        await report.Page.SelectOptionAsync($"#held-{index}", other.ToString(CultureInfo.InvariantCulture));
        var second = await report.All("#regions-areas .area", Outlines);
        Assert.NotEqual(first, second);
        Assert.Contains(
            ((CategoryInput)report.Document.Inputs[index]).Categories[other],
            await report.Page.TextContentAsync("#regions-held"),
            StringComparison.Ordinal);

        var slider = report.Page.Locator("#regions details input[type=range]:visible").First;
        await slider.FocusAsync();
        await report.Page.Keyboard.PressAsync("End");
        var third = await report.All("#regions-areas .area", Outlines);
        Assert.NotEqual(second, third);

        var x = await report.Page.InputValueAsync("#regions-x");
        await report.Page.SelectOptionAsync("#regions-y", x);
        Assert.NotEqual(x, await report.Page.InputValueAsync("#regions-x"));
        Assert.NotEqual(third, await report.All("#regions-areas .area", Outlines));
    }

    [BrowserFact]
    public async Task OutputOfSeveralIsChosen()
    {
        await using var report = await OpenReport.Of(browser, "Xor.rules.json");
        var first = await report.All("#regions-areas .area", Outlines);
        await report.Page.SelectOptionAsync("#regions-output", "2");
        Assert.NotEqual(first, await report.All("#regions-areas .area", Outlines));
        Assert.Equal(["2"], await report.All("#regions-picture .legends:not(.away)", "l => l.dataset.output"));
    }

    private static async Task<string[]> Shapes(OpenReport report, string part) =>
        await report.All(
            $"#regions-{part} *",
            "e => [e.localName, ...['class', 'fill', 'href', 'd', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'transform'].map(n => "
                + "e.getAttribute(n) ?? ''), e.textContent].join('|')");

    // The same but for the last digit that is drawn.
    private static void AssertSame(string expected, string actual)
    {
        var (left, right) = (expected.Split('|', ',', 'L', 'M', 'Z', ' ', '('), actual.Split('|', ',', 'L', 'M', 'Z', ' ', '('));
        Assert.Equal(left.Length, right.Length);
        foreach (var (l, r) in left.Zip(right))
        {
            if (double.TryParse(l, CultureInfo.InvariantCulture, out var a) && double.TryParse(r, CultureInfo.InvariantCulture, out var b))
                Assert.Equal(a, b, 0.0101);
            else
                Assert.Equal(l, r);
        }
    }

    private static async Task Compare(OpenReport report, Random random, int planes)
    {
        var document = report.Document;
        var views = Enumerable.Range(0, planes).Select(_ => View(document, random)).ToArray();
        var answers = await report.Call(
            Cut, views.Select(v => new { x = v.X, y = v.Y, held = v.Held, output = v.Output, levels = v.Levels }).ToArray());
        var areas = 0;
        foreach (var (view, answer) in views.Zip(answers.EnumerateArray()))
        {
            var expected = PlaneSlice.Slice(document, view);
            areas += expected.Count;
            Assert.Equal(expected.Select(Text), answer[0].EnumerateArray().Select(a => a.GetString()));
            Assert.Equal(
                DecisionLines.Find(expected).Select(l => string.Join(' ', new[] { l.U1, l.V1, l.U2, l.V2 }.Select(GeneratedAnswers.Bits))),
                answer[1].EnumerateArray().Select(a => a.GetString()));
        }

        Assert.True(areas >= planes, $"Only {areas} areas.");
    }

    private static string Text(PlaneArea area) => string.Create(CultureInfo.InvariantCulture, $"{area.Rule} {area.Class} ") + string.Join(
        ' ',
        area.Corners.Select(
            c => $"{GeneratedAnswers.Bits(c.U)} {GeneratedAnswers.Bits(c.V)} {((int)c.Edge).ToString(CultureInfo.InvariantCulture)}"));

    private static PlaneView View(RuleDocument document, Random random)
    {
        var numbers = Enumerable.Range(0, document.Inputs.Count)
            .Where(i => document.Inputs[i] is NumberInput n && n.Minimum.Value < n.Maximum.Value).ToArray();
        random.Shuffle(numbers);
        var held = document.Inputs.Select(input => input is NumberInput n
            ? n.Minimum.Value + (random.NextDouble() * (n.Maximum.Value - n.Minimum.Value))
            : random.Next(((CategoryInput)input).Categories.Count)).ToArray();
        IReadOnlyList<double>[] levels = document.Outputs.Select(_ => (IReadOnlyList<double>)[-1.0, 0.0, 0.25, 3.0]).ToArray();
        return new PlaneView(
            numbers[0],
            numbers.Length > 1 && random.Next(8) > 0 ? numbers[1] : -1,
            held,
            random.Next(document.Decision is ArgmaxDecision ? 1 : document.Outputs.Count),
            levels);
    }

    // A plane needs two numbers; the others may be what they are.
    private static RuleDocument Numbers(RuleDocument document)
    {
        var replaced = document.Inputs.Select((input, i) => i < 2 && input is CategoryInput).ToArray();
        return document with
        {
            Inputs = document.Inputs.Select(
                (input, i) => replaced[i] ? new NumberInput(input.Name, null, null, Number.From(-1), Number.From(2), null) : input)
                    .ToEquatableArray(),
            Conditions = document.Conditions.Select(c => c with { Expression = Numbers(c.Expression, replaced) }).ToEquatableArray(),
            Rules = document.Rules.Select(r => r with { Own = Rule.Alone(document.Whole(r).Select(e => Numbers(e, replaced))) })
                .ToEquatableArray(),
        };
    }

    private static Expression Numbers(Expression expression, bool[] replaced) => expression with
    {
        Terms = expression.Terms.Select(
            t => replaced[t.Input] ? new NumberTerm(t.Input, ((CategoryTerm)t).Weights.Select(w => w.Weight).FirstOrDefault()) : t)
                .ToEquatableArray(),
    };
}
