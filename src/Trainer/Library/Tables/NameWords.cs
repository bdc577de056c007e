using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Tables;

/// <summary>What a column's name says about its values.</summary>
internal static class NameWords
{
    /// <summary>Last words of names of identifiers. <c>num_tokens</c> and <c>number of rooms</c> are counts.</summary>
    public static readonly IReadOnlySet<string> Identifiers = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "id", "ids", "uid", "uuid", "guid", "index", "idx", "rowid", "rownum", "rownumber", "number", "no", "nr", "num", "key",
    };

    /// <summary>First words of names of identifiers, as in <c>id_cliente</c>.</summary>
    private static readonly HashSet<string> FirstIdentifiers = new(StringComparer.OrdinalIgnoreCase) { "id", "uid", "uuid", "guid" };

    /// <summary>Last words of names of things that are often given by a number and have no order.</summary>
    public static readonly IReadOnlySet<string> Codes = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "code", "type", "kind", "category", "class", "region", "zone", "district", "state", "country", "county", "branch", "department",
        "dept", "sector",
        "segment", "cluster", "channel", "mode", "status", "occupation", "profession",
    };

    public static bool SayIdentifier(string name) =>
        Words(name) is { Count: > 0 } words && (Identifiers.Contains(words[^1]) || FirstIdentifiers.Contains(words[0]));

    public static bool SayCode(string name) => Words(name) is { Count: > 0 } words && Codes.Contains(words[^1]);

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && char.IsLetter(name[i]) && char.IsLetter(name[i - 1])
                && (!char.IsUpper(name[i]) || char.IsUpper(name[i - 1])))
                continue;
            words.Add(name[start..i]);
            start = i;
        }

        return words.Where(w => char.IsLetter(w[0])).ToList();
    }
}
