using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data.Files;

namespace RuleCompiler.Trainer.Data;

/// <summary>Reads CSV files into tables: once to find out what the columns are, once to load those that are of use.</summary>
public static class TableReader
{
    /// <summary>Reads a table by itself.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <returns>The columns of use, and the profile of all.</returns>
    /// <exception cref="InputFileException">The file cannot be read or is wrong somewhere; the first fault, with its place.</exception>
    public static Table Read(string path, TableOptions options)
    {
        using var once = CommandFiles.BeginOrJoin();
        var sha256 = FileFingerprint.Sha256(path);
        var profile = Profile(path, options);
        var loaders = new List<ColumnLoader>();
        for (var i = 0; i < profile.Columns.Count; i++)
        {
            var column = profile.Columns[i];
            if (column.LeftOut == LeftOutReason.None)
                loaders.Add(new ColumnLoader(i, column.Name, column.Kind, EquatableArray<string>.Empty, profile.Rows));
        }

        var table = Load(path, sha256, options, loaders, profile);
        return table.RowCount == profile.Rows
            ? table
            : throw new InputFileException(path, "this file changed while it was read; try again.");
    }

    /// <summary>Reads another table with the same columns, such as one of test rows, as <paramref name="model"/> was read.</summary>
    /// <param name="path">The file. Its columns may stand in another order, and it may have more; its categories may be unknown to the model.</param>
    /// <param name="options">The options of the model.</param>
    /// <param name="model">The table whose columns are wanted.</param>
    /// <returns>A table with exactly the model's columns.</returns>
    /// <exception cref="InputFileException">The file cannot be read, lacks a column, or has a text where the model has numbers.</exception>
    public static Table ReadLike(string path, TableOptions options, Table model)
    {
        using var once = CommandFiles.BeginOrJoin();
        var sha256 = FileFingerprint.Sha256(path);
        using var records = CsvRecords.Open(path, options);
        var absent = model.Columns.Where(c => !records.Names.Contains(c.Name, StringComparer.Ordinal)).ToArray();
        if (absent.Length > 0)
        {
            var names = string.Join(", ", absent.Take(10).Select(c => $"'{VisibleText.Of(c.Name)}'"));
            throw new InputFileException(path, $"{(absent.Length == 1 ? "the column" : "the columns")} {names} of {VisibleText.Of(model.FileName)} {(absent.Length == 1 ? "is" : "are")} missing from this file.");
        }

        var loaders = model.Columns.Select(column =>
        {
            var position = records.Names.ToList().IndexOf(column.Name);
            return column is CategoryColumn category
                ? new ColumnLoader(position, column.Name, ColumnKind.Category, category.Categories, 0)
                : new ColumnLoader(position, column.Name, ColumnKind.Number, EquatableArray<string>.Empty, 0);
        }).ToList();
        return Load(path, sha256, options, loaders, model.Profile);
    }

    private static TableProfile Profile(string path, TableOptions options)
    {
        using var records = CsvRecords.Open(path, options);
        foreach (var (option, column) in options.NamedColumns())
        {
            if (!records.Names.Contains(column, StringComparer.Ordinal))
                throw ColumnNames.Unknown(path, column, records.Names, option);
        }

        var both = options.Targets.FirstOrDefault(t => options.Ignored.Contains(t, StringComparer.Ordinal));
        if (both is not null)
            throw new InputFileException(path, $"the column '{VisibleText.Of(both)}' is the target and ignored at once; take it out of --ignore or --target.");

        var profilers = records.Names.Select((name, i) => new ColumnProfiler(i, name, records.Names, options)).ToArray();
        var rows = 0;
        for (; records.Read(); rows++)
        {
            foreach (var profiler in profilers)
                profiler.Add(records);
        }

        return rows > 0
            ? new TableProfile(rows, profilers.Select(p => p.Profile()).ToEquatableArray())
            : throw NoRows(path);
    }

    private static Table Load(string path, string sha256, TableOptions options, List<ColumnLoader> loaders, TableProfile profile)
    {
        using var records = CsvRecords.Open(path, options);
        foreach (var loader in loaders)
            loader.Open(records.Names, options);
        var lines = new List<int>();
        while (records.Read())
        {
            lines.Add(records.Line);
            foreach (var loader in loaders)
                loader.Add(records);
        }

        // What is hashed is what was read.
        InputFile.RequireUnchanged(path);
        return lines.Count > 0
            ? new Table(path, sha256, loaders.Select(l => l.Column()).ToEquatableArray(), lines.ToArray(), profile)
            : throw NoRows(path);
    }

    private static InputFileException NoRows(string path) => new(path, "this file has a header but no rows.");
}
