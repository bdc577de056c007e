using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>Counts how many rows of data are in each row of a points table.</summary>
public static class PointsCounts
{
    /// <summary>Counts them: of what rules add those rows alone to which it is added.</summary>
    /// <param name="result">The points table.</param>
    /// <param name="path">The data.</param>
    /// <param name="table">How it is read.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The same table with counts. Rows that the rules refuse are in none of them.</returns>
    /// <exception cref="InputFileException">The file cannot be read or lacks columns.</exception>
    public static PointsResult Of(PointsResult result, string path, TableOptions table, CancellationToken cancellation)
    {
        var document = result.Document;
        var (evaluator, acceptance) = (new RuleEvaluator(document), new RowAcceptance(document.Inputs));
        var counts = result.Cards.Select(c => c.Tables.Select(t => new long[t.Rows.Count]).ToArray()).ToArray();
        using var rows = PointReader.Open(path, table, document);
        while (rows.Read(out var refused))
        {
            cancellation.ThrowIfCancellationRequested();
            if (refused is not null || Answer(evaluator, rows.Point) is not { } rule)
                continue;
            var values = acceptance.Accept(rows.Point);
            for (var c = 0; c < counts.Length; c++)
            {
                if (result.Cards[c].Rules.Count > 0 && !result.Cards[c].Rules.Contains(document.Rules[rule].Id))
                    continue;
                for (var t = 0; t < counts[c].Length; t++)
                {
                    var shown = result.Cards[c].Tables[t];
                    counts[c][t][Find(shown, document.Inputs[shown.Position], values[shown.Position])]++;
                }
            }
        }

        return result with
        {
            Cards = result.Cards.Select((card, c) => card with
            {
                Tables = card.Tables.Select((t, k) => t with
                {
                    Rows = t.Rows.Select((row, r) => row with { Count = counts[c][k][r] }).ToEquatableArray(),
                }).ToEquatableArray(),
            }).ToEquatableArray(),
        };
    }

    /// <summary>The row of a table that a value is in.</summary>
    /// <param name="table">The table.</param>
    /// <param name="input">Its input.</param>
    /// <param name="value">The value, as rules accept it.</param>
    internal static int Find(PointsTable table, Input input, double value)
    {
        var bins = table.Rows.Count(r => r.IsBin);
        return input.Match(
            number => number.FindSpecial(value) is >= 0 and var special ? bins + special : BinOf(table, bins, value),
            _ => (int)value);
    }

    private static int BinOf(PointsTable table, int bins, double value)
    {
        var bin = bins - 1;
        while (bin > 0 && value < table.Rows[bin].From!.Value.Value)
            bin--;
        return bin;
    }

    private static int? Answer(RuleEvaluator evaluator, double[] point)
    {
        try
        {
            return evaluator.Evaluate(point).RuleIndex;
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }
}
