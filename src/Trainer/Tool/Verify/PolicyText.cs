using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Proofs;

namespace RuleCompiler.Tool.Verify;

/// <summary>What came of policies, for people and for programs.</summary>
/// <param name="document">The document.</param>
/// <param name="rulesFile">Its file.</param>
/// <param name="policiesFile">The file of the policies.</param>
internal sealed class PolicyText(RuleDocument document, string rulesFile, string policiesFile)
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line per policy, and what breaks it below.</summary>
    /// <param name="result">What came of the policy.</param>
    public IEnumerable<string> Lines(PolicyResult result)
    {
        var name = VisibleText.Of(result.Name);
        yield return result.Verdict switch
        {
            Verdict.Proven => $"  holds      policy '{name}' ({result.Kind})",
            Verdict.Refuted => $"  BROKEN     policy '{name}' ({result.Kind}): {result.Text}",
            _ => $"  UNDECIDED  policy '{name}' ({result.Kind}): {result.Text}",
        };
        if (result.Verdict != Verdict.Proven)
            yield return $"             it stands in {Place(policiesFile, result.Line, result.Column)}";
        foreach (var blame in result.Blames)
            yield return $"             {Place(rulesFile, blame.Line, blame.Column)}: {blame.Text}";
        foreach (var row in result.Rows)
            yield return $"             row {ToJson(row).ToJsonString(OneLine)}";
    }

    /// <summary>The result as JSON.</summary>
    /// <param name="result">What came of the policy.</param>
    public object ToJson(PolicyResult result) => new
    {
        result.Name,
        result.Kind,
        Verdict = result.Verdict.ToString().ToLowerInvariant(),
        result.Text,
        result.Line,
        result.Column,
        Rows = result.Rows.Select(ToJson),
        Reproduced = result.IsComputed,
        Blames = result.Blames.Select(b => new { b.Line, b.Column, b.Text }),
    };

    private static string Place(string file, int line, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{VisibleText.Of(Path.GetFileName(file))}({line},{column})");

    // By name, as rows of data are: numbers that read back to the same bits, categories as texts, NaN as null.
    private JsonObject ToJson(Witness row) => new(document.Inputs.Select((input, i) => KeyValuePair.Create(
        input.Name,
        input.Match<JsonNode?>(
            _ => double.IsFinite(row.Row[i]) ? JsonValue.Create(row.Row[i]) : null,
            category => JsonValue.Create(category.Categories[(int)row.Row[i]])))));
}
