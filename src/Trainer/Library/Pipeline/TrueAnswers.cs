using System;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>The columns of a table that say what is true, as answers of rules.</summary>
internal sealed class TrueAnswers
{
    private readonly RuleDocument _document;

    // Of each column whose labels are numbers, their values.
    private readonly double?[][] _values;

    private TrueAnswers(RuleDocument document, Input[] columns)
    {
        (_document, Columns) = (document, columns);
        _values = columns.Select(
            (c, k) => c.IsNumber ? document.Decision.LabelsOf(k).Select(Value).ToArray() : []).ToArray();
    }

    /// <summary>The columns, each as an input whose categories are the labels; to be read after the inputs of the document.</summary>
    public Input[] Columns { get; }

    /// <summary>Finds the columns in a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; names the columns, or those that the document was trained on are meant.</param>
    /// <param name="document">The document.</param>
    /// <returns>The columns; null where nobody named any and they are not in the table.</returns>
    /// <exception cref="InputFileException">The columns that are named are too many, too few or not in the table.</exception>
    public static TrueAnswers? Find(string path, TableOptions options, RuleDocument document)
    {
        using var records = CsvRecords.Open(path, options);
        var isNamed = options.Targets.Count > 0;
        var names = isNamed ? options.Targets : NamesOf(document);
        var expected = document.ScoreCount;
        if (isNamed && names.Count != expected)
            throw new InputFileException(
                path, $"the rules have {ShownNumber.Count(expected, "target")}, but --target names {ShownNumber.Integer(names.Count)}.");
        if (isNamed && names.FirstOrDefault(n => !records.Names.Contains(n, StringComparer.Ordinal)) is { } absent)
            throw ColumnNames.Unknown(path, absent, records.Names);
        if (names.Count != expected || names.Any(n => !records.Names.Contains(n, StringComparer.Ordinal)))
            return null;
        var columns = names.Select((name, k) => Column(name, document.Decision, k)).ToArray();
        return columns.Categories().Any(c => c.Categories.Distinct().Count() < c.Categories.Count)
            ? null
            : new TrueAnswers(document, columns);
    }

    /// <summary>The columns that a document was trained on; its outputs where it does not say.</summary>
    public static EquatableArray<string> NamesOf(RuleDocument document) =>
        RecordedOptions.Read(document.Provenance, RecordedOptions.Target) is { Count: > 0 } trained
            ? trained
            : document.Outputs.Select(o => o.Name).ToEquatableArray();

    /// <summary>What is true of a row.</summary>
    /// <param name="cells">The row's values of <see cref="Columns"/>.</param>
    /// <returns>Per output a value, or 1 for yes and for the label, else 0; null where the row does not say.</returns>
    public double[]? Of(ReadOnlySpan<double> cells)
    {
        var truth = new double[_document.Outputs.Count];
        for (var t = 0; t < Columns.Length; t++)
        {
            if (!IsAnswer(t, cells[t]))
                return null;
            if (!_document.Decision.IsClass)
                truth[t] = cells[t];
            else if (_document.Decision.ComparesOutputs)
                truth[LabelOf(t, cells[t])] = 1;
            else
                truth[t] = LabelOf(t, cells[t]);
        }

        return truth;
    }

    /// <summary>Whether a cell says what is true: a number, or one of the labels.</summary>
    /// <param name="column">The position among <see cref="Columns"/>.</param>
    /// <param name="cell">The value of the cell.</param>
    public bool IsAnswer(int column, double cell) => !double.IsNaN(AnswerOf(column, cell));

    /// <summary>What a cell says is true.</summary>
    /// <param name="column">The position among <see cref="Columns"/>.</param>
    /// <param name="cell">The value of the cell.</param>
    /// <returns>The value, or the position of the label; NaN where it does not say.</returns>
    public double AnswerOf(int column, double cell)
    {
        if (!_document.Decision.IsClass)
            return cell;
        return LabelOf(column, cell) is >= 0 and var label ? label : double.NaN;
    }

    private static Input Column(string name, Decision decision, int output)
    {
        var labels = decision.LabelsOf(output);
        // Labels that are numbers stand for these numbers, however the file writes them.
        return labels.All(l => Value(l) is not null)
            ? new NumberInput(name, null, null, Number.Zero, Number.Zero, null)
            : new CategoryInput(name, null, labels, null);
    }

    private static double? Value(string label) =>
        double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private int LabelOf(int column, double cell) => Columns[column].IsNumber
        ? Array.IndexOf(_values[column], cell)
        : (int)cell;
}
