using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using RuleCompiler.Fuzz.Loop;

namespace RuleCompiler.Fuzz.Mutation;

/// <summary>Changes values and members of JSON texts, so that most stay JSON, and now and then their characters.</summary>
internal sealed class JsonMutator : IMutator
{
    private const int MostChanges = 4;
    private const int MostCharacters = 1 << 15;

    private static readonly TextMutator Characters = new(",:{}[]\"\n ");

    private static readonly string[] Literals = ["null", "true", "false", "{}", "[]", "\"\"", "[[]]", "{\"\":0}"];

    /// <inheritdoc/>
    public byte[] Mutate(Corpus corpus, Random random)
    {
        if (random.Next(16) == 0)
            return Characters.Mutate(corpus, random);
        var text = Encoding.UTF8.GetString(corpus.Choose(random));
        // Mostly one or two changes: with more hardly anything is still accepted.
        for (var left = Math.Min(1 + random.Next(MostChanges), 1 + random.Next(MostChanges)); left > 0; left--)
            text = random.Next(3) == 0 ? Change(text, corpus, random) : Adjust(text, random);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Changes a number, or takes another value of the same kind, which is likely to be accepted.</summary>
    private static string Adjust(string text, Random random)
    {
        var values = JsonValues.Of(text);
        if (Alike(values, '0', random) is not { } number)
            return text;
        var value = values[random.Next(values.Count)];
        var digit = random.Next(number.Start, number.End);
        return random.Next(7) switch
        {
            // What refers to something then refers to something else.
            0 or 1 => text[..digit] + (char)('0' + random.Next(10)) + text[(digit + 1)..],
            2 => text[number.Start] == '-' ? text.Remove(number.Start, 1) : text.Insert(number.Start, "-"),
            3 => Replace(text, number, HostileTexts.Number(random)),
            4 => Replace(text, number, Another(text, values, '0', random)),
            5 => Replace(text, number, "0"),
            _ => Replace(text, value, Another(text, values, value.Kind, random)),
        };
    }

    private static string Change(string text, Corpus corpus, Random random)
    {
        var values = JsonValues.Of(text);
        if (values.Count == 0 || text.Length > MostCharacters)
            return Encoding.UTF8.GetString(corpus.Any(random));
        var value = values[random.Next(values.Count)];
        var its = text[value.Start..value.End];
        switch (random.Next(12))
        {
            case 0:
                return Replace(text, value, Another(text, values, value.Kind, random));
            case 1:
                var other = Encoding.UTF8.GetString(corpus.Any(random));
                return Replace(text, value, Another(other, JsonValues.Of(other), random.Next(3) == 0 ? null : value.Kind, random));
            case 2:
                return Delete(text, value);
            case 3:
                return text.Insert(value.From, text[value.From..value.End] + ",");
            case 4:
                return Swap(text, value, Alike(values, value.Kind, random) ?? value);
            case 5:
                return Replace(text, value, Nested(its, random));
            case 6:
                return Replace(text, value, Literals[random.Next(Literals.Length)]);
            case 7 when value.IsMember:
                return Rename(text, value, values, random);
            case 8:
                // Members of one object, or elements of one list, into another.
                var place = values[random.Next(values.Count)];
                return text.Insert(place.From, text[value.From..value.End] + ",");
            case 9:
                var number = Alike(values, '0', random) ?? value;
                return Replace(text, number, HostileTexts.Number(random));
            case 10:
                var word = Alike(values, '"', random) ?? value;
                return Replace(text, word, JsonSerializer.Serialize(HostileTexts.Text(random)));
            default:
                return value.Kind switch
                {
                    '0' => Replace(text, value, HostileTexts.Number(random)),
                    '"' => Replace(text, value, JsonSerializer.Serialize(HostileTexts.Text(random))),
                    _ => Replace(text, value, Another(text, values, null, random)),
                };
        }
    }

    private static string Replace(string text, JsonValue value, string by) => text[..value.Start] + by + text[value.End..];

    private static string Another(string text, List<JsonValue> values, char? kind, Random random) =>
        (kind is { } k ? Alike(values, k, random) : values.Count > 0 ? values[random.Next(values.Count)] : null) is { } found
            ? text[found.Start..found.End]
            : "0";

    private static JsonValue? Alike(List<JsonValue> values, char kind, Random random)
    {
        var alike = values.Where(v => v.Kind == kind).ToArray();
        return alike.Length > 0 ? alike[random.Next(alike.Length)] : null;
    }

    private static string Delete(string text, JsonValue value)
    {
        var end = value.End;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
            end++;
        if (end < text.Length && text[end] == ',')
            return text[..value.From] + text[(end + 1)..];
        var before = text.AsSpan(0, value.From).TrimEnd();
        return (before is [.., ','] ? before[..^1] : before).ToString() + text[value.End..];
    }

    private static string Swap(string text, JsonValue one, JsonValue other)
    {
        var (first, second) = one.Start <= other.Start ? (one, other) : (other, one);
        return first.End > second.Start
            ? text
            : text[..first.Start] + text[second.Start..second.End] + text[first.End..second.Start] + text[first.Start..first.End]
                + text[second.End..];
    }

    private static string Nested(string value, Random random)
    {
        var depth = random.Next(8) == 0 ? random.Next(40_000) : 1 + random.Next(3);
        var (before, after) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        return new StringBuilder().Insert(0, before, depth).Append(value).Insert(0, string.Empty)
            .Append(string.Concat(Enumerable.Repeat(after, depth))).ToString();
    }

    private static string Rename(string text, JsonValue value, List<JsonValue> values, Random random)
    {
        var members = values.Where(v => v.IsMember).ToArray();
        var from = members[random.Next(members.Length)].From;
        var name = random.Next(4) == 0 ? JsonSerializer.Serialize(HostileTexts.Text(random)) : text[from..JsonValues.EndOfText(text, from)];
        return text[..value.From] + name + text[JsonValues.EndOfText(text, value.From)..];
    }
}
