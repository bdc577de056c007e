using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Sources;

/// <summary>The ranges in which a network is examined, as a person gives them.</summary>
/// <param name="Ranges">One range for all inputs, or one for each; none where they are not given this way.</param>
/// <param name="From">A table whose rows give the ranges.</param>
public sealed record BoxChoice(IReadOnlyList<(double Low, double High)> Ranges, string? From)
{
    /// <summary>Whether nothing is given.</summary>
    public bool IsNone => Ranges.Count == 0 && From is null;

    /// <summary>The box in which a network is examined: what is given, or else what its file says, or else the ranges of rows.</summary>
    /// <param name="network">The network.</param>
    /// <param name="options">How to read a table.</param>
    /// <param name="notes">Where to say how the columns of a table were taken.</param>
    /// <param name="rows">A table of the only rows that are examined, which need no other box than their own; null for none.</param>
    /// <returns>The box.</returns>
    /// <exception cref="InputFileException">
    /// There is none, or the ranges are not as many as the inputs, or a table cannot be used.
    /// </exception>
    public InputBox Of(NetworkSource network, TableOptions options, ICollection<Note> notes, string? rows = null)
    {
        var inputs = network.Graph.InputCount;
        if (!IsNone)
            return From is null ? OfRanges(network.Path, inputs) : OfRows(From, network, options, notes);
        if (network.Boxed is { } boxed)
            return new InputBox(boxed.Lower, boxed.Upper);
        return rows is not null
            ? OfRows(rows, network, options, notes)
            : throw new InputFileException(network.Path, FormattableString.Invariant(
                $"a network in ONNX does not say in which ranges its {inputs} inputs lie; give --box low,high for all of them (or one --box for each), or --box-from data.csv."));
    }

    private InputBox OfRanges(string path, int inputs)
    {
        return Ranges.Count == 1 || Ranges.Count == inputs
            ? new InputBox(
                Enumerable.Range(0, inputs).Select(i => At(i).Low).ToArray(), Enumerable.Range(0, inputs).Select(i => At(i).High).ToArray())
            : throw new InputFileException(path, FormattableString.Invariant(
                $"the network has {inputs} inputs and --box is given {Ranges.Count} times; give one range for all inputs, or one for each."));

        (double Low, double High) At(int input) => Ranges[Ranges.Count == 1 ? 0 : input];
    }

    /// <summary>The smallest box around the rows of a table.</summary>
    /// <param name="path">The table.</param>
    /// <param name="network">The network.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="notes">Where to say how its columns were taken.</param>
    /// <returns>The box; a text has no range.</returns>
    /// <exception cref="InputFileException">The table cannot be read or has no rows.</exception>
    private static InputBox OfRows(string path, NetworkSource network, TableOptions options, ICollection<Note> notes)
    {
        var numbers = Enumerable.Range(0, network.InputNames.Count).Where(i => network.Graph.InputValues[i].Kind != InputKind.Text)
            .ToArray();
        var (lower, upper) = (new double[network.InputNames.Count], new double[network.InputNames.Count]);
        if (numbers.Length == 0)
            return new InputBox(lower, upper);
        foreach (var i in numbers)
            (lower[i], upper[i]) = (double.PositiveInfinity, double.NegativeInfinity);
        using var rows = NumberRows.Open(path, options, numbers.Select(i => network.InputNames[i]).ToArray());
        foreach (var note in rows.Notes)
            notes.Add(note);
        while (rows.Read())
        {
            for (var k = 0; k < numbers.Length; k++)
                (lower[numbers[k]], upper[numbers[k]]) = (
                    Math.Min(lower[numbers[k]], rows.Point[k]), Math.Max(upper[numbers[k]], rows.Point[k]));
        }

        return lower[numbers[0]] <= upper[numbers[0]]
            ? new InputBox(lower, upper)
            : throw new InputFileException(path, "this table has no rows, so it gives no ranges.");
    }
}
