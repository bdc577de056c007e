using System;
using System.Collections.Generic;
using System.Globalization;

namespace RuleCompiler.Generator.Naming;

/// <summary>The names that are taken in one declaration space; a name that is taken gets a number.</summary>
/// <remarks>
/// Names that differ in case only count as one, so that a property and its parameter stay together, and for CLS compliance.
/// </remarks>
internal sealed class NameScope
{
    private readonly HashSet<string> _taken;
    private readonly Func<string, bool> _isReserved;

    public NameScope(IEnumerable<string> reserved, Func<string, bool>? isReserved = null)
    {
        _taken = new HashSet<string>(reserved, StringComparer.OrdinalIgnoreCase);
        _isReserved = isReserved ?? (_ => false);
    }

    /// <summary>Takes a name, with a number where it is taken already.</summary>
    public string Take(string name)
    {
        var separator = char.IsDigit(name[name.Length - 1]) ? "_" : string.Empty;
        var candidate = name;
        for (var number = 2; _isReserved(candidate) || !_taken.Add(candidate); number++)
            candidate = name + separator + number.ToString(CultureInfo.InvariantCulture);
        return candidate;
    }
}
