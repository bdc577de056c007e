using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Policies;

/// <summary>Finds what policies name in the document that they are about.</summary>
/// <param name="document">The document.</param>
internal sealed class PolicyNames(RuleDocument document)
{
    /// <summary>The document.</summary>
    public RuleDocument Document => document;

    /// <summary>The position of an input.</summary>
    public int Input(JsonNode node) => Input(node, node.AsText());

    /// <summary>The position of an input.</summary>
    public int Input(JsonNode node, string name) => Find(node, name, "input", document.Inputs.Select(i => i.Name));

    /// <summary>The position of an output.</summary>
    public int Output(JsonNode node) => Find(node, node.AsText(), "output", document.Outputs.Select(o => o.Name));

    /// <summary>The position of a special value of an input.</summary>
    public int Special(int input, JsonNode node, string name) => Find(
        node,
        name,
        "special value of this input",
        document.Inputs[input].Match<IEnumerable<string>>(n => n.Specials.Select(s => s.Name), _ => []));

    /// <summary>The position of a category of an input.</summary>
    public int Category(int input, JsonNode node) => Find(
        node, node.AsText(), "category of this input", document.Inputs[input].Match<IEnumerable<string>>(_ => [], c => c.Categories));

    /// <summary>A label, and the output that decides on it.</summary>
    /// <param name="node">Where the label stands.</param>
    /// <param name="outputNode">Where the output is named; null where it is not.</param>
    /// <returns>As <see cref="LabelPolicy"/> has them.</returns>
    public (int Output, int Label) Label(JsonNode node, JsonNode? outputNode)
    {
        if (!document.Decision.IsClass)
            throw node.Error(DocumentFault.Value, "This document answers with values; it has no labels.");
        var output = outputNode is null ? (int?)null : Output(outputNode);
        var label = node.AsText();
        if (document.Decision.ComparesOutputs)
        {
            var position = Find(node, label, "label", document.Decision.LabelsOf(0));
            return output is null || output == position
                ? (position, position)
                : throw outputNode!.Error(DocumentFault.Value, "Each label has an output of its own; leave 'output' out.");
        }

        var all = Enumerable.Range(0, document.Outputs.Count).Where(k => output is null || k == output).ToArray();
        Find(node, label, "label", all.SelectMany(k => document.Decision.LabelsOf(k)).Distinct());
        var deciding = all.Where(k => document.Decision.LabelsOf(k).Contains(label)).ToArray();
        return deciding.Length == 1
            ? (deciding[0], document.Decision.LabelsOf(deciding[0]).ToList().IndexOf(label))
            : throw node.Error(
                DocumentFault.Value, $"Several outputs have the label '{VisibleText.Of(label)}'; say which 'output' is meant.");
    }

    private static int Find(JsonNode node, string name, string kind, IEnumerable<string> names)
    {
        var all = names.ToArray();
        var position = Array.IndexOf(all, name);
        if (position >= 0)
            return position;
        var meant = NearNames.Nearest(name, all) is { } near ? $" Did you mean '{VisibleText.Of(near)}'?" : string.Empty;
        throw node.Error(DocumentFault.Dangling, $"The document has no {kind} '{VisibleText.Of(name)}'.{meant}");
    }
}
