using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Originals;

/// <summary>Finds the columns of a file that are the inputs of a network that was trained elsewhere.</summary>
internal static class OriginalColumns
{
    /// <summary>The columns, in the network's order.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="options">How to read it; names the targets and what is ignored, which are not inputs.</param>
    /// <param name="inputs">How many inputs the network has.</param>
    /// <param name="named">The columns as a person names them; none takes all that are left, in the order of the file.</param>
    /// <returns>The names, one per input.</returns>
    /// <exception cref="InputFileException">
    /// The file cannot be read, a name is none of its columns, or their number is not the network's.
    /// </exception>
    public static EquatableArray<string> Find(string path, TableOptions options, int inputs, EquatableArray<string> named)
    {
        var names = NamesOf(path, options);
        var unknown = named.FirstOrDefault(c => !names.Contains(c, StringComparer.Ordinal));
        if (unknown is not null)
            throw ColumnNames.Unknown(path, unknown, names, "--inputs");
        var columns = named.Count > 0
            ? named
            : names.Where(n => !options.Targets.Contains(n, StringComparer.Ordinal) && !options.Ignored.Contains(n, StringComparer.Ordinal))
                .ToEquatableArray();
        if (columns.GroupBy(c => c, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputFileException(path, $"--inputs names '{VisibleText.Of(twice.Key)}' twice; name each input once.");
        if (columns.FirstOrDefault(c => options.Targets.Contains(c, StringComparer.Ordinal)) is { } both)
            throw new InputFileException(
                path, $"the column '{VisibleText.Of(both)}' is named by --inputs and --target; it is one of them.");
        if (columns.Count == inputs)
            return columns;
        var shown = string.Join(", ", columns.Take(8).Select(c => $"'{VisibleText.Of(c, 30)}'"))
            + (columns.Count > 8 ? ", …" : string.Empty);
        throw new InputFileException(path, string.Create(
            CultureInfo.InvariantCulture,
            $"the network takes {inputs} inputs, and {columns.Count} columns are given ({shown}); name them in its order with --inputs, or "
                + $"leave columns out with --ignore or --target."));
    }

    /// <summary>The names of all columns.</summary>
    public static IReadOnlyList<string> NamesOf(string path, TableOptions options)
    {
        // Read once before, so that bytes that are not text are refused here as they are later.
        TableFile.Sha256(path, options);
        using var records = CsvRecords.Open(path, options);
        // Row names, which have no name themselves, are not inputs.
        return records.Names.Where((_, i) => !records.IsNameless(i)).ToArray();
    }
}
