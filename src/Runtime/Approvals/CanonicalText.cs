using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Approvals;

/// <summary>Values as text that has one form for each value, and one value for each form: JSON in ASCII, without blanks.</summary>
internal static class CanonicalText
{
    private const int FirstPrintable = 0x20;
    private const int LastPrintable = 0x7E;

    /// <summary>Zero without a sign: what a table adds for what it does not list.</summary>
    public const string Zero = "0";

    /// <summary>
    /// A number by its digits: sign, digits without zeros at either end, exponent. So <c>1.0</c>, <c>1</c> and <c>10e-1</c> are
    /// <c>1e0</c>; zeros are <c>0</c> and <c>-0</c>.
    /// </summary>
    public static string Of(Number number)
    {
        var text = number.Text;
        var sign = text[0] == '-' ? "-" : string.Empty;
        var mark = text.IndexOfAny(['e', 'E']);
        var exponent = mark < 0 ? 0 : long.Parse(text.Substring(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = (mark < 0 ? text : text.Substring(0, mark)).Substring(sign.Length);
        var point = mantissa.IndexOf('.');
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = mantissa.Replace(".", string.Empty).TrimStart('0');
        var significant = digits.TrimEnd('0');
        return significant.Length == 0
            ? sign + Zero
            : sign + significant + "e" + Digits(exponent - fraction + digits.Length - significant.Length);
    }

    /// <summary>A text in quotes; whatever is not printable ASCII is written as its UTF-16 units.</summary>
    public static string Of(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (var unit in text)
        {
            if (unit is '"' or '\\')
                result.Append('\\').Append(unit);
            else if (unit is < (char)FirstPrintable or > (char)LastPrintable)
                result.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
            else
                result.Append(unit);
        }

        return result.Append('"').ToString();
    }

    /// <summary>A whole number.</summary>
    public static string Of(int number) => Digits(number);

    /// <summary>Values in their order.</summary>
    public static string List(IEnumerable<string> values) => "[" + string.Join(",", values) + "]";

    /// <summary>Members in the given order; those without a value are left out.</summary>
    public static string Object(params (string Name, string? Value)[] members) => Object(members.AsEnumerable());

    /// <summary>Members in the given order; those without a value are left out.</summary>
    public static string Object(IEnumerable<(string Name, string? Value)> members) =>
        "{" + string.Join(",", members.Where(m => m.Value is not null).Select(m => Of(m.Name) + ":" + m.Value)) + "}";

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
