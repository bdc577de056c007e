using System.Globalization;
using System.Text;

namespace RuleCompiler.Description;

/// <summary>Makes text from a file safe to show: what a reader sees is what stands there, on one line.</summary>
public static class VisibleText
{
    /// <summary>Longer texts are cut, so that one hostile name cannot drown a message.</summary>
    public const int MaxLength = 200;

    /// <summary>Replaces every character that would not show as itself by an escape such as <c>\u202E</c>.</summary>
    /// <param name="text">Untrusted text.</param>
    /// <param name="maxLength">Where the text is cut and an ellipsis put.</param>
    /// <returns>The text on one line, without invisible characters.</returns>
    public static string Of(string text, int maxLength = MaxLength)
    {
        var result = new StringBuilder(text.Length);
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
    /// or paragraph separator, unpaired surrogate, private or unassigned code point, nor a letter or mark that shows as nothing.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="index">The position of the code point.</param>
    /// <param name="length">Its length in UTF-16 units, 1 or 2.</param>
    /// <returns>Whether it is visible.</returns>
    public static bool IsVisible(string text, int index, out int length)
    {
        length = char.IsSurrogatePair(text, index) ? 2 : 1;
        if (IsBlankByDesign(length == 2 ? char.ConvertToUtf32(text, index) : text[index]))
            return false;
        return CharUnicodeInfo.GetUnicodeCategory(text, index) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
    }

    /// <summary>
    /// Letters, marks and symbols that show as nothing: the code points that Unicode calls default-ignorable although their category
    /// is visible (fillers, joiners, variation selectors), and the empty Braille pattern.
    /// </summary>
    private static bool IsBlankByDesign(int codePoint) => codePoint is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or (>= 0xFE00 and <= 0xFE0F)
        or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF);
}
