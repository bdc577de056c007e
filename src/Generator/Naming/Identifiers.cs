using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Generator.Naming;

/// <summary>Turns any text into a readable C# identifier.</summary>
internal static class Identifiers
{
    /// <summary>Longer names are cut; the full text stands in the documentation.</summary>
    public const int MaxLength = 80;

    /// <summary>
    /// A name in Pascal case: the words of the text, with signs that carry meaning spelled out (<c>&lt;=50K</c> gives <c>AtMost50K</c>,
    /// <c>0 &lt;= x &lt; 200 DM</c> gives <c>From0XBelow200DM</c>), and the kind before a digit (<c>0</c> gives <c>Class0</c>).
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="kind">What the text names, in Pascal case: <c>Class</c>.</param>
    /// <param name="position">Its position among its like, from 0, which names a text of which nothing is left: <c>ClassNo1</c>.</param>
    /// <returns>An identifier that is not a keyword, as those have no capitals, and does not begin with an underscore.</returns>
    public static string Pascal(string text, string kind, int position)
    {
        // What many tables write for a value that is not known.
        if (text.Trim() == "?")
            return "Unknown";
        var name = new StringBuilder();
        foreach (var word in IdentifierWords.Split(text))
        {
            if (name.Length + word.Length > MaxLength && name.Length > 0)
                break;
            // 0.5 and 1.5 keep their point apart: two numbers next to each other would read as one.
            if (name.Length > 0 && char.IsDigit(name[name.Length - 1]) && char.IsDigit(word[0]))
                name.Append('_');
            name.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        if (name.Length > MaxLength)
            name.Length = MaxLength;
        // Not "Class1": that is the name of a class that is called 1.
        var fallback = kind + "No" + (position + 1).ToString(CultureInfo.InvariantCulture);
        if (name.Length == 0)
            return fallback;
        if (!SyntaxFacts.IsIdentifierStartCharacter(name[0]))
            name.Insert(0, kind);
        var result = name.ToString();
        return SyntaxFacts.IsValidIdentifier(result) ? result : fallback;
    }

    /// <summary>The same name in camel case: <c>JobClass</c> gives <c>jobClass</c>, <c>USDRate</c> gives <c>usdRate</c>.</summary>
    public static string Camel(string pascal)
    {
        var upper = pascal.TakeWhile(char.IsUpper).Count();
        if (upper > 1 && upper < pascal.Length && char.IsLower(pascal[upper]))
            upper--;
        return pascal.Substring(0, upper).ToLowerInvariant() + pascal.Substring(upper);
    }

    /// <summary>An identifier as it stands in code: <c>@class</c> for a keyword.</summary>
    public static string Escaped(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None
            ? "@" + identifier
            : identifier;

    /// <summary>A namespace as the SDK makes it from a project's name: what cannot stand in an identifier becomes an underscore.</summary>
    public static string Namespace(string text)
    {
        var parts = text.Split('.').Select(p => p.Trim()).Where(p => p.Length > 0).Select(part =>
        {
            var name = string.Concat(part.Select(c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_'));
            name = SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? name : "_" + name;
            return SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
        });
        return string.Join(".", parts);
    }
}

/// <summary>Splits a text into the words of an identifier.</summary>
internal static class IdentifierWords
{
    // Signs by which labels and categories differ: "<=50K" and ">50K", "A+" and "A-".
    private static readonly Dictionary<string, string> Signs = new()
    {
        ["<="] = "AtMost",
        [">="] = "AtLeast",
        ["!="] = "Not",
        ["<"] = "Below",
        [">"] = "Above",
        ["="] = "Equal",
        ["≤"] = "AtMost",
        ["≥"] = "AtLeast",
        ["≠"] = "Not",
        ["+"] = "Plus",
        ["−"] = "Minus",
        ["±"] = "PlusMinus",
        ["%"] = "Percent",
        ["&"] = "And",
        ["#"] = "Number",
        ["@"] = "At",
        ["$"] = "Dollar",
        ["€"] = "Euro",
        ["£"] = "Pound",
        ["¥"] = "Yen",
        ["°"] = "Degrees",
        ["*"] = "Star",
        ["~"] = "About",
        ["²"] = "Squared",
        ["³"] = "Cubed",
    };

    // The first sign of "0 <= ... < 200" says where an interval starts, and would read as its end: AtMost.
    private static readonly Regex Interval = new(
        @"^\s*(?<low>[-+]?[0-9][0-9.]*)\s*(?<sign><=|<|≤)(?<rest>[^<>=≤≥]*(?:<=|<|≤)[^<>=≤≥]*)$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(10));

    /// <summary>The words, each with the letters that an identifier may have, and signs spelled out.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var composed = Composed(text);
        if (Interval.Match(composed) is not { Success: true } interval)
            return Words(composed);
        var start = interval.Groups["sign"].Value == "<" ? "Above" : "From";
        return Words(interval.Groups["low"].Value).Concat(Words(interval.Groups["rest"].Value)).Prepend(start);
    }

    private static IEnumerable<string> Words(string composed)
    {
        var word = new StringBuilder();
        for (var i = 0; i < composed.Length; i++)
        {
            if (IsPart(composed, i))
            {
                word.Append(composed[i]);
                continue;
            }

            if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            var two = i + 1 < composed.Length && Signs.ContainsKey(composed.Substring(i, 2));
            if (Signs.TryGetValue(two ? composed.Substring(i, 2) : composed.Substring(i, 1), out var spelled))
                yield return spelled;
            else if (IsMinus(composed, i))
                yield return "Minus";
            if (two)
                i++;
        }

        if (word.Length > 0)
            yield return word.ToString();
    }

    /// <summary>A hyphen is a minus before a number, and at the end of a text as in <c>A-</c>; elsewhere it joins words.</summary>
    private static bool IsMinus(string text, int i) => text[i] == '-'
        && (i == text.Length - 1 || char.IsDigit(text[i + 1]) || text[i + 1] == '.')
        && (i == 0 || i == text.Length - 1 || !IsPart(text, i - 1));

    /// <summary>
    /// Letters and digits that show as themselves. Letters that run from right to left are left out: between two of them an editor
    /// would show numbers and operators in the opposite order.
    /// </summary>
    private static bool IsPart(string text, int i) =>
        VisibleText.IsVisible(text, i, out var length) && length == 1 && text[i] != '_' && SyntaxFacts.IsIdentifierPartCharacter(text[i])
        && !SumLayout.HasRightToLeft(text.Substring(i, 1));

    /// <summary>The text with letters and their accents as one character, so that two texts that look the same give one name.</summary>
    private static string Composed(string text)
    {
        var valid = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsSurrogatePair(text, i);
            if (isPair || !char.IsSurrogate(text[i]))
                valid.Append(text, i, isPair ? 2 : 1);
            else
                valid.Append(' ');
            if (isPair)
                i++;
        }

        return IsNormalizable(valid) ? valid.ToString().Normalize(NormalizationForm.FormC) : valid.ToString();
    }

    // Old hosts throw for code points that they do not know.
    private static bool IsNormalizable(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.GetUnicodeCategory(text[i]) == UnicodeCategory.OtherNotAssigned)
                return false;
        }

        return true;
    }
}
