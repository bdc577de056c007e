using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace RuleCompiler.Trainer.Networks.Trees;

/// <summary>
/// The points that reach a node of a decision tree: of each number a range, of each category input some categories. Immutable.
/// </summary>
/// <remarks>
/// Tests concern one input each, so comparisons tell exactly what is empty, borders included: nothing is computed or rounded.
/// </remarks>
public sealed class TreeCell
{
    private readonly ImmutableArray<InputSet> _sets;

    private TreeCell(ImmutableArray<InputSet> sets) => _sets = sets;

    /// <summary>Whether the cell is full-dimensional in the inputs whose ranges have a width.</summary>
    public bool HasInterior => _sets.All(s => s.HasInterior);

    /// <summary>A point inside: the middle of each range, the first category of each set.</summary>
    public double[] Point => _sets.Select(s => s.Point).ToArray();

    /// <summary>The cell of given sets.</summary>
    /// <param name="sets">One per input, none of them empty.</param>
    /// <returns>The cell.</returns>
    public static TreeCell Of(IEnumerable<InputSet> sets) => new([.. sets]);

    /// <summary>The part of the cell on one side of a test.</summary>
    /// <param name="test">The test.</param>
    /// <param name="isPassed">Whether it is the side where the test holds.</param>
    /// <returns>The part; null where it is empty.</returns>
    public TreeCell? On(TreeTest test, bool isPassed)
    {
        var set = _sets[test.Input].On(test, isPassed);
        return set.IsEmpty ? null : ReferenceEquals(set, _sets[test.Input]) ? this : new TreeCell(_sets.SetItem(test.Input, set));
    }
}

/// <summary>Values of one input.</summary>
public abstract record InputSet
{
    private protected InputSet()
    {
    }

    /// <summary>Whether there are none.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>Whether there is more than a border: a range of some width, or a single value where the input has no other.</summary>
    public abstract bool HasInterior { get; }

    /// <summary>One of the values.</summary>
    public abstract double Point { get; }

    /// <summary>The values on one side of a test.</summary>
    /// <param name="test">A test of this input.</param>
    /// <param name="isPassed">Whether it is the side where the test holds.</param>
    /// <returns>They.</returns>
    public abstract InputSet On(TreeTest test, bool isPassed);
}

/// <summary>The numbers from one to another.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="IsFlat">Whether the input itself has no other value.</param>
public sealed record NumberSet(double Low, double High, bool IsFlat) : InputSet
{
    /// <summary>Whether the lower end does not belong to it.</summary>
    public bool IsAboveLow { get; init; }

    /// <summary>Whether the upper end does not belong to it.</summary>
    public bool IsBelowHigh { get; init; }

    /// <inheritdoc/>
    public override bool IsEmpty => !(Low < High) && (Low > High || IsAboveLow || IsBelowHigh);

    /// <inheritdoc/>
    public override bool HasInterior => Low < High || (IsFlat && !IsEmpty);

    /// <inheritdoc/>
    // Halves first: the sum may be beyond a double.
    public override double Point => Low < High ? (Low / 2) + (High / 2) : Low;

    /// <inheritdoc/>
    public override InputSet On(TreeTest test, bool isPassed) => (test, isPassed) switch
    {
        (AtMost { Threshold: var t }, true) => AtMost(t, isOpen: false),
        (AtMost { Threshold: var t }, false) => AtLeast(t, isOpen: true),
        (AtLeast { Threshold: var t }, true) => AtLeast(t, isOpen: false),
        (AtLeast { Threshold: var t }, false) => AtMost(t, isOpen: true),
        _ => throw new ArgumentException("A test of categories asks a number.", nameof(test)),
    };

    private NumberSet AtMost(double value, bool isOpen) =>
        value < High || (value.Equals(High) && isOpen && !IsBelowHigh) ? this with { High = value, IsBelowHigh = isOpen } : this;

    private NumberSet AtLeast(double value, bool isOpen) =>
        value > Low || (value.Equals(Low) && isOpen && !IsAboveLow) ? this with { Low = value, IsAboveLow = isOpen } : this;
}

/// <summary>A set of categories of one input.</summary>
/// <param name="Members">Their positions, in ascending order.</param>
public sealed record CategorySet(ImmutableArray<int> Members) : InputSet
{
    /// <inheritdoc/>
    public override bool IsEmpty => Members.IsEmpty;

    /// <inheritdoc/>
    public override bool HasInterior => !IsEmpty;

    /// <inheritdoc/>
    public override double Point => Members[0];

    /// <inheritdoc/>
    public override InputSet On(TreeTest test, bool isPassed)
    {
        var kept = Members.Where(c => test.IsPassed(c) == isPassed).ToImmutableArray();
        return kept.Length == Members.Length ? this : new CategorySet(kept);
    }
}
