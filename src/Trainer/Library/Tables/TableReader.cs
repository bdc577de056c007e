using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Reads files into tables: once to find out what the columns are, once to load those that are of use.</summary>
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
        var sha256 = TableFile.Sha256(path, options);
        var profile = Profile(path, options);
        var loaders = new List<ColumnLoader>();
        for (var i = 0; i < profile.Columns.Count; i++)
        {
            var column = profile.Columns[i];
            if (column.LeftOut == LeftOutReason.None)
                loaders.Add(new ColumnLoader(i, column.Name, column.Kind, EquatableArray<string>.Empty, profile.Rows));
        }

        var table = Load(path, sha256, options.ReadAs(profile), loaders, profile, profile.Rows);
        return table.RowCount == profile.Rows
            ? table
            : throw new InputFileException(path, "this file changed while it was read; try again.");
    }

    /// <summary>Reads another table with the same columns, such as one of test rows, as <paramref name="model"/> was read.</summary>
    /// <param name="path">
    /// The file. Its columns may be in another order, and it may have more; its categories may be unknown to the model.
    /// </param>
    /// <param name="options">The options of the model.</param>
    /// <param name="model">The table whose columns are wanted.</param>
    /// <returns>A table with exactly the model's columns.</returns>
    /// <exception cref="InputFileException">The file cannot be read, lacks a column, or has a text where the model has numbers.</exception>
    public static Table ReadLike(string path, TableOptions options, Table model)
    {
        using var once = CommandFiles.BeginOrJoin();
        var sha256 = TableFile.Sha256(path, options);
        using var records = CsvRecords.Open(path, options);
        var absent = model.Columns.Where(c => !records.Names.Contains(c.Name, StringComparer.Ordinal)).ToArray();
        if (absent.Length > 0)
        {
            UnreadColumn.RequireNone(path, records.Unread, absent.Select(c => c.Name));
            var names = string.Join(", ", absent.Take(10).Select(c => $"'{VisibleText.Of(c.Name)}'"));
            throw new InputFileException(
                path,
                $"{(absent.Length == 1 ? "the column" : "the columns")} {names} of {VisibleText.Of(model.FileName)} "
                    + $"{(absent.Length == 1 ? "is" : "are")} missing from this file.");
        }

        var loaders = model.Columns.Select(column =>
        {
            var position = records.Names.ToList().IndexOf(column.Name);
            return column is CategoryColumn category
                ? new ColumnLoader(position, column.Name, ColumnKind.Category, category.Categories, 0)
                : new ColumnLoader(position, column.Name, ColumnKind.Number, EquatableArray<string>.Empty, 0);
        }).ToList();
        return Load(path, sha256, options.ReadAs(model.Profile), loaders, model.Profile);
    }

    /// <summary>The names of a file's columns.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <returns>The names, in the order of the file.</returns>
    /// <exception cref="InputFileException">The file cannot be read.</exception>
    public static IReadOnlyList<string> Names(string path, TableOptions options)
    {
        using var once = CommandFiles.BeginOrJoin();
        TableFile.Sha256(path, options);
        using var records = CsvRecords.Open(path, options);
        return records.Names.ToArray();
    }

    private static TableProfile Profile(string path, TableOptions options)
    {
        using var records = CsvRecords.Open(path, options);
        foreach (var (option, column) in options.NamedColumns())
        {
            if (UnreadColumn.Find(records.Unread, column) is { } unread)
            {
                if (option != "--ignore")
                    throw unread.Error(path, option);
            }
            else if (!records.Names.Contains(column, StringComparer.Ordinal))
            {
                throw ColumnNames.Unknown(path, column, records.Names, option);
            }
        }

        foreach (var setting in options.Missing)
            ColumnNames.RequireKnown(path, "--missing", setting, isNamed: false, records.Names);
        foreach (var setting in options.NotMissing)
            ColumnNames.RequireKnown(path, "--not-missing", setting, isNamed: false, records.Names);
        foreach (var setting in options.Thousands)
            ColumnNames.RequireKnown(path, "--thousands", setting, isNamed: true, records.Names);
        if (options.Numbers.FirstOrDefault(n => options.Categories.Contains(n, StringComparer.Ordinal)) is { } declared)
            throw new InputFileException(
                path, $"the column '{VisibleText.Of(declared)}' is named by --number and --category; it is one of them.");
        var both = options.Targets.FirstOrDefault(t => options.Ignored.Contains(t, StringComparer.Ordinal));
        if (both is not null)
            throw new InputFileException(
                path, $"the column '{VisibleText.Of(both)}' is the target and ignored at once; take it out of --ignore or --target.");

        var profilers = records.Names.Select((_, i) => new ColumnProfiler(i, records, records.Adapt(options))).ToArray();
        var rows = 0;
        for (; records.Read(); rows++)
        {
            foreach (var profiler in profilers)
                profiler.Add(records);
        }

        if (rows == 0)
            throw NoRows(path);
        var columns = profilers.Select(p => p.Profile()).ToEquatableArray();
        RequireTargets(path, columns);
        return new TableProfile(rows, columns) { YearNames = records.YearNames, Notes = records.Notes };
    }

    private static Table Load(
        string path, string sha256, TableOptions options, List<ColumnLoader> loaders, TableProfile profile, int rows = 0)
    {
        using var records = CsvRecords.Open(path, options);
        foreach (var loader in loaders)
            loader.Open(records.Names, records.Adapt(options));
        var lines = new List<int>(rows);
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

    /// <summary>A target whose only other value is taken for a missing one has been misunderstood.</summary>
    private static void RequireTargets(string path, EquatableArray<ColumnProfile> columns)
    {
        foreach (var column in columns.Where(c => c.Distinct == 1 && c.Missing > 0))
        {
            if (column.Findings.FirstOrDefault(f => f.Kind == FindingKind.MissingTarget) is not { } mark)
                continue;
            var name = VisibleText.Of(column.Name);
            var value = column.MostFrequent.Count > 0
                ? VisibleText.Of(column.MostFrequent[0].Category)
                : ShownNumber.Short(column.Numbers!.Minimum);
            throw new InputFileException(
                path,
                $"the target '{name}' has one value, '{value}', and '{VisibleText.Of(mark.Example)}' in "
                    + $"{ShownNumber.Count((int)mark.Count, "row")}, which means missing; if it is a value, use --not-missing "
                    + $"\"{name}={VisibleText.Of(mark.Example)}\".");
        }
    }

    private static InputFileException NoRows(string path) =>
        new(path, TypedTable.Provided(path) is null ? "this file has a header but no rows." : "it returns no rows.");
}
