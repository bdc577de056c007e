using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;

namespace RuleCompiler.Trainer.Reports;

/// <summary>The rules of a document as text in the note's form: each rule a case, its conditions and then its outputs.</summary>
public static class RulesText
{
    /// <summary>Longer lines are broken.</summary>
    private const int MaxWidth = 120;

    private const string Indent = "       ";

    /// <summary>Words a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="decimals">How many decimals weights have.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Of(RuleDocument document, int decimals)
    {
        var counts = $"{ShownNumber.Count(document.Rules.Count, "rule")}, {ShownNumber.Count(document.Conditions.Count, "condition")}";
        yield return $"{VisibleText.Of(document.Name)}: {counts}. {VisibleText.Of(document.Summary, 1000)}".TrimEnd();
        yield return "Conditions are divided by their largest |weight|; weights are rounded for reading.";
        foreach (var line in DecisionText.Of(document))
            yield return line;
        if (FidelityText.Of(document) is { } fidelity)
            yield return fidelity;
        foreach (var marked in document.Inputs.Numbers().Where(n => n.Marks.Count > 0))
            yield return $"{VisibleText.Of(marked.Name)}: {InputDescriber.Missing(marked)}";

        foreach (var rule in ShownRule.Of(document, decimals))
        {
            yield return string.Empty;
            yield return $"Rule {ShownNumber.Integer(rule.Id)}{(rule.Support is null ? string.Empty : ": " + rule.Support)}";
            foreach (var condition in rule.Conditions)
            {
                foreach (var line in Wrapped("IF " + condition.Text))
                    yield return line;
                var notes = new[] { condition.Source, condition.Implied ? "follows from the other conditions" : null }.Where(n => n is not null).ToArray();
                if (notes.Length > 0)
                    yield return $"  ({string.Join("; ", notes)})";
            }

            if (rule.Conditions.Count == 0)
                yield return "IN EVERY CASE";
            foreach (var output in rule.Outputs)
            {
                foreach (var line in Wrapped($"   {VisibleText.Of(output.Name)} = {output.Text}"))
                    yield return line;
            }
        }
    }

    /// <summary>Breaks a long line at blanks and indents what follows.</summary>
    private static IEnumerable<string> Wrapped(string line)
    {
        while (line.Length > MaxWidth)
        {
            var blank = line.LastIndexOf(' ', MaxWidth);
            if (blank <= Indent.Length)
                blank = line.IndexOf(' ', MaxWidth);
            if (blank < 0)
                break;
            yield return line[..blank];
            line = Indent + line[(blank + 1)..];
        }

        yield return line;
    }
}
