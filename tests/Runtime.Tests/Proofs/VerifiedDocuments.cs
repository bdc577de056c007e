using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>Documents to verify, and changed copies of them.</summary>
internal static class VerifiedDocuments
{
    /// <summary>
    /// x from 0 to 10, cut at 5 and then at 3 and at 8: four intervals. In the outer two the first cut follows from the second.
    /// </summary>
    public const string Intervals = """
        {"version":1,"name":"Intervals","summary":"",
        "inputs":[{"name":"x","range":[0,10]},{"name":"kind","categories":["a","b"]}],
        "outputs":[{"name":"no"},{"name":"yes"}],
        "decision":{"kind":"argmax","labels":["no","yes"]},
        "conditions":[
        {"id":1,"expression":{"bias":-5,"weights":{"x":1}}},
        {"id":2,"expression":{"bias":-0.3,"weights":{"x":0.1}}},
        {"id":3,"expression":{"bias":-8,"weights":{"x":1}}}],
        "tree":{"condition":1,"negative":{"condition":2,"negative":{"rule":1},"positive":{"rule":2}},"positive":{"condition":3,"negative":{"rule":3},"positive":{"rule":4}}},
        "rules":[
        {"id":1,"expressions":[{"bias":1,"weights":{}},{"bias":0,"weights":{}}],"implied":[1],"support":{"rows":1,"share":0.3333},"witness":{"x":2,"kind":"a"}},
        {"id":2,"expressions":[{"bias":0,"weights":{"x":1}},{"bias":2,"weights":{"kind":{"b":3}}}],"support":{"rows":0,"share":0},"witness":{"x":4,"kind":"b"}},
        {"id":3,"expressions":[{"bias":0,"weights":{}},{"bias":1,"weights":{}}],"support":{"rows":0,"share":0},"witness":{"x":6,"kind":"a"}},
        {"id":4,"expressions":[{"bias":0,"weights":{}},{"bias":1,"weights":{}}],"implied":[1],"support":{"rows":2,"share":0.6667},"witness":{"x":9,"kind":"a"}}]}
        """;

    /// <summary>The documents of the samples, by name, and the same of version 1.</summary>
    public static IEnumerable<object[]> Samples()
    {
        var samples = Directory.GetFiles(Path.Combine(SourceTree.Root, "samples"), "*.rules.json", SearchOption.AllDirectories)
            .Where(f => !f.Contains(Path.DirectorySeparatorChar + "bin" + Path.DirectorySeparatorChar, StringComparison.Ordinal)).ToArray();
        return samples.Length >= 4
            ? samples.Concat(Directory.GetFiles(Path.Combine(SourceTree.Root, "tests", "Version1"))).Select(f => new object[] { f })
            : throw new InvalidOperationException("The samples are missing.");
    }

    public static RuleDocument Read(string text) => RuleDocumentReader.Read(text);

    /// <summary>The same text with one part of it changed.</summary>
    public static string Edited(this string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        return at >= 0 && text.IndexOf(from, at + 1, StringComparison.Ordinal) < 0
            ? text.Replace(from, to, StringComparison.Ordinal)
            : throw new ArgumentException($"'{from}' does not stand in the text exactly once.");
    }

    /// <summary>A full tree of conditions through the middle of the domain, so that every rule has an interior.</summary>
    public static RuleDocument Large(int depth, int numbers, int categories)
    {
        var random = new Random(1);
        var inputs = Enumerable.Range(0, numbers).Select(i => (Input)new NumberInput($"x{i}", null, null, Of(-1 - i), Of(1 + i), null))
            .Concat(Enumerable.Range(0, categories).Select(c => new CategoryInput(
                $"c{c}", null, Enumerable.Range(0, 3 + c).Select(v => $"v{v}").ToEquatableArray(), null))).ToEquatableArray();
        // In a category's first value nothing is added, so that the middle is on every border.
        Expression Any(double bias) => new(Of(bias), inputs.Select((input, i) => input is CategoryInput category
            ? (Term)new CategoryTerm(
                i, Enumerable.Range(1, category.Categories.Count - 1).Select(v => new CategoryWeight(v, Weight(random))).ToEquatableArray())
            : new NumberTerm(i, Weight(random))).ToEquatableArray());
        var conditions = Enumerable.Range(0, depth).Select(d => new Condition(d + 1, Any(0), null)).ToEquatableArray();
        var rules = Enumerable.Range(0, 1 << depth).Select(r => new Rule(
            r + 1, Rule.Alone([Any(1), Any(-1)]), EquatableArray<int>.Empty, null, null)).ToEquatableArray();
        TreeNode Node(int level, int first) => level == depth
            ? new Leaf(first)
            : new Branch(level, Node(level + 1, first), Node(level + 1, first + (1 << (depth - level - 1))));
        return new RuleDocument(
            "Large",
            string.Empty,
            inputs,
            EquatableArray.Of(new Output("a"), new Output("b")),
            new ArgmaxDecision(ScoreKind.Plain, EquatableArray.Of("a", "b")),
            conditions,
            Node(0, 0),
            rules,
            null);
    }

    private static Number Of(double value) => Number.From(value);

    private static Number Weight(Random random) =>
        Number.TryParse(((random.NextDouble() - 0.5) * 4).ToString("F4", CultureInfo.InvariantCulture), out var number)
            ? number
            : Number.Zero;
}
