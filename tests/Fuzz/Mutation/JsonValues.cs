using System.Collections.Generic;

namespace RuleCompiler.Fuzz.Mutation;

/// <summary>A value in a JSON text.</summary>
/// <param name="From">Where it starts, or the name of the member that it is the value of.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Kind">Its first character; <c>0</c> for numbers.</param>
internal readonly record struct JsonValue(int From, int Start, int End, char Kind)
{
    /// <summary>Whether it is the value of a member.</summary>
    public bool IsMember => From < Start;
}

/// <summary>Finds the values of a JSON text, and of what is nearly one, as far as it goes.</summary>
internal static class JsonValues
{
    /// <summary>All values, in the order of their ends.</summary>
    public static List<JsonValue> Of(string text)
    {
        var values = new List<JsonValue>();
        var open = new Stack<(int From, int Start)>();
        var from = -1;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '{' or '[')
            {
                open.Push((from < 0 ? at : from, at));
                from = -1;
            }
            else if (c is '}' or ']')
            {
                if (!open.TryPop(out var opened))
                    break;
                values.Add(new JsonValue(opened.From, opened.Start, at + 1, text[opened.Start]));
            }
            else if (c == ',')
            {
                from = -1;
            }
            else if (c is not (':' or ' ' or '\n' or '\r' or '\t'))
            {
                var end = c == '"' ? EndOfText(text, at) : EndOfToken(text, at);
                if (c == '"' && IsName(text, end))
                    from = at;
                else
                    values.Add(new JsonValue(from < 0 ? at : from, at, end, c is '-' or (>= '0' and <= '9') ? '0' : c));
                if (c != '"' || !IsName(text, end))
                    from = -1;
                at = end - 1;
            }
        }

        return values;
    }

    /// <summary>Behind the quote that ends a text.</summary>
    public static int EndOfText(string text, int at)
    {
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\')
                at++;
        }

        return at < text.Length ? at + 1 : text.Length;
    }

    private static int EndOfToken(string text, int at)
    {
        do
            at++;
        while (at < text.Length && text[at] is not (',' or ':' or ' ' or '\n' or '\r' or '\t' or '{' or '}' or '[' or ']' or '"'));
        return at;
    }

    private static bool IsName(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\n' or '\r' or '\t')
            at++;
        return at < text.Length && text[at] == ':';
    }
}
