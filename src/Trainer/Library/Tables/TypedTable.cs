using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>
/// A table whose cells have types, of Parquet or of a query, as CSV in a temporary file: read once, it is read like any other.
/// </summary>
/// <param name="path">Its name.</param>
/// <param name="source">What it is, at the end of a sentence: <c>a Parquet file</c>.</param>
/// <param name="csv">Its rows as CSV.</param>
/// <param name="numbers">The columns that have numbers and nothing else.</param>
internal sealed class TypedTable(string path, string source, InputSource csv, EquatableArray<string> numbers) : IDisposable
{
    /// <summary>Columns that cannot be read.</summary>
    public EquatableArray<UnreadColumn> Unread { get; init; } = EquatableArray<UnreadColumn>.Empty;

    /// <summary>What a person should know of it.</summary>
    public EquatableArray<Note> Notes { get; init; } = EquatableArray<Note>.Empty;

    /// <summary>The table of a name; null where that is CSV.</summary>
    /// <exception cref="InputFileException">It cannot be read.</exception>
    public static TypedTable? Of(string path)
    {
        if (Provided(path) is { } provided)
            return provided;
        if (FileFormat.Of(path) != TableForm.Parquet)
            return null;
        return CommandFiles.Current is { } files
            ? (TypedTable)files.MadeOf(path, () => ParquetFile.Read(path, files.Cancellation))
            : ParquetFile.Read(path, CancellationToken.None);
    }

    /// <summary>The table of a name that no file has; null where there is none.</summary>
    public static TypedTable? Provided(string path) => CommandFiles.Current is { } files && files.Provides(path)
        ? (TypedTable)files.MadeOf(path, () => throw new InvalidOperationException("What is provided is made by its own."))
        : null;

    /// <summary>Its rows as CSV, from the first byte on.</summary>
    public Stream Open() => csv.Read(null, CommandFiles.Current?.Cancellation ?? CancellationToken.None);

    /// <summary>The SHA-256 of its rows as CSV.</summary>
    public string Sha256()
    {
        using var stream = Open();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The options of a table as they are for this one.</summary>
    /// <exception cref="InputFileException">One of them says how CSV is written.</exception>
    public TableOptions Adapt(TableOptions options)
    {
        if (OfCsv(options).FirstOrDefault() is { } option)
            throw new InputFileException(path, $"{option} says how CSV is written, and this is {source}; omit it.");
        return options with { Header = true, Delimiter = Comma, PlainNumbers = numbers };
    }

    /// <inheritdoc/>
    public void Dispose() => csv.Dispose();

    /// <summary>Options that were adapted already are those of any table again.</summary>
    private const char Comma = ',';

    private static IEnumerable<string> OfCsv(TableOptions options)
    {
        if (options.Delimiter is not (null or Comma))
            yield return "--delimiter";
        if (options.Header == false)
            yield return "--no-header";
        if (options.Skip > 0)
            yield return "--skip";
        if (options.Comment is not null)
            yield return "--comment";
        if (options.Encoding is not null)
            yield return "--encoding";
    }
}
