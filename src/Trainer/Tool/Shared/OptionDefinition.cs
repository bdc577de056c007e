using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Numerics;
using RuleCompiler.Documents;

namespace RuleCompiler.Tool.Shared;

/// <summary>An option of a command: all that is known of it, in one place.</summary>
/// <typeparam name="T">What the options of the command are read into.</typeparam>
/// <param name="Option">Its name, help, default and bounds.</param>
/// <param name="Set">Puts its value where it belongs.</param>
/// <param name="Record">
/// The value as the provenance of a document records it; null where it does not decide the result, or says what holds without it.
/// </param>
internal sealed record OptionDefinition<T>(Option Option, Func<T, OptionReading, T> Set, Func<OptionReading, string?> Record)
{
    /// <summary>What the provenance calls it.</summary>
    public string RecordedName => Option.Name.TrimStart('-');
}

/// <summary>What options are read from.</summary>
/// <param name="Result">The command line.</param>
/// <param name="Columns">The columns of the table that the command reads.</param>
internal sealed record OptionReading(ParseResult Result, ColumnList Columns);

/// <summary>Makes definitions of options.</summary>
internal static class OptionDefinition
{
    /// <summary>An option of any kind.</summary>
    public static OptionDefinition<T> Of<T, TValue>(Option<TValue> option, Func<T, TValue, T> set, Func<TValue, string?>? record = null) =>
        new(
            option,
            (options, reading) => set(options, reading.Result.GetValue(option)!),
            reading => record?.Invoke(reading.Result.GetValue(option)!));

    /// <summary>A number that is always there; where it decides the result, it is recorded unless it is the usual one.</summary>
    public static OptionDefinition<T> Number<T, TNumber>(
        string name, string description, TNumber standard, TNumber minimum, TNumber maximum, Func<T, TNumber, T> set, bool decides = false)
        where TNumber : struct, INumber<TNumber> => Of(
            NumberOptions.WithDefault(name, description, standard, minimum, maximum), set, n => decides && n != standard ? Text(n) : null);

    /// <summary>A number that may be omitted; where it decides the result, it is recorded if it is given.</summary>
    public static OptionDefinition<T> OptionalNumber<T, TNumber>(
        string name, string description, TNumber minimum, TNumber maximum, Func<T, TNumber, T> set, bool decides = false)
        where TNumber : struct, INumber<TNumber> => Of<T, TNumber?>(
            NumberOptions.Optional(name, description, minimum, maximum),
            (options, n) => n is { } given ? set(options, given) : options,
            n => decides && n is { } given ? Text(given) : null);

    /// <summary>One of some words, each of which stands for a value; recorded unless it is the usual one.</summary>
    public static OptionDefinition<T> Word<T, TValue>(
        string name, string description, (string Word, TValue Value)[] words, string standard, Func<T, TValue, T> set)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.AcceptOnlyFromAmong([.. words.Select(w => w.Word)]);
        return Of(
            option,
            (T options, string word) => set(options, words.First(w => w.Word == word).Value),
            word => word == standard ? null : word);
    }

    /// <summary>Columns of the table.</summary>
    public static OptionDefinition<T> Columns<T>(string name, string description, Func<T, EquatableArray<string>, T> set) =>
        List(name, "column", description, (reading, option) => reading.Columns.Of(reading.Result, option), set);

    /// <summary>Names that are not columns.</summary>
    public static OptionDefinition<T> Names<T>(string name, string helpName, string description, Func<T, EquatableArray<string>, T> set) =>
        List(name, helpName, description, (reading, option) => TableArguments.Names(reading.Result, option), set);

    /// <summary>Texts that are taken as they are, commas and all.</summary>
    public static OptionDefinition<T> Texts<T>(string name, string helpName, string description, Func<T, EquatableArray<string>, T> set) =>
        List(name, helpName, description, (reading, option) => (reading.Result.GetValue(option) ?? []).ToEquatableArray(), set);

    /// <summary>Several values as they are recorded: on lines of their own, since names and marks may hold commas.</summary>
    public static string? Lines(EquatableArray<string> values) => values.Count == 0 ? null : string.Join('\n', values);

    /// <summary>A number as it is recorded.</summary>
    public static string Text<TNumber>(TNumber value)
        where TNumber : INumber<TNumber> =>
        value is double real ? Documents.Number.From(real).Text : value.ToString(null, CultureInfo.InvariantCulture);

    private static OptionDefinition<T> List<T>(
        string name, string helpName, string description, Func<OptionReading, Option<string[]>, EquatableArray<string>> read,
        Func<T, EquatableArray<string>, T> set)
    {
        var option = TableArguments.List(name, helpName, description);
        return new OptionDefinition<T>(
            option, (options, reading) => set(options, read(reading, option)), reading => Lines(read(reading, option)));
    }
}

/// <summary>The definitions of a command's options, read and recorded together.</summary>
internal static class OptionDefinitions
{
    /// <summary>Adds them to a command, in order.</summary>
    public static void AddTo<T>(this IEnumerable<OptionDefinition<T>> definitions, Command command)
    {
        foreach (var definition in definitions)
            command.Add(definition.Option);
    }

    /// <summary>What a command line says, put into what holds without it.</summary>
    public static T Read<T>(this IEnumerable<OptionDefinition<T>> definitions, T start, OptionReading reading) =>
        definitions.Aggregate(start, (options, definition) => definition.Set(options, reading));

    /// <summary>What the provenance records of a command line.</summary>
    public static IEnumerable<NamedText> Recorded<T>(this IEnumerable<OptionDefinition<T>> definitions, OptionReading reading) =>
        definitions.Select(d => (d.RecordedName, Value: d.Record(reading))).Where(r => r.Value is not null).Select(
            r => new NamedText(r.RecordedName, r.Value!));
}
