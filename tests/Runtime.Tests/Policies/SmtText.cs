using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace RuleCompiler.Runtime.Tests.Policies;

/// <summary>
/// Whether rows break a policy, as SMT-LIB text for a solver that others wrote. It is made of the JSON of both, with no part of the
/// product.
/// </summary>
internal sealed partial class SmtText
{
    private readonly StringBuilder _text = new();
    private readonly JsonElement _document;
    private readonly JsonElement _policy;

    private SmtText(string document, string policy) => (_document, _policy) = (Json(document), Json(policy));

    /// <summary>The question; the answer is sat where the policy is broken.</summary>
    /// <param name="document">A document of version 2 with one output and one threshold.</param>
    /// <param name="policy">The policy: of a range, a label, a direction, a special value, the same decision.</param>
    public static string Of(string document, string policy) => new SmtText(document, policy).Write();

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private string Write()
    {
        var kind = Text(_policy.GetProperty("kind"));
        var threshold = Real(_document.GetProperty("decision").GetProperty("thresholds")[0].GetProperty("threshold"));
        AddRow("a");
        switch (kind)
        {
            case "range":
                Assert(_policy.TryGetProperty("atMost", out var most)
                    ? $"(> y_a {Real(most)})"
                    : $"(< y_a {Real(_policy.GetProperty("atLeast"))})");
                break;
            case "never" or "always":
                var isYes = Text(_policy.GetProperty("label")) == "yes";
                Assert(isYes == (kind == "never") ? $"(>= y_a {threshold})" : $"(< y_a {threshold})");
                break;
            case "sameDecision":
                AddSecond(Text(_policy.GetProperty("inputs")[0]));
                Assert($"(>= y_a {threshold})");
                Assert($"(< y_b {threshold})");
                break;
            case "direction":
                var name = Text(_policy.GetProperty("input"));
                AddSecond(name);
                AddOrder(name);
                break;
            default:
                throw new InvalidOperationException(kind);
        }

        return _text.Append("(check-sat)\n").ToString();
    }

    private void AddOrder(string name)
    {
        var input = Inputs.Single(i => Text(i.GetProperty("name")) == name);
        var position = Inputs.ToList().IndexOf(input);
        if (_policy.TryGetProperty("special", out var place))
        {
            var isLowest = Text(place.EnumerateObject().Single().Value) == "lowest";
            Assert($"(= k{position}_a 0)");
            Assert($"(= k{position}_b (- 1))");
            Assert(isLowest ? "(> y_a y_b)" : "(< y_a y_b)");
            return;
        }

        if (input.TryGetProperty("categories", out var categories))
        {
            var order = input.GetProperty("order").EnumerateArray().Select(Text).ToList();
            string Rank(string row) => categories.EnumerateArray().Select(Text).Select((c, k) => (Rank: order.IndexOf(c), k))
                .Aggregate("0", (rest, c) => $"(ite (= c{position}_{row} {c.k}) {c.Rank} {rest})");
            Assert($"(< {Rank("a")} {Rank("b")})");
        }
        else
        {
            Assert($"(and (= k{position}_a (- 1)) (= k{position}_b (- 1)) (< x{position}_a x{position}_b))");
        }

        Assert(Text(_policy.GetProperty("direction")) == "increasing" ? "(> y_a y_b)" : "(< y_a y_b)");
    }

    private IEnumerable<JsonElement> Inputs => _document.GetProperty("inputs").EnumerateArray();

    // A second row, which differs in one input alone.
    private void AddSecond(string varied)
    {
        AddRow("b");
        foreach (var (input, i) in Inputs.Select((input, i) => (input, i)))
        {
            if (Text(input.GetProperty("name")) == varied)
                continue;
            if (input.TryGetProperty("categories", out _))
                Assert($"(= c{i}_a c{i}_b)");
            else
                Assert($"(and (= k{i}_a k{i}_b) (= x{i}_a x{i}_b))");
        }
    }

    // A row: its values, its conditions, its output, and what is assumed of it.
    private void AddRow(string row)
    {
        foreach (var (input, i) in Inputs.Select((input, i) => (input, i)))
            AddInput(input, i, row);
        foreach (var condition in _document.GetProperty("conditions").EnumerateArray())
            Define($"e{condition.GetProperty("id").GetInt32()}_{row}", Sum(condition.GetProperty("expression"), row));
        var own = _document.GetProperty("rules").EnumerateArray().ToDictionary(
            r => r.GetProperty("id").GetInt32(), r => r.TryGetProperty("expressions", out var sums) ? Sum(sums[0], row) : "0.0");
        Define($"y_{row}", $"(+ {Sum(_document.GetProperty("common")[0], row)} {Tree(_document.GetProperty("tree"), own, row)})");
        if (_policy.TryGetProperty("where", out var where))
            AddAssumption(where.EnumerateObject().Single(), row);
    }

    private void AddInput(JsonElement input, int i, string row)
    {
        if (input.TryGetProperty("categories", out var categories))
        {
            _text.Append(CultureInfo.InvariantCulture, $"(declare-const c{i}_{row} Int)\n");
            Assert($"(and (>= c{i}_{row} 0) (< c{i}_{row} {categories.GetArrayLength()}))");
            return;
        }

        // k is −1 for a quantity, else the position of a special value.
        _text.Append(CultureInfo.InvariantCulture, $"(declare-const x{i}_{row} Real)\n(declare-const k{i}_{row} Int)\n");
        var range = input.GetProperty("range");
        Assert($"(and (>= x{i}_{row} {Real(range[0])}) (<= x{i}_{row} {Real(range[1])}))");
        var specials = input.TryGetProperty("special", out var list) ? list.EnumerateArray().ToArray() : [];
        Assert($"(and (>= k{i}_{row} (- 1)) (< k{i}_{row} {specials.Length}))");
        foreach (var special in specials.Where(s => s.TryGetProperty("inside", out _)))
            Assert($"(=> (= k{i}_{row} (- 1)) (not (= x{i}_{row} {Real(special.GetProperty("value"))})))");
    }

    private void AddAssumption(JsonProperty assumed, string row)
    {
        var i = Inputs.ToList().FindIndex(input => Text(input.GetProperty("name")) == assumed.Name);
        if (assumed.Value.ValueKind == JsonValueKind.Array)
        {
            var categories = Inputs.ElementAt(i).GetProperty("categories").EnumerateArray().Select(Text).ToList();
            Assert($"(or {string.Join(' ', assumed.Value.EnumerateArray().Select(c => $"(= c{i}_{row} {categories.IndexOf(Text(c))})"))})");
            return;
        }

        var bound = assumed.Value.TryGetProperty("below", out var below)
            ? $"(< x{i}_{row} {Real(below)})"
            : $"(>= x{i}_{row} {Real(assumed.Value.GetProperty("atLeast"))})";
        var isQuantity = $"(and (= k{i}_{row} (- 1)) {bound})";
        Assert(assumed.Value.TryGetProperty("special", out _) ? $"(or (= k{i}_{row} 0) {isQuantity})" : isQuantity);
    }

    private static string Tree(JsonElement node, Dictionary<int, string> own, string row) => node.TryGetProperty("rule", out var rule)
        ? own[rule.GetInt32()]
        : $"(ite (< e{node.GetProperty("condition").GetInt32()}_{row} 0.0) {Tree(node.GetProperty("negative"), own, row)} "
            + $"{Tree(node.GetProperty("positive"), own, row)})";

    private string Sum(JsonElement expression, string row)
    {
        var parts = expression.GetProperty("weights").EnumerateObject().Select(w => Term(w, row)).ToList();
        if (expression.TryGetProperty("adjustments", out var adjustments))
        {
            parts.AddRange(adjustments.EnumerateObject().Select(
                a => $"(ite (< e{a.Name}_{row} 0.0) (* {Real(a.Value)} e{a.Name}_{row}) 0.0)"));
        }

        return $"(+ {Real(expression.GetProperty("bias"))} 0.0 {string.Join(' ', parts)})";
    }

    private string Term(JsonProperty weight, string row)
    {
        var i = Inputs.ToList().FindIndex(input => Text(input.GetProperty("name")) == weight.Name);
        var input = Inputs.ElementAt(i);
        if (input.TryGetProperty("categories", out var categories))
        {
            return categories.EnumerateArray().Select(Text).Select((c, k) => (c, k)).Aggregate("0.0", (rest, c) =>
                weight.Value.TryGetProperty(c.c, out var value) ? $"(ite (= c{i}_{row} {c.k}) {Real(value)} {rest})" : rest);
        }

        var x = $"x{i}_{row}";
        var quantity = weight.Value.ValueKind == JsonValueKind.Number ? $"(* {Real(weight.Value)} {x})"
            : weight.Value.TryGetProperty("curve", out var curve) ? Curve(curve, x)
            : $"(* {Real(weight.Value.GetProperty("weight"))} {x})";
        var names = input.TryGetProperty("special", out var list)
            ? list.EnumerateArray().Select(s => Text(s.GetProperty("name"))).ToArray()
            : [];
        return names.Select((name, k) => (name, k)).Aggregate(quantity, (rest, s) =>
        {
            var added = weight.Value.ValueKind == JsonValueKind.Object && weight.Value.TryGetProperty("special", out var values)
                && values.TryGetProperty(s.name, out var value) ? Real(value) : "0.0";
            return $"(ite (= k{i}_{row} {s.k}) {added} {rest})";
        });
    }

    // Flat before the first point and after the last, straight between; the last number of a point holds at it.
    private static string Curve(JsonElement curve, string x)
    {
        var points = curve.EnumerateArray().ToArray();
        string At(JsonElement p) => Real(p[p.GetArrayLength() - 1]);
        var text = At(points[^1]);
        for (var k = points.Length - 2; k >= 0; k--)
        {
            var (p, q) = (points[k], points[k + 1]);
            var slope = $"(/ (- {Real(q[1])} {At(p)}) (- {Real(q[0])} {Real(p[0])}))";
            text = $"(ite (< {x} {Real(q[0])}) (+ {At(p)} (* (- {x} {Real(p[0])}) {slope})) {text})";
        }

        return $"(ite (< {x} {Real(points[0][0])}) {Real(points[0][1])} {text})";
    }

    private void Define(string name, string value) =>
        _text.Append(CultureInfo.InvariantCulture, $"(define-fun {name} () Real {value})\n");

    private void Assert(string what) => _text.Append(CultureInfo.InvariantCulture, $"(assert {what})\n");

    private static string Text(JsonElement text) => text.GetString()!;

    // Decimals as they are written.
    private static string Real(JsonElement number)
    {
        var text = number.GetRawText();
        var digits = text.TrimStart('-');
        digits = digits.Contains('.', StringComparison.Ordinal) ? digits : digits + ".0";
        return text.StartsWith('-') ? $"(- {digits})" : digits;
    }
}
