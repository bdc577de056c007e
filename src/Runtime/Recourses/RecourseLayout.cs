using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs;

namespace RuleCompiler.Recourses;

/// <summary>
/// What the search for changes knows of a document beside its sums, as flat rows of numbers: for the runtime and for generated code.
/// </summary>
internal sealed class RecourseLayout
{
    /// <summary>A default cost is a share of this.</summary>
    public const long Unit = 1_000_000;

    private readonly RuleDocument _document;
    private readonly Lazy<RoundingBound> _bound;

    public RecourseLayout(RuleDocument document)
    {
        _document = document;
        _bound = new Lazy<RoundingBound>(() => new RoundingBound(document, i => FarthestOf(document.Inputs[i])));
    }

    /// <summary>Whether an input can change at all, the regions are not too many, and no sum can overflow.</summary>
    /// <param name="document">The document.</param>
    public static bool IsFor(RuleDocument document) =>
        CanChange(document) && LinearRegion.AreFew(document) && new RecourseLayout(document).AreSumsFinite;

    /// <summary>Whether no sum can overflow inside the ranges.</summary>
    public bool AreSumsFinite => Errors.All(e => double.IsFinite(e));

    /// <summary>Whether an input can change at all.</summary>
    /// <param name="document">The document.</param>
    public static bool CanChange(RuleDocument document) => document.Inputs.Any(i => DirectionOf(i) != 0);

    public string Meaning => RuleCompiler.Approvals.Meaning.Of(_document).Hash;

    public IEnumerable<string> Inputs => _document.Inputs.Select(i => i.Name);

    public IEnumerable<string> Titles => _document.Inputs.Select(i => VisibleText.Of(i.Title ?? i.Name));

    public IEnumerable<string> Outputs => _document.Outputs.Select(o => o.Name);

    public IEnumerable<string> Labels => _document.Decision.Match(
        _ => Enumerable.Empty<string>(),
        threshold => threshold.Bits.SelectMany(b => new[] { b.Below, b.AtOrAbove }),
        argmax => argmax.Labels);

    public IEnumerable<int> Directions => _document.Inputs.Select(DirectionOf);

    public IEnumerable<Number> Steps => _document.Inputs.Select(i => i.Match(number => number.Step ?? Number.Zero, _ => Number.Zero));

    public IEnumerable<long> Costs => _document.Inputs.Select(CostOf);

    public IEnumerable<int> Places => _document.Inputs.Categories().SelectMany(
        c => c.Categories.Select((_, level) => c.Order.Count == 0 ? -1 : Array.IndexOf(c.Order.ToArray(), level)));

    public IEnumerable<int> MarkCounts => _document.Inputs.Select(i => i.Match(number => number.Marks.Count, _ => 0));

    public IEnumerable<Number> Marks => _document.Inputs.Numbers().SelectMany(n => n.Marks);

    /// <summary>Proved rounding errors inside the ranges: of the conditions, then of the rules' outputs.</summary>
    public IEnumerable<double> Errors => _document.Conditions.Select((_, c) => _bound.Value.OfCondition(c)).Concat(
        _document.Rules.SelectMany((_, r) => _document.Outputs.Select((_, k) => _bound.Value.Of(r, k))));

    public IEnumerable<double> Farthest => _document.Inputs.Select(FarthestOf);

    /// <summary>The linear regions as <see cref="LinearRegion.All"/> has them: a rule, then sides, then −1.</summary>
    public IEnumerable<int> Regions => LinearRegion.All(_document).SelectMany(
        r => r.Sides.Select(s => (2 * s.Condition) + (s.IsNegative ? 1 : 0)).Prepend(r.Rule).Concat([-1]));

    public RecourseTables ToTables() => new(
        new RuleLayout(_document).ToTables(string.Empty),
        Meaning,
        Inputs.ToArray(),
        Titles.ToArray(),
        Outputs.ToArray(),
        Labels.ToArray(),
        Directions.ToArray(),
        Steps.Select(n => n.Value).ToArray(),
        Costs.ToArray(),
        Places.ToArray(),
        MarkCounts.ToArray(),
        Marks.Select(n => n.Value).ToArray(),
        Errors.ToArray(),
        Farthest.ToArray(),
        Regions.ToArray());

    /// <summary>Whether an input can be made larger (1) and smaller (2); both (3), or neither (0).</summary>
    public static int DirectionOf(Input input) =>
        input.IsImmutable || input.Match(number => number.Step is null, _ => false) ? 0 : input.Actionable switch
        {
            Actionable.Up => 1,
            Actionable.Down => 2,
            Actionable.Both => 3,
            _ => 0,
        };

    /// <summary>The default cost of a step: its share of the range; of a category 1, or the share of a place in its order.</summary>
    public static long CostOf(Input input) => input.Match(
        number => number.Step is { } step && number.Width > 0 ? Rounded(step.Value / number.Width) : Unit,
        category => category.Order.Count > 1 ? Rounded(1.0 / (category.Order.Count - 1)) : Unit);

    // At least one millionth, and at most what can be set.
    private static long Rounded(double share) =>
        (long)Math.Max(1, Math.Min(RecourseOptions.HighestCost, Math.Round(share * Unit)));

    // Never 0: sizes outside the range are measured by it.
    private static double FarthestOf(Input input) =>
        input.Match(number => RoundingBound.FarthestOf(number) is > 0 and var farthest ? farthest : 1, _ => 1);
}
