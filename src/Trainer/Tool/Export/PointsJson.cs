using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Proofs.Comparison;
using RuleCompiler.Trainer.Export.Points;

namespace RuleCompiler.Tool.Export;

/// <summary>A points table as one JSON object.</summary>
internal static class PointsJson
{
    /// <summary>The object.</summary>
    public static object Of(PointsExport export)
    {
        var (points, bound) = (export.Points, export.Points.Bound);
        return new
        {
            Rules = export.Rules.Name,
            RulesMeaning = Meaning.Of(export.Rules).Hash,
            points.Document.Name,
            Scale = new
            {
                Factor = points.Scale.Factor.Value,
                Offset = points.Scale.Offset.Value,
                Towards = points.Scale.Label,
                Otherwise = points.Scale.OtherLabel,
                points.Scale.Odds,
            },
            bound.CutOff,
            points.Stepped,
            Bound = Bound(bound),
            // Whatever numbers are: also between their steps.
            BoundEverywhere = Bound(points.Everywhere),
            points.Rows,
            Cards = points.Cards.Select(Card),
            Differences = new
            {
                AreAll = export.Undecided is null,
                export.Undecided,
                export.Difference?.Share,
                Points = export.Difference?.Points ?? 0,
                Cells = (export.Difference?.Cells ?? EquatableArray<ChangedCell>.Empty).Select(cell => new
                {
                    OldRule = cell.OldRule,
                    NewRule = cell.NewRule,
                    OldAnswer = cell.OldAnswer,
                    NewAnswer = cell.NewAnswer,
                    Rows = export.Rows?.Of(cell, isScore: false),
                    cell.Share,
                    cell.Limits,
                    cell.Conditions,
                    Witness = cell.Witness.Values.ToDictionary(v => v.Input, v => (object?)v.Value.Number ?? v.Value.Text),
                    cell.Witness.IsThin,
                }),
            },
            Data = export.Rows is { } rows
                ? new { rows.Rows, rows.Differing, rows.RefusedByOld, rows.RefusedByNew, rows.RefusedByBoth }
                : null,
            export.Notes,
        };
    }

    private static object Bound(PointsBound bound) => new
    {
        bound.Threshold,
        bound.Lowest,
        bound.Highest,
        bound.Points,
        bound.DecisionPoints,
        bound.DecisionScore,
        bound.From,
        bound.To,
    };

    private static object Card(PointsCard card) => new
    {
        Kind = card.Kind.ToString().ToLowerInvariant(),
        card.Condition,
        card.MadeOf,
        card.Name,
        card.Rules,
        card.Constant,
        Tables = card.Tables.Select(t => new
        {
            t.Input,
            t.Title,
            t.Unit,
            Rows = t.Rows.Select(Row),
        }),
        card.Adjustments,
    };

    private static Dictionary<string, object> Row(PointsRow row)
    {
        var members = new Dictionary<string, object>();
        Add("from", row.From?.Value);
        Add("below", row.Below?.Value);
        Add("special", row.Special);
        Add("category", row.Category);
        members.Add("points", row.Points);
        Add("rows", row.Count);
        return members;

        void Add(string name, object? value)
        {
            if (value is not null)
                members.Add(name, value);
        }
    }
}
