using System.Collections.Generic;

using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>What is asked of the points of a cell, which is where given sides of conditions meet inside the domain.</summary>
internal enum CellQuestion
{
    /// <summary>Whether there is any point: e(x) &lt; 0 on negative sides, e(x) ≥ 0 on positive ones.</summary>
    Points,

    /// <summary>
    /// Whether there is an interior: a category per choice, and for it a ball of the numbers that have width. This is so iff a point has
    /// e(x) ≠ 0 besides, wherever e depends on such a number.
    /// </summary>
    Interior,
}

/// <summary>Sides of conditions, and a question about where they meet.</summary>
/// <param name="Box">The domain.</param>
/// <param name="Sides">The sides, in the order of the multipliers.</param>
/// <param name="Question">The question.</param>
internal sealed record CellClaim(ExactBox Box, IReadOnlyList<Side> Sides, CellQuestion Question);

/// <summary>
/// The answer no, with its proof. Write g for −e on a negative side and for e on a positive one, so that every point of the cell has
/// g_k(x) ≥ 0, and g_k(x) &gt; 0 for the sides that the question takes as open. With multipliers λ ≥ 0, Σ λ_k·g_k(x) ≤ 0 everywhere in the
/// domain, and λ_k &gt; 0 for an open side, the two contradict each other: no point. The same if the sum is &lt; 0 everywhere.
/// </summary>
internal abstract record Certificate;

/// <summary>Multipliers, as Farkas and Motzkin have them.</summary>
/// <param name="Values">One per side. What remains of the weights in the sum is bounded by the domain, so they need not cancel.</param>
internal sealed record Multipliers(IReadOnlyList<Rational> Values) : Certificate;

/// <summary>Two cases: a choice is a category, or is not.</summary>
/// <param name="Group">The choice.</param>
/// <param name="Category">The category.</param>
/// <param name="Is">The proof where it is chosen.</param>
/// <param name="IsNot">The proof where it is not.</param>
internal sealed record CategoryCases(int Group, int Category, Certificate Is, Certificate IsNot) : Certificate;
