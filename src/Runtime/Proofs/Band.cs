using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>
/// Around a border or a threshold, where rounding may decide: outside it the compiled rules, scalar or many rows at once, and rules as SQL
/// decide as the exact ones. Inside it they still agree with each other, since all of them do the same operations in the same order.
/// </summary>
public sealed record Band
{
    private Band(int? condition, string? output, double width, EquatableArray<BandInput> inputs) =>
        (Condition, Output, Width, Inputs) = (condition, output, width, inputs);

    /// <summary>The number of the condition whose border it is around; null for a decision.</summary>
    public int? Condition { get; }

    /// <summary>The output whose threshold it is around; null for a border, and where outputs are compared.</summary>
    public string? Output { get; }

    /// <summary>
    /// How far the band reaches to both sides, in units of the condition or the score; where outputs are compared, of the difference of the
    /// two largest. 0 where nothing is rounded, infinite where a number could overflow.
    /// </summary>
    public double Width { get; }

    /// <summary>The same in units of each number that has a weight in the sum, if that alone moves.</summary>
    public EquatableArray<BandInput> Inputs { get; }

    /// <summary>The bands of a document: those of its conditions, then those of its decision.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The bands.</returns>
    public static EquatableArray<Band> Of(RuleDocument document)
    {
        var sums = new ComputedSums(document);
        var conditions = document.Conditions.Select((c, position) => Around(
            document, c.Id, null, sums.Condition(position).Error, [c.Expression]));
        var errors = document.Outputs.Select((_, k) => document.Rules.Select((_, r) => sums.Output(r, k).Error).Max()).ToArray();
        return conditions.Concat(document.Decision.Match(
            _ => document.Outputs.Select((output, k) => Around(document, null, output.Name, errors[k], Sums(document, k))),
            thresholds => thresholds.Bits.Select((bit, k) => Around(
                document, null, document.Outputs[k].Name, errors[k] + ReadingError(bit.Threshold), Sums(document, k))),
            _ => [Around(
                document,
                null,
                null,
                errors.OrderByDescending(e => e).Take(2).Sum(),
                document.Outputs.SelectMany((_, k) => Sums(document, k)).ToArray())])).ToEquatableArray();
    }

    private static Band Around(RuleDocument document, int? condition, string? output, double width, IReadOnlyCollection<Expression> sums) =>
        new(condition, output, width, document.Inputs.Select((input, i) => (input, Weight: Flattest(sums, i)))
            .Where(p => p.Weight > 0).Select(p => new BandInput(p.input.Name, width / p.Weight)).ToEquatableArray());

    // The least of the weights that an input has: there the band is widest.
    private static double Flattest(IEnumerable<Expression> sums, int input) => sums.SelectMany(s => s.Terms).Where(t => t.Input == input)
        .Select(t => t.Match(number => System.Math.Abs(number.Weight.Value), _ => 0, _ => 0)).Where(w => w > 0).DefaultIfEmpty(0).Min();

    private static Expression[] Sums(RuleDocument document, int output) =>
        document.Rules.Select(r => r.Own[output]).Append(document.CommonOf(output)).OfType<Expression>().ToArray();

    private static double ReadingError(Number number) => Enclosure.Of(Rational.Parse(number.Text), number.Value).Error;
}

/// <summary>The width of a band in units of an input.</summary>
/// <param name="Input">The name of the input.</param>
/// <param name="Width">How far it reaches to both sides.</param>
public sealed record BandInput(string Input, double Width);
