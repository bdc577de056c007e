using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Samples;

/// <summary>Tables as Markdown has them, so that what is printed can stand in a document.</summary>
internal static class MarkdownTable
{
    /// <summary>Prints a table: the first column to the left, the others to the right.</summary>
    public static void Print(TextWriter output, string title, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        output.WriteLine();
        output.WriteLine(title);
        output.WriteLine();
        output.WriteLine(Line(head));
        output.WriteLine(Line(head.Select((_, column) => column == 0 ? "---" : "---:")));
        foreach (var row in rows)
            output.WriteLine(Line(row));
        output.Flush();
    }

    private static string Line(IEnumerable<string> cells) => "| " + string.Join(" | ", cells) + " |";
}
