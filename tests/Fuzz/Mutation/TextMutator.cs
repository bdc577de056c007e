using System;
using System.Linq;
using System.Text;
using RuleCompiler.Fuzz.Loop;

namespace RuleCompiler.Fuzz.Mutation;

/// <summary>Changes texts: characters, cells, lines, and now and then bytes.</summary>
/// <param name="separators">What stands between the smallest pieces.</param>
internal sealed class TextMutator(string separators) : IMutator
{
    private const int MostChanges = 6;
    private const int MostCharacters = 1 << 15;

    /// <inheritdoc/>
    public byte[] Mutate(Corpus corpus, Random random)
    {
        var input = corpus.Choose(random);
        if (random.Next(12) == 0)
            return ByteMutator.Change(input, corpus.Any(random), random);
        var text = Encoding.UTF8.GetString(input);
        for (var left = 1 + random.Next(MostChanges); left > 0; left--)
            text = Change(text, Encoding.UTF8.GetString(corpus.Any(random)), random);
        return Encoding.UTF8.GetBytes(text);
    }

    private string Change(string text, string other, Random random)
    {
        if (text.Length == 0 || text.Length > MostCharacters)
            return other;
        var (start, end) = random.Next(3) == 0 ? Line(text, random) : Cell(text, random);
        switch (random.Next(10))
        {
            case 0:
                return text[..start] + HostileTexts.Text(random) + text[end..];
            case 1:
                return text[..start] + HostileTexts.Number(random) + text[end..];
            case 2:
                return text[..start] + text[end..];
            case 3:
                return text[..end] + text[start..];
            case 4:
                var (from, to) = random.Next(3) == 0 ? Line(other, random) : Cell(other, random);
                return text[..start] + other[from..to] + text[end..];
            case 5:
                return text.Insert(random.Next(text.Length + 1), separators[random.Next(separators.Length)].ToString());
            case 6:
                return text.Insert(random.Next(text.Length + 1), HostileTexts.Text(random));
            case 7:
                return text.Replace(separators[random.Next(separators.Length)], separators[random.Next(separators.Length)]);
            case 8:
                var again = Enumerable.Repeat(text[start..end] + separators[0], random.Next(40));
                return text[..start] + string.Concat(again) + text[end..];
            default:
                var at = random.Next(text.Length);
                return text[..at] + (char)random.Next(random.Next(3) == 0 ? 0xD800 : 128) + text[(at + 1)..];
        }
    }

    private (int Start, int End) Cell(string text, Random random)
    {
        if (text.Length == 0)
            return (0, 0);
        var at = random.Next(text.Length);
        var end = text.AsSpan(at).IndexOfAny(separators);
        return (text.AsSpan(0, at).LastIndexOfAny(separators) + 1, end < 0 ? text.Length : at + end);
    }

    private static (int Start, int End) Line(string text, Random random)
    {
        if (text.Length == 0)
            return (0, 0);
        var at = random.Next(text.Length);
        var end = text.IndexOf('\n', at);
        return (at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1, end < 0 ? text.Length : end + 1);
    }
}
