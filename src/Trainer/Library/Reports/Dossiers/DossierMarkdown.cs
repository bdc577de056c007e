using System;
using System.Text;

namespace RuleCompiler.Trainer.Reports.Dossiers;

/// <summary>A dossier as Markdown, in which every text of a file stays a text.</summary>
internal static class DossierMarkdown
{
    // What Markdown, its tables, links, formulas, mentions and the HTML in it are made of.
    private const string Special = "\\`*_{}[]<>#|~&!$@";

    public static string Write(Dossier dossier)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Escape(dossier.Name)).Append(": dossier\n\n").Append(DossierWords.Reading).Append('\n');
        foreach (var section in dossier.Sections)
        {
            text.Append("\n## ").Append(section.Heading).Append("\n\n");
            foreach (var line in section.Lines)
                text.Append("- **").Append(line.MarkText).Append(":** ").Append(Escape(line.Text)).Append('\n');
            if (!section.IsStated)
                text.Append(section.Lines.Count > 0 ? "\n" : string.Empty).Append('*').Append(DossierWords.NothingStated).Append("*\n");
        }

        return text.ToString();
    }

    /// <summary>A text as Markdown that shows it. Addresses are not made into links either.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isAddress = (text[i] == ':' && i + 1 < text.Length && text[i + 1] == '/')
                || (text[i] == '.' && i >= 3 && text.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase));
            if (isAddress || Special.Contains(text[i], StringComparison.Ordinal))
                result.Append('\\');
            result.Append(text[i]);
        }

        return result.ToString();
    }
}
