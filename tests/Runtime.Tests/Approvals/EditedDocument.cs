using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RuleCompiler.Runtime.Tests.Approvals;

/// <summary>A number in a document, by where it stands.</summary>
internal sealed record NumberPlace(string Digits, Action<string> Write);

/// <summary>A document as JSON that can be edited: it knows where things stand, and nothing of what they mean.</summary>
internal sealed class EditedDocument
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 300 };

    public EditedDocument(string text) => Root = JsonNode.Parse(text, null, Deep)!.AsObject();

    private EditedDocument(JsonObject root) => Root = root;

    public JsonObject Root { get; private set; }

    /// <summary>The document itself, as the only one of its kind.</summary>
    public IEnumerable<JsonObject> Whole => [Root];

    public int Version => Root["version"]!.GetValue<int>();

    public IEnumerable<JsonObject> Inputs => Objects("inputs");

    public IEnumerable<JsonObject> Numbers => Inputs.Where(i => !i.ContainsKey("categories"));

    public IEnumerable<JsonObject> Categories => Inputs.Where(i => i.ContainsKey("categories"));

    public IEnumerable<JsonObject> Conditions => Objects("conditions");

    public IEnumerable<JsonObject> Rules => Objects("rules");

    public IEnumerable<JsonObject> References => Objects("references");

    public IEnumerable<JsonObject> Sums =>
        Conditions.Select(c => c["expression"]!.AsObject())
            .Concat((Root["common"] as JsonArray ?? []).OfType<JsonObject>())
            .Concat(Rules.SelectMany(r => r["expressions"] as JsonArray ?? []).OfType<JsonObject>());

    /// <summary>All terms: the input and the object of weights in which its weight stands.</summary>
    public IEnumerable<(JsonObject Weights, JsonObject Input)> Terms =>
        from sum in Sums
        let weights = sum["weights"] as JsonObject ?? []
        from member in weights.ToArray()
        select (weights, Inputs.Single(i => Name(i) == member.Key));

    /// <summary>The tables of what categories and special values add, and the names that may stand there.</summary>
    public IEnumerable<(JsonObject Table, string[] Names)> Tables =>
        from term in Terms
        let weight = term.Weights[Name(term.Input)] as JsonObject
        where weight is not null
        from table in term.Input["categories"] is JsonArray categories
            ? [(weight, categories.Select(c => c!.GetValue<string>()).ToArray())]
            : weight["special"] is JsonObject special
                ? [(special, term.Input["special"]!.AsArray().Select(s => s!["name"]!.GetValue<string>()).ToArray())]
                : Array.Empty<(JsonObject, string[])>()
        select table;

    /// <summary>The nodes of the tree that test a condition.</summary>
    public IEnumerable<JsonObject> Branches => Nodes(Root["tree"]!.AsObject()).Where(n => n.ContainsKey("condition"));

    public IEnumerable<JsonObject> Leaves => Nodes(Root["tree"]!.AsObject()).Where(n => n.ContainsKey("rule"));

    /// <summary>The numbers that are added: biases, weights, heights of curves, entries of tables, adjustments.</summary>
    public IEnumerable<NumberPlace> Weights =>
        Sums.SelectMany(s => Members(s, "bias"))
            .Concat(Terms.SelectMany(t => OfTerm(t.Weights, t.Input, heights: true)))
            .Concat(Tables.SelectMany(t => Members(t.Table)))
            .Concat(Sums.SelectMany(s => s["adjustments"] is JsonObject adjustments ? Members(adjustments) : []));

    /// <summary>All numbers whose digits may be written in another way.</summary>
    public IEnumerable<NumberPlace> AllNumbers =>
        Weights
            .Concat(Terms.SelectMany(t => OfTerm(t.Weights, t.Input, heights: false)))
            .Concat(Numbers.SelectMany(n => Items(n["range"]!.AsArray()).Concat(Members(n, "step", "missing"))))
            .Concat(Numbers.SelectMany(n => n["missing"] is JsonObject m ? Members(m, "value").Concat(Items(m["marks"]!.AsArray())) : []))
            .Concat(Numbers.SelectMany(n => n["special"] as JsonArray ?? []).SelectMany(s => Members(s!.AsObject(), "value")))
            .Concat(Thresholds.SelectMany(t => Members(t, "threshold")))
            .Concat(References.SelectMany(r => Members(r["row"]!.AsObject())));

    public IEnumerable<JsonObject> Thresholds =>
        (Root["decision"]!["thresholds"] as JsonArray ?? []).Select(t => t!.AsObject());

    public static string Name(JsonObject node) => node["name"]!.GetValue<string>();

    public static JsonNode Number(string digits) => JsonNode.Parse(digits)!;

    public EditedDocument Copy() => new(Root.DeepClone().AsObject());

    /// <summary>Puts the members of every object into another order.</summary>
    public void Shuffle(Random random) => Root = Shuffled(Root, random).AsObject();

    /// <summary>The text, laid out and escaped in one way or another.</summary>
    public string Text(Random random)
    {
        var text = Root.ToJsonString(new JsonSerializerOptions
        {
            MaxDepth = 300,
            WriteIndented = random.Next(2) == 0,
            IndentSize = random.Next(5),
            Encoder = random.Next(2) == 0 ? JavaScriptEncoder.Default : JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NewLine = random.Next(2) == 0 ? "\n" : "\r\n",
        });
        return random.Next(4) == 0 ? "\r\n \t" + text + "\n\n" : text;
    }

    /// <summary>Gives a member another name in its place.</summary>
    public static void Rename(JsonObject node, string name, string another)
    {
        var members = node.ToArray();
        node.Clear();
        foreach (var (key, value) in members)
            node.Add(key == name ? another : key, value);
    }

    private static JsonNode Shuffled(JsonNode node, Random random)
    {
        switch (node)
        {
            case JsonObject members:
                var shuffled = members.ToArray();
                random.Shuffle(shuffled);
                return new JsonObject(shuffled.Select(m => KeyValuePair.Create(m.Key, m.Value is null ? null : Shuffled(m.Value, random))));
            case JsonArray items:
                return new JsonArray(items.Select(i => i is null ? null : Shuffled(i, random)).ToArray());
            default:
                return node.DeepClone();
        }
    }

    private IEnumerable<JsonObject> Objects(string name) => (Root[name] as JsonArray ?? []).Select(n => n!.AsObject());

    private static IEnumerable<JsonObject> Nodes(JsonObject node) => node.ContainsKey("rule")
        ? [node]
        : [node, .. Nodes(node["negative"]!.AsObject()), .. Nodes(node["positive"]!.AsObject())];

    private static IEnumerable<NumberPlace> OfTerm(JsonObject weights, JsonObject input, bool heights)
    {
        if (input.ContainsKey("categories"))
            return [];
        if (weights[Name(input)] is not JsonObject parts)
            return heights ? Members(weights, Name(input)) : [];
        var points = (parts["curve"] as JsonArray ?? []).Select(p => p!.AsArray());
        return heights
            ? Members(parts, "weight").Concat(points.SelectMany(p => Items(p).Skip(1)))
            : points.SelectMany(p => Items(p).Take(1));
    }

    private static IEnumerable<NumberPlace> Members(JsonObject node, params string[] names) => node.ToArray()
        .Where(m => (names.Length == 0 || names.Contains(m.Key)) && m.Value?.GetValueKind() == JsonValueKind.Number)
        .Select(m => new NumberPlace(m.Value!.ToJsonString(), digits => node[m.Key] = Number(digits)));

    private static IEnumerable<NumberPlace> Items(JsonArray array) => Enumerable.Range(0, array.Count)
        .Select(i => new NumberPlace(array[i]!.ToJsonString(), digits => array[i] = Number(digits)));
}
