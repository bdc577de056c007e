using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>A column whose cells are no values that a row could have: lists, records, bytes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">What its cells are, in the plural.</param>
internal sealed record UnreadColumn(string Name, string Content)
{
    /// <summary>The one of a name; null where it is none of them.</summary>
    public static UnreadColumn? Find(IEnumerable<UnreadColumn> columns, string name) =>
        columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.Ordinal));

    /// <summary>Refuses columns that are needed and cannot be read.</summary>
    /// <exception cref="InputFileException">One of them is there, but cannot be read.</exception>
    public static void RequireNone(string path, EquatableArray<UnreadColumn> columns, IEnumerable<string> needed)
    {
        if (needed.Select(n => Find(columns, n)).FirstOrDefault(c => c is not null) is { } unread)
            throw unread.Error(path, null);
    }

    /// <summary>What a person should know of those that were left out.</summary>
    public static IEnumerable<Note> NotesOf(IEnumerable<UnreadColumn> columns) => columns.Select(c => new Note(
        "column-unread",
        $"the column '{VisibleText.Of(c.Name)}' is left out: {Reason(c)}.")
    {
        Column = c.Name,
    });

    /// <summary>The error where a person named it.</summary>
    public InputFileException Error(string path, string? option) => new(
        path,
        $"the column '{VisibleText.Of(Name)}'{(option is null ? string.Empty : $" (named by {option})")} cannot be used: {Reason(this)}; "
            + "make columns of what is wanted of it.");

    private static string Reason(UnreadColumn column) => $"its cells are {column.Content}, not numbers or texts";
}
