using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using RuleCompiler.Documents;

namespace RuleCompiler.Runtime.Tests.Proofs.Comparison;

/// <summary>Changes one thing of a document that is written in small numbers.</summary>
internal static partial class Mutation
{
    /// <summary>A document that is changed in one number, label or category.</summary>
    /// <param name="text">The document.</param>
    /// <param name="random">Says what is changed.</param>
    /// <param name="inLists">Whether numbers in lists may be changed: ranges and curves.</param>
    /// <returns>The text; null where nothing was changed, or the reader refuses it.</returns>
    public static string? Of(string text, Random random, bool inLists)
    {
        var start = text.IndexOf("\"decision\"", StringComparison.Ordinal);
        var places = Digits().Matches(text).Where(m => (m.Index > start || random.Next(4) == 0) && (inLists || text[m.Index - 1] == ':'))
            .ToArray();
        var place = places[random.Next(places.Length)];
        var value = double.Parse(place.Value, CultureInfo.InvariantCulture);
        var other = random.Next(5) switch
        {
            0 => value + 0.5,
            1 => -value,
            2 => value - 1,
            3 => Math.BitIncrement(value),
            _ => 0.0,
        };
        var changed = text[..place.Index] + other.ToString("R", CultureInfo.InvariantCulture) + text[(place.Index + place.Length)..];
        return other.Equals(value) || other == value || TryRead(changed) is null ? null : changed;
    }

    /// <summary>The document; null where the reader refuses it.</summary>
    public static RuleDocument? TryRead(string text)
    {
        try
        {
            return RuleDocumentReader.Read(text);
        }
        catch (RuleDocumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("(?<=[:\\[,])-?[0-9.]+(?=[,\\]}])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
