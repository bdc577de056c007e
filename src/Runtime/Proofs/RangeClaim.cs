using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>The claim on the values that outputs take inside the inputs' ranges.</summary>
internal static class RangeClaim
{
    /// <summary>Each output lies between two values, each of them reached or all but reached.</summary>
    /// <param name="document">The document.</param>
    /// <param name="geometry">Its geometry.</param>
    /// <param name="rules">Its rules.</param>
    /// <param name="work">The work of the proof.</param>
    public static Claim Of(RuleDocument document, DocumentGeometry geometry, IReadOnlyList<VerifiedRule> rules, ProofWork work)
    {
        var (findings, statements) = (new FindingList(), new List<Statement>());
        for (var k = 0; k < document.Outputs.Count; k++)
        {
            var name = VisibleText.Of(document.Outputs[k].Name);
            State(Bound(k, -1), $"The least value of {name}", $"{name} is at least", -1);
            State(Bound(k, 1), $"The largest value of {name}", $"{name} is at most", 1);
        }

        return new Claim(
            ClaimKind.Ranges,
            "Inside the inputs' ranges each output lies between two values.",
            "Not every output has a range that is shown to be as narrow as it can be.",
            findings,
            ("outputs", document.Outputs.Count))
        {
            Statements = statements.ToEquatableArray(),
        };

        // The least value is minus the largest of the opposite.
        UpperBound? Bound(int output, int sign)
        {
            var regions = new List<SumRegion>();
            foreach (var rule in rules.Where(r => !r.IsEmpty))
            {
                if (rule.CasesFor(output) is not { } cases)
                    return null;
                regions.AddRange(cases.Select(signs => new SumRegion(signs.Sides, signs.Output(rule.Position, output).Times(sign))));
            }

            return Extremum.Largest(geometry.Domain, work, regions);
        }

        void State(UpperBound? bound, string subject, string text, int sign)
        {
            if (bound is null)
            {
                findings.LeaveOpen($"{subject} is not known.");
                return;
            }

            text += $" {Outward(bound.Proved * sign, sign)}";
            if (bound.IsOpen)
                findings.LeaveOpen($"{subject} is not decided: {RowVerdict.OutOfWork.Reason}. It is proven that {text}.");
            if (bound.Reached is not { } reached)
            {
                statements.Add(new Statement(text + "."));
                return;
            }

            var witness = geometry.ToWitness(bound.Row!);
            var gap = bound.Proved - reached;
            statements.Add(new Statement(
                gap.Sign == 0 ? $"{text}, reached at {witness}." : $"{text}, and comes within {Outward(gap, 1)} of it at {witness}.",
                witness));
        }
    }

    // To six digits, away from what is bounded, so that what is said is true to its last digit.
    internal static string Outward(Rational value, int sign)
    {
        const int Digits = 6;
        var digits = value.ToString();
        if (Rational.Parse(digits) == value)
            return digits;
        var exponent = Exponent(value);
        var power = BigInteger.Pow(10, System.Math.Abs(exponent - Digits + 1));
        var unit = exponent >= Digits - 1 ? (Rational)power : Rational.Of(1, power);
        var floor = (value / unit).Floor();
        return ((sign < 0 ? floor : floor + 1) * unit).ToString();
    }

    // A sum of numbers of a document may be larger than any of them, and than all doubles.
    private static int Exponent(Rational value)
    {
        var nearest = value.ToDouble();
        if (double.IsInfinity(nearest))
            return (int)BigInteger.Log10(BigInteger.Abs(value.Numerator) / value.Denominator);
        var scientific = nearest.ToString("E5", CultureInfo.InvariantCulture);
        return int.Parse(
            scientific.Substring(scientific.IndexOf('E') + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }
}
