using System.Linq;

namespace RuleCompiler.Trainer.Interpretation;

/// <summary>What a unit is in a state.</summary>
public enum UnitState
{
    /// <summary>It is not a unit: a PReLU whose slope is 1.</summary>
    Linear,

    /// <summary>v &gt; 0 and, where a pool compares it, the largest; a limited unit between its ends.</summary>
    Active,

    /// <summary>v ≤ 0, or a limited unit at one of its ends.</summary>
    Inactive,

    /// <summary>Not the largest where it is compared, although v &gt; 0: what it puts out goes nowhere.</summary>
    Beaten,
}

/// <summary>Hidden units in one place of a network, in one state. Its arrays must not be changed.</summary>
/// <param name="Node">The node whose values are v: what goes into the activation, or into the pool where there is none.</param>
/// <param name="States">One per value of the node.</param>
/// <param name="Shares">With what weight each counts in Insens; 0 for those that do not.</param>
/// <param name="Ends">The value of v at which each would switch: 0, or the end at which a limited unit is.</param>
public sealed record UnitLayer(int Node, UnitState[] States, double[] Shares, double[] Ends)
{
    /// <summary>The number of units.</summary>
    public int Units => States.Count(s => s != UnitState.Linear);

    /// <summary>How many are active by themselves, those that a pool beats included.</summary>
    public int Active => States.Count(s => s is UnitState.Active or UnitState.Beaten);

    /// <summary>How many of these a pool beats.</summary>
    public int Beaten => States.Count(s => s == UnitState.Beaten);
}
