using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Proofs;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>What was found of a document.</summary>
/// <param name="Near">Points within a thousand band widths of a border or threshold.</param>
/// <param name="Inside">Points inside a band.</param>
/// <param name="Reached">The largest error that was seen, as a part of the band.</param>
/// <param name="Wrong">Points that are decided otherwise outside of the bands, a sentence each.</param>
internal sealed record BandTally(long Near, long Inside, double Reached, IReadOnlyList<string> Wrong);

/// <summary>
/// Looks for rows that doubles decide otherwise than exact arithmetic: anywhere, and at borders, thresholds and their neighbours.
/// </summary>
internal sealed class BandSearch
{
    private const int Neighbours = 3;
    private const double NearWidths = 1000;

    private readonly RuleDocument _document;
    private readonly Random _random;
    private readonly Explanation.Tables _computed;
    private readonly WideSums _exact;
    private readonly double[] _conditions;
    private readonly double[][] _outputs;
    private readonly double[] _thresholds;
    private readonly double[] _bands;
    private readonly (int Condition, int Input, double Weight)[] _borders;
    private readonly List<string> _wrong = [];
    private long _near;
    private long _inside;
    private double _reached;

    public BandSearch(RuleDocument document, Random random)
    {
        (_document, _random) = (document, random);
        (_computed, _exact) = (new RuleLayout(document).ToTables(string.Empty), new WideSums(document));
        var sums = new ComputedSums(document);
        _conditions = document.Conditions.Select((_, c) => sums.Condition(c).Error).ToArray();
        _outputs = document.Rules.Select((_, r) => document.Outputs.Select((_, k) => sums.Output(r, k).Error).ToArray()).ToArray();
        _thresholds = document.Decision.Match(_ => [], t => t.Bits.Select(b => b.Threshold.Value).ToArray(), _ => []);
        _bands = Band.Of(document).Where(b => b.Condition is null).Select(b => b.Width).ToArray();
        // The positions of conditions, then those of outputs, each with the inputs that move it.
        _borders = document.Conditions.SelectMany((c, position) => Movers(c.Expression).Select(m => (position, m.Input, m.Weight)))
            .Concat(Enumerable.Range(0, document.Outputs.Count).SelectMany(k =>
                Movers(document.CommonOf(k)).Select(m => (-1 - k, m.Input, m.Weight)))).ToArray();
    }

    /// <summary>A row inside the ranges, special and missing values among them.</summary>
    public static double[] Row(RuleDocument document, Random random) => document.Inputs.Select((input, i) => input.Match(
        number => number.Specials.Count > 0 && random.Next(5) == 0
            ? number.Specials[random.Next(number.Specials.Count)].InRow
            : number.Missing is not null && random.Next(20) == 0 ? double.NaN : HingeDocuments.Quantity(random, number),
        category => random.Next(category.Categories.Count))).ToArray();

    /// <summary>Looks at so many points.</summary>
    public BandTally Run(long points)
    {
        for (var left = points; left > 0;)
        {
            var row = Row(_document, _random);
            Check(row);
            left--;
            if (_borders.Length == 0 || left <= 0 || !TryReach(row, out var input))
                continue;
            // The point itself, and those next to it on both sides.
            var x = row[input];
            for (var n = 0; n < Neighbours; n++)
                x = Math.BitDecrement(x);
            for (var n = -Neighbours; n <= Neighbours && left > 0; n++, x = Math.BitIncrement(x))
            {
                row[input] = x;
                if (_document.Inputs.NumberAt(input) is var number && (!number.IsInRange(x) || number.FindSpecial(x) >= 0))
                    continue;
                Check(row);
                left--;
            }
        }

        return new BandTally(_near, _inside, _reached, _wrong);
    }

    // Moves one input so that a condition, or an output less its threshold, is 0 as nearly as doubles can.
    private bool TryReach(double[] row, out int input)
    {
        (var sum, input, var weight) = _borders[_random.Next(_borders.Length)];
        var number = _document.Inputs.NumberAt(input);
        if (number.FindSpecial(row[input]) >= 0 || double.IsNaN(row[input]))
            return false;
        for (var n = 0; n < 3; n++)
        {
            var accepted = Accepted(row);
            var values = _exact.Conditions(accepted);
            var value = sum >= 0 ? values[sum] : _exact.Output(Rule(values), -1 - sum, accepted)
                - (_thresholds.Length > 0 ? _thresholds[-1 - sum] : 0);
            var moved = (row[input] - (value * (1 / weight))).High;
            if (!number.IsInRange(moved) || number.FindSpecial(moved) >= 0)
                return false;
            row[input] = moved;
        }

        return true;
    }

    private void Check(double[] row)
    {
        var accepted = Accepted(row);
        var exact = _exact.Conditions(accepted);
        var at = new Explanation.Tables.Row(_computed, accepted);
        var (isNear, isInside) = (false, false);
        for (var c = 0; c < exact.Length; c++)
        {
            var (computed, band) = (at.Condition(c), _conditions[c]);
            if (!Measure(computed, exact[c], band))
                Report(row, $"condition {c + 1} is {computed:R}");
            var size = Math.Abs(exact[c].High);
            isNear |= size < NearWidths * band;
            isInside |= size <= band;
            if (size > band && computed < 0 != exact[c].High < 0)
                Report(row, $"condition {c + 1} is on the other side");
        }

        var rule = at.Rule();
        if (!isInside && Rule(exact) != rule)
            Report(row, $"another rule holds than rule {rule + 1}");
        for (var k = 0; k < _document.Outputs.Count; k++)
        {
            var (computed, output) = (at.Output(rule, k), _exact.Output(rule, k, accepted));
            if (!Measure(computed, output, _outputs[rule][k]))
                Report(row, $"output {k + 1} is {computed:R}");
            if (_thresholds.Length == 0)
                continue;
            var above = (output - _thresholds[k]).High;
            isNear |= Math.Abs(above) < NearWidths * _bands[k];
            isInside |= Math.Abs(above) <= _bands[k];
            if (Math.Abs(above) > _bands[k] && above >= 0 != computed >= _thresholds[k])
                Report(row, $"output {k + 1} is on the other side of its threshold");
        }

        _near += isNear ? 1 : 0;
        _inside += isInside ? 1 : 0;
    }

    // Whether an error is within the band.
    private bool Measure(double computed, DoubleDouble exact, double band)
    {
        var error = Math.Abs((computed - exact).High);
        if (band > 0)
            _reached = Math.Max(_reached, error / band);
        return error <= band;
    }

    private int Rule(DoubleDouble[] conditions) => _document.Tree.Descend(c => conditions[c].High < 0);

    private void Report(double[] row, FormattableString what) => _wrong.Add(
        $"{_document.Name} at {string.Join(" ", row.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}: "
            + what.ToString(CultureInfo.InvariantCulture));

    private double[] Accepted(double[] row) => row.Select((value, i) => _document.Inputs[i].Match(
        number => number.FindSpecial(value) < 0 && number.IsMissing(value) ? number.Missing!.Value.Value : value,
        _ => value)).ToArray();

    // Numbers that have no curve in the sum, so that they move it straight.
    private static IEnumerable<(int Input, double Weight)> Movers(Expression? sum) => sum is null ? [] : sum.Terms.SelectMany(
        t => t.Match<IEnumerable<(int, double)>>(
            number => number.Weight.Value != 0 ? [(number.Input, number.Weight.Value)] : [], _ => [], _ => []));
}
