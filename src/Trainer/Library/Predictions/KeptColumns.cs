using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Predictions;

/// <summary>Columns of a table that stand beside its answers, so that each answer can be told whose it is.</summary>
internal sealed class KeptColumns
{
    private readonly IReadOnlyList<string> _names;

    private KeptColumns(IReadOnlyList<string> names, int[] positions) => (_names, Positions) = (names, positions);

    /// <summary>Their positions in the file.</summary>
    public IReadOnlyList<int> Positions { get; }

    /// <summary>Finds the columns, before anything is written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="names">The names of all its columns.</param>
    /// <param name="kept">The names of those that are kept.</param>
    /// <param name="written">The names of the columns that are written beside them.</param>
    /// <exception cref="InputFileException">One is not there, named twice, or called like a column that is written.</exception>
    public static KeptColumns Find(string path, IReadOnlyList<string> names, EquatableArray<string> kept, IEnumerable<string> written)
    {
        var positions = ColumnNames.Positions(names);
        var taken = written.ToHashSet(StringComparer.Ordinal);
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in kept)
        {
            if (!positions.ContainsKey(name))
                throw ColumnNames.Unknown(path, name, names, "--keep");
            if (!own.Add(name))
                throw new InputFileException(path, $"--keep names '{VisibleText.Of(name)}' twice; name it once.");
            if (taken.Contains(name))
                throw new InputFileException(
                    path,
                    $"the column '{VisibleText.Of(name)}' cannot be kept, since a column of the answers is called so; give it another name "
                        + "in the file, or omit it.");
        }

        return new KeptColumns(kept, kept.Select(n => positions[n]).ToArray());
    }

    /// <summary>Writes their names.</summary>
    public void WriteNames(SafeTexts texts)
    {
        foreach (var name in _names)
            texts.Write(name);
    }
}
