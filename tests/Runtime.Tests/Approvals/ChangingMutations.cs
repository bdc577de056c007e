using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using static RuleCompiler.Runtime.Tests.Approvals.Mutation;

namespace RuleCompiler.Runtime.Tests.Approvals;

/// <summary>Edits after which a document means something else, wherever the reader accepts the result.</summary>
internal static class ChangingMutations
{
    private const string NewName = "renamed by a mutation";

    private static readonly Dictionary<string, string> Opposite = new()
    {
        ["increasing"] = "decreasing",
        ["decreasing"] = "increasing",
        ["up"] = "down",
        ["down"] = "up",
        ["both"] = "no",
        ["no"] = "both",
    };

    public static IReadOnlyList<Mutation> All { get; } =
    [
        OfOne("a weight by one unit in the last place", d => d.Weights, (w, _, random) => Write(w, Next(w.Digits, random.Next(2) == 0))),
        OfOne("the sign of a weight", d => d.Weights, w => w.Write(Negated(w.Digits))),
        OfOne("a point of a curve", d => d.AllNumbers.Except(d.Weights), (n, _, random) => Write(n, Next(n.Digits, random.Next(2) == 0))),
        OfOne("the sign of a threshold", d => d.Thresholds, t =>
            t["threshold"] = EditedDocument.Number(Negated(t["threshold"]!.ToJsonString()))),
        OfOne("a label below", d => d.Thresholds, t => Say(t, "below")),
        OfOne("labels that change places", d => d.Thresholds, t => (t["below"], t["atOrAbove"]) = (Text(t, "atOrAbove"), Text(t, "below"))),
        OfOrder("the order of labels", d => [d.Root["decision"]!["labels"] as JsonArray]),
        OfOne("what scores mean", d => d.Thresholds.Select(_ => d.Root["decision"]!.AsObject()), s =>
            s["scores"] = (string?)s["scores"] == "logit" ? "probability" : "logit"),
        OfOne("the name", d => d.Whole, r => Say(r, "name")),
        OfOne("the version", d => d.Whole, (r, d, _) => Set(r, "version", 3 - d.Version)),
        OfOne("a unit", d => d.Numbers, n => Say(n, "unit")),
        OfOne("the unit that goes", d => d.Numbers, (n, _, _) => Remove(n, "unit")),
        OfOne("a value for what is missing", d => d.Numbers.Where(n => n["missing"] is null), n => n["missing"] = 12.5),
        OfOne("none for what is missing", d => d.Numbers.Where(n => n["missing"] is JsonValue), (n, _, _) => Remove(n, "missing")),
        OfOne("a mark", d => d.Numbers.Where(n => n["missing"] is JsonObject), n => n["missing"]!["marks"]!.AsArray().Add(-7654.5)),
        OfOne("recorded marks", d => d.Inputs.Where(i => i["missing"] is not JsonObject), (_, d, _) => Record(d, "missing", "-7654.5")),
        OfOne("a special value", d => d.Version > 1 ? d.Numbers : [], (n, _, _) => Add(n, "special", new JsonObject
        {
            ["value"] = -54321,
            ["name"] = NewName,
        })),
        OfOne("the name of a special value", d => d.Numbers, (n, d, random) => RenameSpecial(n, d, random)),
        OfOne("a step", d => d.Version > 1 ? d.Numbers : [], n => n["step"] = 0.0625),
        OfOne("a direction", d => d.Inputs.Where(i => i["direction"] is JsonValue), i => i["direction"] = Opposite[Text(i, "direction")]),
        OfOne("no direction", d => d.Inputs, (i, _, _) => Remove(i, "direction")),
        OfOne("what can be done", d => d.Inputs.Where(i => i["actionable"] is not null), i =>
            i["actionable"] = Opposite[Text(i, "actionable")]),
        OfOne("nothing can be done", d => d.Version > 1 ? d.Inputs.Where(i => i["immutable"] is null) : [], i => i["immutable"] = true),
        OfOne("a reason", d => d.Version > 1 ? d.Inputs : [], i => i["reason"] = new JsonObject
        {
            ["code"] = (string?)i["reason"]?["code"] ?? "R",
            ["text"] = (string?)i["reason"]?["text"] + "x",
        }),
        OfOne("the code of a reason", d => d.Inputs.Select(i => i["reason"]).OfType<JsonObject>(), r => Say(r, "code")),
        OfOne("one more category", d => d.Categories, (c, _, _) => Add(c, "categories", NewName)),
        OfOne("the name of a category", d => d.Categories, (c, d, random) => RenameCategory(c, d, random)),
        OfOrder("the order of categories", d => d.Categories.Select(c => c["categories"] as JsonArray)),
        OfOrder("which category is lower", d => d.Categories.Select(c => c["order"] as JsonArray)),
        OfOne("no other category", d => d.Categories, (c, _, _) => Remove(c, "other")),
        OfOne("an other category", d => d.Categories.Where(c => c["other"] is null), c => c["other"] = c["categories"]![0]!.DeepClone()),
        OfOne("the name of an input", d => d.Inputs, (i, d, _) => RenameInput(i, d)),
        OfOrder("the order of inputs", d => [d.Root["inputs"] as JsonArray]),
        OfOne("the name of an output", d => d.Root["outputs"]!.AsArray(), (o, d, _) => RenameOutput(o!.AsObject(), d)),
        OfOrder("the order of outputs", d => d.Inputs.Any(i => i["direction"] is JsonObject) ? [] : [d.Root["outputs"] as JsonArray]),
        OfOrder("the order of conditions", d => [d.Root["conditions"] as JsonArray]),
        OfOne("the id of a condition", d => d.Conditions, (c, d, _) => Renumber(c, d, "condition", 987654)),
        OfOne("the id of a rule", d => d.Rules, (r, d, _) => Renumber(r, d, "rule", 987654)),
        OfOrder("the order of rules", d => [d.Root["rules"] as JsonArray]),
        OfOne("sides of the tree", d => d.Branches, b =>
        {
            var (negative, positive) = (b["negative"]!.DeepClone(), b["positive"]!.DeepClone());
            (b["negative"], b["positive"]) = (positive, negative);
        }),
        OfOne("rules that change places", d => d.Leaves.Skip(1), (leaf, d, _) =>
        {
            var first = d.Leaves.First();
            (first["rule"], leaf["rule"]) = (leaf["rule"]!.DeepClone(), first["rule"]!.DeepClone());
            return true;
        }),
        OfOne("a term", d => d.Terms, (t, _, _) => Remove(t.Weights, EditedDocument.Name(t.Input))),
        // It makes 0 of −0.
        OfOne("a term of weight 0", d => d.Sums, (s, d, random) => AddTerm(s, d, random)),
        OfOne("an adjustment", d => d.Sums.Select(s => s["adjustments"]).OfType<JsonObject>(), (a, _, random) => RemoveOne(a, random)),
        OfOne("an entry that is not 0", d => d.Tables, (t, _, random) => Entry(t.Table, t.Names[random.Next(t.Names.Length)], "-0.5")),
        OfOne("an entry that is -0", d => d.Tables, (t, _, random) => Entry(t.Table, t.Names[random.Next(t.Names.Length)], "-0.0")),
        OfOne("a common part", d => d.Version > 1 && d.Root["common"] is null ? d.Whole : [], (r, d, _) =>
            Set(r, "common", new JsonArray(d.Root["outputs"]!.AsArray().Select(_ => (JsonNode)new JsonObject { ["bias"] = 0 }).ToArray()))),
        OfOne("no common part", d => d.Whole, (r, _, _) => Remove(r, "common")),
        OfOne("the name of a reference", d => d.References, r => Say(r, "name")),
        OfOne("no references", d => d.References.Select(_ => d.Root), (r, _, _) => Remove(r, "references")),
        OfOrder("the order of references", d => [d.Root["references"] as JsonArray]),
        OfOne("the default reference", d => d.References.Where(r => r["default"] is null), (r, d, _) =>
        {
            foreach (var other in d.References)
                other.Remove("default");
            return Set(r, "default", true);
        }),
    ];

    /// <summary>Sets a recorded option of the provenance.</summary>
    public static bool Record(EditedDocument document, string option, string value)
    {
        var provenance = document.Root["provenance"] as JsonObject ?? new JsonObject { ["tool"] = "mutation" };
        document.Root["provenance"] = provenance;
        var options = provenance["options"] as JsonObject ?? [];
        provenance["options"] = options;
        options[option] = options[option] is { } before ? before.GetValue<string>() + "\n" + value : value;
        return true;
    }

    private static string Text(JsonObject node, string member) => node[member]!.GetValue<string>();

    private static bool Write(NumberPlace place, string? digits)
    {
        if (digits is not null)
            place.Write(digits);
        return digits is not null;
    }

    private static bool Set(JsonObject node, string member, JsonNode value)
    {
        node[member] = value;
        return true;
    }

    private static bool Add(JsonObject node, string member, JsonNode value)
    {
        if (node[member] is not JsonArray array)
            node[member] = array = [];
        array.Add(value);
        return true;
    }

    private static bool AddTerm(JsonObject sum, EditedDocument document, Random random)
    {
        var weights = sum["weights"] as JsonObject ?? [];
        sum["weights"] = weights;
        var free = document.Numbers.Select(EditedDocument.Name).Where(n => !weights.ContainsKey(n)).ToArray();
        return free.Length > 0 && Set(weights, free[random.Next(free.Length)], EditedDocument.Number(random.Next(2) == 0 ? "0" : "-0.0"));
    }

    private static bool RemoveOne(JsonObject node, Random random) => node.Remove(node.ElementAt(random.Next(node.Count)).Key);

    private static bool Entry(JsonObject table, string name, string digits)
    {
        // The same number in other characters would be no change.
        var isSame = table[name] is { } entry && Bits(entry.ToJsonString()) == Bits(digits);
        return !isSame && Set(table, name, EditedDocument.Number(digits));
    }

    private static long Bits(string digits) => BitConverter.DoubleToInt64Bits(double.Parse(digits, CultureInfo.InvariantCulture));

    private static bool RenameInput(JsonObject input, EditedDocument document)
    {
        var name = EditedDocument.Name(input);
        foreach (var weights in document.Sums.Select(s => s["weights"]).OfType<JsonObject>())
            EditedDocument.Rename(weights, name, NewName);
        foreach (var point in Points(document))
            EditedDocument.Rename(point, name, NewName);
        return Set(input, "name", NewName);
    }

    private static bool RenameOutput(JsonObject output, EditedDocument document)
    {
        foreach (var direction in document.Inputs.Select(i => i["direction"]).OfType<JsonObject>())
            EditedDocument.Rename(direction, EditedDocument.Name(output), NewName);
        return Set(output, "name", NewName);
    }

    private static bool RenameCategory(JsonObject input, EditedDocument document, Random random)
    {
        var categories = input["categories"]!.AsArray();
        var position = random.Next(categories.Count);
        var category = categories[position]!.GetValue<string>();
        foreach (var (weights, _) in document.Terms.Where(t => t.Input == input))
            EditedDocument.Rename(weights[EditedDocument.Name(input)]!.AsObject(), category, NewName);
        foreach (var point in Points(document).Where(p => (string?)p[EditedDocument.Name(input)] == category))
            point[EditedDocument.Name(input)] = NewName;
        if ((string?)input["other"] == category)
            input["other"] = NewName;
        if (input["order"] is JsonArray order)
            order[order.Select(o => o!.GetValue<string>()).ToList().IndexOf(category)] = NewName;
        categories[position] = NewName;
        return true;
    }

    private static bool RenameSpecial(JsonObject input, EditedDocument document, Random random)
    {
        if (input["special"] is not JsonArray { Count: > 0 } specials)
            return false;
        var special = specials[random.Next(specials.Count)]!.AsObject();
        var name = EditedDocument.Name(special);
        foreach (var (weights, _) in document.Terms.Where(t => t.Input == input))
        {
            if (weights[EditedDocument.Name(input)] is JsonObject parts && parts["special"] is JsonObject table)
                EditedDocument.Rename(table, name, NewName);
        }

        var values = Points(document).Select(p => p[EditedDocument.Name(input)]).OfType<JsonObject>();
        foreach (var value in values.Where(v => Text(v, "special") == name))
            value["special"] = NewName;
        return Set(special, "name", NewName);
    }

    private static bool Renumber(JsonObject item, EditedDocument document, string member, int id)
    {
        var before = item["id"]!.GetValue<int>();
        foreach (var node in document.Branches.Concat(document.Leaves).Where(n => (int?)n[member] == before))
            node[member] = id;
        item["id"] = id;
        if (member == "rule")
            return true;
        foreach (var adjustments in document.Sums.Select(s => s["adjustments"]).OfType<JsonObject>())
            EditedDocument.Rename(adjustments, $"{before}", $"{id}");
        foreach (var implied in document.Rules.Select(r => r["implied"]).OfType<JsonArray>())
        {
            for (var k = 0; k < implied.Count; k++)
            {
                if (implied[k] is JsonObject side && (int)side["condition"]! == before)
                    side["condition"] = id;
                else if (implied[k] is JsonValue value && value.GetValue<int>() == before)
                    implied[k] = id;
            }
        }

        return true;
    }

    private static IEnumerable<JsonObject> Points(EditedDocument document) =>
        document.Rules.Select(r => r["witness"]).Concat(document.References.Select(r => r["row"])).OfType<JsonObject>();
}
