using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs;

/// <summary>A rule document as exact geometry: its decimals are taken as they are written, not as the doubles nearest to them.</summary>
internal sealed class DocumentGeometry
{
    // 2¹² cases of conditions that are open on both sides.
    private const int MaxOpen = 12;

    private readonly RuleDocument _document;
    private readonly Expansion _expansion;
    private readonly ExpandedSum[] _terms;
    private readonly ConditionNeeds _needs;
    private readonly Lazy<ExactAffine[]> _affine;

    /// <summary>Takes over a document.</summary>
    /// <param name="document">The document.</param>
    public DocumentGeometry(RuleDocument document)
        : this(document, new RowDomain(document.Inputs.ToArray(), document.Version), new Expansion(document))
    {
    }

    /// <summary>Takes over a document whose sums are put over the inputs of other rows than its own.</summary>
    /// <param name="document">The document.</param>
    /// <param name="domain">The rows.</param>
    /// <param name="expansion">The sums of the document over their inputs.</param>
    public DocumentGeometry(RuleDocument document, RowDomain domain, Expansion expansion)
    {
        _document = document;
        Domain = domain;
        _expansion = expansion;
        _terms = document.Conditions.Select((_, c) => _expansion.Condition(c, _ => null)).ToArray();
        _needs = new ConditionNeeds(document.Conditions);
        _affine = new Lazy<ExactAffine[]>(() =>
            document.Conditions.Select((c, i) => c.Expression.Adjustments.Count == 0 && _terms[i].Parts.All(IsAffine)
                ? Domain.ToAffine(_terms[i])
                : throw new NotSupportedException("A condition with adjustments, curves or special values is no affine map.")).ToArray());
    }

    /// <summary>What rows there are.</summary>
    public RowDomain Domain { get; }

    /// <summary>The inputs' ranges and categories.</summary>
    public ExactBox Box => Domain.Box;

    /// <summary>e(x) of each condition, where all of them are affine maps.</summary>
    public IReadOnlyList<ExactAffine> Conditions => _affine.Value;

    /// <summary>Where an input stands among the numbers or among the choices.</summary>
    /// <param name="input">The position of the input.</param>
    /// <returns>Its position among those of its kind.</returns>
    public int PositionOf(int input) => Domain.PositionOf(input);

    /// <summary>The categories of a row.</summary>
    /// <param name="row">One value per input: a number, or the position of a category.</param>
    /// <returns>For each choice the position of its category.</returns>
    public int[] CategoriesOf(IReadOnlyList<double> row)
    {
        var categories = new int[Box.Groups.Count];
        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            if (!_document.Inputs[i].IsNumber)
                categories[PositionOf(i)] = (int)row[i];
        }

        return categories;
    }

    /// <summary>The conditions that an output of a rule depends on.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="output">The position of the output.</param>
    public SortedSet<int> NeedsOf(int rule, int output)
    {
        var needs = _needs.Of(_document.CommonOf(output));
        needs.UnionWith(_needs.Of(_document.Rules[rule].Own[output]));
        return needs;
    }

    /// <summary>The conditions that a condition depends on.</summary>
    /// <param name="condition">The position of the condition.</param>
    public IEnumerable<int> NeedsOf(int condition) => _needs.Of(condition);

    /// <summary>
    /// Given sides of conditions, and every side of those that are needed besides to say what they are. Each row on the given sides is on
    /// the sides of one of the cases.
    /// </summary>
    /// <param name="given">The sides, of a condition at most one.</param>
    /// <param name="roots">Other conditions that are needed.</param>
    /// <returns>The cases; null where there are too many.</returns>
    public IEnumerable<SignCase>? Cases(IReadOnlyList<RuleCondition> given, IEnumerable<int> roots)
    {
        var open = new SortedSet<int>(given.SelectMany(g => _needs.Of(g.Condition)).Concat(roots));
        foreach (var root in open.ToArray())
            open.UnionWith(_needs.Of(root));
        open.ExceptWith(given.Select(g => g.Condition));
        if (open.Count > MaxOpen)
            return null;
        return Enumerable.Range(0, 1 << open.Count).Select(bits => new SignCase(
            _expansion, [.. given.Select(g => (g.Condition, g.IsNegative)), .. open.Select((c, k) => (c, (bits >> k & 1) == 1))]));
    }

    /// <summary>On which side of each condition a row is.</summary>
    /// <param name="row">The row.</param>
    public SignCase SignsAt(ExactRow row)
    {
        var values = new Rational[_terms.Length];
        for (var c = 0; c < values.Length; c++)
        {
            values[c] = row.Evaluate(_terms[c]);
            foreach (var adjustment in _document.Conditions[c].Expression.Adjustments.Where(a => values[a.Condition].Sign < 0))
                values[c] += Rational.Parse(adjustment.Weight.Text) * values[adjustment.Condition];
        }

        return new SignCase(_expansion, values.Select((v, c) => (c, v.Sign < 0)).ToArray());
    }

    /// <summary>The rule that a row falls into.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The position of the rule, by exact descent through the tree.</returns>
    public int FindRule(ExactRow row)
    {
        var signs = SignsAt(row);
        return _document.Tree.Descend(condition => signs.IsNegative(condition) == true);
    }

    /// <summary>The value of an output.</summary>
    /// <param name="row">The row.</param>
    /// <param name="output">The position of the output.</param>
    public Rational Evaluate(ExactRow row, int output) => row.Evaluate(SignsAt(row).Output(FindRule(row), output));

    /// <summary>A row in the form of the document.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The same row, to be shown.</returns>
    public Witness ToWitness(ExactRow row) => RowWords.ToWitness(Domain, row);

    private static bool IsAffine(ExpandedPart? part) =>
        part is null || !part.Input.IsNumber || (part.Curve.Count == 0 && part.Table.All(t => t.Sign == 0));
}

/// <summary>Sides of conditions under which every sum in question has nothing left to look up.</summary>
internal sealed class SignCase
{
    private readonly Expansion _expansion;
    private readonly (int Condition, bool IsNegative)[] _sides;
    private readonly Dictionary<int, bool> _isNegative = [];

    /// <summary>Makes a case.</summary>
    /// <param name="expansion">The document.</param>
    /// <param name="sides">The sides, of a condition one.</param>
    public SignCase(Expansion expansion, (int Condition, bool IsNegative)[] sides)
    {
        (_expansion, _sides) = (expansion, sides);
        foreach (var (condition, isNegative) in sides)
            _isNegative[condition] = isNegative;
    }

    /// <summary>The sides of conditions that the case says.</summary>
    public IReadOnlyList<(int Condition, bool IsNegative)> Decided => _sides;

    /// <summary>The rows of the case, by sums, in the same order.</summary>
    public SumSide[] Sides => _sides.Select(s => new SumSide(Condition(s.Condition), s.IsNegative)).ToArray();

    /// <summary>Whether a condition is negative; null where the case does not say.</summary>
    /// <param name="condition">The position of the condition.</param>
    public bool? IsNegative(int condition) => _isNegative.TryGetValue(condition, out var isNegative) ? isNegative : null;

    /// <summary>The sum of a condition.</summary>
    /// <param name="condition">The position of the condition.</param>
    public ExpandedSum Condition(int condition) => _expansion.Condition(condition, IsNegative);

    /// <summary>An output of a rule.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="output">The position of the output.</param>
    public ExpandedSum Output(int rule, int output) => _expansion.Output(rule, output, IsNegative);
}
