using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Reads the part <c>provenance</c>.</summary>
internal static class ProvenanceReader
{
    public static Provenance Read(JsonObject node)
    {
        node.Allow(
            "tool", "data", "testData", "rows", "seed", "architecture", "options", "metrics", "fidelity", "rounding");
        return new Provenance(
            node.Require("tool").AsText(),
            ReadFile(node.Find("data")),
            ReadFile(node.Find("testData")),
            ReadNumbers(node.Find("rows")),
            node.Find("seed")?.AsInteger(0),
            node.Find("architecture")?.AsArray().Select(n => n.AsInteger(1)).ToEquatableArray() ?? EquatableArray<int>.Empty,
            Members(node.Find("options")).Select(m => new NamedText(m.Name.Value, m.Value.AsText())).ToEquatableArray(),
            Members(node.Find("metrics")).Select(m => new ModelMetrics(m.Name.Value, ReadGroups(m.Value))).ToEquatableArray(),
            ReadGroups(node.Find("fidelity")),
            ReadNumbers(node.Find("rounding")));
    }

    private static DataFile? ReadFile(JsonNode? node)
    {
        if (node is null)
            return null;
        var file = node.AsObject();
        file.Allow("file", "sha256");
        return new DataFile(file.Require("file").AsText(), file.Require("sha256").AsText());
    }

    private static EquatableArray<NamedNumbers> ReadGroups(JsonNode? node) =>
        Members(node).Select(m => new NamedNumbers(m.Name.Value, ReadNumbers(m.Value))).ToEquatableArray();

    private static EquatableArray<NamedNumber> ReadNumbers(JsonNode? node) =>
        Members(node).Select(m => new NamedNumber(m.Name.Value, m.Value.AsNumber())).ToEquatableArray();

    private static IReadOnlyList<JsonMember> Members(JsonNode? node) =>
        node?.AsObject().Members ?? Array.Empty<JsonMember>();
}
