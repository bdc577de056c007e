using System;

namespace RuleCompiler.Fuzz.Mutation;

/// <summary>Texts and numbers that have broken programs.</summary>
internal static class HostileTexts
{
    private static readonly string[] Texts =
    [
        "", " ", "\0", "\n", "\r\n", "\t", "\u001b[31m", "\u202E", "\u2028", "\uFEFF", "\uD83D\uDE00", "\u0301", "a\u0300", "İ", "ß", "_",
        "class", "*/", "/*", "//", "\"\"\"", "{0}", "{", "}", "\\", "\\u0041", "'", "`", "--", "; DROP TABLE t", "]]>", "<!--", "</script>",
        "&lt;", "=1+1", "@a", "%s",
        "NaN", "Infinity", "-Infinity", "null", "true", "NA", "?", "0x10", "1e5", "../../x", "/dev/null", "CON", "$", "#if", "#nullable",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1", "2", "0.1", "0.5", "1e-7", "-9", "1e5", "1E+5", "999", "1e22", "1e23",
        "9007199254740993", "2147483647", "2147483648", "-2147483648", "4294967296", "9223372036854775807", "18446744073709551616",
        "1e300", "-1e300", "1.7976931348623157e308", "1e308", "1e309",
        "5e-324", "2.2250738585072014e-308", "1e-400", "0.30000000000000004", "1e-300",
        "0e999999999", "1e-999999999", "1e2147483648", "00", "1.",
    ];

    /// <summary>A text.</summary>
    public static string Text(Random random) => random.Next(12) == 0
        ? new string(Texts[random.Next(Texts.Length)] is [var c, ..] ? c : 'x', 1 + random.Next(3_000))
        : Texts[random.Next(Texts.Length)];

    /// <summary>A number as JSON writes it, or nearly.</summary>
    public static string Number(Random random) => random.Next(16) switch
    {
        0 => "1" + new string('0', random.Next(400)),
        1 => "0." + new string('3', 1 + random.Next(400)),
        2 => "0." + new string('0', 1 + random.Next(400)) + "1",
        3 => random.Next(-100, 100).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => Numbers[random.Next(Numbers.Length)],
    };
}
