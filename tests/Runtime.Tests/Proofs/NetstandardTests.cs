using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Runtime.Loader;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Proofs;

/// <summary>The assembly for netstandard2.0, which the compiler loads with the generator, proves what the other one does.</summary>
public sealed class NetstandardTests
{
    private static readonly Assembly Netstandard = new AssemblyLoadContext("netstandard2.0")
        .LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "netstandard2.0", "RuleCompiler.Runtime.dll"));

    [Fact]
    public void TwoAssembliesAreLoaded()
    {
        Assert.Contains("netstandard", Netstandard.GetReferencedAssemblies().Select(a => a.Name));
        Assert.NotSame(typeof(RuleDocument).Assembly, Netstandard);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void SameIsProven(string name, string text)
    {
        var other = Verify(text, ProofLimit.None.Steps);
        var proof = DocumentVerifier.Verify(RuleDocumentReader.Read(text));
        Assert.NotEmpty(name);
        Assert.Equal(Summary(proof), Summary(other));
    }

    [Fact]
    public void LimitEndsBothAtTheSamePlace()
    {
        var text = RuleDocumentWriter.Write(VerifiedDocuments.Large(5, 6, 1));
        var proof = DocumentVerifier.Verify(RuleDocumentReader.Read(text), new ProofLimit { Steps = 3_000 });
        Assert.Equal(Verdict.Undecided, proof.Verdict);
        Assert.Equal(Summary(proof), Summary(Verify(text, 3_000)));
    }

    [Fact]
    public void PowersOfTwoMultiplyAsInTheFramework()
    {
        var scale = Operation<Func<double, int, double>>("System.NumberOperations", "ScaleB");
        const double SmallestNormal = 2.2250738585072014e-308;
        double[] edges = [0, -0.0, 1, -1, 1.5, double.Epsilon, SmallestNormal, double.MaxValue, double.NaN, double.PositiveInfinity];
        int[] powers =
            [0, 1, -1, 52, 53, -53, 1022, 1023, 1024, -1022, -1023, -1074, -1075, -1991, -2000, 2046, 2100, int.MinValue, int.MaxValue];
        foreach (var x in edges)
            Assert.All(powers, n => Assert.Equal(Bits(Math.ScaleB(x, n)), Bits(scale(x, n))));
        Seeds.Hold(2000, random =>
        {
            var x = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            // Often where the result is about as small as a double can be, and bits are lost.
            var n = random.Next(2) == 0 ? random.Next(-2200, 2200) : -1074 - Math.ILogB(x) + random.Next(-3, 60);
            Assert.Equal(Bits(Math.ScaleB(x, n)), Bits(scale(x, n)));
        });
    }

    [Fact]
    public void FiniteNumbersAreThoseOfTheFramework()
    {
        var isFinite = Operation<Func<double, bool>>("System.NumberOperations", "IsFinite");
        double[] values =
            [0, -0.0, 1, double.Epsilon, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        Assert.All(values, x => Assert.Equal(double.IsFinite(x), isFinite(x)));
    }

    [Fact]
    public void LengthsInBitsAreThoseOfTheFramework()
    {
        var length = Operation<Func<BigInteger, long>>("System.Numerics.BigIntegerOperations", "GetBitLength");
        for (var bits = 0; bits < 300; bits++)
        {
            foreach (var near in (int[])[-1, 0, 1])
            {
                var value = (BigInteger.One << bits) + near;
                Assert.Equal(value.GetBitLength(), length(value));
                Assert.Equal((-value).GetBitLength(), length(-value));
            }
        }

        Seeds.Hold(1000, random =>
        {
            var bytes = new byte[random.Next(1, 60)];
            random.NextBytes(bytes);
            Assert.Equal(new BigInteger(bytes).GetBitLength(), length(new BigInteger(bytes)));
        });
    }

    [Fact]
    public void TrailingZerosAreThoseOfTheFramework()
    {
        var zeros = Operation<Func<long, int>>("System.Numerics.BitOperations", "TrailingZeroCount");
        Assert.Equal(BitOperations.TrailingZeroCount(0L), zeros(0));
        Assert.Equal(BitOperations.TrailingZeroCount(long.MinValue), zeros(long.MinValue));
        Seeds.Hold(1000, random =>
        {
            var value = random.NextInt64(long.MinValue, long.MaxValue) << random.Next(64);
            Assert.Equal(BitOperations.TrailingZeroCount(value), zeros(value));
        });
    }

    public static TheoryData<string, string> Documents()
    {
        var documents = new TheoryData<string, string>
        {
            { "intervals", VerifiedDocuments.Intervals },
            // Not all of it holds.
            { "a rule that is empty", VerifiedDocuments.Intervals.Edited("""{"bias":-8,""", """{"bias":-10.0001,""") },
            { "a mark at the wrong place", VerifiedDocuments.Intervals.Edited("""{"b":3}}}],""", """{"b":3}}}],"implied":[2],""") },
            // Borders meet in the middle, where doubles decide nothing; and categories.
            { "many rules", RuleDocumentWriter.Write(VerifiedDocuments.Large(6, 6, 2)) },
        };
        foreach (var sample in VerifiedDocuments.Samples().Select(s => (string)s[0]))
            documents.Add(Path.GetFileName(sample), File.ReadAllText(sample));
        return documents;
    }

    // Its types are other ones than those of the same names that the tests are compiled with.
    private static dynamic Verify(string text, long steps)
    {
        var read = Netstandard.GetType("RuleCompiler.Documents.RuleDocumentReader")!.GetMethod("Read", [typeof(string)])!;
        var limitType = Netstandard.GetType("RuleCompiler.Proofs.ProofLimit")!;
        var limit = Activator.CreateInstance(limitType)!;
        limitType.GetProperty(nameof(ProofLimit.Steps))!.SetValue(limit, steps);
        var verify = Netstandard.GetType("RuleCompiler.Proofs.DocumentVerifier")!.GetMethod("Verify")!;
        return verify.Invoke(null, [read.Invoke(null, [text]), limit, default(System.Threading.CancellationToken)])!;
    }

    private static List<string> Summary(dynamic proof)
    {
        var lines = new List<string> { $"{proof.Verdict}" };
        foreach (var claim in proof.Claims)
        {
            lines.Add($"{claim.Name}: {claim.Verdict}, {claim.Detail}");
            foreach (var count in claim.Counts)
                lines.Add($"{count.Key}: {count.Value}");
            foreach (var finding in claim.Findings)
                lines.Add(finding.Text);
        }

        foreach (var witness in proof.Witnesses)
            lines.Add(witness is null ? "none" : string.Join(", ", (IEnumerable<string>)witness.Exact));
        return lines;
    }

    private static TDelegate Operation<TDelegate>(string type, string name)
        where TDelegate : Delegate =>
        Netstandard.GetType(type, throwOnError: true)!.GetMethod(name)!.CreateDelegate<TDelegate>();

    private static long Bits(double value) => double.IsNaN(value) ? long.MaxValue : BitConverter.DoubleToInt64Bits(value);
}
