using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>The provenance of a document after it was measured.</summary>
internal static class MeasuredProvenance
{
    private const string Rules = "rules";

    /// <summary>Of a document that does not say where it comes from.</summary>
    public static Provenance Unknown(string tool) => new(
        tool,
        null,
        null,
        EquatableArray<NamedNumber>.Empty,
        null,
        EquatableArray<int>.Empty,
        EquatableArray<NamedText>.Empty,
        EquatableArray<ModelMetrics>.Empty,
        EquatableArray<NamedNumbers>.Empty,
        EquatableArray<NamedNumber>.Empty,
        EquatableArray<FrontierEntry>.Empty);

    /// <summary>Puts in what was measured, and leaves out what describes the rules as they were trained.</summary>
    /// <param name="before">The provenance of before.</param>
    /// <param name="figures">What was measured on.</param>
    /// <param name="parts">The metrics of the rules.</param>
    public static (Provenance Provenance, DroppedFigures Dropped) Of(
        Provenance before, MeasuredFigures figures, EquatableArray<MeasuredPart> parts)
    {
        // Other models were not edited: what they do on the same rows still holds, and on other rows is not known.
        var others = before.Metrics.Where(m => m.Model != Rules).Select(m => m with
        {
            Splits = m.Splits.Where(s => parts.Any(p => p.Name == s.Name) && figures.IsOnTrainingRows).ToEquatableArray(),
        }).Where(m => m.Splits.Count > 0).ToArray();
        var rules = new ModelMetrics(Rules, parts.Select(p => new NamedNumbers(p.Name, p.Now)).ToEquatableArray());
        var after = before with { Metrics = others.Prepend(rules).ToEquatableArray(), Measured = figures };
        if (figures.IsEdited)
        {
            after = after with
            {
                Fidelity = EquatableArray<NamedNumbers>.Empty,
                Rounding = EquatableArray<NamedNumber>.Empty,
                Frontier = EquatableArray<FrontierEntry>.Empty,
            };
        }

        return (after, new DroppedFigures(
            before.Fidelity.Sum(f => f.Numbers.Count) - after.Fidelity.Sum(f => f.Numbers.Count),
            before.Rounding.Count - after.Rounding.Count,
            before.Frontier.Count - after.Frontier.Count,
            before.Metrics.Where(m => m.Model != Rules).Sum(m => m.Splits.Sum(s => s.Numbers.Count))
                - others.Sum(m => m.Splits.Sum(s => s.Numbers.Count))));
    }
}
