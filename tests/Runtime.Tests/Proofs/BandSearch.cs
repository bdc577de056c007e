using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>
/// Looks for rows that doubles decide otherwise than exact arithmetic: anywhere, and at borders, thresholds and their neighbours.
/// </summary>
/// <remarks>
/// Every sum of every point is asked in twice as many digits, also far from borders: where a sum is large, so is its error.
/// </remarks>
internal sealed class BandSearch
{
    private const double NearWidths = 1000;

    /// <summary>2²⁰ doubles: no band of the documents reaches farther from a border.</summary>
    private const double FarthestDoubles = 1048576;

    private const int MostSteps = 100;

    private readonly RuleDocument _document;
    private readonly Random _random;
    private readonly Explanation.Tables _computed;
    private readonly WideSums _exact;
    private readonly NumberInput?[] _numbers;
    private readonly double[] _conditions;
    private readonly double[][] _outputs;
    private readonly DoubleDouble[] _thresholds;
    private readonly double[] _computedThresholds;
    private readonly double[] _bands;
    private readonly (int Sum, int Input)[] _borders;
    private readonly double[] _accepted;
    private readonly Func<int, bool> _side;
    private readonly List<string> _wrong = [];
    private long _points;
    private long _metBorders;
    private long _near;
    private long _inside;
    private double _reached;

    /// <summary>Prepares to search.</summary>
    /// <param name="document">The document.</param>
    /// <param name="random">Where the points come from.</param>
    /// <param name="share">The part of the stated bands that is tried: with less than 1 something has to be found.</param>
    public BandSearch(RuleDocument document, Random random, double share = 1)
    {
        (_document, _random) = (document, random);
        (_computed, _exact) = (new RuleLayout(document).ToTables(string.Empty), new WideSums(document));
        _numbers = document.Inputs.Select(i => i.Match(number => number, _ => (NumberInput?)null)).ToArray();
        var sums = new ComputedSums(document);
        _conditions = document.Conditions.Select((_, c) => share * sums.Condition(c).Error).ToArray();
        _outputs = document.Rules.Select((_, r) => document.Outputs.Select((_, k) => share * sums.Output(r, k).Error).ToArray()).ToArray();
        var thresholds = document.Decision.Match(_ => [], t => t.Bits.Select(b => b.Threshold).ToArray(), _ => Array.Empty<Number>());
        _thresholds = thresholds.Select(t => DoubleDouble.From(Rational.Parse(t.Text))).ToArray();
        _computedThresholds = thresholds.Select(t => t.Value).ToArray();
        _bands = Band.Of(document).Where(b => b.Condition is null).Select(b => share * b.Width).ToArray();
        // The positions of conditions, then those of outputs, each with the numbers that move it.
        _borders = document.Conditions.SelectMany((c, position) => Movers(c.Expression).Select(input => (position, input)))
            .Concat(Enumerable.Range(0, document.Outputs.Count).SelectMany(k =>
                Movers(document.CommonOf(k)).Select(input => (-1 - k, input)))).ToArray();
        _accepted = new double[document.Inputs.Count];
        _side = c => _exact.Condition(c).High < 0;
    }

    /// <summary>A row inside the ranges, special and missing values among them.</summary>
    public static double[] Row(RuleDocument document, Random random) => document.Inputs.Select((input, i) => input.Match(
        number => number.Specials.Count > 0 && random.Next(5) == 0
            ? number.Specials[random.Next(number.Specials.Count)].InRow
            : number.Missing is not null && random.Next(20) == 0 ? double.NaN : HingeDocuments.Quantity(random, number),
        category => random.Next(category.Categories.Count))).ToArray();

    /// <summary>Looks at so many points, and at those that are left around the last border.</summary>
    public BandTally Run(long points)
    {
        while (_points < points)
        {
            var row = Row(_document, _random);
            Check(row);
            if (_borders.Length > 0 && TryReach(row, out var input))
                Surround(row, input);
        }

        return new BandTally(_points, _metBorders, _near, _inside, _reached, _wrong);
    }

    // The point itself, its neighbours in every number, one double up and one down, and in the one that was moved those farther on both
    // sides as well, until they are out of the band.
    private void Surround(double[] row, int moved)
    {
        if (Check(row) == Place.Far)
            return;
        _metBorders++;
        for (var input = 0; input < row.Length; input++)
        {
            if (!IsQuantity(input, row[input]))
                continue;
            var at = row[input];
            CheckWith(Math.BitIncrement(at));
            CheckWith(Math.BitDecrement(at));
            if (input == moved)
            {
                var unit = Math.BitIncrement(Math.Abs(at)) - Math.Abs(at);
                foreach (var step in new[] { unit, -unit })
                {
                    CheckWith(at + (3 * step));
                    for (var n = 2.0; n <= FarthestDoubles && CheckWith(at + (n * step)) == Place.Inside; n *= 2)
                    {
                    }
                }
            }

            row[input] = at;

            Place CheckWith(double x)
            {
                row[input] = x;
                return IsQuantity(input, x) ? Check(row) : Place.Far;
            }
        }
    }

    // Moves one number so that a condition, or an output less its threshold, changes its sign between one double and the next.
    private bool TryReach(double[] row, out int input)
    {
        (var sum, input) = _borders[_random.Next(_borders.Length)];
        if (!IsQuantity(input, row[input]))
            return false;
        var (i, number) = (input, _numbers[input]!);
        var (low, high) = (number.Minimum.Value, number.Maximum.Value);
        var (atLow, atHigh) = (At(low), At(high));
        if (atLow < 0 == atHigh < 0)
            return false;
        // By the line through both ends, every third time by the middle, since curves bend.
        for (var n = 0; n < MostSteps && Math.BitIncrement(low) < high; n++)
        {
            var middle = n % 3 == 2 ? (low / 2) + (high / 2) : low - (atLow * ((high - low) / (atHigh - atLow)));
            var x = Math.Clamp(middle, Math.BitIncrement(low), Math.BitDecrement(high));
            var value = At(x);
            if (value < 0 == atLow < 0)
                (low, atLow) = (x, value);
            else
                (high, atHigh) = (x, value);
        }

        row[input] = Math.Abs(atLow) < Math.Abs(atHigh) ? low : high;
        return IsQuantity(input, row[input]);

        double At(double x)
        {
            row[i] = x;
            Accept(row);
            return Computed(sum);
        }
    }

    private double Computed(int sum)
    {
        var at = new Explanation.Tables.Row(_computed, _accepted);
        if (sum >= 0)
            return at.Condition(sum);
        return at.Output(at.Rule(), -1 - sum) - (_thresholds.Length > 0 ? _computedThresholds[-1 - sum] : 0);
    }

    private Place Check(double[] row)
    {
        _points++;
        Accept(row);
        _exact.Begin(_accepted);
        var at = new Explanation.Tables.Row(_computed, _accepted);
        var (isNear, isInside) = (false, false);
        for (var c = 0; c < _conditions.Length; c++)
        {
            var (computed, exact, band) = (at.Condition(c), _exact.Condition(c), _conditions[c]);
            if (!Measure(computed, exact, band))
                Report(row, $"condition {c + 1} is {computed:R}");
            var size = Math.Abs(exact.High);
            isNear |= size < NearWidths * band;
            isInside |= size <= band;
            if (size > band && computed < 0 != exact.High < 0)
                Report(row, $"condition {c + 1} is on the other side");
        }

        var rule = at.Rule();
        if (!isInside && _document.Tree.Descend(_side) != rule)
            Report(row, $"another rule holds than rule {rule + 1}");
        for (var k = 0; k < _document.Outputs.Count; k++)
        {
            var (computed, output) = (at.Output(rule, k), _exact.Output(rule, k));
            if (!Measure(computed, output, _outputs[rule][k]))
                Report(row, $"output {k + 1} is {computed:R}");
            if (_thresholds.Length == 0)
                continue;
            var above = (output - _thresholds[k]).High;
            isNear |= Math.Abs(above) < NearWidths * _bands[k];
            isInside |= Math.Abs(above) <= _bands[k];
            if (Math.Abs(above) > _bands[k] && above >= 0 != computed >= _computedThresholds[k])
                Report(row, $"output {k + 1} is on the other side of its threshold");
        }

        _near += isNear ? 1 : 0;
        _inside += isInside ? 1 : 0;
        return isInside ? Place.Inside : isNear ? Place.Near : Place.Far;
    }

    // Whether an error is within the band.
    private bool Measure(double computed, DoubleDouble exact, double band)
    {
        var error = Math.Abs((computed - exact).High);
        if (band > 0)
            _reached = Math.Max(_reached, error / band);
        return error <= band;
    }

    private void Report(double[] row, FormattableString what) => _wrong.Add(
        $"{_document.Name} at {string.Join(" ", row.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}: "
            + what.ToString(CultureInfo.InvariantCulture));

    // Whether an input is a number inside its range that is no special value and not missing.
    private bool IsQuantity(int input, double x) => _numbers[input] is { } number && number.IsInRange(x) && number.FindSpecial(x) < 0;

    private void Accept(double[] row)
    {
        for (var i = 0; i < row.Length; i++)
            _accepted[i] = _numbers[i] is { } number && number.FindSpecial(row[i]) < 0 && number.IsMissing(row[i])
                ? number.Missing!.Value.Value
                : row[i];
    }

    // Numbers that change the sum.
    private static IEnumerable<int> Movers(Expression? sum) => sum is null ? [] : sum.Terms.SelectMany(
        t => t.Match<IEnumerable<int>>(
            number => number.Weight.Value != 0 ? [number.Input] : [], _ => [], curve => [curve.Input]));

    // Where a point lies, of all borders and thresholds: inside a band, within a thousand band widths, or farther from them.
    private enum Place
    {
        Inside,
        Near,
        Far,
    }
}
