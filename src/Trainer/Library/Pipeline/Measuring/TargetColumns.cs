using System.Collections.Generic;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>Compares answers, row by row, with what columns of the table say is true.</summary>
internal sealed class TargetColumns
{
    private readonly TrueAnswers _truth;
    private readonly bool _isRecorded;
    private readonly InputCell[] _cells;
    private readonly int[] _positions;
    private readonly double[] _truths;
    private readonly RunningMetrics _metrics;
    private long _missing;
    private long _unknown;
    private string? _firstUnknown;

    private TargetColumns(TrueAnswers truth, bool isRecorded, RuleDocument document, TableOptions options, IReadOnlyList<string> names)
    {
        (_truth, _isRecorded) = (truth, isRecorded);
        options = options with { Targets = truth.Columns.Select(c => c.Name).ToEquatableArray() };
        var all = RecordedReading.Apply(options, document.Provenance);
        _cells = truth.Columns.Select(c => new InputCell(c, names, options, all)).ToArray();
        var positions = ColumnNames.Positions(names);
        _positions = truth.Columns.Select(c => positions[c.Name]).ToArray();
        _truths = new double[truth.Columns.Length];
        _metrics = RunningMetrics.For(document.Decision, document.Outputs.Count);
    }

    /// <summary>What was measured.</summary>
    public TargetMeasure Result => new(
        _truth.Columns.Select(c => c.Name).ToEquatableArray(),
        _isRecorded,
        _metrics.Rows,
        _missing,
        _unknown,
        _firstUnknown,
        _metrics.Result);

    /// <summary>Finds the columns in a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read; names the columns, or those that the document records are meant.</param>
    /// <param name="document">The rules.</param>
    /// <param name="names">The names of all columns of the file.</param>
    /// <returns>The columns; null where nobody named any, and the document records none or they are not in the table.</returns>
    /// <exception cref="InputFileException">Columns that are named are too many, too few, not there, or cannot be compared.</exception>
    public static TargetColumns? Find(string path, TableOptions options, RuleDocument document, IReadOnlyList<string> names)
    {
        var isRecorded = options.Targets.Count == 0;
        if (isRecorded && RecordedOptions.Read(document.Provenance, RecordedOptions.Target).Count == 0)
            return null;
        if (TrueAnswers.Find(path, options, document) is { } truth)
            return new TargetColumns(truth, isRecorded, document, options, names);
        return isRecorded
            ? null
            : throw new InputFileException(
                path, "two labels of the rules are called the same, so no column says which is true; omit --target.");
    }

    /// <summary>Compares the answer for the current row.</summary>
    /// <param name="points">The row.</param>
    /// <param name="outputs">What the rules answer.</param>
    /// <param name="probabilities">One per output; none where scores do not stand for any.</param>
    public void Add(PointReader points, double[] outputs, double[] probabilities)
    {
        for (var t = 0; t < _cells.Length; t++)
        {
            var cell = points.Cell(_positions[t]);
            var isValue = _cells[t].TryRead(cell, out var value);
            _truths[t] = isValue ? _truth.AnswerOf(t, value) : double.NaN;
            if (!double.IsNaN(_truths[t]))
                continue;
            if (isValue && _cells[t].IsMissing(value, cell))
            {
                _missing++;
            }
            else
            {
                _unknown++;
                _firstUnknown ??= Encoding.UTF8.GetString(cell);
            }

            return;
        }

        _metrics.Add(outputs, probabilities, _truths);
    }
}
