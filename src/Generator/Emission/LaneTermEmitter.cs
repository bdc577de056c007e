using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the terms that have a method of their own over several rows, from the tables of the scalar code.</summary>
internal sealed class LaneTermEmitter(EmissionContext context, LaneWidth width)
{
    /// <summary>Going through more points than this takes longer than halving them row by row.</summary>
    private const int MaxPoints = 32;

    private readonly TermMethods _terms = context.Terms;

    /// <summary>Writes the class that holds them.</summary>
    public void Emit(CodeWriter code)
    {
        if (_terms.All.Count == 0)
            return;
        code.Write($$"""

            {{Attributes.NotUserCode}}
            private static class {{_terms.Class}}
            {
                {{EmitMethods}}
                {{EmitCurve}}
            }
            """);
    }

    private void EmitMethods(CodeWriter code)
    {
        foreach (var method in _terms.All)
        {
            if (IsLong(method))
            {
                var each = width.Each(k => $"{context.Names.Class}.{_terms.Class}.{method.Name}(x[{k}])");
                code.Write($$"""

                    internal static {{width.Doubles}} {{method.Name}}({{width.Doubles}} x)
                    {
                        return {{width.Vector}}.Create({{each}});
                    }
                    """);
                continue;
            }

            var (weights, quantity) = method.Term.Match(
                number => (number.Specials, $"{number.Weight.Literal} * x"),
                _ => (EquatableArray<SpecialWeight>.Empty, string.Empty),
                curve => (curve.Specials, $"At({context.Names.Class}.{_terms.Class}.{method.Points}, x)"));
            code.Write($$"""

                internal static {{width.Doubles}} {{method.Name}}({{width.Doubles}} x)
                {
                    var sum = {{quantity}};
                    {{Specials(method.Term.Input, weights)}}
                    return sum;
                }
                """);
        }
    }

    private static bool IsLong(TermMethod method) =>
        method.Term.Match(_ => false, _ => false, curve => curve.Curve.Points.Count > MaxPoints);

    private IEnumerable<string> Specials(int position, EquatableArray<SpecialWeight> weights)
    {
        var input = context.Document.Inputs.NumberAt(position);
        return input.Specials.Zip(weights.Table(input), (special, number) => special.Value is { } value
            ? $"sum = Select(AreEqual(x, All({value.Literal})), All({number.Literal}), sum);"
            : $"sum = Select(AreEqual(x, x), sum, All({number.Literal}));");
    }

    private void EmitCurve(CodeWriter code)
    {
        if (!_terms.All.Any(m => m.Term.IsCurve && !IsLong(m)))
            return;
        code.Write($$"""

            // The height of a curve at each x: from left to right, every row takes over the points that it has reached.
            private static {{width.Doubles}} At({{new CommaList("double[] points", width.Doubles + " x")}})
            {
                var from = All(points[0]);
                var height = All(points[1]);
                var slope = All(0.0);
                for (int p = 0; p < points.Length; p += 3)
                {
                    var point = All(points[p]);
                    var reached = {{width.Vector}}.GreaterThanOrEqual(x, point);
                    from = Select(reached, point, from);
                    height = Select(reached, All(points[p + 1]), height);
                    slope = Select(reached, All(points[p + 2]), slope);
                }
                return Select(AreEqual(slope, All(0.0)), height, height + (x - from) * slope);
            }
            """);
    }
}
