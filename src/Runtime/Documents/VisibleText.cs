using System;
using System.Globalization;
using System.Text;

namespace RuleCompiler.Documents;

/// <summary>Makes text from a file safe to show: what a reader sees is what stands there, on one line.</summary>
public static class VisibleText
{
    /// <summary>Longer texts are cut, so that one hostile name cannot drown a message.</summary>
    public const int MaxLength = 200;

    /// <summary>Replaces every character that would not show as itself by an escape such as <c>\u202E</c>.</summary>
    /// <param name="text">Untrusted text.</param>
    /// <param name="maxLength">Where the text is cut and an ellipsis put, in UTF-16 units; whole characters and escapes are kept.</param>
    /// <returns>The text on one line, without invisible characters.</returns>
    public static string Of(string text, int maxLength = MaxLength)
    {
        var result = new StringBuilder(Math.Min(text.Length, maxLength));
        for (var i = 0; i < text.Length; i++)
        {
            if (result.Length >= maxLength)
                return result.Append('…').ToString();
            var visible = IsVisible(text, i, out var length);
            for (var k = i; k < i + length; k++)
            {
                if (visible)
                    result.Append(text[k]);
                else
                    result.Append("\\u").Append(((int)text[k]).ToString("X4", CultureInfo.InvariantCulture));
            }

            i += length - 1;
        }

        return result.ToString();
    }

    /// <summary>
    /// Whether the code point at a position shows as itself: not a control or format character (bidirectional ones among them), line
    /// or paragraph separator, variation selector, filler, unpaired surrogate, private code point or noncharacter.
    /// </summary>
    /// <remarks>
    /// Documents and generated code are written with the answer, so it must not depend on the Unicode tables of the host, which grow
    /// from one .NET to the next. A code point that Unicode has not assigned yet is therefore visible: it shows as a box.
    /// </remarks>
    /// <param name="text">The text.</param>
    /// <param name="index">The position of the code point.</param>
    /// <param name="length">Its length in UTF-16 units, 1 or 2.</param>
    /// <returns>Whether it is visible.</returns>
    public static bool IsVisible(string text, int index, out int length)
    {
        var paired = index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
        length = paired ? 2 : 1;
        return IsVisible(paired ? char.ConvertToUtf32(text[index], text[index + 1]) : text[index]);
    }

    private static bool IsVisible(int codePoint)
    {
        // The last two code points of each plane are noncharacters.
        if ((codePoint & 0xFFFE) == 0xFFFE)
            return false;
        var low = 0;
        var high = InvisibleRanges.Length / 2;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (codePoint > InvisibleRanges[(2 * middle) + 1])
                low = middle + 1;
            else
                high = middle;
        }

        return low == InvisibleRanges.Length / 2 || codePoint < InvisibleRanges[2 * low];
    }

    // First and last code points, in order: the general categories Cc, Cf, Cs, Co, Zl and Zp and the property
    // Default_Ignorable_Code_Point of Unicode 16, with U+2800, the empty Braille pattern.
    private static readonly int[] InvisibleRanges =
    {
        0x0000, 0x001F, 0x007F, 0x009F, 0x00AD, 0x00AD, 0x034F, 0x034F, 0x0600, 0x0605, 0x061C, 0x061C, 0x06DD, 0x06DD,
        0x070F, 0x070F, 0x0890, 0x0891, 0x08E2, 0x08E2, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x200B, 0x200F,
        0x2028, 0x202E, 0x2060, 0x206F, 0x2800, 0x2800, 0x3164, 0x3164, 0xD800, 0xF8FF, 0xFDD0, 0xFDEF, 0xFE00, 0xFE0F,
        0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFFB, 0x110BD, 0x110BD, 0x110CD, 0x110CD, 0x13430, 0x1343F,
        0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF, 0xF0000, 0x10FFFF,
    };
}
