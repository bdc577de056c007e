using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Benchmarks.Peers;

/// <summary>Three folds of a table, for all who are compared on it: <c>-- split TABLE.csv TARGET FOLDER</c>.</summary>
/// <remarks>
/// Every row is a test row of one fold and a training row of the two others. Rows are copied as they are in the file. The folds depend on
/// the table alone. Where the target has few values, each fold has each of them in the same share; rows that differ in nothing but the
/// target are in one fold, since a model knows the answer of a row whose copy it has learned.
/// </remarks>
internal static class FixedSplit
{
    private const int Folds = 3;

    /// <summary>A target of more values is a number that is measured, and chance spreads it evenly enough.</summary>
    private const int MostStrata = 20;

    private const ulong Seed = 1;

    /// <summary>No cell has it, so that two rows have one key only where all their cells are equal.</summary>
    private const char UnitSeparator = '\u001f';

    public static void Run(string path, string target, string folder)
    {
        var (header, rows) = Read(path, target);
        var foldOf = Deal(rows);
        Directory.CreateDirectory(folder);
        for (var fold = 0; fold < Folds; fold++)
        {
            var train = rows.Where((_, r) => foldOf[r] != fold).Select(r => r.Text);
            var test = rows.Where((_, r) => foldOf[r] == fold).Select(r => r.Text);
            Write("train", train);
            Write("test", test);

            void Write(string part, IEnumerable<string> lines) => File.WriteAllText(
                Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"fold-{fold + 1}-{part}.csv")),
                string.Concat(lines.Prepend(header).Select(line => line + "\n")));
        }
    }

    private static (string Header, Row[] Rows) Read(string path, string target)
    {
        using var records = CsvRecords.Open(path, TableOptions.Default with { Targets = EquatableArray.Of(target) });
        var column = records.Names.ToList().IndexOf(target);
        if (column < 0 || !records.HasHeader)
            throw new ArgumentException($"{path} has no header with the name {target}.", nameof(target));

        var found = new List<(int Line, string Target, string Inputs)>();
        while (records.Read())
        {
            var inputs = Enumerable.Range(0, records.Names.Count).Where(c => c != column).Select(records.Text);
            found.Add((records.Line, records.Text(column), string.Join(UnitSeparator, inputs)));
        }

        // A row goes up to where the next one begins: a quoted cell may have several lines.
        var lines = File.ReadAllText(path).Split('\n');
        var ends = found.Skip(1).Select(r => r.Line - 1).Append(lines.Length);
        var rows = found.Zip(ends, (r, end) => new Row(Lines(r.Line - 1, end), r.Target, r.Inputs)).ToArray();
        return (Lines(0, found[0].Line - 1), rows);

        string Lines(int from, int to) => string.Join('\n', lines[from..to]).TrimEnd('\r', '\n');
    }

    /// <summary>Deals groups of equal rows out, each to the fold that has the fewest rows of its stratum.</summary>
    private static int[] Deal(Row[] rows)
    {
        var isStratified = rows.Select(r => r.Target).Distinct(StringComparer.Ordinal).Count() <= MostStrata;
        var groups = Enumerable.Range(0, rows.Length).GroupBy(r => rows[r].Inputs, StringComparer.Ordinal).Select(g => g.ToArray());
        var strata = groups.GroupBy(g => isStratified ? rows[g[0]].Target : string.Empty, StringComparer.Ordinal);
        var foldOf = new int[rows.Length];
        var sizes = new int[Folds];
        var random = new Xoshiro256(Seed);
        foreach (var stratum in strata.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var members = stratum.ToArray();
            random.Shuffle(members.AsSpan());
            var own = new int[Folds];
            foreach (var group in members)
            {
                var fold = Enumerable.Range(0, Folds).MinBy(f => (own[f], sizes[f]));
                own[fold] += group.Length;
                sizes[fold] += group.Length;
                foreach (var r in group)
                    foldOf[r] = fold;
            }
        }

        return foldOf;
    }

    /// <summary>A row: as it is in the file, the target's cell, and all other cells.</summary>
    private sealed record Row(string Text, string Target, string Inputs);
}
