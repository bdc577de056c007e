using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Show;

/// <summary>A document for people: what is said of it as a whole, its inputs, its rules. The describer makes the words.</summary>
internal static class RulesText
{
    /// <summary>Longer sentences are broken; rules keep the lines that they have in comments.</summary>
    private const int MaxWidth = 120;

    private const string Indent = "  ";

    /// <summary>Describes all rules of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="words">The form that its rules are written in.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Of(RuleDocument document, IRuleWords words)
    {
        var counts = $"{ShownNumber.Count(document.Rules.Count, "rule")}, {ShownNumber.Count(document.Conditions.Count, "condition")}, "
            + $"{ShownNumber.Count(ReviewedNumbers.Count(document), "number")} to review";
        foreach (var line in Wrapped(
            $"{VisibleText.Of(document.Name)}: {counts}. {VisibleText.Of(document.Summary, 1000)}".TrimEnd(), string.Empty))
            yield return line;
        var inputs = new DescribedParagraph("Inputs", document.Inputs.Select(InputDescriber.Describe).ToArray());
        foreach (var paragraph in words.Paragraphs().Append(inputs))
        {
            yield return string.Empty;
            yield return paragraph.Title;
            foreach (var line in paragraph.Sentences.SelectMany(s => Wrapped(s, Indent)).Concat(paragraph.Tables.SelectMany(t => Table(t))))
                yield return line;
        }

        if (FidelityText.Of(document) is { } fidelity)
        {
            yield return string.Empty;
            yield return fidelity;
        }

        foreach (var block in words.Conditions().Concat(document.Rules.Select((_, r) => words.Rule(r))))
        {
            yield return string.Empty;
            foreach (var line in block)
                yield return line;
        }
    }

    /// <summary>A table, with what all its rows are of before its columns.</summary>
    private static IEnumerable<string> Table(DescribedTable table) =>
        table.Aligned().Select(row => $"{Indent}{row.Name}  {row.Cells}".TrimEnd());

    /// <summary>Breaks a long sentence at blanks and indents what follows.</summary>
    internal static IEnumerable<string> Wrapped(string sentence, string indent)
    {
        var line = indent + sentence;
        var inner = indent + Indent;
        while (line.Length > MaxWidth)
        {
            var blank = line.LastIndexOf(' ', MaxWidth);
            if (blank <= inner.Length)
                blank = line.IndexOf(' ', MaxWidth);
            if (blank < 0)
                break;
            yield return line[..blank];
            line = inner + line[(blank + 1)..];
        }

        yield return line;
    }
}
