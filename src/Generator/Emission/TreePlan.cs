using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>How the tree is cut into methods, so that each stays small enough for the JIT to optimise and the compiler to nest.</summary>
/// <remarks>
/// The JIT stops optimising a method above 60,000 bytes of IL, 2,000 basic blocks or 2,000 locals; a term takes 15 to 25 bytes.
/// From the leaves upwards, a subtree that would take its method over a limit becomes a method of its own.
/// </remarks>
internal sealed class TreePlan
{
    /// <summary>The terms of one method; at 25 bytes each that is less than half of what the JIT takes.</summary>
    public const int MaxTerms = 1_000;

    /// <summary>
    /// The terms of a sum that stands in the tree's method; a longer one has its own, where there are others beside it. The JIT would
    /// keep each input at hand for all sums, run out of registers, and carry every sum through memory: 10 outputs over 64 inputs took
    /// eight times as long in one method as in ten.
    /// </summary>
    public const int MaxTermsInPlace = 32;

    /// <summary>The rules of one method: 4,096 rules in one took 2.5 s at the first call, in methods of 128 rules 76 ms.</summary>
    public const int MaxRules = 128;

    /// <summary>The nesting of <c>if</c> in one method; compilers and editors recurse over it, until their stack overflows.</summary>
    public const int MaxDepth = 36;

    /// <summary>
    /// The terms of a whole document; past them the tree is a table, for its source would be tens of megabytes (see RC0030).
    /// </summary>
    public const int MaxDocumentTerms = 250_000;

    private readonly RuleDocument _document;
    private readonly HashSet<TreeNode> _cuts = new(ByReference<TreeNode>.Comparer);
    private readonly Dictionary<TreeNode, int> _methods = new(ByReference<TreeNode>.Comparer);
    private readonly List<TreeNode> _roots = new();
    private readonly Size _size;

    public TreePlan(RuleDocument document)
    {
        _document = document;
        Hinges = new HingePlan(document);
        _size = Measure(document.Tree);
        Number(document.Tree);
    }

    /// <summary>The subtree that each method starts from; the first is the whole tree.</summary>
    public IReadOnlyList<TreeNode> Roots => _roots;

    /// <summary>The position in <see cref="Roots"/> of the method that a node starts, or −1 where it stands inside another's.</summary>
    public int MethodOf(TreeNode node) => _methods.TryGetValue(node, out var method) ? method : -1;

    /// <summary>What is calculated before the branches.</summary>
    public HingePlan Hinges { get; }

    /// <summary>
    /// Whether that takes methods of its own: it is needed in several, or too long for the one that the tree is.
    /// </summary>
    public bool IsApart => Hinges.IsHinged && (_roots.Count > 1 || _size.Terms + FirstTerms > MaxTerms);

    /// <summary>Whether a sum has a method of its own.</summary>
    /// <remarks>One of some 3,000 inputs is where that ends too; the code past it is right, but no longer fast.</remarks>
    public bool HasOwnMethod(Expression sum) =>
        sum.Terms.Count > MaxTermsInPlace && (_document.Conditions.Count > 0 || _document.Outputs.Count > 1);

    /// <summary>
    /// Whether a document is so large that its tree is a table which a loop descends. The form of hinges is short, and has no table.
    /// </summary>
    public static bool IsTable(RuleDocument document) => DocumentTerms(document) > MaxDocumentTerms && !new HingePlan(document).IsHinged;

    /// <summary>How large a document is, in a sentence: 1020000 terms.</summary>
    public static string Extent(RuleDocument document)
    {
        var terms = DocumentTerms(document).ToString(CultureInfo.InvariantCulture);
        return $"the rules have {terms} terms and constants, more than the {Literals.Int(MaxDocumentTerms)} that are written as branches.";
    }

    /// <summary>The terms of all conditions and rules, and their constants.</summary>
    public static long DocumentTerms(RuleDocument document) => document.Sums.Sum(s => s.Terms.Count + 1L);

    /// <summary>
    /// What a sum takes of a method, in terms: a test for a special value and an adjustment are branches, each worth two.
    /// </summary>
    public static int SizeOf(RuleDocument document, Expression sum) => sum.Terms.Count + 1 + (2 * sum.Adjustments.Count)
        + (2 * sum.Terms.Count(t => t.Match(number => document.Inputs.NumberAt(number.Input).Specials.Count > 0, _ => false, _ => false)));

    // What a sum takes of the tree's method.
    private int TermsInPlace(Expression sum) => HasOwnMethod(sum) ? 1 + (2 * sum.Adjustments.Count) : SizeOf(_document, sum);

    private int FirstTerms =>
        Hinges.First.Select(c => _document.Conditions[c].Expression).Concat(_document.Common.Present()).Sum(TermsInPlace);

    private Size Measure(TreeNode node) =>
        node.Match(MeasureBranch, leaf => new Size(_document.Rules[leaf.Rule].Own.Present().Sum(TermsInPlace), 1, 0));

    private Size MeasureBranch(Branch branch)
    {
        var own = Hinges.IsFirst(branch.Condition) ? 1 : TermsInPlace(_document.Conditions[branch.Condition].Expression);
        var negative = Measure(branch.Negative);
        var positive = Measure(branch.Positive);
        while (!Fits(own, negative, positive))
        {
            // The larger side that can be cut goes first.
            var (canNegative, canPositive) = (CanCut(branch.Negative), CanCut(branch.Positive));
            if (canNegative && (!canPositive || negative.Exceeds(positive)))
            {
                _cuts.Add(branch.Negative);
                negative = Size.Call;
            }
            else if (canPositive)
            {
                _cuts.Add(branch.Positive);
                positive = Size.Call;
            }
            else
            {
                break;
            }
        }

        return Size.Join(own, negative, positive);
    }

    private bool CanCut(TreeNode node) => node.Match(branch => !_cuts.Contains(branch), _ => false);

    private static bool Fits(int own, Size negative, Size positive)
    {
        var size = Size.Join(own, negative, positive);
        return size.Terms <= MaxTerms && size.Rules <= MaxRules && size.Depth <= MaxDepth;
    }

    private void Number(TreeNode root)
    {
        _methods.Add(root, _roots.Count);
        _roots.Add(root);
        var cuts = new List<TreeNode>();
        FindCuts(root, cuts);
        cuts.ForEach(Number);
    }

    private void FindCuts(TreeNode node, List<TreeNode> cuts) => node.Match(
        branch =>
        {
            foreach (var side in new[] { branch.Negative, branch.Positive })
            {
                if (_cuts.Contains(side))
                    cuts.Add(side);
                else
                    FindCuts(side, cuts);
            }
        },
        _ => { });

    private readonly record struct Size(int Terms, int Rules, int Depth)
    {
        public static readonly Size Call = new(1, 1, 0);

        public static Size Join(int own, Size negative, Size positive) =>
            new(own + negative.Terms + positive.Terms, negative.Rules + positive.Rules, 1 + Math.Max(negative.Depth, positive.Depth));

        public bool Exceeds(Size other) => Math.Max(Depth, other.Depth) >= MaxDepth ? Depth >= other.Depth : Terms >= other.Terms;
    }
}
