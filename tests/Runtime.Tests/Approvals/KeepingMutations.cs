using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using static RuleCompiler.Runtime.Tests.Approvals.Mutation;

namespace RuleCompiler.Runtime.Tests.Approvals;

/// <summary>Edits after which a document means what it meant, wherever the reader accepts the result.</summary>
internal static class KeepingMutations
{
    private static readonly string[] Zeros = ["0", "0.0", "0e7", "0.000E-3"];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        // Every text is laid out by chance: blanks, line ends, escapes.
        new("the layout", (_, _) => true),
        new("the order of members", (d, random) => Act(() => d.Shuffle(random))),
        OfOne("how a number is written", d => d.AllNumbers, (n, _, random) => Act(() => n.Write(Rewritten(n.Digits, random)))),
        new("how all numbers are written", (d, random) => Act(() =>
        {
            foreach (var number in d.AllNumbers.ToArray())
                number.Write(Rewritten(number.Digits, random));
        })),
        OfOne("the schema", d => d.Whole, r => Say(r, "$schema")),
        OfOne("the summary", d => d.Whole, r => Say(r, "summary")),
        OfOne("a description", d => d.Inputs, i => Say(i, "description")),
        OfOne("no description", d => d.Inputs, (i, _, _) => Remove(i, "description")),
        OfOne("a title", d => d.Version > 1 ? d.Inputs : [], i => Say(i, "title")),
        OfOne("the name of a condition", d => d.Version > 1 ? d.Conditions : [], c => Say(c, "name")),
        OfOne("a source", d => d.Conditions, c => c["source"] = new JsonObject { ["level"] = 1, ["neuron"] = 2, ["slope"] = 0.5 }),
        OfOne("no source", d => d.Conditions, (c, _, _) => Remove(c, "source")),
        OfOne("what is implied", d => d.Rules, (r, _, _) => Remove(r, "implied")),
        OfOne("support", d => d.Rules, r => r["support"] = new JsonObject { ["rows"] = 3, ["share"] = 0.5 }),
        OfOne("no support", d => d.Rules, (r, _, _) => Remove(r, "support")),
        OfOne("no witness", d => d.Rules, (r, _, _) => Remove(r, "witness")),
        OfOne("a number of a witness", d => d.Rules.Select(r => r["witness"]).OfType<JsonObject>(), (w, _, random) =>
        {
            var numbers = w.Where(m => m.Value!.GetValueKind() == System.Text.Json.JsonValueKind.Number).Select(m => m.Key).ToArray();
            return numbers.Length > 0 && Act(() => w[numbers[random.Next(numbers.Length)]] = 0.123456789);
        }),
        new("an option of the training", (d, _) => ChangingMutations.Record(d, "epochs", "17")),
        OfOne("metrics", d => d.Whole.Select(r => r["provenance"]).OfType<JsonObject>(), (p, _, _) => Remove(p, "metrics")),
        OfOne("the tool", d => d.Whole.Select(r => r["provenance"]).OfType<JsonObject>(), p => Say(p, "tool")),
        new("no provenance", (d, _) => d.Root["provenance"]?["options"] is not JsonObject options
            ? d.Root.Remove("provenance")
            : !options.ContainsKey("missing") && !options.ContainsKey("not-missing") && d.Root.Remove("provenance")),
        OfOne("an entry 0", d => d.Tables, (t, _, random) => AddZero(t.Table, t.Names, random)),
        OfOne("no entry 0", d => d.Tables, (t, _, _) => RemoveZero(t.Table)),
        OfOne("a special table of zeros", d => d.Terms, (t, _, random) => AddSpecials(t.Weights, t.Input, random)),
        OfOne("no weights", d => d.Sums.Where(s => s["weights"] is JsonObject { Count: 0 }), (s, _, _) => Remove(s, "weights")),
        OfOne("empty adjustments", d => d.Version > 1 ? d.Sums : [], s => s["adjustments"] ??= new JsonObject()),
        OfOne("a weight as an object", d => d.Version > 1 ? d.Terms.Where(t => !t.Input.ContainsKey("categories")) : [], (t, _, _) =>
        {
            var name = EditedDocument.Name(t.Input);
            return t.Weights[name] is JsonValue weight && Act(() => t.Weights[name] = new JsonObject { ["weight"] = weight.DeepClone() });
        }),
        OfOne("no outputs of a rule", d => d.Version > 1 ? d.Rules : [], (r, d, _) => r["expressions"] is JsonArray sums
            ? sums.All(s => s is null) && r.Remove("expressions")
            : Act(() => r["expressions"] = Nulls(d))),
        OfOne("an empty common part", d => d.Version > 1 && d.Root["common"] is null ? d.Whole : [], (r, d, _) =>
            Act(() => r["common"] = Nulls(d))),
        OfOne("missing as an object", d => d.Numbers, (n, d, _) =>
            d.Root["provenance"]?["options"]?["missing"] is null
            && n["missing"] is JsonValue value
            && Act(() => n["missing"] = new JsonObject { ["value"] = value.DeepClone(), ["marks"] = new JsonArray() })),
        OfOne("a direction of each output", d => d.Inputs.Where(i => i["direction"] is JsonValue), (i, d, _) => Act(() =>
            i["direction"] = new JsonObject(d.Root["outputs"]!.AsArray().Select(o =>
                KeyValuePair.Create(EditedDocument.Name(o!.AsObject()), (JsonNode?)i["direction"]!.DeepClone()))))),
        OfOne("not immutable", d => d.Version > 1 ? d.Inputs.Where(i => i["immutable"] is null) : [], i => i["immutable"] = false),
        OfOne("not the default", d => d.References.Where(r => r["default"] is null), r => r["default"] = false),
    ];

    private static bool Act(Action edit)
    {
        edit();
        return true;
    }

    private static JsonArray Nulls(EditedDocument document) =>
        new(document.Root["outputs"]!.AsArray().Select(_ => (JsonNode?)null).ToArray());

    private static bool AddZero(JsonObject table, string[] names, Random random)
    {
        var free = names.Where(n => !table.ContainsKey(n)).ToArray();
        return free.Length > 0 && Act(() => table[free[random.Next(free.Length)]] = Zero(random));
    }

    private static JsonNode Zero(Random random) => EditedDocument.Number(Zeros[random.Next(Zeros.Length)]);

    private static bool RemoveZero(JsonObject table)
    {
        var zero = table.Where(m => m.Value!.ToJsonString().TrimStart('0', '.') is "" or ['e' or 'E', ..])
            .Select(m => m.Key).FirstOrDefault();
        return zero is not null && table.Remove(zero);
    }

    private static bool AddSpecials(JsonObject weights, JsonObject input, Random random)
    {
        if (weights[EditedDocument.Name(input)] is not JsonObject parts || input["special"] is not JsonArray specials
            || parts.ContainsKey("special"))
            return false;
        var special = EditedDocument.Name(specials[random.Next(specials.Count)]!.AsObject());
        return Act(() => parts["special"] = new JsonObject { [special] = Zero(random) });
    }
}
