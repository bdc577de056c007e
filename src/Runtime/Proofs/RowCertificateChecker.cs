namespace RuleCompiler.Proofs;

/// <summary>Checks certificates of questions about rows: it goes through their cases, and has each cell checked.</summary>
internal static class RowCertificateChecker
{
    /// <summary>Whether a certificate shows that no row is on the sides of a question.</summary>
    /// <param name="claim">The question.</param>
    /// <param name="certificate">The certificate; it may come from anywhere.</param>
    public static bool Proves(RowClaim claim, RowCertificate certificate) => Proves(claim, RowDecision.CasesOf(claim), certificate);

    private static bool Proves(RowClaim claim, NumberCase[][] left, RowCertificate certificate) => certificate switch
    {
        RowCertificate.Cell cell => CertificateChecker.Proves(new RowCell(claim, left).Claim, cell.Proof),
        RowCertificate.Cases cases => IsNumber(claim, cases.Input) && cases.Case >= 0 && cases.Case < left[cases.Input].Length
            && left[cases.Input].Length > 1
            && Proves(claim, left.Only(cases.Input, cases.Case), cases.Is)
            && Proves(claim, left.Without(cases.Input, cases.Case), cases.IsNot),
        RowCertificate.NoQuantity none => IsNumber(claim, none.Input) && left[none.Input].Length == 1
            && claim.Domain.FindNoQuantity(none.Input, none.Value) is { } value
            && left[none.Input][0].IsQuantity && left[none.Input][0].Contains(ExactValue.Of(value))
            && left.Without(none.Input, value) is var rest
            && (rest[none.Input].Length == 0 || (none.Rest is { } others && Proves(claim, rest, others))),
        _ => false,
    };

    private static bool IsNumber(RowClaim claim, int input) =>
        input >= 0 && input < claim.Domain.Inputs.Count && claim.Domain.Inputs[input].IsNumber;
}
