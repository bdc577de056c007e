using System;
using System.Globalization;

namespace RuleCompiler.Trainer.Tests;

/// <summary>The current thread speaks another language: one with a decimal comma, and with a minus sign of its own.</summary>
internal sealed class Culture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    public Culture(string name)
    {
        // Made by hand, because the tests may run without the operating system's cultures.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = string.Equals(name, "sv-SE", StringComparison.Ordinal) ? "\u2212" : "-";
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
