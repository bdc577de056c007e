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
            node.Require("tool").AsName(),
            ReadFile(node.Find("data")),
            ReadFile(node.Find("testData")),
            ReadNumbers(node.Find("rows")),
            node.Find("seed")?.AsInteger(0),
            node.Find("architecture")?.AsArray().Select(n => n.AsInteger(1)).ToEquatableArray() ?? EquatableArray<int>.Empty,
            Members(node.Find("options")).Select(m => new NamedText(m.Name.AsName(), m.Value.AsText())).ToEquatableArray(),
            Members(node.Find("metrics")).Select(m => new ModelMetrics(m.Name.AsName(), ReadGroups(m.Value))).ToEquatableArray(),
            ReadGroups(node.Find("fidelity")),
            ReadNumbers(node.Find("rounding")));
    }

    private static DataFile? ReadFile(JsonNode? node)
    {
        if (node is null)
            return null;
        var file = node.AsObject();
        file.Allow("file", "sha256");
        var hash = file.Require("sha256");
        return hash.AsText() is { Length: 64 } digits && digits.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'))
            ? new DataFile(file.Require("file").AsName(), digits)
            : throw hash.Error(DocumentFault.Value, "A SHA-256 is 64 hexadecimal digits in lower case.");
    }

    private static EquatableArray<NamedNumbers> ReadGroups(JsonNode? node) =>
        Members(node).Select(m => new NamedNumbers(m.Name.AsName(), ReadNumbers(m.Value))).ToEquatableArray();

    private static EquatableArray<NamedNumber> ReadNumbers(JsonNode? node) =>
        Members(node).Select(m => new NamedNumber(m.Name.AsName(), m.Value.AsNumber())).ToEquatableArray();

    private static IReadOnlyList<JsonMember> Members(JsonNode? node) =>
        node?.AsObject().Members ?? Array.Empty<JsonMember>();
}
