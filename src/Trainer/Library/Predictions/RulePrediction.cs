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
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Predictions;

/// <summary>
/// Applies rules to the rows of a table: what they decide, which rule, and its outputs; and counts how the rows differ from those of
/// training.
/// </summary>
public sealed class RulePrediction
{
    private const string Refused = "refused";

    private readonly RuleEvaluator _evaluator;
    private readonly PredictionOptions _options;
    private readonly RowDrift _drift;
    private readonly SortedDictionary<string, long> _formulas = new(System.StringComparer.Ordinal);

    private RulePrediction(RuleDocument document, PredictionOptions options)
    {
        _evaluator = new RuleEvaluator(document);
        _options = options;
        _drift = new RowDrift(document.Inputs);
    }

    private RuleDocument Document => _evaluator.Document;

    /// <summary>Writes the answers of rules for all rows of a table, as CSV.</summary>
    /// <param name="stream">Where they go, as CSV.</param>
    /// <param name="document">The rules.</param>
    /// <param name="data">The table.</param>
    /// <param name="table">How to read it.</param>
    /// <param name="options">How to answer.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What to report.</returns>
    /// <exception cref="InputFileException">The table cannot be read, or a row is refused.</exception>
    public static PredictionResult Write(
        Stream stream, RuleDocument document, string data, TableOptions table, PredictionOptions options, CancellationToken cancellation)
    {
        var prediction = new RulePrediction(document, options);
        using var points = PointReader.Open(data, table, document);
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        prediction.Write(csv, points, cancellation);
        return new PredictionResult(
            prediction._drift.Rows, prediction._drift, [.. DriftNotes.Of(prediction._drift), .. prediction.Formulas()]);
    }

    private void Write(CsvWriter csv, PointReader points, CancellationToken cancellation)
    {
        foreach (var name in Columns())
            WriteText(csv, name);
        csv.EndRecord();
        while (points.Read(out var problem))
        {
            cancellation.ThrowIfCancellationRequested();
            var outcome = problem is null ? Answer(points, ref problem) : null;
            if (problem is not null && !_options.Details)
                throw problem;
            if (outcome is null)
                WriteRefused(csv, problem!.Problem);
            else
                WriteOutcome(csv, outcome, points);
            csv.EndRecord();
        }
    }

    /// <summary>The names of the columns. An output that is called like another column gets a name of its own.</summary>
    private IEnumerable<string> Columns()
    {
        string[] first = ["prediction", "rule"];
        string[] last = _options.Details ? ["replaced", "outside", Refused] : [];
        return first.Concat(Document.Outputs.Select(o => first.Concat(last).Contains(o.Name) ? o.Name + " (output)" : o.Name)).Concat(last);
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

    private void WriteOutcome(CsvWriter csv, Outcome outcome, PointReader points)
    {
        _drift.Add(points);
        WriteText(csv, DecisionText.Of(_evaluator, outcome.Outputs));
        csv.WriteField(Document.Rules[outcome.RuleIndex].Id, default, CultureInfo.InvariantCulture);
        foreach (var value in outcome.Outputs)
            csv.WriteField(value, "R", CultureInfo.InvariantCulture);
        if (!_options.Details)
            return;
        WriteText(csv, Joined(points, d => d is CellDrift.Missing or CellDrift.Unknown, i => StandIn(Document.Inputs[i])));
        WriteText(csv, Joined(points, d => d == CellDrift.Outside, points.Text));
        WriteText(csv, string.Empty);
    }

    private void WriteRefused(CsvWriter csv, string problem)
    {
        _drift.AddRefused();
        // Prediction, rule and outputs, then what was replaced and outside.
        for (var i = 0; i < 2 + Document.Outputs.Count + 2; i++)
            csv.WriteField(string.Empty);
        WriteText(csv, problem);
    }

    private string Joined(PointReader points, System.Func<CellDrift, bool> isMeant, System.Func<int, string> value) => string.Join(
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

    private void WriteText(CsvWriter csv, string text)
    {
        if (!_options.Raw && SpreadsheetText.IsFormula(text))
        {
            _formulas[text] = _formulas.GetValueOrDefault(text) + 1;
            text = SpreadsheetText.Safe(text);
        }

        csv.WriteField(text);
    }

    private IEnumerable<Note> Formulas()
    {
        if (_formulas.Count > 0)
        {
            var (text, _) = _formulas.MaxBy(f => f.Value);
            yield return new Note(
                "formula",
                $"texts that a spreadsheet would run, such as '{VisibleText.Of(text, 40)}', are written with an apostrophe before them; "
                    + "--raw writes them as they are.")
            {
                Count = _formulas.Values.Sum(),
            };
        }
    }
}
