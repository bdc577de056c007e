using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Pipeline.Measuring;

namespace RuleCompiler.Tool.Measure;

/// <summary>What came of <c>rulec measure</c>, for programs.</summary>
internal static class MeasureJson
{
    /// <summary>One object.</summary>
    public static string Of(MeasuredDocument measured) => ResultJson.Of(new
    {
        measured.Document.Name,
        Edited = measured.Figures.IsEdited,
        measured.Figures.Meaning,
        measured.Figures.Data,
        measured.Figures.TestData,
        Changes = measured.Changes?.Lines,
        Parts = measured.Parts.Select(p => new { p.Name, p.Rows, Before = Numbers(p.Before), Now = Numbers(p.Now) }),
        Support = measured.Support.Select(s => new
        {
            s.Rule,
            Changed = s.IsChanged,
            Before = s.Before is { } before ? SupportJson.Of(before) : null,
            Now = SupportJson.Of(s.Now),
        }),
        Counts = new { measured.Document.Provenance!.Counts!.Rows, Changes = measured.CountChanges },
        Witnesses = new { measured.Replaced, Dropped = measured.Unwitnessed },
        Dropped = measured.Dropped,
        measured.Notes,
    });

    private static Dictionary<string, double> Numbers(EquatableArray<NamedNumber> numbers) =>
        numbers.GroupBy(n => n.Name).ToDictionary(g => g.Key, g => g.First().Value.Value);

    private sealed record SupportJson(int Rows, double Share, double? Accuracy, double? Error)
    {
        public static SupportJson Of(Support support) =>
            new(support.Rows, support.Share.Value, support.Accuracy?.Value, support.Error?.Value);
    }
}
