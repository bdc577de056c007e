using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>
/// Moves biases by less than their last digit where rows lie on a threshold, so that the digits decide them and not rounding.
/// </summary>
/// <remarks>
/// Sums of numbers with few digits meet a threshold exactly, and computed in doubles they miss it by their last bit. By the digits such a
/// row is above the threshold, and of equal outputs the first one is the largest. Biases move so that this stays so, by the fewest
/// further digits that decide no other row otherwise.
/// </remarks>
internal static class ThresholdTies
{
    private const int MostMoreDigits = 6;
    private const int MostDigits = 15;

    /// <summary>Moves what has to be moved.</summary>
    /// <param name="document">The document, of version 2 with a common part for each output.</param>
    /// <param name="rows">The rows that are known, gone through several times.</param>
    /// <returns>
    /// The document, and how many rows were on a threshold; as it was, with 0, where none was, or where no few digits take all of them off.
    /// </returns>
    public static (RuleDocument Document, int Rows) Untie(RuleDocument document, IEnumerable<double[]> rows)
    {
        var decided = Decide(document, rows).ToArray();
        var ties = decided.Where(d => d.Tied.Count > 0).ToArray();
        var outputs = ties.SelectMany(d => d.Tied).Distinct().Order().ToArray();
        for (var more = 1; more <= MostMoreDigits && ties.Length > 0; more++)
        {
            if (Moved(document, outputs, more) is { } moved && Decide(moved, rows).Zip(decided)
                .All(p => p.First.Tied.Count == 0 && (p.Second.Tied.Count > 0 || p.First.Class == p.Second.Class)))
                return (moved, ties.Length);
        }

        return (document, 0);
    }

    /// <summary>Says that it was done.</summary>
    /// <param name="rows">How many rows were on a threshold.</param>
    public static Note NoteOf(int rows) => new(
        "threshold-ties",
        $"{ShownNumber.Count(rows, "row")} that the rules were fitted to or chosen by had a score exactly on a threshold, where doubles "
            + "are rounded to either side: biases were moved by less than their last digit, so that the digits decide.")
    {
        Count = rows,
    };

    /// <summary>
    /// The document with some biases moved up by a part of their last digit; null where a bias would have too many digits.
    /// </summary>
    private static RuleDocument? Moved(RuleDocument document, int[] outputs, int more)
    {
        var common = document.Common.ToArray();
        for (var i = 0; i < outputs.Length; i++)
        {
            // Of outputs that are compared each stays ahead of those after it; any other goes half of a digit up.
            var (ahead, parts) = document.Decision.ComparesOutputs ? (outputs.Length - 1 - i, outputs.Length) : (1, 2);
            var sum = common[outputs[i]]!;
            var decimals = outputs.Max(k => Decimals(document.Common[k]!.Bias)) + more;
            var unit = Rational.One;
            while (unit.Numerator < parts)
                unit *= 10;
            var steps = BigInteger.Divide(unit.Numerator, parts) * ahead;
            var moved = Rational.Parse(sum.Bias.Text) + (steps / (unit * BigInteger.Pow(10, decimals - 1)));
            if (!moved.TryDecimal(MostDigits, out var digits) || !Number.TryParse(digits, out var bias))
                return null;
            common[outputs[i]] = sum with { Bias = bias };
        }

        return document with { Common = common.ToEquatableArray() };
    }

    private static int Decimals(Number number)
    {
        var decimals = 0;
        for (var value = Rational.Parse(number.Text); !value.Lowest().Denominator.IsOne; value *= 10)
            decimals++;
        return decimals;
    }

    private static IEnumerable<Decided> Decide(RuleDocument document, IEnumerable<double[]> rows)
    {
        var evaluator = new RuleEvaluator(document);
        var bands = new DecisionBands(document, Band.Of(document));
        foreach (var row in rows)
        {
            var outputs = evaluator.Evaluate(row).Outputs;
            yield return new Decided(bands.Near(outputs), document.Decision.IsClass ? evaluator.Classify(outputs) : 0);
        }
    }

    /// <summary>A row: the outputs that rounding may put on either side, and the class as it is computed.</summary>
    private readonly record struct Decided(IReadOnlyList<int> Tied, int Class);
}
