using System;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>
/// The columns of a data file that are of use, as typed arrays. An instance never changes its arrays and callers must not.
/// </summary>
/// <param name="Path">The file, as the person named it.</param>
/// <param name="Sha256">The SHA-256 of the file's bytes, in lower-case hexadecimal digits.</param>
/// <param name="Columns">The columns that were kept, in the order of the file; their profile tells what was left out.</param>
/// <param name="Lines">The line on which each row starts, counted from 1.</param>
/// <param name="Profile">What was found in every column of the file.</param>
public sealed record Table(string Path, string Sha256, EquatableArray<Column> Columns, int[] Lines, TableProfile Profile)
{
    /// <summary>The file's name without its folders.</summary>
    public string FileName => StandardStreams.ShownName(Path);

    /// <summary>The number of rows.</summary>
    public int RowCount => Lines.Length;

    /// <summary>The position of a column.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The position, or −1.</returns>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i].Name, name, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    /// <summary>The column of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The column.</returns>
    /// <exception cref="InputFileException">The table has no such column.</exception>
    public Column this[string name] =>
        IndexOf(name) is >= 0 and var i ? Columns[i] : throw ColumnNames.Unknown(Path, name, ColumnNames.Of(Columns));

    /// <summary>The error for a row.</summary>
    /// <param name="row">The row, counted from 0.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    /// <returns>The error, with the row's line.</returns>
    public InputFileException Error(int row, string problem) => new(Path, Lines[row], 1, problem);

    /// <summary>All rows, in order.</summary>
    /// <returns>0 to <see cref="RowCount"/> − 1.</returns>
    public int[] AllRows() => Enumerable.Range(0, RowCount).ToArray();
}

/// <summary>One column of a table.</summary>
/// <param name="Name">Its name.</param>
public abstract record Column(string Name);

/// <summary>A column of numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">One finite number per row; NaN where it is missing.</param>
public sealed record NumberColumn(string Name, double[] Values) : Column(Name);

/// <summary>A column of categories.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Categories">
/// The categories. Those of a table by itself are in ordinal order; a table that is read to go with another has that table's
/// categories first, in the same order, and then its own.
/// </param>
/// <param name="Codes">One position in <paramref name="Categories"/> per row; −1 where it is missing.</param>
/// <param name="MissingMark">
/// The most frequent mark of a missing value as it is written in the file: <c>?</c>, or nothing. Null where none is missing.
/// </param>
public sealed record CategoryColumn(string Name, EquatableArray<string> Categories, int[] Codes, string? MissingMark) : Column(Name);
