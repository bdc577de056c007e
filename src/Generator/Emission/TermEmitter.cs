using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the terms that have a method of their own, each curve with its points in sight.</summary>
internal sealed class TermEmitter(EmissionContext context) : IMemberEmitter
{
    private readonly TermMethods _terms = context.Terms;

    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        if (_terms.All.Count == 0)
            return;
        code.Write($$"""

            // {{Heading}}
            {{Attributes.NotUserCode}}
            private static class {{_terms.Class}}
            {
                {{EmitMethods}}
                {{EmitCurve}}
            }
            """);
    }

    /// <summary>The test for a special value.</summary>
    public static string Test(SpecialValue special, string operand) =>
        special.Value is { } value ? $"{operand} == {value.Literal}" : $"double.IsNaN({operand})";

    private IReadOnlyList<string> Heading => _terms.HasCurves
        ?
        [
            "Curves are straight between their points, and flat before the first and after the last.",
            "Each line of a table is a point: where it is, the height there, and the slope from there on.",
        ]
        : ["What numbers with several special values add."];

    private void EmitMethods(CodeWriter code)
    {
        foreach (var method in _terms.All)
        {
            method.Term.Match(
                number => EmitMethod(code, method, number.Specials, $"{number.Weight.Literal} * x"),
                _ => { },
                curve =>
                {
                    EmitMethod(code, method, curve.Specials, $"At({method.Points}, x)");
                    EmitPoints(code, method, curve.Curve);
                });
        }
    }

    private void EmitMethod(
        CodeWriter code,
        TermMethod method,
        EquatableArray<SpecialWeight> weights,
        string quantity) => code.Write($$"""

        // What {{Name(method.Term)}} adds to {{method.Sum}}.
        internal static double {{method.Name}}(double x)
        {
            {{Specials(method.Term.Input, weights)}}
            return {{quantity}};
        }
        """);

    private string Name(Term term)
    {
        var input = context.Document.Inputs.NumberAt(term.Input);
        return ShownName.Of(input.Name, input.Unit);
    }

    private IEnumerable<string> Specials(int position, EquatableArray<SpecialWeight> weights)
    {
        var input = context.Document.Inputs.NumberAt(position);
        return input.Specials.Zip(weights.Table(input), (special, number) => $"if ({Test(special, "x")}) return {number.Literal};");
    }

    private static void EmitPoints(CodeWriter code, TermMethod method, Curve curve) => code.Write($$"""

        internal static readonly double[] {{method.Points}} =
        {
            {{Rows(curve)}}
        };
        """);

    /// <summary>A line for each point; one more where the curve jumps at the first, so that it has a height before it.</summary>
    private static IEnumerable<string> Rows(Curve curve)
    {
        var rows = curve.Pieces
            .Select(piece =>
                (X: piece.From.X.Literal + ",", Height: piece.From.At.Literal + ",", Slope: piece.IsFlat ? "0.0" : piece.SlopeLiteral))
                    .ToList();
        if (curve.Points[0].IsJump)
            rows.Insert(0, ("double.NegativeInfinity,", curve.Points[0].Below.Literal + ",", "0.0"));
        var (x, height) = (rows.Max(r => r.X.Length), rows.Max(r => r.Height.Length));
        return rows.Select(r => $"{r.X.PadRight(x)} {r.Height.PadRight(height)} {r.Slope},");
    }

    private void EmitCurve(CodeWriter code)
    {
        if (!_terms.HasCurves)
            return;
        code.Write($$"""

            // The height of a curve at x. Each step halves the points among which the last one that x has reached is sought. It goes by the
            // sign of a difference, as a branch would be mispredicted every other time; + 0.0 because -0.0 has reached 0.0.
            private static double At(double[] points, double x)
            {
                if (x < points[0])
                {
                    return points[1];
                }
                int p = 0;
                for (int left = points.Length / 3; left > 1; left -= left >> 1)
                {
                    int half = 3 * (left >> 1);
                    p += half & ~(int)(global::System.BitConverter.DoubleToInt64Bits(x - points[p + half] + 0.0) >> 63);
                }
                double height = points[p + 1];
                double slope = points[p + 2];
                long line = global::System.BitConverter.DoubleToInt64Bits(height + (x - points[p]) * slope);
                return global::System.BitConverter.Int64BitsToDouble(slope == 0.0 ? global::System.BitConverter.DoubleToInt64Bits(height) : line);
            }
            """);
    }
}
