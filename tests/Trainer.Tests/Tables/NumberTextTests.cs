using System;
using System.Globalization;
using System.Text;
using RuleCompiler.Trainer.Tables;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Tables;

/// <summary>The short way to read a number gives the bits of the long one.</summary>
public sealed class NumberTextTests
{
    [Fact]
    public void ShortNumbersAreReadAsTheFrameworkReadsThem()
    {
        var random = new Random(9);
        var plain = NumberText.Of(TableOptions.Default);
        var comma = NumberText.Of(TableOptions.Default with { DecimalComma = true });
        for (var i = 0; i < 200_000; i++)
        {
            var digits = random.NextInt64(0, (long)Math.Pow(10, random.Next(1, 18))).ToString(CultureInfo.InvariantCulture);
            var point = random.Next(-2, digits.Length + 1);
            var text = (random.Next(3) == 0 ? "-" : string.Empty) + (point < 0 ? digits : digits.Insert(point, "."));
            Require(text, plain.ParsePlain(Encoding.UTF8.GetBytes(text)));
            Require(text, comma.ParsePlain(Encoding.UTF8.GetBytes(text.Replace('.', ','))));
        }

        string[] others =
        [
            "-", "", ".", "-.", "1.2.3", "--1", "+1", "-0", "-0.0", "0.", ".5", "1e5", "00012.50", " 1", "1,5", "999999999999999",
            "1000000000000000",
        ];
        foreach (var text in others)
            Require(text, plain.ParsePlain(Encoding.UTF8.GetBytes(text)));
    }

    private static void Require(string text, double value)
    {
        var expected = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : double.NaN;
        Assert.True(
            BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(value),
            FormattableString.Invariant($"'{text}' was {value:R}."));
    }
}
