using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Recourses;

/// <summary>Checks the words of one case: that no change in it costs less than is claimed.</summary>
internal sealed class RecourseProof(ExactQuestion question, IReadOnlyList<ExpandedSum> sides, string[] words)
{
    // No proof that is worth keeping is deeper; deeper ones would not fit on the stack.
    private const int MostDepth = 2_000;

    private int _next;

    /// <summary>Whether the words prove it.</summary>
    /// <param name="moves">What inputs can become; null for one that cannot change.</param>
    public bool Holds(ExactMoves?[] moves)
    {
        try
        {
            return Holds(moves, 0) && _next == words.Length;
        }
        catch (FormatException)
        {
            return false;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private bool Holds(ExactMoves?[] moves, int depth)
    {
        if (depth > MostDepth)
            return false;
        switch (Word())
        {
            case "e":
                return IsEmpty(moves);
            case "p":
                return IsPoint(moves);
            case "b":
                return IsBounded(moves);
            case "<" or "=":
                return IsSplit(moves, depth, isFirst: true);
            case ">" or "!":
                return IsSplit(moves, depth, isFirst: false);
            default:
                return false;
        }
    }

    private bool IsSplit(ExactMoves?[] moves, int depth, bool isFirst)
    {
        var input = RecourseCertificate.Long(Word());
        var place = RecourseCertificate.Long(Word());
        if (input < 0 || input >= moves.Length || moves[input] is not { } whole)
            return false;
        var part = (ExactMoves?[])moves.Clone();
        part[input] = whole.Split(place, isFirst);
        if (!Holds(part, depth + 1))
            return false;
        part = (ExactMoves?[])moves.Clone();
        part[input] = whole.Split(place, !isFirst);
        return Holds(part, depth + 1);
    }

    private static int Changing(ExactMoves?[] moves) => moves.Count(m => m is { CanStay: false });

    private bool IsEmpty(ExactMoves?[] moves) =>
        Changing(moves) > question.Certificate.MostChanges || moves.Any(m => m is { CanStay: false } && m.Count.IsZero);

    // One row is left, or rows that all do the same: it is not what is wanted, or the cheapest costs enough.
    private bool IsPoint(ExactMoves?[] moves)
    {
        if (moves.Any(m => m is { CanStay: false } one && one.Count.IsOne && one.CostOf(one.Only) is null))
            return true;
        var row = (double[])question.Row.Clone();
        var cost = BigInteger.Zero;
        var canMore = Changing(moves) < question.Certificate.MostChanges;
        for (var i = 0; i < row.Length; i++)
        {
            if (moves[i] is not { } one || (one.CanStay && (!canMore || one.Count.IsZero)))
                continue;
            var ends = one.Ends(question.PointsOf(i)).ToArray();
            if (one.CanStay ? !question.AreSame(i, [.. ends, row[i]]) : !one.Count.IsOne && !question.AreSame(i, ends))
                return false;
            if (one.CanStay)
                continue;
            var values = ends.Where(e => one.CostOf(e) is not null).ToArray();
            if (values.Length == 0)
                return false;
            row[i] = values[0];
            cost += one.Least(null).Floor();
        }

        return cost >= question.Certificate.AtLeast || !question.Holds(row);
    }

    private bool IsBounded(ExactMoves?[] moves)
    {
        if (IsEmpty(moves))
            return false;
        ExpandedSum? sum = null;
        for (var count = RecourseCertificate.Long(Word()); count > 0; count--)
        {
            var side = RecourseCertificate.Long(Word());
            var multiplier = Rational.From(Finite(RecourseCertificate.Double(Word())));
            if (side < 0 || side >= sides.Count || multiplier.Sign < 0)
                return false;
            sum = sum?.Plus(multiplier, sides[(int)side]) ?? sides[(int)side].Times(multiplier);
        }

        var bound = sum is null ? Rational.Zero : -sum.Bias;
        var gains = new List<Rational>();
        for (var i = 0; i < moves.Length; i++)
        {
            var part = sum?.Parts[i];
            var same = part is null ? Rational.Zero : -part.At(question.Row[i]);
            if (moves[i] is not { } one || one.CanStay)
                bound += same;
            if (moves[i] is not { } move || move.Count.IsZero)
                continue;
            var least = move.Least(part);
            if (!move.CanStay)
                bound += least;
            else if (least < same)
                gains.Add(least - same);
        }

        // With the best changes of as many inputs as may change beside those that have to.
        foreach (var gain in gains.OrderBy(g => g).Take(question.Certificate.MostChanges - Changing(moves)))
            bound += gain;
        return bound > new BigInteger(question.Certificate.AtLeast - 1);
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : throw new FormatException();

    private string Word() => _next < words.Length ? words[_next++] : throw new FormatException();
}
