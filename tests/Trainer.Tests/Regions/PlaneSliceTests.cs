using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Regions;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Regions;

/// <summary>The areas of a plane cover it once, and inside each of them rule and decision are those of the evaluator.</summary>
public sealed class PlaneSliceTests
{
    [Theory]
    [InlineData("GermanCredit")]
    [InlineData("Banknote")]
    [InlineData("Xor")]
    public void EveryPointHasTheRuleAndTheClassOfItsArea(string sample)
    {
        var document = RuleDocumentReader.Read(
            System.IO.File.ReadAllText(System.IO.Path.Combine(SourceTree.Root, "samples", sample, sample + ".rules.json")));
        AssertAgrees(document, new Random(3), 60);
    }

    /// <summary>Each of forty conditions is adjusted by all before it; there are 2⁴⁰ ways from the last to the first.</summary>
    [Fact]
    public void ConditionsThatAllAdjustTheNextAreFoldedOnce()
    {
        const int Count = 40;
        static string Adjustments(int count) =>
            "{" + string.Join(",", Enumerable.Range(1, count).Select(k => $"\"{k}\":0.001")) + "}";
        var conditions = Enumerable.Range(0, Count).Select(c => FormattableString.Invariant(
            $$"""{"id":{{c + 1}},"expression":{"bias":{{-1 - c}},"weights":{"x":10},"adjustments":{{Adjustments(c)}} } }"""));
        var tree = Enumerable.Range(0, Count).Reverse().Aggregate(
            $$"""{"rule":{{Count + 1}}}""",
            (above, c) => $$"""{"condition":{{c + 1}},"negative":{"rule":{{c + 1}}},"positive":{{above}}}""");
        var rules = Enumerable.Range(1, Count + 1).Select(r =>
        {
            var untested = Enumerable.Range(r + 1, Math.Max(0, Count - r)).Select(c => $$"""{"condition":{{c}},"negative":true}""");
            return $$"""{"id":{{r}},"implied":[{{string.Join(",", untested)}}]}""";
        });
        var document = RuleDocumentReader.Read(
            $$"""
            {"version":2,"name":"Chain","summary":"","inputs":[{"name":"x","range":[0,5]},{"name":"y","range":[0,1]}],
            "outputs":[{"name":"v"}],
            "decision":{"kind":"threshold","thresholds":[{"threshold":0,"below":"no","atOrAbove":"yes"}]},
            "conditions":[{{string.Join(",", conditions)}}],
            "common":[{"bias":-1,"weights":{"x":0.5,"y":0.25},"adjustments":{{Adjustments(Count)}} }],
            "tree":{{tree}},"rules":[{{string.Join(",", rules).Replace(",\"implied\":[]", string.Empty, StringComparison.Ordinal)}}]}
            """);
        AssertAgrees(document, new Random(6), 40);
    }

    [Fact]
    public void LargestOutputDecidesInThePlane()
    {
        var document = RuleDocumentReader.Read("""
            {"version":1,"name":"P","summary":"","inputs":[{"name":"x","range":[-2,2]},{"name":"y","range":[0,10]}],"outputs":[{"name":"a"},{"name":"b"},{"name":"c"}],
            "decision":{"kind":"argmax","labels":["a","b","c"]},
            "conditions":[{"id":1,"expression":{"bias":-1,"weights":{"x":1,"y":0.1}}}],"tree":{"condition":1,"negative":{"rule":1},"positive":{"rule":2}},
            "rules":[{"id":1,"expressions":[{"bias":0,"weights":{"x":1}},{"bias":0.5,"weights":{"y":-0.1}},{"bias":0,"weights":{"x":-0.7,"y":0.02}}]},
            {"id":2,"expressions":[{"bias":1,"weights":{}},{"bias":1,"weights":{}},{"bias":0,"weights":{"y":0.2}}]}]}
            """);
        AssertAgrees(document, new Random(4), 40);
        var areas = PlaneSlice.Slice(document, View(document, 0, 1, [0, 0]));
        // In rule 2 the outputs a and b are equal: the first is chosen, and b has no area.
        Assert.DoesNotContain(areas, a => a.Rule == 1 && a.Class == 1);
        Assert.Contains(areas, a => a.Rule == 1 && a.Class == 2);
    }

    [Fact]
    public void ValuesAreCutIntoBands()
    {
        var document = RuleDocumentReader.Read("""
            {"version":1,"name":"V","summary":"","inputs":[{"name":"x","range":[0,4]},{"name":"y","range":[0,1]}],"outputs":[{"name":"v"}],"decision":{"kind":"value"},
            "conditions":[],"tree":{"rule":1},"rules":[{"id":1,"expressions":[{"bias":0,"weights":{"x":1}}]}]}
            """);
        var areas = PlaneSlice.Slice(document, View(document, 0, 1, [0, 0]) with { Levels = [[1, 2]] });
        Assert.Equal([(0, 0.25), (1, 0.25), (2, 0.5)], areas.Select(a => (a.Class, Math.Round(Area(a.Corners), 12))));
    }

    [Fact]
    public void DecisionLinesAreWhereNeighboursDiffer()
    {
        // Rules without weights: the decision changes on the border between them alone, and only where their labels differ.
        var document = RuleDocumentReader.Read("""
            {"version":1,"name":"T","summary":"","inputs":[{"name":"x","range":[0,1]},{"name":"y","range":[0,1]}],"outputs":[{"name":"v"}],
            "decision":{"kind":"threshold","thresholds":[{"threshold":0,"below":"no","atOrAbove":"yes"}]},
            "conditions":[{"id":1,"expression":{"bias":-0.5,"weights":{"x":1}}},{"id":2,"expression":{"bias":-0.25,"weights":{"y":1}}}],
            "tree":{"condition":1,"negative":{"rule":1},"positive":{"condition":2,"negative":{"rule":2},"positive":{"rule":3}}},
            "rules":[{"id":1,"expressions":[{"bias":-1}]},{"id":2,"expressions":[{"bias":-2}]},{"id":3,"expressions":[{"bias":1}]}]}
            """);
        var areas = PlaneSlice.Slice(document, View(document, 0, 1, [0, 0]));
        Assert.Equal(3, areas.Count);
        var lines = DecisionLines.Find(areas)
            .Select(l => l.U1 < l.U2 || (l.U1 == l.U2 && l.V1 < l.V2) ? l : new PlaneLine(l.U2, l.V2, l.U1, l.V1)).OrderBy(l => l.V1);
        Assert.Equal([new PlaneLine(0.5, 0.25, 1, 0.25), new PlaneLine(0.5, 0.25, 0.5, 1)], lines.OrderByDescending(l => l.U2));
    }

    private static void AssertAgrees(RuleDocument document, Random random, int planes)
    {
        var evaluator = new RuleEvaluator(document);
        var numbers = Enumerable.Range(0, document.Inputs.Count).Where(i => document.Inputs[i] is NumberInput).ToArray();
        var points = 0;
        for (var n = 0; n < planes; n++)
        {
            random.Shuffle(numbers);
            var held = document.Inputs.Select(
                i => i is NumberInput number ? At(number, random.NextDouble()) : random.Next(((CategoryInput)i).Categories.Count))
                    .ToArray();
            var view = View(document, numbers[0], random.Next(5) > 0 ? numbers[1] : -1, held) with { Output = document.Decision is ArgmaxDecision ? 0 : random.Next(document.Outputs.Count) };
            var areas = PlaneSlice.Slice(document, view);
            Assert.Equal(view.Y < 0 ? PlaneView.StripHeight : 1, areas.Sum(a => Area(a.Corners)), 1e-9);
            foreach (var area in areas)
            {
                // A random mean of the corners is strictly inside.
                var weights = area.Corners.Select(_ => 0.05 + random.NextDouble()).ToArray();
                var point = (double[])held.Clone();
                point[view.X] = At(
                    (NumberInput)document.Inputs[view.X], area.Corners.Zip(weights).Sum(c => c.First.U * c.Second) / weights.Sum());
                if (view.Y >= 0)
                    point[view.Y] = At(
                        (NumberInput)document.Inputs[view.Y], area.Corners.Zip(weights).Sum(c => c.First.V * c.Second) / weights.Sum());
                var outcome = evaluator.Evaluate(point);
                Assert.Equal(area.Rule, outcome.RuleIndex);
                var label = evaluator.Classify(outcome.Outputs);
                Assert.Equal(area.Class, document.Decision is ArgmaxDecision ? label : (label >> view.Output) & 1);
                points++;
            }
        }

        Assert.True(points > planes, $"Only {points} points.");
    }

    private static PlaneView View(RuleDocument document, int x, int y, IReadOnlyList<double> held) =>
        new(x, y, held, 0, document.Outputs.Select(_ => (IReadOnlyList<double>)[]).ToArray());

    private static double At(NumberInput input, double share) =>
        input.Minimum.Value + (share * (input.Maximum.Value - input.Minimum.Value));

    private static double Area(IReadOnlyList<PlaneCorner> corners) =>
        Enumerable.Range(0, corners.Count)
            .Sum(i => (corners[i].U * corners[(i + 1) % corners.Count].V) - (corners[(i + 1) % corners.Count].U * corners[i].V)) / 2;
}
