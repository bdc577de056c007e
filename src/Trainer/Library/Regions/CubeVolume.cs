using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using RuleCompiler.Exact;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Regions;

/// <summary>The exact volume of the part of the cube [0, 1]ᵈ where a·t ≤ b for some rows, in rational arithmetic.</summary>
/// <remarks>
/// Lasserre's recursion: d·V = Σ over faces of (distance of the face from the origin) × (its volume), where a face's volume is the same
/// question in one dimension less once a variable is eliminated by the face's equation: with it eliminated by t_j,
/// V = 1/d Σ_i b_i/|a_ij| · V_i. The cube's own faces t_i = 0 pass through the origin and add nothing; faces t_i = 1 substitute 1. In exact
/// arithmetic rows that are redundant, parallel or touch the body in a corner only do no harm: their faces have the volume 0.
/// <para>Lasserre: An analytical expression and an algorithm for the volume of a convex polyhedron in Rⁿ, JOTA 39 (1983).</para>
/// </remarks>
internal sealed class CubeVolume
{
    private readonly WorkLimit _limit;
    private int _faces;

    private CubeVolume(int faces, WorkLimit limit) => (_faces, _limit) = (faces, limit);

    /// <summary>Finds the volume.</summary>
    /// <param name="dimensions">d, at least 0.</param>
    /// <param name="rows">The rows, d coefficients a each.</param>
    /// <param name="faces">How many faces may be visited; what is left of them afterwards.</param>
    /// <param name="limit">Ends the work.</param>
    /// <returns>The volume; null where there are more faces.</returns>
    public static Rational? Compute(int dimensions, IReadOnlyList<(Rational[] A, Rational B)> rows, ref int faces, WorkLimit limit)
    {
        var volume = new CubeVolume(faces, limit);
        var result = volume.Measure(rows.Select(r => Row.FromRationals(r.A, r.B)).ToList(), dimensions);
        faces = volume._faces;
        return result;
    }

    private Rational? Measure(List<Row> rows, int dimensions)
    {
        _limit.Check();
        if (_faces-- <= 0)
            return null;
        if (Tidy(rows) is not { } essential)
            return Rational.Zero;
        if (essential.Count == 0)
            return Rational.One;
        if (dimensions == 1)
            return Length(essential);

        var sum = Rational.Zero;
        for (var i = 0; i < dimensions; i++)
        {
            if (Measure(essential.Select(r => r.WithOneAt(i)).ToList(), dimensions - 1) is not { } face)
                return null;
            sum += face;
        }

        foreach (var row in essential.Where(r => !r.B.IsZero))
        {
            // The largest coefficient keeps the numbers short.
            var j = Enumerable.Range(0, dimensions).MaxBy(i => BigInteger.Abs(row.A[i]));
            var others = essential.Where(r => r != row).Append(Row.Unit(j, dimensions, 1)).Append(Row.Unit(j, dimensions, -1));
            if (Measure(others.Select(r => r.Without(j, row)).ToList(), dimensions - 1) is not { } face)
                return null;
            sum += Rational.Of(row.B, BigInteger.Abs(row.A[j])) * face;
        }

        return sum / Rational.Of(dimensions, 1);
    }

    private static Rational Length(List<Row> rows)
    {
        var (low, high) = (Rational.Zero, Rational.One);
        foreach (var row in rows)
        {
            var end = Rational.Of(row.B, row.A[0]);
            if (row.A[0].Sign > 0 && (high - end).Numerator.Sign > 0)
                high = end;
            if (row.A[0].Sign < 0 && (end - low).Numerator.Sign > 0)
                low = end;
        }

        return (high - low).Numerator.Sign > 0 ? high - low : Rational.Zero;
    }

    /// <summary>
    /// Leaves out rows that the cube fulfils anyway, and all but the tightest of those in one direction; null if there is no volume.
    /// </summary>
    private static List<Row>? Tidy(List<Row> rows)
    {
        var kept = new Dictionary<string, Row>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var (least, most) = (BigInteger.Zero, BigInteger.Zero);
            foreach (var a in row.A)
            {
                if (a.Sign < 0)
                    least += a;
                else
                    most += a;
            }

            if (row.B >= most)
                continue;
            if (row.B <= least)
                return null;
            var divisor = row.A.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
            var direction = string.Join(' ', row.A.Select(a => a / divisor));
            if (!kept.TryGetValue(direction, out var other) || row.B * other.Divisor < other.B * divisor)
                kept[direction] = row with { Divisor = divisor };
        }

        return kept.Values.ToList();
    }

    /// <summary>a·t ≤ b in whole numbers.</summary>
    private sealed record Row(BigInteger[] A, BigInteger B)
    {
        /// <summary>The greatest common divisor of a, once it is known.</summary>
        public BigInteger Divisor { get; init; }

        public static Row FromRationals(Rational[] a, Rational b)
        {
            var scale = a.Append(b)
                .Aggregate(BigInteger.One, (s, f) => s / BigInteger.GreatestCommonDivisor(s, f.Denominator) * f.Denominator);
            return Primitive(a.Select(f => f.Numerator * (scale / f.Denominator)).ToArray(), b.Numerator * (scale / b.Denominator));
        }

        /// <summary>t_j ≤ 1 for sign 1, −t_j ≤ 0 for sign −1.</summary>
        public static Row Unit(int j, int dimensions, int sign)
        {
            var a = new BigInteger[dimensions];
            a[j] = sign;
            return new Row(a, sign > 0 ? 1 : 0);
        }

        public Row WithOneAt(int i) => new(Without(A, i), B - A[i]);

        /// <summary>The row on the hyperplane of another, where that one gives t_j.</summary>
        public Row Without(int j, Row other)
        {
            // |o_j|·this − sgn(o_j)·a_j·other has no t_j, and keeps its direction.
            var (mine, others) = (BigInteger.Abs(other.A[j]), A[j] * other.A[j].Sign);
            if (others.IsZero)
                return new Row(Without(A, j), B);
            var a = A.Select((v, i) => (mine * v) - (others * other.A[i])).ToArray();
            return Primitive(Without(a, j), (mine * B) - (others * other.B));
        }

        private static Row Primitive(BigInteger[] a, BigInteger b)
        {
            var divisor = a.Aggregate(BigInteger.Abs(b), BigInteger.GreatestCommonDivisor);
            return divisor.IsZero || divisor.IsOne ? new Row(a, b) : new Row(a.Select(v => v / divisor).ToArray(), b / divisor);
        }

        private static BigInteger[] Without(BigInteger[] a, int j) => [.. a[..j], .. a[(j + 1)..]];
    }
}
