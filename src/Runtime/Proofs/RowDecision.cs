using System;
using System.Linq;

namespace RuleCompiler.Proofs;

/// <summary>
/// Answers questions about rows: by cases for each number whose curves or special values matter, the cases of all of them taken together as
/// long as a linear programme can exclude them at once.
/// </summary>
internal static class RowDecision
{
    /// <summary>Decides a claim.</summary>
    /// <param name="claim">The question.</param>
    /// <param name="limit">Ends the work with an exception.</param>
    /// <returns>A row that is on all sides, or that there is none, or neither.</returns>
    public static RowVerdict Decide(RowClaim claim, IWorkLimit limit)
    {
        var budget = claim.Cells;
        var verdict = Decide(claim, CasesOf(claim), ref budget, limit);
        // The cases were put together out of pieces; the row must do as a whole.
        if (verdict.Witness is { } row && !(claim.Domain.Contains(row) && claim.Sides.All(s => s.Holds(row))))
            throw new InvalidOperationException("A row does not show what its case shows.");
        return verdict;
    }

    /// <summary>The cases of each number.</summary>
    /// <param name="claim">The question.</param>
    public static NumberCase[][] CasesOf(RowClaim claim) => claim.Domain.Inputs.Select((input, i) => input.Match(
        _ => NumberCase.Of(claim.Domain, i, claim.Sides.Select(s => s.Sum))
            // Where a range has a width, a single value of it is no interior.
            .Where(c => claim.Question == CellQuestion.Points || !c.IsQuantity || c.Range.HasWidth || !claim.Domain.RangeOf(i).HasWidth)
            .ToArray(),
        _ => [])).ToArray();

    private static RowVerdict Decide(RowClaim claim, NumberCase[][] left, ref int budget, IWorkLimit limit)
    {
        if (budget-- <= 0)
            return RowVerdict.TooManyCases;
        var cell = new RowCell(claim, left);
        if (cell.IsExact)
            return DecideCell(claim, left, cell, ref budget, limit);

        var allowed = cell.Claim.Box.Groups.Select(count => Enumerable.Range(0, count).ToArray()).ToArray();
        var program = new CellProgram(cell.Claim, allowed, limit);
        var answer = program.SolveApproximately();
        if (IsProof(answer))
            return RowVerdict.Proven(new RowCertificate.Cell(answer.Multipliers!));
        if (answer.Point is null)
        {
            answer = program.SolveExactly();
            if (IsProof(answer))
                return RowVerdict.Proven(new RowCertificate.Cell(answer.Multipliers!));
        }

        var point = answer.Point ?? throw new InvalidOperationException("Exact arithmetic found neither a point nor multipliers.");
        var (input, chosen) = cell.Choose(point);
        var @is = Decide(claim, left.Only(input, chosen), ref budget, limit);
        if (@is.Certificate is null)
            return @is;
        var isNot = Decide(claim, left.Without(input, chosen), ref budget, limit);
        return isNot.Certificate is null
            ? isNot
            : RowVerdict.Proven(new RowCertificate.Cases(input, chosen, @is.Certificate, isNot.Certificate));

        bool IsProof(ProgramAnswer found) => found.Multipliers is { } multipliers && CertificateChecker.Proves(cell.Claim, multipliers);
    }

    private static RowVerdict DecideCell(RowClaim claim, NumberCase[][] left, RowCell cell, ref int budget, IWorkLimit limit)
    {
        var inside = claim.IsInsideFirst ? CellDecision.FindInside(cell.Claim, limit) : null;
        var verdict = inside is null ? CellDecision.Decide(cell.Claim, limit) : new CellVerdict(inside, null);
        if (verdict.Certificate is not null)
            return RowVerdict.Proven(new RowCertificate.Cell(verdict.Certificate));
        if (verdict.Witness is not { } point)
            return RowVerdict.Undecided(verdict.Reason!);
        var row = cell.ToRow(point);
        for (var i = 0; i < left.Length; i++)
        {
            var value = row.Values[i];
            if (!value.IsQuantity || !claim.Domain.NoQuantities[i].Contains(value.Quantity))
                continue;
            // The value is met by accident: rows with it are not of this case.
            var rest = left.Without(i, value.Quantity);
            if (rest[i].Length == 0)
                return RowVerdict.Proven(new RowCertificate.NoQuantity(i, value.Quantity, null));
            var others = Decide(claim, rest, ref budget, limit);
            return others.Certificate is { } certificate
                ? RowVerdict.Proven(new RowCertificate.NoQuantity(i, value.Quantity, certificate))
                : others;
        }

        return new RowVerdict(row, false);
    }
}
