using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CsvHelper;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Predictions;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>A points table as a CSV file: a line for each row of each table, and for the constant of each card.</summary>
public static class PointsFile
{
    private static readonly string[] Columns = ["card", "input", "from", "below", "special", "category", "points", "rows"];

    /// <summary>Writes it, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="result">The points table.</param>
    /// <param name="isRaw">Whether texts that a spreadsheet would run are written as they are.</param>
    /// <returns>What a person should know of it.</returns>
    /// <exception cref="InputFileException">The file cannot be written there.</exception>
    public static EquatableArray<Note> Write(string path, PointsResult result, bool isRaw)
    {
        var notes = EquatableArray<Note>.Empty;
        AtomicFile.Write(path, stream =>
        {
            using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
            var texts = new SafeTexts(csv, isRaw);
            foreach (var line in Lines(result).Prepend(Columns))
            {
                foreach (var cell in line)
                    texts.Write(cell);
                csv.EndRecord();
            }

            notes = texts.Notes.ToEquatableArray();
        });
        return notes;
    }

    private static IEnumerable<string[]> Lines(PointsResult result)
    {
        foreach (var card in result.Cards)
        {
            var name = NameOf(card);
            yield return [name, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, Text(card.Constant), string.Empty];
            foreach (var table in card.Tables)
            {
                foreach (var row in table.Rows)
                    yield return
                    [
                        name,
                        table.Input,
                        row.From?.Text ?? string.Empty,
                        row.Below?.Text ?? string.Empty,
                        row.Special ?? string.Empty,
                        row.Category ?? string.Empty,
                        Text(row.Points),
                        row.Count is { } count ? Text(count) : string.Empty,
                    ];
            }
        }
    }

    private static string NameOf(PointsCard card) => card.Condition is { } condition
        ? "condition " + Text(condition)
        : card.Rules.Count > 0 ? "rule " + string.Join(" ", card.Rules.Select(r => Text(r))) : "total";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
