using System.Collections.Generic;

namespace RuleCompiler.Description;

/// <summary>Lays out sums in the form of the note.</summary>
internal static class NoteLayout
{
    /// <summary>Lines are broken before they are longer, except inside a name.</summary>
    public const int MaxWidth = 120;

    /// <summary>What lines after the first begin with.</summary>
    public const string Indent = "       ";

    /// <summary>The parts after a head, on as few lines as they fit on.</summary>
    /// <param name="head">The head; where it is empty, all lines begin at the margin.</param>
    /// <param name="parts">What a line may be broken between.</param>
    public static List<string> Lines(string head, IEnumerable<string> parts)
    {
        var lines = new List<string>();
        foreach (var part in parts)
        {
            if (lines.Count == 0)
                lines.Add(head + part);
            else if (lines[lines.Count - 1] is var last && last.Length + 1 + part.Length <= MaxWidth
                && !SumLayout.HasRightToLeft(last + part))
                lines[lines.Count - 1] = last + " " + part;
            else
                lines.Add((head.Length > 0 ? Indent : string.Empty) + part);
        }

        return lines;
    }
}
