using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>A row that rules answer and whose truth is known.</summary>
/// <param name="Outcome">What the rules answer.</param>
/// <param name="Truth">Per output a value, or 1 for yes and for the label, else 0.</param>
internal sealed record AnsweredRow(Outcome Outcome, double[] Truth);

/// <summary>The rows of a table as rules answer them.</summary>
/// <param name="File">The file, and its hash.</param>
/// <param name="Rows">All rows in order; null for one that has no value in a target, or that the rules refuse.</param>
/// <param name="Refused">The positions of those that the rules refuse.</param>
/// <param name="Drift">How they differ from those of training.</param>
internal sealed record AnsweredTable(DataFile File, IReadOnlyList<AnsweredRow?> Rows, IReadOnlySet<int> Refused, RowDrift Drift)
{
    /// <summary>The positions of all rows.</summary>
    public int[] AllRows => Enumerable.Range(0, Rows.Count).ToArray();

    /// <summary>The SHA-256 of a table.</summary>
    public static DataFile FileOf(string path, TableOptions options) => new(Path.GetFileName(path), TableFile.Sha256(path, options));

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="document">The rules.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputFileException">
    /// The file cannot be read, lacks a column, or has a label that the rules do not know; or no row is of use.
    /// </exception>
    public static AnsweredTable Read(string path, TableOptions options, RuleDocument document, CancellationToken cancellation)
    {
        var truth = TrueAnswers.Find(path, options, document) ?? throw NoTarget(path, document);
        using var reader = PointReader.Open(path, options, document, truth.Columns);
        var evaluator = new RuleEvaluator(document);
        var rows = new List<AnsweredRow?>();
        var drift = new RowDrift(document.Inputs);
        var refused = new HashSet<int>();
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(null);
            if (TruthOf(reader, truth, document) is not { } answer)
                continue;
            try
            {
                rows[^1] = new AnsweredRow(evaluator.Evaluate(reader.Point[..document.Inputs.Count]), answer);
                drift.Add(reader);
            }
            catch (InputRefusedException)
            {
                refused.Add(rows.Count - 1);
            }
        }

        return rows.Any(r => r is not null)
            ? new AnsweredTable(FileOf(path, options), rows, refused, drift)
            : throw new InputFileException(
                path, refused.Count > 0 ? "the rules refuse every row; rulec predict says why." : "no row has a value for every target.");
    }

    private static double[]? TruthOf(PointReader reader, TrueAnswers truth, RuleDocument document)
    {
        var first = document.Inputs.Count;
        for (var t = 0; t < truth.Columns.Length; t++)
        {
            if (truth.IsAnswer(t, reader.Point[first + t]))
                continue;
            if (reader.IsMissing(first + t))
                return null;
            var labels = document.Decision.LabelsOf(t);
            throw reader.Error(
                truth.Columns[t].Name,
                $"'{VisibleText.Of(reader.Text(first + t))}' is none of the answers of the rules ({LearningTask.Listed(labels)}); name the "
                    + "column that says what is true with --target.");
        }

        return truth.Of(reader.Point.AsSpan(first));
    }

    private static InputFileException NoTarget(string path, RuleDocument document)
    {
        if (document.Provenance is { } provenance && RecordedOptions.AnswersAreLearned(provenance))
            return new InputFileException(
                path,
                "the rules were learned from the answers of a network, which are in no column of this table; write them into one with "
                    + "rulec predict, and name it with --target.");
        var names = string.Join(", ", TrueAnswers.NamesOf(document).Select(n => $"'{VisibleText.Of(n)}'"));
        return new InputFileException(path, $"no column says what is true ({names}); name it with --target.");
    }
}
