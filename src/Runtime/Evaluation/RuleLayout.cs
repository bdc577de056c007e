using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Evaluation;

/// <summary>
/// A document as flat rows of numbers: what <see cref="RuleEvaluator"/> evaluates and explains, and what generated code explains from.
/// </summary>
internal sealed class RuleLayout
{
    /// <summary>A longer text of all rules is cut: an assembly holds 16 MB of strings in all.</summary>
    public const int MaxTextLength = 1_000_000;

    private readonly RuleDocument _document;

    // Asked once and not for every sum, of which there may be many thousands.
    private readonly bool _hasCurves;
    private readonly bool _hasAdjustments;

    public RuleLayout(RuleDocument document)
    {
        _document = document;
        _hasCurves = document.Sums.Any(s => s.Terms.Any(t => t.IsCurve));
        _hasAdjustments = document.Sums.Any(s => s.Adjustments.Count > 0);
        var nodes = new List<int>();
        AddNode(document.Tree, nodes);
        Nodes = nodes.ToArray();
    }

    public IEnumerable<string> Inputs => _document.Inputs.Select(i => ShownName.Of(i.Name));

    public IEnumerable<string> Units => _document.Inputs.Select(i => i.Match(
        number => string.IsNullOrWhiteSpace(number.Unit) ? string.Empty : " " + VisibleText.Of(number.Unit!.Trim()), _ => string.Empty));

    public IEnumerable<string> Outputs => _document.Outputs.Select(o => ShownName.Of(o.Name));

    public IEnumerable<int> Levels => _document.Inputs.Select(i => i.Match(_ => 0, category => category.Categories.Count));

    public IEnumerable<string> LevelNames => _document.Inputs.Categories().SelectMany(c => c.Categories).Select(ShownName.Of);

    public IEnumerable<Number> Minima => _document.Inputs.Select(i => i.Match(number => number.Minimum, _ => Number.Zero));

    public IEnumerable<Number> Maxima => _document.Inputs.Select(i => i.Match(number => number.Maximum, _ => Number.Zero));

    public IEnumerable<Number> Thresholds => _document.Decision.Match(
        _ => Enumerable.Empty<Number>(), threshold => threshold.Bits.Select(b => b.Threshold), _ => Enumerable.Empty<Number>());

    public IEnumerable<string> Labels => _document.Decision.Match(
        _ => Enumerable.Empty<string>(),
        threshold => threshold.Bits.SelectMany(b => new[] { ShownName.Of(b.Below), ShownName.Of(b.AtOrAbove) }),
        argmax => argmax.Labels.Select(ShownName.Of));

    public int Scores => KindOf(_document.Decision.Scores);

    /// <summary>For each node its condition, then where its sides lead: to a node, or to the rule ~r.</summary>
    public IReadOnlyList<int> Nodes { get; }

    public IEnumerable<int> ConditionNumbers => _document.Conditions.Select(c => c.Id);

    public IEnumerable<Number> Slopes => _document.Conditions.Select(c => c.Source?.Slope ?? Number.Zero);

    public IEnumerable<int> RuleNumbers => _document.Rules.Select(r => r.Id);

    /// <summary>The names of the special values of all inputs, in order.</summary>
    public IEnumerable<string> SpecialNames => Specials.Select(s => ShownName.Of(s.Name));

    /// <summary>The special values of all inputs, in order; NaN among them.</summary>
    public IEnumerable<SpecialValue> Specials => _document.Inputs.Numbers().SelectMany(n => n.Specials);

    /// <summary>For each input its number of special values.</summary>
    public IEnumerable<int> SpecialCounts => _document.Inputs.Select(i => i.Match(number => number.Specials.Count, _ => 0));

    /// <summary>
    /// The expressions of the conditions, then those of the common part if there is one, then those of each rule's outputs; null where an
    /// output has none.
    /// </summary>
    public IEnumerable<Expression?> Sums =>
        _document.Conditions.Select(c => c.Expression).Concat(_document.Common).Concat(_document.Rules.SelectMany(r => r.Own));

    /// <summary>The inputs of an expression's terms, then −1.</summary>
    public static IEnumerable<int> TermInputs(Expression? sum) => Terms(sum).Select(t => t.Input).Concat(new[] { -1 });

    /// <summary>
    /// The weights of an expression's terms: one for each level of a category; for a number one, 0 in the place of a curve, and one for
    /// each special value.
    /// </summary>
    public IEnumerable<Number> Weights(Expression? sum) => Terms(sum).SelectMany(t => t.Match(
        number => WithSpecials(number.Input, number.Weight, number.Specials),
        category => category.Table(_document.Inputs.CategoryAt(category.Input).Categories.Count),
        curve => WithSpecials(curve.Input, Number.Zero, curve.Specials)));

    /// <summary>
    /// For each term of an expression its number of points where it is a curve, else 0; nothing where no expression has one.
    /// </summary>
    public IEnumerable<int> CurvePoints(Expression? sum) =>
        _hasCurves ? Terms(sum).Select(t => t.Match(_ => 0, _ => 0, curve => curve.Curve.Points.Count)) : [];

    /// <summary>
    /// The curves of an expression: the height below the first point; then of each point x, its height, and the slope from there on.
    /// </summary>
    public static IEnumerable<CurveNumber> CurveNumbers(Expression? sum) =>
        Terms(sum).SelectMany(t => t.Match(_ => [], _ => [], curve => Numbers(curve.Curve)));

    /// <summary>The conditions of an expression's adjustments, then −1; nothing where no expression has any.</summary>
    public IEnumerable<int> Adjustments(Expression? sum) => _hasAdjustments ? Adjusting(sum).Select(a => a.Condition).Concat([-1]) : [];

    /// <summary>The weights of an expression's adjustments.</summary>
    public static IEnumerable<Number> AdjustmentWeights(Expression? sum) => Adjusting(sum).Select(a => a.Weight);

    /// <summary>The names of the rows that shares are measured from.</summary>
    public IEnumerable<string> References => _document.References.Select(r => VisibleText.Of(r.Name));

    /// <summary>Their values that count, one per input for each; of a category its position.</summary>
    public IEnumerable<double> ReferenceValues => _document.References.SelectMany(
        r => new RowAcceptance(_document.Inputs).Accept(r.Row.Select(v => v.InRow).ToArray()));

    /// <summary>The position of the one that is taken where none is named; −1 where there is none.</summary>
    public int DefaultReference => _document.References.ToList().FindIndex(r => r.IsDefault);

    /// <summary>The codes of the inputs' reasons; the name of an input that declares none.</summary>
    public IEnumerable<string> ReasonCodes => _document.Inputs.Select(i => Whole(i.Reason?.Code ?? i.Name));

    /// <summary>Their texts; what people call an input that declares none.</summary>
    public IEnumerable<string> ReasonTexts => _document.Inputs.Select(i => Whole(i.Reason?.Text ?? i.Title ?? i.Name));

    /// <summary>For each input the first one whose reason has its code; itself where it declares none.</summary>
    public IEnumerable<int> ReasonGroups => _document.Inputs.Select((input, i) => input.Reason is { } reason
        ? _document.Inputs.TakeWhile(other => other.Reason?.Code != reason.Code).Count()
        : i);

    public Explanation.Tables ToTables(string rulesText) => new(
        Inputs.ToArray(),
        Units.ToArray(),
        Outputs.ToArray(),
        Levels.ToArray(),
        LevelNames.ToArray(),
        Values(Minima),
        Values(Maxima),
        Values(Thresholds),
        Labels.ToArray(),
        Scores,
        Nodes.ToArray(),
        ConditionNumbers.ToArray(),
        Values(Slopes),
        RuleNumbers.ToArray(),
        Sums.Select(s => s?.Bias.Value ?? double.NaN).ToArray(),
        Sums.SelectMany(TermInputs).ToArray(),
        Values(Sums.SelectMany(Weights)),
        SpecialCounts.ToArray(),
        Specials.Select(s => s.InRow).ToArray(),
        SpecialNames.ToArray(),
        Sums.SelectMany(CurvePoints).ToArray(),
        Sums.SelectMany(CurveNumbers).Select(n => n.Value).ToArray(),
        Sums.SelectMany(Adjustments).ToArray(),
        Values(Sums.SelectMany(AdjustmentWeights)),
        References.ToArray(),
        ReferenceValues.ToArray(),
        DefaultReference,
        ReasonCodes.ToArray(),
        ReasonTexts.ToArray(),
        ReasonGroups.ToArray(),
        rulesText);

    /// <summary>What scores are: plain (0), a logit (1) or a probability (2).</summary>
    public static int KindOf(ScoreKind scores) => scores switch
    {
        ScoreKind.Logit => 1,
        ScoreKind.Probability => 2,
        _ => 0,
    };

    // A sentence that people are told is not cut.
    private static string Whole(string text) => VisibleText.Of(text, int.MaxValue);

    private static EquatableArray<Term> Terms(Expression? sum) => sum?.Terms ?? EquatableArray<Term>.Empty;

    private static EquatableArray<Adjustment> Adjusting(Expression? sum) => sum?.Adjustments ?? EquatableArray<Adjustment>.Empty;

    private static IEnumerable<CurveNumber> Numbers(Curve curve) => curve.Pieces
        .SelectMany(piece => new CurveNumber[] { new(piece.From.X), new(piece.From.At), new(piece) })
        .Prepend(new CurveNumber(curve.Points[0].Below));

    private IEnumerable<Number> WithSpecials(int input, Number weight, EquatableArray<SpecialWeight> specials) =>
        specials.Table(_document.Inputs.NumberAt(input)).Prepend(weight);

    private static double[] Values(IEnumerable<Number> numbers) => numbers.Select(n => n.Value).ToArray();

    private static int AddNode(TreeNode node, List<int> nodes) => node.Match(
        branch =>
        {
            var position = nodes.Count;
            nodes.AddRange(new[] { branch.Condition, 0, 0 });
            nodes[position + 1] = AddNode(branch.Negative, nodes);
            nodes[position + 2] = AddNode(branch.Positive, nodes);
            return position / 3;
        },
        leaf => ~leaf.Rule);
}
