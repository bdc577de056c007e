using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using CsvHelper;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Recourses;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Predictions.Recourses;

/// <summary>Asks for each row of a table which change would lead to another decision, and writes and counts the answers.</summary>
public sealed class RecourseTable
{
    // Enough for all processors, few enough to be held.
    private const int RowsAtOnce = 512;

    private static readonly string[] First = ["row", "decision", "status", "wanted", "cost", "changes"];

    private readonly RecourseFinder _finder;
    private readonly RecourseOptions _options;
    private readonly RecourseChecker? _checker;
    private readonly RuleEvaluator _evaluator;

    /// <summary>Prepares a document.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="checks">Whether each certificate is checked in exact arithmetic.</param>
    /// <exception cref="RuleCompilerException">Nothing can change, or the request names what is not there.</exception>
    public RecourseTable(RuleDocument document, RecourseRequest request, bool checks)
    {
        _finder = new RecourseFinder(document);
        _options = request.ToOptions(document);
        _checker = checks ? new RecourseChecker(document) : null;
        _evaluator = new RuleEvaluator(document);
    }

    private RuleDocument Document => _finder.Document;

    /// <summary>The answer for one row.</summary>
    /// <param name="row">One value per input.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="InputRefusedException">The rules refuse the row.</exception>
    /// <exception cref="RuleCompilerException">The request does not fit the rules.</exception>
    public RecourseAnswer Of(double[] row) => _finder.Find(row, _options);

    /// <summary>The answer for one row of a table, whose certificate is checked in exact arithmetic.</summary>
    /// <param name="data">The table.</param>
    /// <param name="table">How to read it.</param>
    /// <param name="row">The number of the row, counted from 1.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="InputFileException">The table cannot be read or has no such row, or the rules refuse it.</exception>
    public RowRecourse CheckedRow(string data, TableOptions table, int row, CancellationToken cancellation)
    {
        using var points = PointReader.Open(data, table, Document);
        for (var read = 1; points.Read(out var problem); read++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (read < row)
                continue;
            if (problem is not null)
                throw problem;
            try
            {
                var asked = new AskedRow(row, points.Point, []);
                asked.Answer = Of(points.Point);
                Check(asked);
                return new RowRecourse(
                    asked.Answer,
                    _evaluator.Evaluate(points.Point).Outputs,
                    asked.Answer.HasChange ? _evaluator.Evaluate(asked.Answer.Row).Outputs : null);
            }
            catch (InputRefusedException e)
            {
                throw points.Error(e.Input, e.Message);
            }
        }

        throw new InputFileException(data, FormattableString.Invariant($"there is no row {row}; choose with --row, counted from 1."));
    }

    /// <summary>Writes the answers for all rows.</summary>
    /// <param name="answers">Where they go, as CSV; null writes none.</param>
    /// <param name="certificates">Where the proofs go, a JSON object in each line; null writes none.</param>
    /// <param name="data">The table.</param>
    /// <param name="table">How to read it.</param>
    /// <param name="options">Which columns are kept, and whether texts are written as they are.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>How many rows have a change, and what a person should know.</returns>
    /// <exception cref="InputFileException">The table cannot be read or lacks a column.</exception>
    public (RecourseCounts Counts, IReadOnlyList<Note> Notes) Write(
        Stream? answers, Stream? certificates, string data, TableOptions table, PredictionOptions options, CancellationToken cancellation)
    {
        using var points = PointReader.Open(data, table, Document);
        using var csv = answers is null ? null : CsvWriter.Create(answers, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        var names = Columns();
        var kept = KeptColumns.Find(data, points.Names, options.Kept, names);
        var texts = csv is null ? null : new SafeTexts(csv, options.Raw);
        if (texts is not null)
        {
            kept.WriteNames(texts);
            foreach (var name in names)
                texts.Write(name);
            csv!.EndRecord();
        }

        var counts = new RecourseCounts(Document);
        foreach (var block in Rows(points, kept, cancellation).Chunk(RowsAtOnce))
        {
            Parallel.ForEach(block, new ParallelOptions { CancellationToken = cancellation }, Answer);
            foreach (var row in block)
            {
                if (row.Problem is { } problem)
                    ExceptionDispatchInfo.Throw(problem);
                Count(counts, row);
                if (texts is not null)
                    Write(csv!, texts, row);
                if (certificates is not null && row.Answer is { } answer)
                    certificates.Write(Line(row.Number, answer));
            }
        }

        return (counts, texts?.Notes.ToArray() ?? []);
    }

    private static IEnumerable<AskedRow> Rows(PointReader points, KeptColumns kept, CancellationToken cancellation)
    {
        for (var number = 1; points.Read(out var problem); number++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new AskedRow(
                number, problem is null ? points.Point : null, kept.Positions.Select(p => points.Cell(p).ToArray()).ToArray());
        }
    }

    private void Answer(AskedRow row)
    {
        if (row.Point is null)
            return;
        try
        {
            row.Answer = Of(row.Point);
        }
        catch (InputRefusedException)
        {
            return;
        }
        catch (RuleCompilerException e)
        {
            // What does not fit is told of the first row, whichever was first done.
            row.Problem = e;
            return;
        }

        Check(row);
    }

    // A certificate that does not hold would be a fault of the program.
    private void Check(AskedRow row)
    {
        if (_checker?.Check(row.Answer!.Certificate, row.Point!, _options) is { Holds: false } check)
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"the certificate of row {row.Number} does not hold ({check.Reason})"));
    }

    private void Count(RecourseCounts counts, AskedRow row)
    {
        if (row.Answer is { } answer)
            counts.Add(answer, _checker is not null);
        else
            counts.AddRefused();
    }

    private string[] Columns()
    {
        var taken = First.ToHashSet(StringComparer.Ordinal);
        return [.. First, .. Actionable().Select(i => Document.Inputs[i].Name).Select(name => taken.Add(name) ? name : name + " (new)")];
    }

    private IEnumerable<int> Actionable() =>
        Enumerable.Range(0, Document.Inputs.Count).Where(i => RecourseLayout.DirectionOf(Document.Inputs[i]) != 0);

    private void Write(CsvWriter csv, SafeTexts texts, AskedRow row)
    {
        foreach (var cell in row.Kept)
            texts.Write(cell);
        csv.WriteField(row.Number, default, CultureInfo.InvariantCulture);
        if (row.Answer is not { } answer)
        {
            csv.WriteField(string.Empty);
            csv.WriteField("refused");
            foreach (var _ in Columns().Skip(3))
                csv.WriteField(string.Empty);
            csv.EndRecord();
            return;
        }

        texts.Write(DecisionText.Of(_evaluator, _evaluator.Evaluate(row.Point!).Outputs));
        csv.WriteField(Status(answer));
        texts.Write(answer.HasChange ? DecisionText.Of(_evaluator, _evaluator.Evaluate(answer.Row).Outputs) : string.Empty);
        if (answer.HasChange)
            csv.WriteField(answer.Cost / 1e6, "R", CultureInfo.InvariantCulture);
        else
            csv.WriteField(string.Empty);
        texts.Write(string.Join("; ", answer.Changes.Select(
            c => $"{Document.Inputs[c.Input].Name}: {Text(c.Input, c.Before)} -> {Text(c.Input, c.After)}")));
        foreach (var input in Actionable())
            texts.Write(answer.Changes.FirstOrDefault(c => c.Input == input) is { } change ? Text(input, change.After) : string.Empty);
        csv.EndRecord();
    }

    /// <summary>What is shown, in a word: already, found, none or undecided.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The word.</returns>
    public static string Status(RecourseAnswer answer) => answer.Status switch
    {
        RecourseStatus.Found => answer.Changes.Count == 0 ? "already" : "found",
        RecourseStatus.None => "none",
        _ => "undecided",
    };

    private string Text(int input, double value) => Document.Inputs[input].Match(
        _ => value.ToString("R", CultureInfo.InvariantCulture), category => category.Categories[(int)value]);

    private static byte[] Line(int row, RecourseAnswer answer) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(new { row, status = Status(answer), certificate = answer.Certificate }), (byte)'\n'];

    private sealed record AskedRow(int Number, double[]? Point, byte[][] Kept)
    {
        public RecourseAnswer? Answer { get; set; }

        public RuleCompilerException? Problem { get; set; }
    }
}

/// <summary>The answer for one row.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Outputs">The outputs of the row.</param>
/// <param name="After">The outputs after the change; null where there is none.</param>
public sealed record RowRecourse(RecourseAnswer Answer, double[] Outputs, double[]? After);
