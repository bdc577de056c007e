using System.Collections.Generic;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;

namespace RuleCompiler.Trainer.Tables;

/// <summary>A row of which a person sets values; the others are those of a row of a table, or missing where there is none.</summary>
/// <remarks>A text is read as a cell of a table is; besides, a special value may be called by its name.</remarks>
internal sealed class SetRow : IReadRow
{
    private readonly EquatableArray<Input> _inputs;
    private readonly SetValues _set;
    private readonly IReadRow? _others;
    private readonly string[] _texts;
    private readonly InputCell[] _cells;

    /// <summary>Reads the values that are set.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="options">How texts are read.</param>
    /// <param name="set">The values.</param>
    /// <param name="others">The row that the others are of; null where they are missing.</param>
    /// <exception cref="RuleCompilerException">A text is no value of its input, or a value that the rules need is not there.</exception>
    public SetRow(RuleDocument document, TableOptions options, SetValues set, IReadRow? others)
    {
        _inputs = document.Inputs;
        _set = set;
        _others = others;
        var names = _inputs.Select(i => i.Name).ToArray();
        var all = RecordedReading.Apply(options, document.Provenance);
        _cells = _inputs.Select(i => new InputCell(i, names, options, all)).ToArray();
        _texts = _inputs.Select((_, i) => set[i] ?? string.Empty).ToArray();
        RequireValues();
        Point = new double[_inputs.Count];
        for (var i = 0; i < Point.Length; i++)
            Point[i] = IsOfOthers(i) ? others!.Point[i] : Read(i);
    }

    /// <inheritdoc/>
    public double[] Point { get; }

    /// <summary>The inputs that are neither set nor of another row, and so are missing.</summary>
    public IEnumerable<Input> NotSet => _others is null ? _inputs.Where((_, i) => _set[i] is null) : [];

    /// <inheritdoc/>
    public CellDrift DriftOf(int input) =>
        IsOfOthers(input) ? _others!.DriftOf(input) : _cells[input].DriftOf(Point[input], Cell(input));

    /// <inheritdoc/>
    public bool IsMissing(int input) =>
        IsOfOthers(input) ? _others!.IsMissing(input) : _cells[input].IsMissing(Point[input], Cell(input));

    /// <inheritdoc/>
    public string Text(int input) => IsOfOthers(input) ? _others!.Text(input) : _texts[input];

    /// <summary>The error for a value that the rules refuse.</summary>
    /// <param name="name">The input.</param>
    /// <param name="problem">What the rules say.</param>
    /// <returns>The error; null where the value is not one that is set.</returns>
    public RuleCompilerException? Error(string name, string problem)
    {
        var input = _inputs.Select(i => i.Name).ToList().IndexOf(name);
        if (input < 0 || IsOfOthers(input))
            return null;
        var near = _inputs[input].Match(_ => null, category => NearNames.Nearest(_texts[input], category.Categories));
        return Wrong(input, problem.TrimEnd('.') + (near is null ? "." : $"; did you mean '{VisibleText.Of(near)}'?"));
    }

    private bool IsOfOthers(int input) => _others is not null && _set[input] is null;

    private byte[] Cell(int input) => Encoding.UTF8.GetBytes(_texts[input]);

    private double Read(int input)
    {
        var cell = Cell(input);
        if (_cells[input].TryRead(cell, out var value))
            return value;
        var special = _inputs[input].Match(number => number.Specials.FirstOrDefault(s => s.Name == _texts[input]), _ => null);
        return special?.InRow ?? throw Wrong(input, _cells[input].Problem(cell));
    }

    private void RequireValues()
    {
        var needed = NotSet.Where(i => !TakesMissing(i)).Select(i => $"'{VisibleText.Of(i.Name)}'").ToArray();
        if (needed.Length > 0)
            throw new RuleCompilerException(
                $"{(needed.Length == 1 ? "the input" : "the inputs")} {string.Join(", ", needed)} {(needed.Length == 1 ? "has" : "have")} "
                    + "no value, and nothing stands for a missing one; give each one with --set, as in --set "
                    + $"{ColumnNames.Argument(NotSet.First(i => !TakesMissing(i)).Name)}=…, or name a CSV file with the row.");
    }

    private static bool TakesMissing(Input input) => input.Match(
        number => number.Missing is not null || number.FindSpecial(double.NaN) >= 0,
        category => category.Other is not null || new CategoryTexts(category).Missing is not null);

    private RuleCompilerException Wrong(int input, string problem) => new($"--set {VisibleText.Of(_inputs[input].Name)}: {problem}");
}
