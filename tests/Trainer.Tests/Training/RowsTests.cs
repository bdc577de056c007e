using System;
using System.Linq;
using RuleCompiler.Trainer.Training.Kernels;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Training;

/// <summary>Each kernel against a scalar one, bit for bit.</summary>
public class RowsTests
{
    private const int Lanes = 16;
    private static readonly int[] Lengths = [16, 32, 48, 64, 256];

    [Fact]
    public unsafe void PReluIsMaxPlusSlopeTimesMin() => ForEachLength((z, y) =>
    {
        foreach (var slope in new[] { 0f, 0.25f, 0.9994f, 1f })
        {
            Rows.PRelu(z.Pointer, slope, y.Pointer, z.Columns);
            for (var i = 0; i < z.Columns; i++)
                AssertSameBits(MathF.FusedMultiplyAdd(slope, MathF.Min(z[0, i], 0), MathF.Max(z[0, i], 0)), y[0, i]);
        }
    });

    [Fact]
    public unsafe void PReluGradientScalesNegativeOnesAndSumsUp() => ForEachLength((z, g) =>
    {
        const float Slope = 0.3f;
        var before = g.All.ToArray();
        var biasGradient = Rows.PReluGradient(z.Pointer, Slope, g.Pointer, z.Columns, out var slopeGradient);
        var after = before.Select((v, i) => z[0, i] < 0 ? v * Slope : v).ToArray();
        for (var i = 0; i < after.Length; i++)
            AssertSameBits(after[i], g[0, i]);
        AssertSameBits(LaneSum(after), biasGradient);
        AssertSameBits(LaneDot(before, z.All.ToArray().Select(v => MathF.Min(v, 0)).ToArray()), slopeGradient);
    });

    [Fact]
    public unsafe void SumsRunInSixteenLanesJoinedInAFixedOrder() => ForEachLength((x, y) =>
    {
        AssertSameBits(LaneSum(x.All.ToArray()), Rows.Sum(x.Pointer, x.Columns));
        AssertSameBits(
            LaneDot(x.All.ToArray(), y.All.ToArray().Select(v => MathF.Min(v, 0)).ToArray()),
            Rows.DotNegativePart(x.Pointer, y.Pointer, x.Columns));
    });

    [Fact]
    public unsafe void ScaledRowsAreAddedWithOneRoundingEach() => ForEachLength((x, y) =>
    {
        var before = y.All.ToArray();
        Rows.AddScaled(-0.7f, x.Pointer, y.Pointer, x.Columns);
        for (var i = 0; i < before.Length; i++)
            AssertSameBits(MathF.FusedMultiplyAdd(-0.7f, x[0, i], before[i]), y[0, i]);

        before = y.All.ToArray();
        Rows.AddScaledNegativePart(1.3f, x.Pointer, y.Pointer, x.Columns);
        for (var i = 0; i < before.Length; i++)
            AssertSameBits(MathF.FusedMultiplyAdd(1.3f, MathF.Min(x[0, i], 0), before[i]), y[0, i]);
    });

    [Fact]
    public unsafe void OnlyWhatIsNegativeIsKept() => ForEachLength((z, y) =>
    {
        z[0, 3] = 0;
        z[0, 4] = -0f;
        z[0, 5] = -float.Epsilon;
        var before = y.All.ToArray();
        Rows.KeepWhereNegative(z.Pointer, y.Pointer, z.Columns);
        for (var i = 0; i < before.Length; i++)
            AssertSameBits(z[0, i] < 0 ? before[i] : 0, y[0, i]);
    });

    private static void ForEachLength(Action<Matrix, Matrix> check)
    {
        foreach (var length in Lengths)
        {
            var random = new Random(length);
            var (x, y) = (new Matrix(1, length, Matrix.Uniform(random)), new Matrix(1, length, Matrix.Uniform(random)));
            check(x, y);
            GC.KeepAlive((x, y));
        }
    }

    private static float LaneSum(float[] values)
    {
        var lanes = new float[Lanes];
        for (var i = 0; i < values.Length; i++)
            lanes[i % Lanes] += values[i];
        return Join(lanes);
    }

    private static float LaneDot(float[] x, float[] y)
    {
        var lanes = new float[Lanes];
        for (var i = 0; i < x.Length; i++)
            lanes[i % Lanes] = MathF.FusedMultiplyAdd(x[i], y[i], lanes[i % Lanes]);
        return Join(lanes);
    }

    /// <summary>Halves are added to halves down to four lanes, then even ones and odd ones.</summary>
    private static float Join(float[] lanes)
    {
        var eight = Enumerable.Range(0, 8).Select(i => lanes[i] + lanes[i + 8]).ToArray();
        var four = Enumerable.Range(0, 4).Select(i => eight[i] + eight[i + 4]).ToArray();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }

    private static void AssertSameBits(float expected, float actual) =>
        Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(actual));
}
