using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Extract;

/// <summary>The ranges in which a network is looked at, as a person gives them.</summary>
/// <param name="Ranges">One range for all inputs, or one for each; none where they are not given this way.</param>
/// <param name="From">A table whose rows give the ranges.</param>
internal sealed record BoxChoice(IReadOnlyList<(double Low, double High)> Ranges, string? From)
{
    /// <summary>Whether nothing is given.</summary>
    public bool IsNone => Ranges.Count == 0 && From is null;

    /// <summary>The box for a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">The number of its inputs.</param>
    /// <param name="options">How to read a table.</param>
    /// <param name="notes">Where to say how the columns of a table were taken.</param>
    /// <returns>The box.</returns>
    /// <exception cref="InputFileException">The ranges are not as many as the inputs, or the table cannot be used.</exception>
    public InputBox Of(NetworkSource network, int inputs, TableOptions options, ICollection<Note> notes)
    {
        if (From is not null)
            return OfRows(From, network, options, notes);
        return Ranges.Count == 1 || Ranges.Count == inputs
            ? new InputBox(Enumerable.Range(0, inputs).Select(i => At(i).Low).ToArray(), Enumerable.Range(0, inputs).Select(i => At(i).High).ToArray())
            : throw new InputFileException(network.Path, FormattableString.Invariant(
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
    public static InputBox OfRows(string path, NetworkSource network, TableOptions options, ICollection<Note> notes)
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
                (lower[numbers[k]], upper[numbers[k]]) = (Math.Min(lower[numbers[k]], rows.Point[k]), Math.Max(upper[numbers[k]], rows.Point[k]));
        }

        return lower[numbers[0]] <= upper[numbers[0]] ? new InputBox(lower, upper) : throw new InputFileException(path, "this table has no rows, so that it gives no ranges.");
    }
}

/// <summary>The options that give the box of a network that has none in its file.</summary>
internal sealed class BoxArguments
{
    private readonly Option<(double Low, double High)[]> _ranges = new("--box")
    {
        Description = "The range in which the network is looked at, low,high: one for all inputs, or repeated, one for each in order.",
        HelpName = "low,high",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => result.Tokens.Select(t => Parse(result, t.Value)).ToArray(),
    };

    private readonly FileOption _from = new("--box-from", FileUse.Read) { Description = "A CSV file: each input is looked at between its least and its largest value there.", HelpName = "data" };

    public void AddTo(Command command)
    {
        command.Add(_ranges);
        command.Add(_from);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_ranges) is not null && result.GetResult(_from) is not null)
                result.AddError("--box and --box-from both give the ranges; leave one of them away.");
        });
    }

    public BoxChoice Read(ParseResult result) => new(result.GetValue(_ranges) ?? [], result.GetValue(_from));

    private static (double Low, double High) Parse(ArgumentResult result, string text)
    {
        var parts = text.Split(',');
        if (parts.Length == 2 && TryParse(parts[0], out var low) && TryParse(parts[1], out var high) && low <= high)
            return (low, high);
        result.AddError($"--box is a range of two numbers, the lower one first, such as --box=-1,1; not '{VisibleText.Of(text)}'.");
        return default;
    }

    private static bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
