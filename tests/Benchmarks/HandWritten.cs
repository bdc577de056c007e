using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Benchmarks;

/// <summary>
/// The caller of a measured document, and the same rules as a person in a hurry would write them (no check of any value), as a careful
/// one would, and as a loop over the numbers: the tree and the weights as arrays.
/// </summary>
internal static class HandWritten
{
    /// <summary>More rules than this nobody would write as branches by hand.</summary>
    private const int MaxNestedRules = 64;

    /// <summary>The ways to decide all rows that the caller of a document has, what is written by hand before what is generated.</summary>
    public static string[] Ways(RuleDocument document) =>
    [
        .. IsNested(document) ? (string[])["Hand", "HandChecked"] : [],
        .. IsLoop(document) ? (string[])["Loop"] : [],
        "Scalar", "Struct", "Columns", "Rows",
    ];

    private static bool IsNested(RuleDocument document) => document.Version > 1 || document.Rules.Count <= MaxNestedRules;

    // Every sum has all inputs, and a rule one sum.
    private static bool IsLoop(RuleDocument document) => document.Version == 1 && document.Outputs.Count == 1
        && document.Conditions.Select(c => c.Expression).Concat(document.Rules.Select(r => r.Own[0]!))
            .All(s => s.Terms.Count == document.Inputs.Count && s.Terms.All(t => t is NumberTerm));

    public static string Caller(RuleDocument document)
    {
        var (model, many) = (document.Name, document.Inputs.Count > 16);
        var names = document.Inputs.Select((_, i) => "v" + Text(i)).ToArray();
        var types = document.Inputs.Select(
            i => i is CategoryInput c ? $"{model}.{char.ToUpperInvariant(c.Name[0])}{c.Name[1..]}" : "double").ToArray();
        var properties = document.Inputs.Select(i => char.ToUpperInvariant(i.Name[0]) + i.Name[1..]).ToArray();
        var at = string.Join(", ", names.Select(n => n + "[r]"));
        var arguments = many ? "in rows[r]" : at;
        var parameters = many ? $"in {model}.Input row" : string.Join(", ", names.Select((n, i) => types[i] + " " + n));
        var operands = many ? properties.Select(p => "row." + p).ToArray() : names;
        string[] lines =
        [
            "using System;",
            "public static class Caller {",
            "static int n; static " + model + ".Input[] rows; static double[] values; static " + model + ".Label[] labels;",
            .. names.Select((name, i) => $"static {types[i]}[] {name};"),
            "public static void Prepare(double[][] all) {",
            $"n = all.Length; rows = new {model}.Input[n]; values = new double[n * {Text(names.Length)}]; labels = new {model}.Label[n];",
            .. names.Select((name, i) => $"{name} = new {types[i]}[n];"),
            "for (int r = 0; r < n; r++) {",
            .. names.Select(
                (
                    name,
                    i) => $"{name}[r] = ({types[i]})all[r][{Text(i)}]; values[r * {Text(names.Length)} + {Text(i)}] = all[r][{Text(i)}];"),
            $"rows[r] = new {model}.Input({string.Join(", ", names.Select(name => name + "[r]"))});",
            "} }",
            "public static int Sum() { int sum = 0; foreach (var l in labels) sum = sum * 31 + (int)l; return sum; }",
            $"public static void Scalar() {{ for (int r = 0; r < n; r++) labels[r] = {model}.Classify({arguments}); }}",
            $"public static void Struct() {{ for (int r = 0; r < n; r++) labels[r] = {model}.Classify(in rows[r]); }}",
            $"public static void Rows() {{ {model}.Classify(rows, labels); }}",
            $"public static void Columns() {{ {model}.Classify({(many ? "values" : string.Join(", ", names))}, labels); }}",
            .. IsNested(document)
                ?
                [
                    $"public static void Hand() {{ for (int r = 0; r < n; r++) labels[r] = ({model}.Label)Decide({arguments}); }}",
                    "public static void HandChecked() { for (int r = 0; r < n; r++) "
                        + $"labels[r] = ({model}.Label)DecideChecked({arguments}); }}",
                    $"static int DecideChecked({parameters}) {{",
                    .. document.Inputs.Select((input, i) => Check(input, operands[i])),
                    $"return Decide({(many ? "in row" : string.Join(", ", names))}); }}",
                    $"static int Decide({parameters}) {{",
                    .. document.Version > 1 ? Hinges(document, operands) : Nested(document, document.Tree, operands),
                    "}",
                ]
                : (string[])[],
            .. IsLoop(document) ? Loop(document) : [],
            .. Tables,
            "}",
        ];
        Tables.Clear();
        return string.Join("\n", lines);
    }

    private static string Check(Input input, string operand) => input is CategoryInput category
        ? $"if ((uint){operand} >= {Text(category.Categories.Count)}) throw new ArgumentOutOfRangeException();"
        : $"if (!double.IsFinite({operand})) throw new ArgumentException();";

    [ThreadStatic]
    private static List<string>? _tables;

    private static List<string> Tables => _tables ??= [];

    private static IEnumerable<string> Nested(RuleDocument document, TreeNode node, string[] names)
    {
        if (node is Branch branch)
        {
            return
            [
                $"if ({Sum(document, document.Conditions[branch.Condition].Expression, names)} < 0) {{",
                .. Nested(document, branch.Negative, names),
                "} else {",
                .. Nested(document, branch.Positive, names),
                "}",
            ];
        }

        var rule = document.Rules[((Leaf)node).Rule];
        if (document.Whole(rule).Count == 1)
            return [$"return {Sum(document, document.Whole(rule)[0], names)} >= 0 ? 1 : 0;"];
        return
        [
            .. document.Whole(rule).Select((e, k) => $"double s{Text(k)} = {Sum(document, e, names)};"),
            "int best = 0; double largest = s0;",
            .. document.Whole(rule).Skip(1).Select(
                (_, k) => $"if (s{Text(k + 1)} > largest) {{ best = {Text(k + 1)}; largest = s{Text(k + 1)}; }}"),
            "return best;",
        ];
    }

    // Version 2, of one output that all rules share: which rule holds matters to nobody who wants the label alone.
    private static IEnumerable<string> Hinges(RuleDocument document, string[] names) =>
    [
        .. document.Conditions.Select((c, j) => $"double c{Text(j)} = {Sum(document, c.Expression, names)};"),
        $"double y = {Sum(document, document.Common[0]!, names)};",
        .. document.Common[0]!.Adjustments.Select(a => $"if (c{Text(a.Condition)} < 0) y += {a.Weight.Literal} * c{Text(a.Condition)};"),
        "return y >= 0 ? 1 : 0;",
    ];

    private static string Sum(RuleDocument document, Expression expression, string[] names) =>
        expression.Bias.Literal + string.Concat(expression.Terms.Select(t => " + " + t.Match(
            number => $"{number.Weight.Literal} * {names[t.Input]}",
            category => $"{Table((CategoryInput)document.Inputs[t.Input], category)}[(int){names[t.Input]}]",
            curve => $"{Chain(curve.Curve)}({names[t.Input]})")));

    /// <summary>A curve as a chain of comparisons.</summary>
    private static string Chain(Curve curve)
    {
        var name = "Curve" + Text(Tables.Count);
        var pieces = curve.Pieces.ToArray();
        var steps = pieces.Select((p, k) => (Below: p.From.X.Literal, Value: k == 0
            ? p.From.Below.Literal
            : pieces[k - 1].IsFlat
                ? pieces[k - 1].From.At.Literal
                : $"{pieces[k - 1].From.At.Literal} + (x - {pieces[k - 1].From.X.Literal}) * {pieces[k - 1].SlopeLiteral}"));
        Tables.Add($"static double {name}(double x) {{ {string.Concat(steps.Select(s => $"if (x < {s.Below}) return {s.Value}; "))}return "
            + $"{pieces[^1].From.At.Literal}; }}");
        return name;
    }

    private static string Table(CategoryInput input, CategoryTerm term)
    {
        var name = "Table" + Text(Tables.Count);
        var weights = input.Categories.Select((_, c) => term.Weights.FirstOrDefault(w => w.Category == c)?.Weight.Literal ?? "0.0");
        Tables.Add($"static readonly double[] {name} = {{ {string.Join(", ", weights)} }};");
        return name;
    }

    // The tree as arrays: node by node its bias and weights, and where each side leads; a rule is a negative number.
    private static IEnumerable<string> Loop(RuleDocument document)
    {
        var (negative, positive) = (new List<int>(), new List<int>());
        var order = new List<int>();
        Number(document.Tree);
        var sums = order.Select(c => document.Conditions[c].Expression).Concat(document.Rules.Select(r => r.Own[0]!));
        var weights = sums.SelectMany(e => e.Terms.Select(t => ((NumberTerm)t).Weight.Literal).Prepend(e.Bias.Literal));
        var (inputs, width) = (Text(document.Inputs.Count), Text(document.Inputs.Count + 1));
        return
        [
            $"static readonly int[] Negative = {{ {string.Join(", ", negative)} }};",
            $"static readonly int[] Positive = {{ {string.Join(", ", positive)} }};",
            $"static readonly double[] Weights = {{ {string.Join(", ", weights)} }};",
            "public static void Loop() { for (int r = 0; r < n; r++) "
                + $"labels[r] = ({document.Name}.Label)Descend(values.AsSpan(r * {inputs}, {inputs})); }}",
            "static int Descend(ReadOnlySpan<double> x) {",
            "int node = 0;",
            $"while (node >= 0) {{ node = Sum(x, Weights.AsSpan(node * {width}, {width})) < 0 ? Negative[node] : Positive[node]; }}",
            $"return Sum(x, Weights.AsSpan(({Text(negative.Count)} + ~node) * {width}, {width})) >= 0 ? 1 : 0;",
            "}",
            "static double Sum(ReadOnlySpan<double> x, ReadOnlySpan<double> w) { double sum = w[0]; w = w.Slice(1, x.Length); "
                + "for (int i = 0; i < x.Length; i++) sum += w[i] * x[i]; return sum; }",
        ];

        int Number(TreeNode node)
        {
            if (node is not Branch branch)
                return ~((Leaf)node).Rule;
            var id = order.Count;
            order.Add(branch.Condition);
            negative.Add(0);
            positive.Add(0);
            negative[id] = Number(branch.Negative);
            positive[id] = Number(branch.Positive);
            return id;
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
