using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using CsvHelper;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Pipeline.Measuring;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Predictions;

/// <summary>
/// Applies rules to the rows of a table: what they decide, which rule, and its outputs; and counts how the rows differ from those of
/// training.
/// </summary>
public sealed class RulePrediction
{
    private readonly RuleEvaluator _evaluator;
    private readonly PredictionOptions _options;
    private readonly RowDrift _drift;
    private readonly AnswerColumns _columns;
    private readonly KeptColumns _kept;
    private readonly TargetColumns? _target;
    private readonly RowReasons? _reasons;
    private readonly CsvWriter _csv;
    private readonly SafeTexts _texts;

    private RulePrediction(
        RuleDocument document, PredictionOptions options, string data, TableOptions table, IReadOnlyList<string> names, CsvWriter csv)
    {
        _evaluator = new RuleEvaluator(document);
        _options = options;
        _drift = new RowDrift(document.Inputs);
        _columns = new AnswerColumns(document, options.Reasons, options.Details);
        _reasons = options.Reasons > 0 ? new RowReasons(_evaluator, options.Reasons, options.Reference) : null;
        _kept = KeptColumns.Find(data, names, options.Kept, _columns.Names);
        _target = TargetColumns.Find(data, table, document, names);
        (_csv, _texts) = (csv, new SafeTexts(csv, options.Raw));
    }

    private RuleDocument Document => _evaluator.Document;

    /// <summary>Writes the answers of rules for all rows of a table, as CSV.</summary>
    /// <param name="stream">Where they go, as CSV.</param>
    /// <param name="document">The rules.</param>
    /// <param name="data">The table.</param>
    /// <param name="table">
    /// How to read it; names the columns that say what is true, or those that the rules were trained on are meant.
    /// </param>
    /// <param name="options">How to answer.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What to report.</returns>
    /// <exception cref="InputFileException">The table cannot be read, lacks a column, or a row is refused.</exception>
    public static PredictionResult Write(
        Stream stream, RuleDocument document, string data, TableOptions table, PredictionOptions options, CancellationToken cancellation)
    {
        using var points = PointReader.Open(data, table, document);
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        var prediction = new RulePrediction(document, options, data, table, points.Names, csv);
        prediction.Write(points, cancellation);
        return new PredictionResult(
            prediction._drift.Rows, prediction._drift, [.. DriftNotes.Of(prediction._drift), .. prediction._texts.Notes])
        {
            Measured = prediction._target?.Result,
        };
    }

    private void Write(PointReader points, CancellationToken cancellation)
    {
        _kept.WriteNames(_texts);
        foreach (var name in _columns.Names)
            _texts.Write(name);
        _csv.EndRecord();
        while (points.Read(out var problem))
        {
            cancellation.ThrowIfCancellationRequested();
            var outcome = problem is null ? Answer(points, ref problem) : null;
            if (problem is not null && !_options.Details)
                throw problem;
            foreach (var column in _kept.Positions)
                _texts.Write(points.Cell(column));
            if (outcome is null)
                WriteRefused(problem!.Problem);
            else
                WriteOutcome(outcome, points);
            _csv.EndRecord();
        }
    }

    private Outcome? Answer(PointReader points, ref InputFileException? problem)
    {
        problem = _options.Strict ? Strict(points) : null;
        if (problem is not null)
            return null;
        try
        {
            return _evaluator.Evaluate(points.Point);
        }
        catch (InputRefusedException e)
        {
            problem = points.Error(e.Input, e.Message);
            return null;
        }
    }

    private void WriteOutcome(Outcome outcome, PointReader points)
    {
        _drift.Add(points);
        var probabilities = _evaluator.Probabilities(outcome.Outputs);
        _target?.Add(points, outcome.Outputs, probabilities);
        _texts.Write(DecisionText.Of(_evaluator, outcome.Outputs));
        _csv.WriteField(Document.Rules[outcome.RuleIndex].Id, default, CultureInfo.InvariantCulture);
        foreach (var value in outcome.Outputs)
            _csv.WriteField(value, "R", CultureInfo.InvariantCulture);
        foreach (var value in _columns.Probabilities(outcome.Outputs, probabilities))
            _csv.WriteField(value, "R", CultureInfo.InvariantCulture);
        _reasons?.Write(_texts, points.Point);
        if (!_options.Details)
            return;
        _texts.Write(Joined(points, d => d is CellDrift.Missing or CellDrift.Unknown, i => StandIn(Document.Inputs[i])));
        _texts.Write(Joined(points, d => d == CellDrift.Outside, points.Text));
        _texts.Write(string.Empty);
    }

    private void WriteRefused(string problem)
    {
        _drift.AddRefused();
        for (var i = 1; i < _columns.Names.Count; i++)
            _csv.WriteField(string.Empty);
        _texts.Write(problem);
    }

    private string Joined(PointReader points, Func<CellDrift, bool> isMeant, Func<int, string> value) => string.Join(
        "; ",
        Enumerable.Range(0, Document.Inputs.Count).Where(i => isMeant(points.DriftOf(i))).Select(
            i => Document.Inputs[i].Name + "=" + value(i)));

    private static string StandIn(Input input) => input.Match(
        number => number.Missing?.Text, category => category.Other is { } other ? category.Categories[other] : null) ?? string.Empty;

    private static string Range(Input input) =>
        input.Match(number => $", {number.Minimum.Text} to {number.Maximum.Text}", _ => string.Empty);

    private InputFileException? Strict(PointReader points)
    {
        for (var i = 0; i < Document.Inputs.Count; i++)
        {
            var input = Document.Inputs[i];
            var value = VisibleText.Of(points.Text(i));
            var problem = points.DriftOf(i) switch
            {
                CellDrift.Missing =>
                    $"the value of '{VisibleText.Of(input.Name)}' is missing; give one, or omit --strict to have "
                        + $"'{VisibleText.Of(StandIn(input))}' stand for it.",
                CellDrift.Outside =>
                    $"'{value}' is outside the range of '{VisibleText.Of(input.Name)}' in training{Range(input)}; omit --strict to have "
                        + "the rules extrapolate.",
                CellDrift.Unknown =>
                    $"'{value}' is not a category of '{VisibleText.Of(input.Name)}' that the rules know; correct it, or omit --strict to "
                        + $"have '{VisibleText.Of(StandIn(input))}' stand for it.",
                _ => null,
            };
            if (problem is not null)
                return points.Error(input.Name, problem);
        }

        return null;
    }
}
