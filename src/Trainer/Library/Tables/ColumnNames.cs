using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Finds what a person may have meant by a name that no column has.</summary>
public static class ColumnNames
{
    private const int MaxShown = 12;

    internal static string[] Of(IEnumerable<Column> columns) => columns.Select(c => c.Name).ToArray();

    /// <summary>A name as it is written on the command line.</summary>
    internal static string Argument(string name)
    {
        var shown = VisibleText.Of(name);
        return shown.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.') ? shown : $"\"{shown}\"";
    }

    /// <summary>The error for a name that no column has, with the nearest names.</summary>
    internal static InputFileException Unknown(string file, string name, IReadOnlyCollection<string> names, string? option = null)
    {
        var because = option is null ? string.Empty : $" (named by {option})";
        return new InputFileException(file, $"there is no column '{VisibleText.Of(name)}'{because}; {Suggestion(name, names)}");
    }

    /// <summary>The position of each column.</summary>
    internal static Dictionary<string, int> Positions(IReadOnlyList<string> names)
    {
        var positions = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
            positions.TryAdd(names[i], i);
        return positions;
    }

    /// <summary>The error for a target that is not named at all.</summary>
    /// <param name="file">The table.</param>
    /// <param name="names">The names of its columns.</param>
    /// <returns>The error.</returns>
    public static InputFileException NoTarget(string file, IReadOnlyCollection<string> names) =>
        new(file, $"no target is given; name the column to predict with --target{(names.Count == 0 ? "." : ": " + Listed(names))}");

    /// <summary>Requires that the column of a setting such as <c>age=0</c> is there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="option">The option that has the setting.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="isNamed">
    /// Whether what comes before an equals sign is a column for certain. Otherwise one must nearly be called so: marks may hold one.
    /// </param>
    /// <param name="names">The names of all columns.</param>
    internal static void RequireKnown(string file, string option, string setting, bool isNamed, IReadOnlyCollection<string> names)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || ColumnSetting.Split(setting, names as IReadOnlyList<string> ?? names.ToArray()).Column is not null)
            return;
        var name = setting[..equals];
        if (isNamed || Near(name, names).Length > 0)
            throw Unknown(file, name, names, option);
    }

    /// <summary>Up to three names that a name may be meant to be, nearest first; case and blanks are no difference.</summary>
    /// <param name="name">The name.</param>
    /// <param name="names">The names that there are.</param>
    /// <param name="most">The most letters that may be wrong; null is a third of them.</param>
    /// <returns>The names.</returns>
    public static string[] Near(string name, IEnumerable<string> names, int? most = null) =>
        NearNames.Of(name, names, most ?? name.Length / 3).Take(3).ToArray();

    private static string Listed(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(MaxShown).Select(Quoted)) + (names.Count > MaxShown ? ", …" : ".");

    private static string Suggestion(string name, IReadOnlyCollection<string> names)
    {
        var near = Near(name, names);
        return near.Length > 0 ? $"did you mean {string.Join(" or ", near.Select(Quoted))}?" : $"the columns are {Listed(names)}";
    }

    private static string Quoted(string name) => $"'{VisibleText.Of(name)}'";
}
