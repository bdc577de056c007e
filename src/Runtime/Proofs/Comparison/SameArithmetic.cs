using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>
/// Whether two documents calculate every row by the same operations on the same doubles in the same order, so that all bits are the same.
/// </summary>
internal sealed class SameArithmetic
{
    private readonly RuleDocument _old;
    private readonly RuleDocument _new;
    private readonly Alignment _alignment;
    private readonly Dictionary<int, AlignedInput> _byOld;
    private readonly Dictionary<(int Old, int New), bool> _conditions = [];

    private SameArithmetic(RuleDocument old, RuleDocument @new, Alignment alignment)
    {
        (_old, _new, _alignment) = (old, @new, alignment);
        _byOld = alignment.Inputs.Where(i => i.Old is not null && i.New is not null).ToDictionary(i => i.Old!.Position);
    }

    /// <summary>Compares two documents.</summary>
    /// <param name="old">The old document.</param>
    /// <param name="new">The new document.</param>
    /// <param name="alignment">Their inputs.</param>
    /// <param name="outputs">Their outputs.</param>
    public static bool Holds(RuleDocument old, RuleDocument @new, Alignment alignment, MatchedOutputs outputs)
    {
        if (!alignment.HasRows || !outputs.IsWhole || alignment.Changes.Any(c => c.Refuses)
            || !IsSameDecision(old.Decision, @new.Decision, outputs))
            return false;
        var same = new SameArithmetic(old, @new, alignment);
        return same.IsSameReading() && same.IsSameTree(outputs);
    }

    /// <summary>Whether outputs become answers, and probabilities, in the same way.</summary>
    /// <param name="old">The old decision.</param>
    /// <param name="new">The new decision.</param>
    /// <param name="outputs">The outputs of both.</param>
    public static bool IsSameDecision(Decision old, Decision @new, MatchedOutputs outputs) => old.Scores == @new.Scores && old.Match(
        _ => !@new.IsClass,
        threshold => @new.Match(
            _ => false,
            other => outputs.IsWhole && outputs.Pairs.All(p => threshold.Bits[p.Old].Below == other.Bits[p.New].Below
                && threshold.Bits[p.Old].AtOrAbove == other.Bits[p.New].AtOrAbove
                && AreSame(threshold.Bits[p.Old].Threshold, other.Bits[p.New].Threshold)),
            _ => false),
        // The first of equal outputs decides, so their order counts.
        argmax => @new.Match(
            _ => false,
            _ => false,
            other => outputs.IsWhole && outputs.Pairs.All(p => p.Old == p.New && argmax.Labels[p.Old] == other.Labels[p.New])));

    private static bool AreSame(Number a, Number b) => BitConverter.DoubleToInt64Bits(a.Value) == BitConverter.DoubleToInt64Bits(b.Value);

    private static bool AreSame(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    // Which values are special, missing or another category; what they add is part of the sums.
    private bool IsSameReading() => _alignment.Inputs.All(i => i.Old is null || i.New is null || _old.Inputs[i.Old.Position].Match(
        number => IsSameReading(number, _new.Inputs.NumberAt(i.New.Position)), _ => true));

    private static bool IsSameReading(NumberInput old, NumberInput @new) =>
        Values(old.Specials.Select(s => s.InRow)).SetEquals(@new.Specials.Select(s => s.InRow))
        && Values(old.Marks.Select(m => m.Value)).SetEquals(@new.Marks.Select(m => m.Value))
        && old.Missing.HasValue == @new.Missing.HasValue
        && (old.Missing is not { } missing || AreSame(missing, @new.Missing!.Value));

    private static HashSet<double> Values(IEnumerable<double> values) => [.. values];

    private bool IsSameTree(MatchedOutputs outputs)
    {
        var leaves = new Dictionary<(int Old, int New), bool>();
        var pending = new Stack<(TreeNode Old, TreeNode New)>();
        pending.Push((_old.Tree, _new.Tree));
        while (pending.Count > 0)
        {
            var (old, @new) = pending.Pop();
            var isSame = old.Match(
                before => @new.Match(
                    after =>
                    {
                        pending.Push((before.Negative, after.Negative));
                        pending.Push((before.Positive, after.Positive));
                        return IsSameCondition(before.Condition, after.Condition);
                    },
                    _ => false),
                before => @new.Match(_ => false, after => IsSameRule(before.Rule, after.Rule, outputs)));
            if (!isSame)
                return false;
        }

        return true;
    }

    private bool IsSameRule(int old, int @new, MatchedOutputs outputs) => outputs.Pairs.All(p =>
        IsSameSum(_old.CommonOf(p.Old), _new.CommonOf(p.New)) && IsSameSum(_old.Rules[old].Own[p.Old], _new.Rules[@new].Own[p.New]));

    private bool IsSameCondition(int old, int @new)
    {
        if (!_conditions.TryGetValue((old, @new), out var isSame))
        {
            isSame = IsSameSum(_old.Conditions[old].Expression, _new.Conditions[@new].Expression);
            _conditions.Add((old, @new), isSame);
        }

        return isSame;
    }

    private bool IsSameSum(Expression? old, Expression? @new)
    {
        if (old is null || @new is null)
            return old is null && @new is null;
        return AreSame(old.Bias, @new.Bias) && old.Terms.Count == @new.Terms.Count && old.Adjustments.Count == @new.Adjustments.Count
            && old.Terms.Zip(@new.Terms, IsSameTerm).All(same => same)
            && old.Adjustments.Zip(@new.Adjustments, (a, b) =>
                AreSame(a.Weight, b.Weight) && IsSameCondition(a.Condition, b.Condition)).All(same => same);
    }

    private bool IsSameTerm(Term old, Term @new)
    {
        if (!_byOld.TryGetValue(old.Input, out var input) || input.New!.Position != @new.Input)
            return false;
        return old.Match(
            number => @new.Match(
                other => AreSame(number.Weight, other.Weight) && AreSameSpecials(input, number.Specials, other.Specials),
                _ => false,
                _ => false),
            category => @new.Match(
                _ => false,
                other => Enumerable.Range(0, input.Old!.Choices.Count).All(
                    c => AreSame(category.WeightOf(input.Old.Choices[c].Choice), other.WeightOf(input.New.Choices[c].Choice))),
                _ => false),
            curve => @new.Match(
                _ => false,
                _ => false,
                other => IsSameCurve(curve.Curve, other.Curve) && AreSameSpecials(input, curve.Specials, other.Specials)));
    }

    private bool AreSameSpecials(AlignedInput input, EquatableArray<SpecialWeight> old, EquatableArray<SpecialWeight> @new)
    {
        var (before, after) = (_old.Inputs.NumberAt(input.Old!.Position), _new.Inputs.NumberAt(input.New!.Position));
        var (numbers, others) = (old.Table(before), @new.Table(after));
        return before.Specials.Select((special, s) => AreSame(numbers[s], others[after.FindSpecial(special.InRow)])).All(same => same);
    }

    private static bool IsSameCurve(Curve old, Curve @new) => old.Points.Count == @new.Points.Count
        && old.Points.Zip(@new.Points, (a, b) => AreSame(a.X, b.X) && AreSame(a.Below, b.Below) && AreSame(a.At, b.At)).All(same => same)
        && old.Pieces.Zip(@new.Pieces, (a, b) => AreSame(a.Slope, b.Slope) && a.IsFlat == b.IsFlat).All(same => same);
}
