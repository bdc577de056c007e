using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Proofs;

/// <summary>The claim on how many training rows the rules have.</summary>
internal static class SupportClaim
{
    // Shares are written to four decimals: half a unit of the last.
    private static readonly Rational Rounding = Rational.Of(5, 100_000);

    /// <summary>The shares are those of the rows.</summary>
    /// <param name="document">A document in which every rule has support.</param>
    /// <returns>The claim.</returns>
    public static Claim Of(RuleDocument document)
    {
        var rows = document.Rules.Sum(r => (long)r.Support!.Rows);
        var failures = document.Rules.Where(r => !IsShare(r.Support!, rows))
            .Select(r => $"Rule {r.Id} has {r.Support!.Rows} of {rows} training rows, which is not the share {r.Support.Share.Text}.").ToArray();
        return Claim.Of(
            "support",
            $"The rules' training rows add up to {rows}, and their shares to all of them.",
            "The shares are not those of the training rows.",
            failures,
            ("rules", document.Rules.Count));
    }

    private static bool IsShare(Support support, long rows)
    {
        var share = Rational.Parse(support.Share.Text);
        var difference = rows == 0 ? share : share - Rational.Of(support.Rows, rows);
        return difference <= Rounding && -difference <= Rounding;
    }
}
