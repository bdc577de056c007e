using System.Collections.Generic;

namespace RuleCompiler.Proofs;

/// <summary>The certificates of a row of questions: those that were found before, to be tried, and those that hold now.</summary>
/// <param name="before">One per question, in the order in which they are asked; null where there was none.</param>
internal sealed class ProofRecord(IReadOnlyList<RowCertificate?> before)
{
    private readonly List<RowCertificate?> _now = [];

    /// <summary>One per question that was asked; null where it was not answered by a proof.</summary>
    public IReadOnlyList<RowCertificate?> Now => _now;

    /// <summary>Whether there is no certificate for the questions that are still to come.</summary>
    public bool IsAtEnd => _now.Count >= before.Count;

    /// <summary>The certificate that was found for the next question, if one was. It may not fit any more.</summary>
    public RowCertificate? Next() => _now.Count < before.Count ? before[_now.Count] : null;

    /// <summary>A question is answered.</summary>
    /// <param name="certificate">By a proof; null otherwise.</param>
    public void Add(RowCertificate? certificate) => _now.Add(certificate);
}
