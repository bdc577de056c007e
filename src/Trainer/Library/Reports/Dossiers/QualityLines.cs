using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Approvals;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Tables;
using static RuleCompiler.Trainer.Reports.Dossiers.DossierFacts;

namespace RuleCompiler.Trainer.Reports.Dossiers;

/// <summary>How good the rules are, how sure that is, and where it ends.</summary>
internal static class QualityLines
{
    private const int MostRules = 100;
    private const string Rules = "rules";

    public static IEnumerable<DossierLine> Directions(DossierFacts facts)
    {
        var lines = facts.Claims(ClaimKind.Directions).Concat(facts.PolicyLines(areDirections: true)).ToArray();
        return lines.Length > 0 ? lines : [Recorded("No direction is claimed, and no policy asks for one.")];
    }

    public static IEnumerable<DossierLine> Performance(DossierFacts facts)
    {
        var metrics = facts.Document.Provenance?.Metrics ?? EquatableArray<ModelMetrics>.Empty;
        if (StaleFigures.Warning(facts.Document) is { } stale)
            yield return Recorded(stale);
        if (metrics.Count == 0)
            yield return Recorded("The document has no figures.");
        foreach (var split in metrics.SelectMany(m => m.Splits.Select(s => s.Name)).Distinct())
        {
            foreach (var model in metrics)
            {
                if (model.Splits.FirstOrDefault(s => s.Name == split) is { } figures)
                    yield return Figure(
                        $"{VisibleText.Of(split)} rows, {VisibleText.Of(model.Model)}: {AboutLines.Metrics(figures.Numbers)}.");
            }
        }

        if (metrics.All(m => m.Model == Rules))
            yield return Recorded("No other model is recorded on the same rows.");
        foreach (var part in facts.Measured?.Parts ?? EquatableArray<Pipeline.Measuring.MeasuredPart>.Empty)
        {
            var isSame = part.Before.Count > 0
                && part.Now.All(n => part.BeforeOf(n.Name) is { } before && before.Value.Equals(n.Value.Value));
            yield return Figure(
                $"Counted again, {VisibleText.Of(part.Name)} rows: {AboutLines.Metrics(part.Now)}"
                    + (isSame ? ", as recorded." : part.Before.Count > 0 ? ", which is not what is recorded." : "."));
        }
    }

    public static IEnumerable<DossierLine> Stability(DossierFacts facts)
    {
        foreach (var line in facts.Claims(ClaimKind.Continuous, ClaimKind.Support))
            yield return line;
        foreach (var fidelity in facts.Document.Provenance?.Fidelity ?? EquatableArray<NamedNumbers>.Empty)
            yield return Figure(
                $"Agreement with '{VisibleText.Of(fidelity.Name)}': "
                    + string.Join(", ", fidelity.Numbers.Select(n => $"{VisibleText.Of(n.Name)} {n.Value.Text}")) + ".");
        var supported = facts.Document.Rules.Where(r => r.Support is not null).ToArray();
        foreach (var rule in supported.Take(MostRules))
            yield return Figure(
                $"Rule {ShownNumber.Integer(rule.Id)}: {SupportDescriber.Describe(rule.Support!, facts.Document.Provenance)}.");
        if (supported.Length > MostRules)
            yield return Figure($"And {ShownNumber.Integer(supported.Length - MostRules)} more rules.");
        if (facts.Measured is not { Figures.IsOnTrainingRows: true } counted)
            yield break;
        var changed = counted.Support.Where(s => s.IsChanged).Select(s => ShownNumber.Integer(s.Rule)).ToArray();
        yield return Figure(changed.Length == 0
            ? "Counted again, the support of every rule is as recorded."
            : $"Counted again, the support is not what is recorded in {ShownNumber.Count(changed.Length, "rule")}: "
                + $"{string.Join(", ", changed.Take(MostRules))}.");
    }

    public static IEnumerable<DossierLine> Limits(DossierFacts facts) => facts.Claims(ClaimKind.Ranges)
        .Concat(facts.PolicyLines(areDirections: false))
        .Concat(new RuleDescriber(facts.Document).Edges().Select(Recorded));
}
