using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>Where a points document comes from.</summary>
internal static class PointsProvenance
{
    /// <summary>
    /// The data and its split as they were, so that the points can be measured on the same rows; nothing that says how good the other
    /// rules are, or how they were trained.
    /// </summary>
    /// <param name="origin">The document that it is made of.</param>
    /// <param name="options">How it was made.</param>
    /// <param name="scale">What scores are as points.</param>
    /// <param name="tool">The tool.</param>
    public static Provenance Of(RuleDocument origin, PointsOptions options, PointsScale scale, string tool)
    {
        var before = origin.Provenance;
        var made = new List<NamedText>
        {
            new("points-of", $"{origin.Name} {Meaning.Of(origin).Hash}"),
            new("points-scale", $"{scale.Offset.Text} + {scale.Factor.Text} * score"),
            new("points-towards", scale.Label),
            new("points-bins", Text(options.Bins)),
        };
        if (scale.Odds is { } odds)
            made.Add(new NamedText("points-odds", $"{Text(odds.PointsToDouble)} double the odds, {Text(odds.At)} at {Text(odds.Odds)}"));
        return new Provenance(
            tool,
            before?.Data,
            before?.TestData,
            before?.Rows ?? EquatableArray<NamedNumber>.Empty,
            before?.Seed,
            EquatableArray<int>.Empty,
            (before?.Options ?? EquatableArray<NamedText>.Empty).Where(o => !o.Name.StartsWith("points-", System.StringComparison.Ordinal))
                .Concat(made).ToEquatableArray(),
            EquatableArray<ModelMetrics>.Empty,
            EquatableArray<NamedNumbers>.Empty,
            EquatableArray<NamedNumber>.Empty,
            EquatableArray<FrontierEntry>.Empty)
        {
            Network = before?.Network,
            NetworkInputs = before?.NetworkInputs ?? EquatableArray<NetworkInputRange>.Empty,
        };
    }

    /// <summary>The document with the hash of what it means, by which it is seen later whether it was edited.</summary>
    /// <param name="points">The document.</param>
    public static RuleDocument Signed(RuleDocument points) => points with
    {
        Provenance = points.Provenance! with
        {
            Options = points.Provenance.Options.Append(new NamedText(RecordedOptions.MadeMeaning, Meaning.Of(points).Hash))
                .ToEquatableArray(),
        },
    };

    private static string Text(double value) => Number.From(value).Text;
}
