using System;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs;

/// <summary>
/// How far a computed output can be from its exact value inside the ranges: the standard forward bound γ(n) · Σ|terms|, where n counts the
/// operations that a term goes through and γ(n) = n·u / (1 − n·u), u = 2⁻⁵³ (Higham, Accuracy and Stability of Numerical Algorithms, §3.1).
/// </summary>
internal sealed class RoundingBound
{
    private const double UnitRoundoff = 1.0 / 9007199254740992;

    // Reading digits as doubles, the differences and quotients of a curve's piece, and the sum of both parts.
    private const int OwnOperations = 6;

    private readonly RuleDocument _document;
    private readonly Func<int, double> _farthest;
    private readonly (double Size, double Error)[] _conditions;

    /// <summary>Bounds the conditions, each of which is adjusted only by those before it.</summary>
    /// <param name="document">The document.</param>
    /// <param name="farthest">
    /// For the position of a number the largest size that it has in a row; null for that inside the range, or of the value that stands for
    /// a missing one.
    /// </param>
    public RoundingBound(RuleDocument document, Func<int, double>? farthest = null)
    {
        _document = document;
        _farthest = farthest ?? (input => FarthestOf(document.Inputs.NumberAt(input)));
        _conditions = new (double, double)[document.Conditions.Count];
        for (var c = 0; c < _conditions.Length; c++)
            _conditions[c] = Of(document.Conditions[c].Expression);
    }

    /// <summary>The bound for an output of a rule.</summary>
    /// <param name="rule">The position of the rule.</param>
    /// <param name="output">The position of the output.</param>
    /// <returns>The bound, rounded up.</returns>
    public double Of(int rule, int output) => Of(_document.CommonOf(output)).Error + Of(_document.Rules[rule].Own[output]).Error;

    /// <summary>The bound for a condition.</summary>
    /// <param name="condition">The position of the condition.</param>
    /// <returns>The bound, rounded up.</returns>
    public double OfCondition(int condition) => _conditions[condition].Error;

    /// <summary>The largest size that a number has: inside its range, or where it is missing.</summary>
    /// <param name="input">The number.</param>
    public static double FarthestOf(NumberInput input) =>
        Math.Max(Math.Max(Math.Abs(input.Minimum.Value), Math.Abs(input.Maximum.Value)), Math.Abs(input.Missing?.Value ?? 0));

    private (double Size, double Error) Of(Expression? expression)
    {
        if (expression is null)
            return (0, 0);
        var size = Math.Abs(expression.Bias.Value) + expression.Terms.Sum(Largest);
        var carried = 0.0;
        foreach (var adjustment in expression.Adjustments)
        {
            // The error of a condition comes through the adjustment, whatever side it is taken to be on: min(0, e) is as near as e.
            var (conditionSize, conditionError) = _conditions[adjustment.Condition];
            size += Math.Abs(adjustment.Weight.Value) * (conditionSize + conditionError);
            carried += Math.Abs(adjustment.Weight.Value) * conditionError;
        }

        var steps = expression.Terms.Count + expression.Adjustments.Count + OwnOperations;
        var gamma = steps * UnitRoundoff / (1 - (steps * UnitRoundoff));
        // One part in 2⁴⁰ more covers what is rounded here.
        return (size, ((gamma * size) + carried) * (1 + Math.ScaleB(1, -40)));
    }

    private double Largest(Term term) => term.Match(
        number => Math.Max(Math.Abs(number.Weight.Value) * _farthest(number.Input), Largest(number.Specials)),
        category => category.Weights.Select(w => Math.Abs(w.Weight.Value)).DefaultIfEmpty(0).Max(),
        curve => Math.Max(
            Math.Max(
                3 * curve.Curve.Points.Max(p => Math.Max(Math.Abs(p.Below.Value), Math.Abs(p.At.Value))),
                curve.Curve.Pieces.Max(Largest)),
            Largest(curve.Specials)));

    // On a steep piece far from 0 what counts is how far the x are from their digits.
    private static double Largest(CurvePiece piece) => piece.IsFlat
        ? 0
        : Math.Abs(piece.From.At.Value) + (Math.Abs(piece.Slope) * (Math.Abs(piece.From.X.Value) + Math.Abs(piece.To!.X.Value)));

    private static double Largest(EquatableArray<SpecialWeight> specials) =>
        specials.Select(s => Math.Abs(s.Weight.Value)).DefaultIfEmpty(0).Max();
}
