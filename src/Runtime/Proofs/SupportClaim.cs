using System.Linq;
using RuleCompiler.Documents;

using RuleCompiler.Exact;

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
        var findings = new FindingList();
        foreach (var rule in document.Rules.Where(r => !IsShare(r.Support!, rows)))
        {
            var (counted, share) = (rule.Support!.Rows, rule.Support.Share.Text);
            findings.Refute($"Rule {rule.Id} has {counted} of {rows} training rows, which is not the share {share}.");
        }

        return new Claim(
            ClaimKind.Support,
            $"The rules' training rows add up to {rows}, and their shares to all of them.",
            "The shares are not those of the training rows.",
            findings,
            ("rules", document.Rules.Count));
    }

    private static bool IsShare(Support support, long rows)
    {
        var share = Rational.Parse(support.Share.Text);
        var difference = rows == 0 ? share : share - Rational.Of(support.Rows, rows);
        return difference <= Rounding && -difference <= Rounding;
    }
}
