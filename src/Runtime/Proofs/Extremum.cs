using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RuleCompiler.Exact;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs;

/// <summary>Rows on some sides, and a sum that is asked for there.</summary>
/// <param name="Sides">The sides.</param>
/// <param name="Sum">The sum.</param>
internal sealed record SumRegion(SumSide[] Sides, ExpandedSum Sum);

/// <summary>How large a sum becomes.</summary>
/// <param name="Proved">No value is above it.</param>
/// <param name="Reached">The value of a row; null where none was found.</param>
/// <param name="Row">The row.</param>
/// <param name="IsOpen">Whether work ran out, so that the two may be farther apart than they have to be.</param>
internal sealed record UpperBound(Rational Proved, Rational? Reached, ExactRow? Row, bool IsOpen);

/// <summary>
/// Finds how large a sum becomes over some regions: a row is moved to where its piece ends, then a row above it is asked for, until it is
/// proven that there is none.
/// </summary>
/// <param name="domain">The rows.</param>
/// <param name="work">The work of the proof.</param>
/// <param name="isNear">Whether it is enough to come near the largest value.</param>
/// <param name="isInsideFirst">Whether rows away from borders are looked for first.</param>
internal sealed class Extremum(RowDomain domain, ProofWork work, bool isNear, bool isInsideFirst)
{
    /// <summary>Of the width that intervals give: what is gained by less is not gone after.</summary>
    public static readonly Rational Tolerance = Rational.Of(1, BigInteger.One << 24);

    // How near a row is taken to an end that is not part of its region: first nearer, then less near.
    private static readonly Rational[] Nearness =
        [Rational.Zero, Rational.Of(1, BigInteger.One << 40), Rational.Of(1, BigInteger.One << 20)];

    // Questions with more cells are not gone through to their end; a value above, where it takes fewer, is a bound as well.
    private const int Cells = 1_000;
    private const int CellsNear = 16;

    // Each halves what is left between what is reached and what is proven.
    private const int Halvings = 6;

    // Near is within this part of the width.
    private static readonly Rational NearTolerance = Rational.Of(1, 1 << 12);

    private Rational? _reached;
    private ExactRow? _row;
    private bool _isOpen;

    /// <summary>The largest value.</summary>
    /// <param name="domain">The rows.</param>
    /// <param name="work">The work of the proof.</param>
    /// <param name="regions">The regions.</param>
    /// <param name="isNear">Whether it is enough to come near it; where it is not, a bound that is reached is shown to be.</param>
    /// <param name="isInsideFirst">Whether rows away from borders are looked for first.</param>
    /// <returns>A bound; null where the regions have no row.</returns>
    public static UpperBound? Largest(
        RowDomain domain, ProofWork work, IEnumerable<SumRegion> regions, bool isNear = false, bool isInsideFirst = false)
    {
        var search = new Extremum(domain, work, isNear, isInsideFirst);
        Rational? proved = null;
        foreach (var region in regions)
        {
            if (search.Bound(region) is { } bound && !(bound <= proved))
                proved = bound;
        }

        return proved is { } all
            ? new UpperBound(search._reached > all ? search._reached.Value : all, search._reached, search._row, search._isOpen)
            : null;
    }

    /// <summary>The width between the least and the largest value that intervals give a sum.</summary>
    /// <param name="domain">The rows.</param>
    /// <param name="sum">The sum.</param>
    public static Rational Width(RowDomain domain, ExpandedSum sum) =>
        ByIntervals(domain, sum) + ByIntervals(domain, sum.Times(-Rational.One));

    /// <summary>A value that a sum is nowhere above, each input by itself.</summary>
    /// <param name="domain">The rows.</param>
    /// <param name="sum">The sum.</param>
    public static Rational ByIntervals(RowDomain domain, ExpandedSum sum) => sum.Parts
        .Select((part, i) => part is null || part.IsZero ? Rational.Zero : part.Input.Match(
            _ => NumberCase.Of(domain, i, [sum]).SelectMany(c => c.Ends.Select(c.Map(part).At)),
            _ => part.Table).Max())
        .Aggregate(sum.Bias, (total, most) => total + most);

    private Rational? Bound(SumRegion region)
    {
        var high = ByIntervals(domain, region.Sum);
        var tolerance = (isNear ? NearTolerance : Tolerance) * Width(domain, region.Sum);
        if (_reached is null && !Reach(region, null, out var first))
            return first.IsNone ? null : high;
        // A row that was moved to an end may be the best already; where it is not, what is left is halved.
        for (var isEnd = true; _reached is { } reached && high > reached;)
        {
            var level = isEnd ? reached + (isNear ? tolerance : Rational.Zero) : (reached + high) / 2;
            if (level > high)
                break;
            if (Reach(region, level, out var verdict))
                isEnd = !isEnd;
            else if (verdict.IsNone && isEnd)
                return level;
            else if (verdict.IsNone)
                high = level;
            else
                return Narrow(region, level, high);
            if (!isEnd && high <= _reached + tolerance)
                break;
        }

        return Rounded(region, high);
    }

    // What is come to and not reached is often a number of few digits: 4, of x + 1 where x is below 3.
    private Rational Rounded(SumRegion region, Rational high)
    {
        var round = Rational.Parse(_reached?.ToString() ?? "0");
        return !isNear && round >= _reached && round < high && Ask(region, round).IsNone ? round : high;
    }

    // Asks for a row above a level, and moves it farther up.
    private bool Reach(SumRegion region, Rational? level, out RowVerdict verdict)
    {
        verdict = Ask(region, level);
        if (verdict.Witness is not { } found)
            return false;
        _row = work.Spend(() => Improve(region, found), found);
        _reached = _row.Evaluate(region.Sum);
        return true;
    }

    private RowVerdict Ask(SumRegion region, Rational? level)
    {
        var verdict = work.Ask(new RowClaim(
            domain, level is { } above ? [.. region.Sides, SumSide.Above(region.Sum, above)] : region.Sides, CellQuestion.Points)
        {
            Cells = isNear ? CellsNear : Cells,
            IsInsideFirst = isInsideFirst,
        });
        _isOpen |= verdict == RowVerdict.OutOfWork;
        return verdict;
    }

    // A bound that is easier to prove than the best.
    private Rational Narrow(SumRegion region, Rational low, Rational high)
    {
        for (var n = 0; n < Halvings && !_isOpen; n++)
        {
            var middle = (low + high) / 2;
            (low, high) = Ask(region, middle).IsNone ? (low, middle) : (middle, high);
        }

        return high;
    }

    // The end of a row's piece, with its categories and special values as they are, by a linear programme in doubles.
    private ExactRow Improve(SumRegion region, ExactRow row)
    {
        var value = row.Evaluate(region.Sum);
        var sides = region.Sides.Select(s => s.Negative ? new SumSide(s.Sum.Times(-Rational.One), false) : s).Append(
            SumSide.Above(region.Sum, value)).ToArray();
        var claim = new RowClaim(domain, sides, CellQuestion.Points);
        var left = RowDecision.CasesOf(claim).Select((cases, i) =>
            cases.Where(c => c.Contains(row.Values[i])).Take(1).Select(c => c.Closed).ToArray()).ToArray();
        var cell = new RowCell(claim, left);
        var categories =
            domain.Inputs.Select((input, i) => input.IsNumber ? -1 : row.Values[i].Choice).Where(c => c >= 0).Select(c => new[] { c })
                .ToArray();
        if (new CellProgram(cell.Claim, categories, work, sides.Length - 1).SolveApproximately().Point is not { } point)
            return row;
        foreach (var near in Nearness)
        {
            var moved = new ExactRow(row.Values.Select((v, i) => v.IsQuantity
                ? ExactValue.Of((near * v.Quantity) + ((Rational.One - near) * point.Numbers[domain.PositionOf(i)]))
                : v).ToArray());
            if (domain.Contains(moved) && region.Sides.All(s => s.Holds(moved)) && moved.Evaluate(region.Sum) > value)
                return moved;
        }

        return row;
    }
}
