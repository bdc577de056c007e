using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>Reads counts of rows, which name labels, outputs and inputs of a rule system.</summary>
internal sealed class RowCountsReader
{
    /// <summary>Counts are whole numbers that a double holds, so that everybody's JSON reads them.</summary>
    public const long MaxCount = 1L << 53;

    private readonly EquatableArray<Input> _inputs;
    private readonly EquatableArray<Output> _outputs;
    private readonly Decision _decision;

    public RowCountsReader(EquatableArray<Input> inputs, EquatableArray<Output> outputs, Decision decision) =>
        (_inputs, _outputs, _decision) = (inputs, outputs, decision);

    public RowCounts Read(JsonObject node)
    {
        node.Allow("rows", "labels", "bands", "inputs");
        var rows = ReadCount(node.Require("rows"));
        var scores = _decision.ScoresOf(_outputs.Count);
        return new RowCounts(
            rows,
            ReadEach(node, "labels", _decision.IsClass ? scores : 0, "question", (labels, k) => ReadLabels(labels.AsObject(), k, rows)),
            ReadEach(node, "bands", scores, "score", (bands, k) => ReadBands(bands.AsObject(), k, rows)),
            ReadInputs(node.Find("inputs")?.AsObject(), rows));
    }

    /// <summary>A count: digits only, at most 2^53.</summary>
    public static long ReadCount(JsonNode node)
    {
        var text = node.AsNumber().Text;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= MaxCount
            ? value
            : throw node.Error(
                DocumentFault.Value, $"Expected a whole number from 0 to {MaxCount}, written as digits only; found {text}.");
    }

    /// <summary>Counts that have to be those of all rows.</summary>
    public static void RequireSum(JsonNode node, IEnumerable<long> counts, long rows)
    {
        var sum = counts.Aggregate(0m, (a, b) => a + b);
        if (sum != rows)
            throw node.Error(DocumentFault.Value, $"These are {sum} rows in all, and {rows} were counted.");
    }

    private static EquatableArray<T> ReadEach<T>(JsonObject node, string name, int count, string what, Func<JsonNode, int, T> read)
    {
        if (count == 0 && node.Find(name) is null)
            return EquatableArray<T>.Empty;
        var list = node.Require(name);
        var items = list.AsArray();
        return items.Count == count
            ? items.Select(read).ToEquatableArray()
            : throw list.Error(
                DocumentFault.Value, $"There are {items.Count} {name} for {count} {what}{(count == 1 ? string.Empty : "s")}.");
    }

    private EquatableArray<long> ReadLabels(JsonObject node, int question, long rows)
    {
        var labels = _decision.LabelsOf(question);
        node.Allow(labels.ToArray());
        var counts = labels.Select(label => ReadCount(node.Require(label))).ToEquatableArray();
        RequireSum(node, counts, rows);
        return counts;
    }

    private ScoreBands ReadBands(JsonObject node, int score, long rows)
    {
        node.Allow("output", "limits", "rows");
        RequireOutput(node, score);
        var limitNodes = node.Require("limits").AsArray();
        var limits = limitNodes.Select(l => l.AsNumber()).ToEquatableArray();
        for (var i = 1; i < limits.Count; i++)
        {
            if (limits[i].Value <= limits[i - 1].Value)
                throw limitNodes[i].Error(DocumentFault.Value, "The limits of bands increase.");
        }

        var counts = node.Require("rows");
        var bands = new ScoreBands(limits, counts.AsArray().Select(ReadCount).ToEquatableArray());
        if (bands.Rows.Count != limits.Count + 1)
            throw counts.Error(DocumentFault.Value, $"{limits.Count} limits make {limits.Count + 1} bands; these are {bands.Rows.Count}.");
        RequireSum(counts, bands.Rows, rows);
        return bands;
    }

    /// <summary>Bands stand in the order of the outputs and name them, and the largest output has no name.</summary>
    private void RequireOutput(JsonObject node, int score)
    {
        var output = node.Find("output");
        if (_decision.ComparesOutputs && output is not null)
            throw output.Error(DocumentFault.Value, "Where the largest output decides, bands are of that and name no output.");
        if (!_decision.ComparesOutputs && node.Require("output") is var named && named.AsText() != _outputs[score].Name)
            throw named.Error(
                DocumentFault.Dangling,
                $"Bands stand in the order of the outputs; here is the place of '{VisibleText.Of(_outputs[score].Name)}'.");
    }

    private EquatableArray<InputCounts> ReadInputs(JsonObject? node, long rows)
    {
        node?.Allow(_inputs.Select(i => i.Name).ToArray());
        return _inputs.Select(input => ReadInput(input, node?.Find(input.Name)?.AsObject(), rows)).ToEquatableArray();
    }

    private static InputCounts ReadInput(Input input, JsonObject? node, long rows)
    {
        var specials = input.Match(n => n.Specials.Select(s => s.Name).ToArray(), _ => Array.Empty<string>());
        node?.Allow(input.IsNumber ? ["below", "above", "missing", "refused", "special"] : ["other", "refused"]);
        long Count(string name) => node?.Find(name) is { } count ? ReadCount(count) : 0;
        var special = node?.Find("special")?.AsObject();
        special?.Allow(specials);
        var counts = new InputCounts(
            Count("below"), Count("above"), Count("missing"), Count("other"), Count("refused"),
            specials.Select(name => special?.Find(name) is { } count ? ReadCount(count) : 0).ToEquatableArray());
        var unusual = counts.Specials.Aggregate((decimal)counts.Below + counts.Above + counts.Missing + counts.Other, (a, b) => a + b);
        return unusual <= rows
            ? counts
            : throw node!.Error(DocumentFault.Value, $"These are {unusual} rows, and {rows} were counted.");
    }
}
