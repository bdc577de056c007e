using System;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Measuring;

/// <summary>How many rows of a table are inside a band, where rounding may decide, and what rounding did there.</summary>
/// <param name="Rows">The rows that are answered.</param>
/// <param name="Outside">Those of them with a number outside its range, of which the bands say nothing.</param>
/// <param name="Inside">Those that are inside a band.</param>
/// <param name="Otherwise">Those that exact arithmetic would decide otherwise, by another rule or another label.</param>
public sealed record BandRows(long Rows, long Outside, long Inside, long Otherwise)
{
    /// <summary>The rows that the rules refuse; they are not among the others.</summary>
    public long Refused { get; init; }

    /// <summary>Counts them.</summary>
    /// <param name="document">The document.</param>
    /// <param name="bands">Its bands.</param>
    /// <param name="path">The table.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="cancellation">Stops it.</param>
    public static BandRows Of(
        RuleDocument document, EquatableArray<Band> bands, string path, TableOptions options, CancellationToken cancellation)
    {
        var near = new DecisionBands(document, bands);
        var (evaluator, exact) = (new RuleEvaluator(document), new ExactEvaluator(document, Reading.Written));
        var widths = bands.Where(b => b.Condition is not null).Select(b => b.Width).ToArray();
        var decisions = bands.Where(b => b.Condition is null).Select(b => b.Width).ToArray();
        var (rows, refused, outside, inside, otherwise) = (0L, 0L, 0L, 0L, 0L);
        using var reader = PointReader.Open(path, options, document);
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            var row = reader.Point;
            Outcome outcome;
            try
            {
                outcome = evaluator.Evaluate(row);
            }
            catch (InputRefusedException)
            {
                refused++;
                continue;
            }

            rows++;
            if (document.Inputs.Where((input, i) => IsOutside(input, row[i])).Any())
            {
                outside++;
                continue;
            }

            if (!widths.Where((w, c) => DecisionBands.IsNear(evaluator.EvaluateCondition(c, row), w)).Any()
                && near.Near(outcome.Outputs).Count == 0)
                continue;
            var (rule, outputs) = exact.Evaluate(row);
            var conditions = exact.Conditions(row);
            inside += widths.Where((w, c) => w > 0 && Abs(conditions[c]) <= Rational.From(w)).Any()
                || ExactMargins(document, outputs).Where((m, k) => decisions[k] > 0 && m <= Rational.From(decisions[k])).Any() ? 1 : 0;
            otherwise += rule != outcome.RuleIndex || !IsSameAnswer(document, outputs, outcome.Outputs) ? 1 : 0;
        }

        return new BandRows(rows, outside, inside, otherwise) { Refused = refused };
    }

    private static bool IsOutside(Input input, double value) => input.Match(
        number => number.FindSpecial(value) < 0 && !number.IsMissing(value) && !number.IsInRange(value), _ => value < 0);

    private static Rational Abs(Rational value) => value.Sign < 0 ? -value : value;

    // How far each score is from deciding otherwise; none where the answer is a value.
    private static Rational[] ExactMargins(RuleDocument document, Rational[] outputs) => document.Decision.Match(
        _ => [],
        thresholds => thresholds.Bits.Select((bit, k) => Abs(outputs[k] - Rational.Parse(bit.Threshold.Text))).ToArray(),
        _ => outputs.OrderByDescending(o => o).Take(2).ToArray() is [var first, var second] ? [first - second] : []);

    private static bool IsSameAnswer(RuleDocument document, Rational[] exact, double[] computed) => document.Decision.Match(
        _ => true,
        thresholds => thresholds.Bits.Select((bit, k) =>
            exact[k] >= Rational.Parse(bit.Threshold.Text) == computed[k] >= bit.Threshold.Value).All(same => same),
        _ => First(exact) == First(computed));

    // The first largest decides.
    private static int First<T>(T[] outputs)
        where T : IComparable<T> => Enumerable.Range(0, outputs.Length).Aggregate((a, b) => outputs[b].CompareTo(outputs[a]) > 0 ? b : a);
}
