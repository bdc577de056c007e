using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>A half-space: its negative side is e(x) &lt; 0, its positive side e(x) ≥ 0.</summary>
/// <param name="Id">Its number, unique among the conditions.</param>
/// <param name="Expression">e(x).</param>
/// <param name="Source">The neuron it comes from, if known.</param>
public sealed record Condition(int Id, Expression Expression, ConditionSource? Source)
{
    /// <summary>What people call it: "young and renting".</summary>
    public string? Name { get; init; }
}

/// <summary>The nonlinear PReLU that a condition comes from.</summary>
/// <param name="Level">The hidden layer, counted from 1.</param>
/// <param name="Neuron">The unit in its layer, counted from 1.</param>
/// <param name="Slope">Its slope a for negative pre-activations.</param>
public sealed record ConditionSource(int Level, int Neuron, Number Slope);

/// <summary>
/// A node of the tree. The kinds are closed: code that tells them apart goes through <see cref="Match"/>.
/// </summary>
public abstract record TreeNode
{
    /// <summary>Answers by the kind of this node. A kind that is added is a parameter that is added, so no place can overlook it.</summary>
    /// <typeparam name="TResult">The type of the answer.</typeparam>
    /// <param name="branch">Where a condition is tested.</param>
    /// <param name="leaf">At a rule.</param>
    /// <returns>The answer of the one that fits.</returns>
    public TResult Match<TResult>(Func<Branch, TResult> branch, Func<Leaf, TResult> leaf) => Choose(branch, leaf);

    /// <summary>Acts by the kind of this node.</summary>
    /// <param name="branch">Where a condition is tested.</param>
    /// <param name="leaf">At a rule.</param>
    public void Match(Action<Branch> branch, Action<Leaf> leaf)
    {
        var act = Match<Action>(b => () => branch(b), l => () => leaf(l));
        act();
    }

    /// <summary>The rule that the tests of conditions lead to from here.</summary>
    /// <param name="isNegative">Whether e(x) &lt; 0 for the condition at a position.</param>
    /// <returns>The position of the rule.</returns>
    public int Descend(Func<int, bool> isNegative)
    {
        // No recursion, since a tree may be a chain of thousands of conditions.
        var node = this;
        int? rule = null;
        while (rule is null)
            (node, rule) = node.Step(isNegative);
        return rule.Value;
    }

    /// <summary>One step of a descent.</summary>
    private protected abstract (TreeNode Next, int? Rule) Step(Func<int, bool> isNegative);

    // Only this assembly can say it, so only this assembly has kinds.
    private protected abstract TResult Choose<TResult>(Func<Branch, TResult> branch, Func<Leaf, TResult> leaf);
}

/// <summary>Tests a condition.</summary>
/// <param name="Condition">The position of the condition.</param>
/// <param name="Negative">Where e(x) &lt; 0 leads.</param>
/// <param name="Positive">Where e(x) ≥ 0 leads.</param>
public sealed record Branch(int Condition, TreeNode Negative, TreeNode Positive) : TreeNode
{
    private protected override (TreeNode Next, int? Rule) Step(Func<int, bool> isNegative) =>
        (isNegative(Condition) ? Negative : Positive, null);

    private protected override TResult Choose<TResult>(Func<Branch, TResult> branch, Func<Leaf, TResult> leaf) => branch(this);
}

/// <summary>Ends in a rule.</summary>
/// <param name="Rule">The position of the rule.</param>
public sealed record Leaf(int Rule) : TreeNode
{
    private protected override (TreeNode Next, int? Rule) Step(Func<int, bool> isNegative) => (this, Rule);

    private protected override TResult Choose<TResult>(Func<Branch, TResult> branch, Func<Leaf, TResult> leaf) => leaf(this);
}

/// <summary>A linear region: the conditions on its path through the tree, and what it adds to the common part.</summary>
/// <param name="Id">Its number, unique among the rules.</param>
/// <param name="Own">
/// One expression per output, null where the common part stands alone. In version 1, which has no common part, each is the whole output.
/// </param>
/// <param name="Implied">The positions of the conditions on its path that follow from the others inside the ranges.</param>
/// <param name="Support">The training rows in the region, if known.</param>
/// <param name="Witness">A point strictly inside the region, one value per input, if known.</param>
public sealed record Rule(
    int Id,
    EquatableArray<Expression?> Own,
    EquatableArray<int> Implied,
    Support? Support,
    EquatableArray<InputValue>? Witness)
{
    /// <summary>The sides of conditions that its path does not test, and that follow from what it tests inside the ranges.</summary>
    public EquatableArray<ImpliedSide> Untested { get; init; } = EquatableArray<ImpliedSide>.Empty;

    /// <summary>Outputs that stand alone, none of them absent.</summary>
    /// <param name="outputs">One expression per output.</param>
    /// <returns>What <see cref="Own"/> takes.</returns>
    public static EquatableArray<Expression?> Alone(IEnumerable<Expression> outputs) =>
        outputs.Select(e => (Expression?)e).ToEquatableArray();
}

/// <summary>A side of a condition on which every row of a rule is.</summary>
/// <param name="Condition">The position of the condition.</param>
/// <param name="IsNegative">Whether it is the side e(x) &lt; 0.</param>
public sealed record ImpliedSide(int Condition, bool IsNegative);

/// <summary>How many training rows fall into a region, and how well it does on them.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Share">Their share of all training rows, 0 to 1.</param>
/// <param name="Accuracy">The share of them that is decided rightly (classification).</param>
/// <param name="Error">Their root mean squared error (regression).</param>
public sealed record Support(int Rows, Number Share, Number? Accuracy, Number? Error);

/// <summary>
/// The value of one input at a point. The kinds are closed: code that tells them apart goes through <see cref="Match"/>.
/// </summary>
public abstract record InputValue
{
    /// <summary>The value as rows have it: the number, or the position of the category.</summary>
    public abstract double InRow { get; }

    /// <summary>
    /// Answers by the kind of this value. A kind that is added is a parameter that is added, so no place can overlook it.
    /// </summary>
    /// <typeparam name="TResult">The type of the answer.</typeparam>
    /// <param name="number">Of a number.</param>
    /// <param name="category">Of a category.</param>
    /// <param name="special">Of a special value of a number.</param>
    /// <returns>The answer of the one that fits.</returns>
    public TResult Match<TResult>(
        Func<NumberValue, TResult> number, Func<CategoryValue, TResult> category, Func<SpecialChoice, TResult> special) =>
        Choose(number, category, special);

    /// <summary>Acts by the kind of this value.</summary>
    /// <param name="number">On a number.</param>
    /// <param name="category">On a category.</param>
    /// <param name="special">On a special value of a number.</param>
    public void Match(Action<NumberValue> number, Action<CategoryValue> category, Action<SpecialChoice> special)
    {
        var act = Match<Action>(n => () => number(n), c => () => category(c), s => () => special(s));
        act();
    }

    // Only this assembly can say it, so only this assembly has kinds.
    private protected abstract TResult Choose<TResult>(
        Func<NumberValue, TResult> number, Func<CategoryValue, TResult> category, Func<SpecialChoice, TResult> special);
}

/// <summary>The value of a number input.</summary>
/// <param name="Value">The number.</param>
public sealed record NumberValue(Number Value) : InputValue
{
    /// <inheritdoc/>
    public override double InRow => Value.Value;

    private protected override TResult Choose<TResult>(
        Func<NumberValue, TResult> number, Func<CategoryValue, TResult> category, Func<SpecialChoice, TResult> special) => number(this);
}

/// <summary>The value of a category input.</summary>
/// <param name="Category">The position of the category.</param>
public sealed record CategoryValue(int Category) : InputValue
{
    /// <inheritdoc/>
    public override double InRow => Category;

    private protected override TResult Choose<TResult>(
        Func<NumberValue, TResult> number, Func<CategoryValue, TResult> category, Func<SpecialChoice, TResult> special) => category(this);
}

/// <summary>A special value of a number input, in the place of a quantity.</summary>
/// <param name="Special">The position among the input's special values.</param>
/// <param name="Value">The value as rows have it; NaN where that is the special value.</param>
public sealed record SpecialChoice(int Special, double Value) : InputValue
{
    /// <inheritdoc/>
    public override double InRow => Value;

    private protected override TResult Choose<TResult>(
        Func<NumberValue, TResult> number, Func<CategoryValue, TResult> category, Func<SpecialChoice, TResult> special) => special(this);
}
