using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using RuleCompiler.Documents;
using Xunit;

namespace RuleCompiler.Runtime.Tests.Description;

public class VisibleTextTests
{
    [Theory]
    [InlineData("income per year (USD)", "income per year (USD)")]
    [InlineData("Größe 身長 😀 e\u0301", "Größe 身長 😀 e\u0301")]
    [InlineData("a\tb\r\nc", "a\\u0009b\\u000D\\u000Ac")]
    [InlineData("\u202Eevil\u202C", "\\u202Eevil\\u202C")]
    [InlineData("line\u2028para\u2029", "line\\u2028para\\u2029")]
    [InlineData("zero\u200Bwidth\uFEFF", "zero\\u200Bwidth\\uFEFF")]
    [InlineData("filler\u3164\u115F\uFFA0\u2800", "filler\\u3164\\u115F\\uFFA0\\u2800")]
    [InlineData("heart\uFE0F", "heart\\uFE0F")]
    [InlineData("\uE000\uFFFF\uFDD0", "\\uE000\\uFFFF\\uFDD0")]
    [InlineData("tag\U000E0041", "tag\\uDB40\\uDC41")]
    [InlineData("bell\a\u007F\u0085", "bell\\u0007\\u007F\\u0085")]
    public void WhatDoesNotShowAsItselfIsEscaped(string text, string visible) => Assert.Equal(visible, VisibleText.Of(text));

    [Fact]
    public void HalfPairsAreEscaped()
    {
        Assert.Equal("\\uD83D", VisibleText.Of("\uD83D"));
        Assert.Equal("\\uDE00\\uD83D.", VisibleText.Of("\uDE00\uD83D."));
    }

    [Fact]
    public void LongTextsAreCutBetweenCharacters()
    {
        Assert.Equal(new string('x', 200) + "…", VisibleText.Of(new string('x', 100_000)));
        Assert.Equal("xxx…", VisibleText.Of("xxxx", 3));
        Assert.Equal("xxx", VisibleText.Of("xxx", 3));
        Assert.Equal("xx😀…", VisibleText.Of("xx😀😀", 3));
        Assert.Equal("\\u0000…", VisibleText.Of("\0\0", 3));
    }

    [Fact]
    public void NoCodePointOfAnInvisibleCategoryIsVisible()
    {
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            var text = codePoint is >= 0xD800 and <= 0xDFFF ? ((char)codePoint).ToString() : char.ConvertFromUtf32(codePoint);
            var visible = VisibleText.IsVisible(text, 0, out var length);
            Assert.Equal(text.Length, length);
            var category = CharUnicodeInfo.GetUnicodeCategory(text, 0);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse)
            {
                Assert.False(visible, $"U+{codePoint:X4} is {category}.");
            }
        }
    }

    [Fact]
    public void LettersDigitsAndSignsAreVisible()
    {
        int[] hidden = [0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0];
        for (var codePoint = 0x20; codePoint < 0x3_0000; codePoint++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(codePoint);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                || codePoint is >= 0xFE00 and <= 0xFE0F)
            {
                continue;
            }

            var visible = VisibleText.IsVisible(char.ConvertFromUtf32(codePoint), 0, out _);
            Assert.True(visible != hidden.Contains(codePoint), $"U+{codePoint:X4} is {category}.");
        }
    }

    [Fact]
    public void WhatIsShownIsOneLineWithoutInvisibleCharacters()
    {
        var units = Gen.OneOf(Gen.Choose(0, 0xFFFF), Gen.Choose(0x2000, 0x2070), Gen.Choose(0xD800, 0xDFFF), Gen.Choose(0, 0x7F))
            .Select(c => (char)c);
        var texts = units.ArrayOf().Select(c => new string(c));
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var shown = VisibleText.Of(text, 40);
            var unescaped = Regex.Replace(
                shown.TrimEnd('…'),
                @"\\u(?<unit>[0-9A-F]{4})",
                m => ((char)ushort.Parse(m.Groups["unit"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(5));
            return shown.All(c => !char.IsControl(c) && c is not ('\u2028' or '\u2029'))
                && Enumerable.Range(0, shown.Length).All(i => char.IsLowSurrogate(shown[i]) || VisibleText.IsVisible(shown, i, out _))
                && shown.Length <= 40 + 12
                && (text.Contains('\\', StringComparison.Ordinal) || text.Contains('…', StringComparison.Ordinal)
                || text.StartsWith(unescaped, StringComparison.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithReplay(7, 1));
    }
}
