using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>The proof that no row is on some sides, as a tree of cases of numbers.</summary>
internal abstract record RowCertificate
{
    private RowCertificate()
    {
    }

    /// <summary>The cases that are left are excluded at once.</summary>
    /// <param name="Proof">The proof for the cell that holds them all.</param>
    public sealed record Cell(Certificate Proof) : RowCertificate;

    /// <summary>A number is of one case or not.</summary>
    /// <param name="Input">The position of the number.</param>
    /// <param name="Case">The position of the case among those that are left.</param>
    /// <param name="Is">The proof where it is of the case.</param>
    /// <param name="IsNot">The proof where it is not.</param>
    public sealed record Cases(int Input, int Case, RowCertificate Is, RowCertificate IsNot) : RowCertificate;

    /// <summary>A number is not one of the values that are no quantities.</summary>
    /// <param name="Input">The position of the number, to which one case is left.</param>
    /// <param name="Value">The value.</param>
    /// <param name="Rest">The proof for the values on either side of it; null where there are none.</param>
    public sealed record NoQuantity(int Input, Rational Value, RowCertificate? Rest) : RowCertificate;
}
