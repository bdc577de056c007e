using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RuleCompiler.Trainer.Export.Workbook;

/// <summary>From shares to the reasons for a decision: added up by their codes, and the largest first.</summary>
/// <param name="row">The row.</param>
/// <param name="groups">For each input the first one whose reason has its code; itself where it has a reason of its own.</param>
/// <param name="names">The names of the inputs.</param>
internal sealed class ReasonSteps(StepRow row, int[] groups, IReadOnlyList<string> names)
{
    /// <summary>How many reasons are given, as everywhere where nobody says how many.</summary>
    public const int Most = 4;

    /// <summary>More inputs of one reason would nest deeper than spreadsheets allow.</summary>
    public const int MostOfOne = 60;

    private const string Part = "Reasons";

    private static readonly Formula Zero = Formula.Whole(0);

    /// <summary>Writes the reasons.</summary>
    /// <param name="shares">The shares.</param>
    /// <param name="sign">Which of them go towards the decision: 1, −1, or 0 for none.</param>
    /// <param name="score">The score.</param>
    public RowReasons Of(Formula[] shares, Formula sign, Formula score)
    {
        var towards = shares.Select((s, i) => row.Add(Part, names[i] + ": towards the decision", sign * s)).ToArray();
        var firsts = groups.Distinct().ToArray();
        var members = firsts.Select(g => Enumerable.Range(0, shares.Length).Where(i => groups[i] == g).ToArray()).ToArray();
        // The columns of one kind stand beside each other.
        var largest = members.Select(m => m.Length == 1 ? null : row.Add(
            Part, names[m[0]] + ": largest of its reason", Formula.Max(m.Select(i => towards[i]).ToArray()))).ToArray();
        var named = members.Select((m, g) => row.Add(Part, names[m[0]] + ": names input", Named(m, towards, largest[g]))).ToArray();
        var sums = members.Select(m => row.Add(
            Part, names[m[0]] + ": share", m.Select(i => shares[i]).Aggregate((sum, share) => sum + share))).ToArray();
        var sizes = firsts.Select((_, g) => row.Add(Part, names[firsts[g]] + ": size", Size(sign * sums[g]))).ToArray();
        var range = CellRange.Of(sizes);
        var ranks = sizes.Select((size, g) => row.Add(Part, names[firsts[g]] + ": rank", Rank(range, sizes, g))).ToArray();
        var (all, totals) = (CellRange.Of(ranks), CellRange.Of(sums));
        var positions = CellRange.Of(named);
        var places = Enumerable.Range(1, System.Math.Min(Most, firsts.Length)).Select(n => row.Add(
            Part,
            "reason " + Digits(n),
            Formula.If(
                Formula.CountAbove(range, Zero) >= Formula.Whole(n), Formula.Find(Formula.Whole(n), all), Zero))).ToArray();
        return new RowReasons(
            shares,
            score,
            places.Select((p, n) => row.Add(Part, "input " + Digits(n + 1), Picked(positions, p))).ToArray(),
            places.Select((p, n) => row.Add(Part, "share " + Digits(n + 1), Picked(totals, p))).ToArray());
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Formula Picked(CellRange range, Formula place) => Formula.If(Formula.Same(place, Zero), Zero, Formula.At(range, place));

    private static Formula Size(Formula towards) => Formula.If(towards > Zero, towards, Zero);

    // Of equal ones the first comes first.
    private static Formula Rank(CellRange range, Formula[] sizes, int g)
    {
        var above = Formula.CountAbove(range, sizes[g]) + Formula.Whole(1);
        var rank = g == 0 ? above : above + Formula.CountSame(CellRange.Of(sizes[..g]), sizes[g]);
        return Formula.If(sizes[g] > Zero, rank, Zero);
    }

    // The input that did most towards the decision, and of equal ones the first.
    private static Formula Named(int[] members, Formula[] towards, Formula? largest)
    {
        var best = Formula.Whole(members[^1] + 1);
        foreach (var i in members.Reverse().Skip(1))
            best = Formula.If(Formula.Same(towards[i], largest!), Formula.Whole(i + 1), best);
        return best;
    }
}
