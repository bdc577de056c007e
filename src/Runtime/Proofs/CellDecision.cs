using System;
using System.Linq;

using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>The answer to a question about a cell, with what shows it; at most one of the two is there.</summary>
/// <param name="Witness">Yes: a point.</param>
/// <param name="Certificate">No: a proof.</param>
internal sealed record CellVerdict(ExactPoint? Witness, Certificate? Certificate)
{
    /// <summary>The question needs more cases over categories than are gone through.</summary>
    public static CellVerdict TooManyCases { get; } = new(null, null) { Reason = "there are too many cases of categories" };

    /// <summary>The proof had no work left for the question.</summary>
    public static CellVerdict OutOfWork { get; } = new(null, null) { Reason = "the limit of the proof is reached" };

    /// <summary>Whether neither was found.</summary>
    public bool IsUndecided => Witness is null && Certificate is null;

    /// <summary>Why neither was found, as the end of a sentence.</summary>
    public string? Reason { get; private init; }
}

/// <summary>
/// Answers questions about cells: by a linear programme in floating point, whose result is believed only once it is checked exactly;
/// by the same programme in exact arithmetic where the check fails; by cases where categories are left in shares.
/// </summary>
internal static class CellDecision
{
    /// <summary>20,000 programmes: cases over categories after which a question is given up as undecided.</summary>
    private const int Cases = 20_000;

    /// <summary>Decides a claim.</summary>
    /// <param name="claim">The cell and the question.</param>
    /// <param name="limit">Ends the work with an exception.</param>
    /// <returns>A witness that <see cref="CertificateChecker"/> accepts, or a certificate that it accepts, or neither.</returns>
    public static CellVerdict Decide(CellClaim claim, IWorkLimit limit)
    {
        var allowed = claim.Box.Groups.Select(count => Enumerable.Range(0, count).ToArray()).ToArray();
        var budget = Cases;
        var verdict = Decide(claim, allowed, ref budget, limit);
        // What was accepted case by case must be accepted as a whole.
        if (verdict.Certificate is CategoryCases cases && !CertificateChecker.Proves(claim, cases))
            throw new InvalidOperationException("A proof by cases does not hold though each case does.");
        return verdict;
    }

    /// <summary>Looks in doubles for a point of a cell away from its borders, where rounding does not matter.</summary>
    /// <param name="claim">The cell and the question.</param>
    /// <param name="limit">Ends the work with an exception.</param>
    /// <returns>A witness that <see cref="CertificateChecker"/> accepts; null where none was found so.</returns>
    public static ExactPoint? FindInside(CellClaim claim, IWorkLimit limit)
    {
        var allowed = claim.Box.Groups.Select(count => Enumerable.Range(0, count).ToArray()).ToArray();
        var inside = new CellProgram(claim with { Question = CellQuestion.Interior }, allowed, limit).SolveApproximately();
        return inside.Point is null ? null : Check(claim, inside, allowed).Witness;
    }

    private static CellVerdict Decide(CellClaim claim, int[][] allowed, ref int budget, IWorkLimit limit)
    {
        if (budget-- <= 0)
            return CellVerdict.TooManyCases;
        var program = new CellProgram(claim, allowed, limit);
        var answer = program.SolveApproximately();
        var verdict = Check(claim, answer, allowed);
        if (!verdict.IsUndecided)
            return verdict;
        if (answer.Point is null || ChooseShared(answer.Point, allowed) is null)
        {
            answer = program.SolveExactly();
            verdict = Check(claim, answer, allowed);
            if (!verdict.IsUndecided)
                return verdict;
        }

        var shared = answer.Point is null ? null : ChooseShared(answer.Point, allowed);
        return shared is { } cases
            ? DecideCases(claim, allowed, cases.Group, cases.Category, ref budget, limit)
            : throw new InvalidOperationException("Exact arithmetic found neither a point nor multipliers.");
    }

    private static CellVerdict DecideCases(CellClaim claim, int[][] allowed, int group, int category, ref int budget, IWorkLimit limit)
    {
        var @is = Decide(claim, With(allowed, group, c => c == category), ref budget, limit);
        if (@is.Certificate is null)
            return @is;
        var isNot = Decide(claim, With(allowed, group, c => c != category), ref budget, limit);
        return isNot.Certificate is null
            ? isNot
            : new CellVerdict(null, new CategoryCases(group, category, @is.Certificate, isNot.Certificate));
    }

    // A point with each choice at its largest share, or multipliers; neither unless it passes.
    private static CellVerdict Check(CellClaim claim, ProgramAnswer answer, int[][] allowed)
    {
        if (answer.Point is { } point)
        {
            var witness = new ExactPoint(point.Numbers, point.Shares.Select((s, g) => allowed[g][Array.IndexOf(s, s.Max())]).ToArray());
            return new CellVerdict(CertificateChecker.IsWitness(claim, witness) ? witness : null, null);
        }

        return answer.Multipliers is { } multipliers && CertificateChecker.Proves(Within(claim, allowed), multipliers)
            ? new CellVerdict(null, multipliers)
            : new CellVerdict(null, null);
    }

    // The claim over the categories that are left.
    private static CellClaim Within(CellClaim claim, int[][] allowed)
    {
        if (allowed.Zip(claim.Box.Groups, (a, count) => a.Length == count).All(whole => whole))
            return claim;
        ExactAffine Left(ExactAffine e) => e with { Tables = e.Tables.Select((t, g) => allowed[g].Select(c => t[c]).ToArray()).ToArray() };
        return claim with
        {
            Box = claim.Box with { Groups = allowed.Select(a => a.Length).ToArray() },
            Sides = claim.Sides.Select(s => s with { Expression = Left(s.Expression) }).ToArray(),
        };
    }

    private static int[][] With(int[][] allowed, int group, Func<int, bool> keeps) =>
        allowed.Select((a, g) => g == group ? a.Where(keeps).ToArray() : a).ToArray();

    // The choice whose largest share is smallest, and the category that has it; null where no choice is shared out.
    private static (int Group, int Category)? ChooseShared(RelaxedPoint point, int[][] allowed)
    {
        (int, int)? chosen = null;
        var least = Rational.One;
        for (var g = 0; g < allowed.Length; g++)
        {
            var largest = point.Shares[g].Max();
            if (largest < least)
                (least, chosen) = (largest, (g, allowed[g][Array.IndexOf(point.Shares[g], largest)]));
        }

        return chosen;
    }
}
