using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>
/// Conditions in whole points. What a condition adds with a weight is what it adds with 1 or −1 where its sum is scaled by the size of the
/// weight; one that is used with several weights has a card for each.
/// </summary>
/// <param name="document">The document.</param>
/// <param name="bins">The most bins of a number.</param>
internal sealed class WholeConditions(RuleDocument document, int bins)
{
    // The rules of more conditions are more than a person goes through.
    private const int MostConditions = 24;

    private readonly List<(int Condition, Rational Scale)> _keys = [];
    private readonly List<WholeSum> _sums = [];

    /// <summary>The conditions, each adjusted by earlier ones alone.</summary>
    public IReadOnlyList<WholeSum> Sums => _sums;

    /// <summary>The bound of what is made of them, where numbers that come in steps are multiples of these.</summary>
    public DifferenceBound Bound => new(_sums, onSteps: true);

    /// <summary>The bound of what is made of them, whatever numbers are.</summary>
    public DifferenceBound BoundEverywhere => new(_sums, onSteps: false);

    /// <summary>The position of the condition of the document that one was made of.</summary>
    /// <param name="position">Its position among <see cref="Sums"/>.</param>
    public int MadeOf(int position) => _keys[position].Condition;

    /// <summary>What adjusts a sum, in points.</summary>
    /// <param name="weights">The weights of conditions in the sum, scaled.</param>
    public IReadOnlyList<(int Condition, int Sign)> Adjusting(IEnumerable<KeyValuePair<int, Rational>> weights) =>
        weights.Select(w => (Of(w.Key, w.Value.Sign < 0 ? -w.Value : w.Value), w.Value.Sign)).ToArray();

    /// <summary>The conditions that a sum depends on.</summary>
    /// <param name="sums">What adjusts the sum.</param>
    public IReadOnlyList<int> Needs(IEnumerable<WholeSum> sums)
    {
        var needs = new SortedSet<int>();
        var open = new Stack<int>(sums.SelectMany(s => s.Adjustments).Select(a => a.Condition));
        while (open.TryPop(out var condition))
        {
            if (!needs.Add(condition))
                continue;
            foreach (var (earlier, _) in _sums[condition].Adjustments)
                open.Push(earlier);
        }

        return [.. needs];
    }

    private int Of(int condition, Rational scale)
    {
        var found = _keys.FindIndex(k => k.Condition == condition && k.Scale == scale);
        if (found >= 0)
            return found;
        var exact = ScaledSum.Of(document, scale, document.Conditions[condition].Expression);
        var sum = WholeSum.Of(exact.Terms, Adjusting(exact.Weights), document.Inputs, bins);
        if (_sums.Count == MostConditions)
            throw new RuleCompilerException(
                $"The points table would have more than {MostConditions} cards of conditions, since {document.Conditions.Count} conditions "
                    + "adjust the score, some with several weights; a document with fewer conditions has one that can be read.");
        sum = sum.With(Centre(Bound.Of(sum)));
        _keys.Add((condition, scale));
        _sums.Add(sum);
        return _sums.Count - 1;
    }

    /// <summary>The whole constant that puts differences around 0.</summary>
    /// <param name="difference">Between how many points a sum without a constant is from the exact one.</param>
    public static int Centre((Rational Lowest, Rational Highest) difference) => PointsLimit.Whole(
        (-(difference.Lowest + difference.Highest) / 2) + Rational.Of(1, 2));
}
