using System.Globalization;
using System.Runtime.CompilerServices;

namespace RuleCompiler.Generator.Tests.Support;

/// <summary>Every test of this project runs under a culture with a decimal comma and a minus sign that is not ASCII.</summary>
internal static class TestCulture
{
    public static CultureInfo Swedish { get; } = Make("sv-SE", "\u2212");

    public static CultureInfo German { get; } = Make("de-DE", "-");

    [ModuleInitializer]
    internal static void Use() => CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = Swedish;

    /// <summary>Set by hand where the machine has no culture data.</summary>
    private static CultureInfo Make(string name, string minus)
    {
        var culture = (CultureInfo)new CultureInfo(name).Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = "\u00A0";
        culture.NumberFormat.NegativeSign = minus;
        return culture;
    }
}
