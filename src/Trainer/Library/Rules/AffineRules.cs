using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Features;

namespace RuleCompiler.Trainer.Rules;

/// <summary>
/// A document with everything that conditions add multiplied out, so that each condition and each output is one affine map, with the
/// doubles nearest to the exact numbers. It is the document for quantities and categories; special values are not part of it.
/// </summary>
/// <remarks>
/// A condition that others adjust is another map on another path: then it stands there once for each map, always with its own number.
/// </remarks>
internal sealed class AffineRules
{
    private readonly IReadOnlyList<ExpandedSum>? _exact;

    private AffineRules(RuleDocument document, IReadOnlyList<int> origins, IReadOnlyList<ExpandedSum>? exact) =>
        (Document, Origins, _exact) = (document, origins, exact);

    /// <summary>The document of affine maps, as version 1 has them.</summary>
    public RuleDocument Document { get; }

    /// <summary>For each of its conditions the position of that condition in the document that was multiplied out.</summary>
    public IReadOnlyList<int> Origins { get; }

    /// <summary>A condition in exact numbers; null where its expression has them already.</summary>
    /// <param name="condition">The position of the condition.</param>
    public ExpandedSum? ExactCondition(int condition) => _exact?[condition];

    /// <summary>Whether no condition has a curve, itself or through others, so that rules have straight borders.</summary>
    /// <param name="document">The document.</param>
    public static bool HasStraightConditions(RuleDocument document) => document.Conditions.All(c => IsStraight(c.Expression));

    /// <summary>Whether no sum has a curve.</summary>
    /// <param name="document">The document.</param>
    public static bool IsStraight(RuleDocument document) => document.Sums.All(IsStraight);

    /// <summary>Multiplies out conditions and outputs.</summary>
    /// <param name="document">The document.</param>
    /// <exception cref="RuleCompilerException">It has a curve.</exception>
    public static AffineRules Of(RuleDocument document) => Of(document, hasOutputs: true);

    /// <summary>Multiplies out the conditions alone: what says where rules apply. Outputs may have curves and are 0 in it.</summary>
    /// <param name="document">The document.</param>
    /// <exception cref="RuleCompilerException">A condition has a curve.</exception>
    public static AffineRules OfConditions(RuleDocument document) => Of(document, hasOutputs: false);

    private static AffineRules Of(RuleDocument document, bool hasOutputs) => document.Version == 1
        ? new AffineRules(document, [.. Enumerable.Range(0, document.Conditions.Count)], exact: null)
        : new Multiplication(document).Run(hasOutputs);

    private static bool IsStraight(Expression expression) => !expression.Terms.Any(t => t.IsCurve);

    /// <summary>What multiplies out a document of version 2.</summary>
    /// <param name="document">The document.</param>
    private sealed class Multiplication(RuleDocument document)
    {
        private readonly ExpandedRules _expanded = new(document, new RulePaths(document));
        private readonly List<Condition> _conditions = [];
        private readonly List<int> _origins = [];
        private readonly List<ExpandedSum> _exact = [];

        public AffineRules Run(bool hasOutputs)
        {
            var (tree, _) = Read(document.Tree);
            var affine = document with
            {
                Version = 1,
                Inputs = document.Inputs.Select(i => i.Match<Input>(n => n with { Specials = EquatableArray<SpecialValue>.Empty }, c => c))
                    .ToEquatableArray(),
                Conditions = _conditions.ToEquatableArray(),
                Common = EquatableArray<Expression?>.Empty,
                Tree = tree,
                Rules = document.Rules.Select((rule, r) => Affine(rule, r, hasOutputs)).ToEquatableArray(),
                References = EquatableArray<Reference>.Empty,
            };
            return new AffineRules(affine, _origins, _exact);
        }

        private Rule Affine(Rule rule, int position, bool hasOutputs) => rule with
        {
            Own = Rule.Alone(document.Outputs.Select((_, k) => hasOutputs
                ? ToExpression(_expanded.Output(position, k), $"Rule {rule.Id}")
                : new Expression(Number.Zero, EquatableArray<Term>.Empty))),
            Implied = EquatableArray<int>.Empty,
            Untested = EquatableArray<ImpliedSide>.Empty,
        };

        /// <summary>A subtree over the affine conditions, and a rule below it.</summary>
        private (TreeNode Node, int Rule) Read(TreeNode node) => node.Match<(TreeNode, int)>(
            branch =>
            {
                var (negative, rule) = Read(branch.Negative);
                var (positive, other) = Read(branch.Positive);
                var id = document.Conditions[branch.Condition].Id;
                var sum = _expanded.Condition(rule, branch.Condition);
                if (!sum.IsSame(_expanded.Condition(other, branch.Condition)))
                    throw new RuleCompilerException(
                        $"Condition {id} is tested before it is known on which side the conditions are that adjust it, and what is asked "
                            + "needs one map for each test; test those before it.");
                return (new Branch(PositionOf(branch.Condition, sum), negative, positive), rule);
            },
            leaf => (leaf, leaf.Rule));

        private int PositionOf(int condition, ExpandedSum sum)
        {
            for (var c = 0; c < _conditions.Count; c++)
            {
                if (_origins[c] == condition && _exact[c].IsSame(sum))
                    return c;
            }

            _origins.Add(condition);
            _exact.Add(sum);
            var original = document.Conditions[condition];
            _conditions.Add(original with { Expression = ToExpression(sum, $"Condition {original.Id}") });
            return _conditions.Count - 1;
        }

        /// <summary>A sum as an expression of numbers and categories.</summary>
        /// <param name="sum">The sum.</param>
        /// <param name="owner">What it is, to name it: "condition 3".</param>
        private static Expression ToExpression(ExpandedSum sum, string owner)
        {
            var terms = new List<Term>();
            for (var i = 0; i < sum.Parts.Count; i++)
            {
                if (sum.Parts[i] is not { IsZero: false } part)
                    continue;
                if (part.Curve.Count > 0)
                    throw new RuleCompilerException(
                        $"{owner} has a curve of '{VisibleText.Of(part.Input.Name)}', and what is asked needs straight lines; "
                            + "rulec show, verify and report know curves.");
                var input = i;
                terms.AddRange(part.Input.Match<Term[]>(
                    _ => part.Weight.Sign == 0 ? [] : [new NumberTerm(input, Number.From(part.Weight.ToDouble()))],
                    _ => [new CategoryTerm(input, part.Table.Select((w, c) => new CategoryWeight(c, Number.From(w.ToDouble())))
                        .Where(w => w.Weight.Value != 0).ToEquatableArray())]));
            }

            return new Expression(Number.From(sum.Bias.ToDouble()), terms.ToEquatableArray());
        }
    }
}
