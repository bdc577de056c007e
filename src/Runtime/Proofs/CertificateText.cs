using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

/// <summary>Certificates as words, each kind's letter before its parts: what is read may be anything, and is checked afterwards.</summary>
internal static class CertificateText
{
    private const string MultipliersMark = "m";
    private const string CategoryMark = "g";
    private const string CasesMark = "c";
    private const string ValueMark = "q";
    private const string Nothing = "-";

    // No proof that is worth keeping is deeper; deeper ones would not fit on the stack.
    private const int MostDepth = 1_000;

    /// <summary>The words of a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    public static IEnumerable<string> Words(RowCertificate certificate) => certificate switch
    {
        RowCertificate.Cell cell => Words(cell.Proof),
        RowCertificate.Cases cases =>
            [CasesMark, Text(cases.Input), Text(cases.Case), .. Words(cases.Is), .. Words(cases.IsNot)],
        RowCertificate.NoQuantity none =>
            [ValueMark, Text(none.Input), none.Value.ToFraction(), .. none.Rest is { } rest ? Words(rest) : [Nothing]],
        _ => throw new InvalidOperationException("A kind of certificate has no words."),
    };

    /// <summary>Reads a certificate.</summary>
    /// <param name="words">Its words.</param>
    /// <returns>The certificate; null where the words are none.</returns>
    public static RowCertificate? Read(IReadOnlyList<string> words)
    {
        var position = 0;
        var certificate = ReadRow(words, ref position, 0);
        return position == words.Count ? certificate : null;
    }

    private static IEnumerable<string> Words(Certificate certificate) => certificate switch
    {
        Multipliers m => m.Values.Select(v => v.ToFraction()).Prepend(Text(m.Values.Count)).Prepend(MultipliersMark),
        CategoryCases cases =>
            [CategoryMark, Text(cases.Group), Text(cases.Category), .. Words(cases.Is), .. Words(cases.IsNot)],
        _ => throw new InvalidOperationException("A kind of certificate has no words."),
    };

    private static RowCertificate? ReadRow(IReadOnlyList<string> words, ref int position, int depth)
    {
        if (position >= words.Count || depth > MostDepth)
            return null;
        switch (words[position])
        {
            case CasesMark:
                position++;
                return Number(words, ref position) is { } input && Number(words, ref position) is { } chosen
                    && ReadRow(words, ref position, depth + 1) is { } @is && ReadRow(words, ref position, depth + 1) is { } isNot
                    ? new RowCertificate.Cases(input, chosen, @is, isNot)
                    : null;
            case ValueMark:
                position++;
                if (Number(words, ref position) is not { } number || Fraction(words, ref position) is not { } value
                    || position >= words.Count)
                    return null;
                if (words[position] == Nothing)
                {
                    position++;
                    return new RowCertificate.NoQuantity(number, value, null);
                }

                return ReadRow(words, ref position, depth + 1) is { } rest ? new RowCertificate.NoQuantity(number, value, rest) : null;
            default:
                return ReadCell(words, ref position, depth + 1) is { } proof ? new RowCertificate.Cell(proof) : null;
        }
    }

    private static Certificate? ReadCell(IReadOnlyList<string> words, ref int position, int depth)
    {
        if (position >= words.Count || depth > MostDepth)
            return null;
        switch (words[position++])
        {
            case CategoryMark:
                return Number(words, ref position) is { } group && Number(words, ref position) is { } category
                    && ReadCell(words, ref position, depth + 1) is { } @is && ReadCell(words, ref position, depth + 1) is { } isNot
                    ? new CategoryCases(group, category, @is, isNot)
                    : null;
            case MultipliersMark:
                if (Number(words, ref position) is not { } count || count > words.Count - position)
                    return null;
                var values = new Rational[count];
                for (var k = 0; k < count; k++)
                {
                    if (Fraction(words, ref position) is not { } value)
                        return null;
                    values[k] = value;
                }

                return new Multipliers(values);
            default:
                return null;
        }
    }

    private static int? Number(IReadOnlyList<string> words, ref int position) =>
        position < words.Count && int.TryParse(words[position++], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static Rational? Fraction(IReadOnlyList<string> words, ref int position)
    {
        if (position >= words.Count)
            return null;
        var parts = words[position++].Split('/');
        if (parts.Length > 2 || !IsInteger(parts[0], out var numerator))
            return null;
        if (parts.Length == 1)
            return numerator;
        return IsInteger(parts[1], out var denominator) && denominator.Sign > 0 ? Rational.Of(numerator, denominator) : null;
    }

    private static bool IsInteger(string text, out BigInteger value) =>
        BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
