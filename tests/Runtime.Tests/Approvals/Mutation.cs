using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace RuleCompiler.Runtime.Tests.Approvals;

/// <summary>A kind of edit: by its kind, and not by the code that is tested, it is known whether it changes a meaning.</summary>
/// <param name="Name">What is edited.</param>
/// <param name="Apply">Edits; false where there is nothing of the kind in the document.</param>
internal sealed record Mutation(string Name, Func<EditedDocument, Random, bool> Apply)
{
    /// <summary>An edit of one of some things.</summary>
    public static Mutation OfOne<T>(string name, Func<EditedDocument, IEnumerable<T>> among, Func<T, EditedDocument, Random, bool> edit) =>
        new(name, (document, random) =>
        {
            var all = among(document).ToArray();
            return all.Length > 0 && edit(all[random.Next(all.Length)], document, random);
        });

    /// <summary>An edit that is always possible where there is one of some things.</summary>
    public static Mutation OfOne<T>(string name, Func<EditedDocument, IEnumerable<T>> among, Action<T> edit) =>
        OfOne(name, among, (one, _, _) =>
        {
            edit(one);
            return true;
        });

    /// <summary>Puts one item of an array into another place.</summary>
    public static Mutation OfOrder(string name, Func<EditedDocument, IEnumerable<JsonArray?>> among) =>
        OfOne(name, among, (array, _, random) =>
        {
            if (array is not { Count: > 1 })
                return false;
            var from = random.Next(array.Count);
            var to = (from + 1 + random.Next(array.Count - 1)) % array.Count;
            var item = array[from];
            array.RemoveAt(from);
            array.Insert(to, item);
            return true;
        });

    /// <summary>Another text in the place of one that may be absent.</summary>
    public static void Say(JsonObject node, string member) => node[member] = (node[member]?.GetValue<string>() ?? string.Empty) + "x";

    /// <summary>Removes a member; false where it is not there.</summary>
    public static bool Remove(JsonObject node, string member) => node.Remove(member);

    /// <summary>The digits of the next double, above or below.</summary>
    public static string? Next(string digits, bool isUp)
    {
        var value = double.Parse(digits, CultureInfo.InvariantCulture);
        var next = isUp ? double.BitIncrement(value) : double.BitDecrement(value);
        return double.IsInfinity(next) ? null : next.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>The same digits with another sign, of zero too.</summary>
    public static string Negated(string digits) => digits[0] == '-' ? digits[1..] : "-" + digits;

    /// <summary>The same number in other characters.</summary>
    public static string Rewritten(string digits, Random random)
    {
        var mark = digits.IndexOfAny(['e', 'E']);
        var mantissa = mark < 0 ? digits : digits[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(digits[(mark + 1)..], CultureInfo.InvariantCulture);
        var zeros = new string('0', 1 + random.Next(3));
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var longer = point < 0 ? mantissa + "." + zeros : mantissa + zeros;
        var sign = digits[0] == '-' ? "-" : string.Empty;
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var whole = mantissa.Replace(".", string.Empty, StringComparison.Ordinal).TrimStart('-').TrimStart('0');
        return random.Next(4) switch
        {
            0 => longer + (mark < 0 ? string.Empty : digits[mark..]),
            1 => mantissa + Exponent("E+", "E", exponent),
            2 => sign + (whole.Length == 0 ? "0" : whole) + Exponent("e", "e", exponent - fraction),
            _ => sign + (whole.Length == 0 ? "0" : "0." + whole) + Exponent("e+0", "e", exponent - fraction + whole.Length),
        };
    }

    private static string Exponent(string positive, string negative, int exponent) =>
        (exponent < 0 ? negative : positive) + exponent.ToString(CultureInfo.InvariantCulture);
}
