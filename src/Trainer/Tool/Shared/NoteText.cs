using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared;

/// <summary>Notes as lines of text.</summary>
public static class NoteText
{
    /// <summary>Describes notes, a line each.</summary>
    /// <param name="notes">The notes.</param>
    /// <returns>A line each.</returns>
    public static IEnumerable<string> Of(IEnumerable<Note> notes) => notes.Select(n => "Note: " + n.Text);
}
