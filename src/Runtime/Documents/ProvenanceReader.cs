using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Reads the part <c>provenance</c>.</summary>
internal static class ProvenanceReader
{
    public static Provenance Read(JsonObject node, RowCountsReader counts)
    {
        node.Allow(
            "tool", "data", "testData", "network", "rows", "seed", "architecture", "options", "measured", "metrics", "fidelity",
            "rounding", "frontier", "counts");
        return new Provenance(
            node.Require("tool").AsName(),
            ReadFile(node.Find("data")),
            ReadFile(node.Find("testData")),
            ReadNumbers(node.Find("rows")),
            node.Find("seed")?.AsInteger(0),
            node.Find("architecture")?.AsArray().Select(n => n.AsInteger(1)).ToEquatableArray() ?? EquatableArray<int>.Empty,
            Members(node.Find("options")).Select(m => new NamedText(m.Name.AsName(), m.Value.AsText())).ToEquatableArray(),
            ReadMetrics(node.Find("metrics")),
            ReadGroups(node.Find("fidelity")),
            ReadNumbers(node.Find("rounding")),
            ReadFrontier(node.Find("frontier")?.AsArray() ?? Array.Empty<JsonNode>()))
        {
            Network = ReadFile(node.Find("network"), "inputs"),
            NetworkInputs = ReadInputs((node.Find("network") as JsonObject)?.Find("inputs")),
            Measured = node.Find("measured") is { } measured ? ReadMeasured(measured.AsObject()) : null,
            Counts = node.Find("counts") is { } rows ? counts.Read(rows.AsObject()) : null,
        };
    }

    /// <summary>Metrics of models on splits; none where nothing stands.</summary>
    public static EquatableArray<ModelMetrics> ReadMetrics(JsonNode? node) =>
        Members(node).Select(m => new ModelMetrics(m.Name.AsName(), ReadGroups(m.Value))).ToEquatableArray();

    private static EquatableArray<NetworkInputRange> ReadInputs(JsonNode? node)
    {
        var index = new NameIndex("input");
        return node?.AsArray().Select(i => ReadInput(i.AsObject(), index)).ToEquatableArray() ?? EquatableArray<NetworkInputRange>.Empty;
    }

    private static NetworkInputRange ReadInput(JsonObject node, NameIndex index)
    {
        node.Allow("name", "range");
        var name = node.Require("name");
        index.Declare(name, name.AsName());
        var rangeNode = node.Require("range");
        var range = rangeNode.AsArray();
        return range.Count == 2 && range[0].AsNumber().Value <= range[1].AsNumber().Value
            ? new NetworkInputRange(name.AsName(), range[0].AsNumber(), range[1].AsNumber())
            : throw rangeNode.Error(DocumentFault.Value, "A range is two numbers, [smallest, largest].");
    }

    private static DataFile? ReadFile(JsonNode? node, params string[] more)
    {
        if (node is null)
            return null;
        var file = node.AsObject();
        file.Allow(new[] { "file", "sha256" }.Concat(more).ToArray());
        var hash = file.Require("sha256");
        return IsSha256(hash.AsText())
            ? new DataFile(file.Require("file").AsName(), hash.AsText())
            : throw hash.Error(DocumentFault.Value, "A SHA-256 is 64 hexadecimal digits in lower case.");
    }

    private static bool IsSha256(string text) => text.Length == 64 && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    private static MeasuredFigures ReadMeasured(JsonObject node)
    {
        node.Allow("data", "testData", "rows", "edited", "meaning");
        var meaning = node.Require("meaning");
        return new MeasuredFigures(
            ReadFile(node.Require("data"))!,
            ReadFile(node.Find("testData")),
            ReadNumbers(node.Require("rows")),
            IsMarked(node, "edited"),
            meaning.AsText() is { } hash && hash.StartsWith("sha256:", StringComparison.Ordinal) && IsSha256(hash.Substring(7))
                ? hash
                : throw meaning.Error(DocumentFault.Value, "A meaning is 'sha256:' and 64 hexadecimal digits in lower case."));
    }

    private static EquatableArray<FrontierEntry> ReadFrontier(IReadOnlyList<JsonNode> nodes)
    {
        var frontier = new List<FrontierEntry>();
        foreach (var node in nodes.Select(n => n.AsObject()))
        {
            node.Allow(
                "nonlinear", "rules", "meanTerms", "numbers", "points", "expectedLoss", "price", "chosen", "validation", "test",
                "fidelity");
            var entry = new FrontierEntry(
                node.Require("nonlinear").AsInteger(0),
                node.Find("rules")?.AsInteger(1),
                node.Require("meanTerms").AsNumber(0, double.PositiveInfinity),
                IsMarked(node, "chosen"),
                ReadNumbers(node.Find("validation")),
                ReadNumbers(node.Find("test")))
            {
                Numbers = node.Find("numbers")?.AsInteger(0),
                Points = node.Find("points")?.AsInteger(0),
                ExpectedLoss = node.Find("expectedLoss")?.AsNumber(0, double.PositiveInfinity),
                Price = node.Find("price")?.AsNumber(0, double.PositiveInfinity),
                Fidelity = ReadNumbers(node.Find("fidelity")),
            };
            if (frontier.Count > 0 && frontier[frontier.Count - 1].Nonlinear >= entry.Nonlinear)
                throw node.Require("nonlinear").Error(
                    DocumentFault.Value, "The points of the frontier stand in order, fewest nonlinear PReLUs first.");
            if (entry.IsChosen && frontier.Any(e => e.IsChosen))
                throw node.Require("chosen").Error(DocumentFault.Repeated, "Another point of the frontier is chosen already.");
            frontier.Add(entry);
        }

        return frontier.ToEquatableArray();
    }

    /// <summary>Whether a member stands that can only be true.</summary>
    private static bool IsMarked(JsonObject node, string name) => node.Find(name) switch
    {
        null => false,
        JsonLiteral { Text: "true" } => true,
        var mark => throw mark.Error(DocumentFault.Value, $"'{name}' is true where it stands."),
    };

    private static EquatableArray<NamedNumbers> ReadGroups(JsonNode? node) =>
        Members(node).Select(m => new NamedNumbers(m.Name.AsName(), ReadNumbers(m.Value))).ToEquatableArray();

    private static EquatableArray<NamedNumber> ReadNumbers(JsonNode? node) =>
        Members(node).Select(m => new NamedNumber(m.Name.AsName(), m.Value.AsNumber())).ToEquatableArray();

    private static IReadOnlyList<JsonMember> Members(JsonNode? node) =>
        node?.AsObject().Members ?? Array.Empty<JsonMember>();
}
