using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>One row of a report's data.</summary>
/// <param name="Point">One value per input, as written in the file: NaN is missing, −1 a category that is not declared.</param>
/// <param name="Outcome">What the rules answer.</param>
/// <param name="Truth">What is true: per output a value, or 1 for yes and for the label, else 0. Null where the row does not say.</param>
internal sealed record ReportRow(double[] Point, Outcome Outcome, double[]? Truth)
{
    /// <summary>The texts of the columns that rows are grouped by.</summary>
    public string[] Groups { get; init; } = [];
}

/// <summary>The rows of a CSV file that a report covers.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Rows">All rows, in order.</param>
/// <param name="Drift">How they differ from those of training.</param>
internal sealed record ReportRows(string File, IReadOnlyList<ReportRow> Rows, RowDrift Drift)
{
    /// <summary>The columns that rows are to be grouped by; none for those that suit.</summary>
    public EquatableArray<string> Groups { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Whether any row says what is true.</summary>
    public bool HasTruth => Rows.Any(r => r.Truth is not null);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">
    /// How to read it, and the columns that say what is true; without any those that the document was trained on, if they are there.
    /// </param>
    /// <param name="document">The document.</param>
    /// <param name="groups">The columns that rows are to be grouped by; may be none.</param>
    /// <exception cref="InputFileException">The file cannot be read, lacks a column, or has a row that the rules refuse.</exception>
    public static ReportRows Read(string path, TableOptions options, RuleDocument document, EquatableArray<string>? groups = null)
    {
        var truth = TrueAnswers.Find(path, options, document);
        var targets = truth?.Columns ?? [];
        var named = groups ?? EquatableArray<string>.Empty;
        CheckGroups(path, options, named);
        // Their texts are read, whatever these are.
        var columns = named.Select(n => (Input)new CategoryInput(n, null, EquatableArray<string>.Empty, null));
        using var reader = PointReader.Open(path, options, document, targets.Concat(columns));
        var first = document.Inputs.Count + targets.Length;
        var evaluator = new RuleEvaluator(document);
        var rows = new List<ReportRow>();
        var drift = new RowDrift(document.Inputs);
        while (reader.Read())
        {
            drift.Add(reader);
            var point = reader.Point[..document.Inputs.Count];
            try
            {
                rows.Add(new ReportRow(
                    point, evaluator.Evaluate(point), truth?.Of(reader.Point.AsSpan(document.Inputs.Count)))
                {
                    Groups = named.Select((_, g) => reader.Text(first + g).Trim()).ToArray(),
                });
            }
            catch (InputRefusedException e)
            {
                throw reader.Error(e.Input, e.Message);
            }
        }

        return rows.Count > 0
            ? new ReportRows(Path.GetFileName(path), rows, drift) { Groups = named }
            : throw new InputFileException(path, "this file has a header but no rows.");
    }

    /// <summary>Some of them, evenly spaced.</summary>
    public IReadOnlyList<ReportRow> Sample(int most) =>
        Rows.Count <= most ? Rows : Enumerable.Range(0, most).Select(i => Rows[(int)((long)i * Rows.Count / most)]).ToArray();

    private static void CheckGroups(string path, TableOptions options, EquatableArray<string> groups)
    {
        if (groups.Count == 0)
            return;
        using var records = CsvRecords.Open(path, options);
        if (groups.FirstOrDefault(g => !records.Names.Contains(g, StringComparer.Ordinal)) is { } absent)
            throw ColumnNames.Unknown(path, absent, records.Names);
    }
}
