using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;

namespace RuleCompiler.Trainer.Tests.Extraction;

/// <summary>Regions as they were found, written as a document.</summary>
internal static class RegionDocuments
{
    /// <summary>
    /// Regions over a box as a document: a number input per feature, and a category input per group; the groups stand last.
    /// </summary>
    public static RuleDocument Of(RegionTree tree, InputBox box)
    {
        var numbers = box.Features - box.Groups.Sum(g => g.Count);
        var inputs = Enumerable.Range(0, numbers).Select(
            i => (Input)new NumberInput($"x{i}", null, null, Of(box.Lower[i]), Of(box.Upper[i]), null))
            .Concat(box.Groups.Select((g, k) => new CategoryInput($"c{k}", null, g.Select((_, v) => $"v{v}").ToEquatableArray(), null)))
            .ToEquatableArray();
        Expression Written(AffineMap map) =>
            new(Of(map.Bias), Enumerable.Range(0, numbers).Select(i => (Term)new NumberTerm(i, Of(map.Weights[i])))
                .Concat(box.Groups.Select(
                    (
                        g,
                        k) => new CategoryTerm(
                            numbers + k,
                            g.Select((f, v) => new CategoryWeight(v, Of(map.Weights[f]))).ToEquatableArray()))).ToEquatableArray());
        InputValue[] Point(double[] x) => Enumerable.Range(0, numbers).Select(i => (InputValue)new NumberValue(Of(x[i])))
            .Concat(box.Groups.Select(g => new CategoryValue(g.ToList().FindIndex(f => x[f] == 1)))).ToArray();
        var splits = tree.Splits.ToList();
        var regions = tree.Regions.ToList();
        int PositionOf(AffineMap condition) => splits.FindIndex(s => ReferenceEquals(s.Condition, condition));
        TreeNode Node(RegionTree node) => node is RegionSplit split
            ? new Branch(PositionOf(split.Condition), Node(split.Negative), Node(split.Positive))
            : new Leaf(regions.FindIndex(r => ReferenceEquals(r, node)));
        return new RuleDocument(
            "Regions",
            string.Empty,
            inputs,
            EquatableArray.Of(new Output("y")),
            new ValueDecision(),
            splits.Select((s, c) => new Condition(c + 1, Written(s.Condition), null)).ToEquatableArray(),
            Node(tree),
            regions.Select((region, r) => new Rule(
                r + 1,
                Rule.Alone([Written(region.Outputs[0])]),
                region.Path.Where(c => c.Implied).Select(c => PositionOf(c.Condition)).ToEquatableArray(),
                null,
                Point(region.Witness).ToEquatableArray())).ToEquatableArray(),
            null);
    }

    private static Number Of(double value) => Number.From(value);
}
