using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>What no evaluation reads and is otherwise in two documents, a sentence each.</summary>
/// <param name="old">The old document.</param>
/// <param name="new">The new document.</param>
/// <param name="alignment">Their inputs.</param>
/// <param name="outputs">Their outputs.</param>
internal sealed class TextChanges(RuleDocument old, RuleDocument @new, Alignment alignment, MatchedOutputs outputs)
{
    // Names that are listed before the others are counted.
    private const int Listed = 5;

    /// <summary>Whether nothing differs, texts and digits among it.</summary>
    /// <param name="old">The old document.</param>
    /// <param name="new">The new document, which is calculated alike, so that the trees need no comparison but for their numbers.</param>
    public static bool AreNone(RuleDocument old, RuleDocument @new)
    {
        var leaf = new Leaf(0);
        return (old with { Tree = leaf }).Equals(@new with { Tree = leaf }) && Leaves(old.Tree).SequenceEqual(Leaves(@new.Tree));
    }

    /// <summary>The sentences.</summary>
    /// <param name="isSameArithmetic">Whether the documents are calculated alike, so that all that differs is of this kind.</param>
    public IEnumerable<string> All(bool isSameArithmetic)
    {
        var sentences = OfDocument().Concat(OfInputs()).Concat(OfConditions()).Concat(OfRules(isSameArithmetic)).ToList();
        if (isSameArithmetic && sentences.Count == 0 && alignment.Changes.Count == 0 && outputs.Change is null && !AreNone(old, @new))
            sentences.Add("Numbers are written with other digits, which are the same doubles, or something else that no evaluation reads.");
        return sentences;
    }

    private IEnumerable<string> OfDocument()
    {
        if (old.Version != @new.Version)
            yield return FormattableString.Invariant($"The format was version {old.Version} and is now version {@new.Version}.");
        if (old.Name != @new.Name)
            yield return $"The document was called {VisibleText.Of(old.Name)} and is now called {VisibleText.Of(@new.Name)}.";
        if (old.Summary != @new.Summary)
            yield return "The summary is another.";
        if (!old.References.Equals(@new.References))
            yield return "The rows that reasons are measured from are others.";
        if (!Equals(old.Provenance, @new.Provenance))
            yield return "The provenance is another.";
    }

    private IEnumerable<string> OfInputs()
    {
        foreach (var input in alignment.Inputs.Where(i => i.Old is not null && i.New is not null))
        {
            var (before, after) = (old.Inputs[input.Old!.Position], @new.Inputs[input.New!.Position]);
            var changed = Differing(
                ("description", before.Description, after.Description),
                ("title", before.Title, after.Title),
                ("reason", before.Reason, after.Reason),
                ("immutable", before.IsImmutable, after.IsImmutable),
                ("actionable", before.Actionable, after.Actionable),
                ("direction", before.Directions, after.Directions)).Concat(before.Match(
                    number => after.Match(other => Of(number, other), _ => []),
                        category => after.Match(_ => [], other => Of(category, other))));
            if (changed.ToArray() is { Length: > 0 } members)
                yield return $"Of {VisibleText.Of(after.Name)} is otherwise: {string.Join(", ", members)}.";
        }
    }

    private static IEnumerable<string> Of(NumberInput before, NumberInput after) => Differing(
        ("unit", before.Unit, after.Unit),
        ("step", before.Step, after.Step),
        ("names of special values", Names(before), Names(after)));

    private static IEnumerable<string> Of(CategoryInput before, CategoryInput after) => Differing(
        ("order of the categories", before.Categories, after.Categories),
        ("order from low to high", before.Order.Select(c => before.Categories[c]).ToEquatableArray(),
            after.Order.Select(c => after.Categories[c]).ToEquatableArray()));

    private static EquatableArray<string> Names(NumberInput number) =>
        number.Specials.OrderBy(s => s.InRow).Select(s => s.Name).ToEquatableArray();

    private static IEnumerable<string> Differing(params (string Member, object? Old, object? New)[] members) =>
        members.Where(m => !Equals(m.Old, m.New)).Select(m => m.Member);

    private IEnumerable<string> OfConditions()
    {
        var after = @new.Conditions.ToDictionary(c => c.Id);
        var both = old.Conditions.Where(c => after.ContainsKey(c.Id)).Select(c => (Old: c, New: after[c.Id])).ToArray();
        return Told("The name is another of condition", both.Where(c => c.Old.Name != c.New.Name).Select(c => c.New.Id))
            .Concat(Told("The source is another of condition", both.Where(c => !Equals(c.Old.Source, c.New.Source)).Select(c => c.New.Id)));
    }

    private IEnumerable<string> OfRules(bool isSameArithmetic)
    {
        var after = @new.Rules.ToDictionary(r => r.Id);
        var both = old.Rules.Where(r => after.ContainsKey(r.Id)).Select(r => (Old: r, New: after[r.Id])).ToArray();
        var sentences = Told("The support is another of rule", both.Where(r => !Equals(r.Old.Support, r.New.Support)).Select(r => r.New.Id))
            .Concat(Told("The witness is another of rule", both.Where(r => !Equals(r.Old.Witness, r.New.Witness)).Select(r => r.New.Id)));
        // Positions of conditions mean the same only where the documents are built alike.
        if (!isSameArithmetic)
            return sentences;
        var (before, now) = (Leaves(old.Tree).Select(r => old.Rules[r]).ToArray(), Leaves(@new.Tree).Select(r => @new.Rules[r]).ToArray());
        var renumbered = before.Zip(now, (b, n) => (b, n)).Where(r => r.b.Id != r.n.Id).Select(r => r.n.Id);
        var implied = before.Zip(now, (b, n) => (b, n)).Where(r => !Implied(old, r.b).SetEquals(Implied(@new, r.n))).Select(r => r.n.Id);
        return sentences.Concat(Told("Another number than before has rule", renumbered)).Concat(
            Told("Other conditions are marked as implied of rule", implied));
    }

    private static HashSet<(int, bool?)> Implied(RuleDocument document, Rule rule) =>
    [
        .. rule.Implied.Select(c => (document.Conditions[c].Id, (bool?)null)),
        .. rule.Untested.Select(u => (document.Conditions[u.Condition].Id, (bool?)u.IsNegative)),
    ];

    private static IEnumerable<string> Told(string sentence, IEnumerable<int> ids)
    {
        var all = ids.OrderBy(id => id).Select(id => id.ToString(CultureInfo.InvariantCulture)).ToArray();
        if (all.Length == 0)
            return [];
        var more = all.Length > Listed ? FormattableString.Invariant($" and {all.Length - Listed} more") : string.Empty;
        return [$"{sentence}{(all.Length == 1 ? string.Empty : "s")} {string.Join(", ", all.Take(Listed))}{more}."];
    }

    // The rules from left to right, without recursion.
    private static IEnumerable<int> Leaves(TreeNode tree)
    {
        var pending = new Stack<TreeNode>();
        pending.Push(tree);
        while (pending.Count > 0)
        {
            var (more, rule) = pending.Pop().Match<(TreeNode[], int?)>(b => ([b.Positive, b.Negative], null), l => ([], l.Rule));
            foreach (var node in more)
                pending.Push(node);
            if (rule is { } found)
                yield return found;
        }
    }
}
