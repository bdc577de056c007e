using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;

namespace RuleCompiler.Trainer.Cli;

/// <summary>The options that say how a CSV file is read, the same for every command that reads one.</summary>
internal sealed class TableArguments
{
    private readonly Option<string?> _delimiter = new("--delimiter") { Description = "What stands between cells: a character, or tab. Found out otherwise.", HelpName = "char" };
    private readonly Option<bool> _header = new("--header") { Description = "The first row holds the names, whatever it looks like." };
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "There are no names; the columns are column1, column2, …" };
    private readonly Option<bool> _decimalComma = new("--decimal-comma") { Description = "Numbers are written as 1,5." };
    private readonly Option<string[]> _missing = List("--missing", "mark", "A text that stands for a missing value: -999 everywhere but in targets, or age=0 in one column.");

    public TableArguments()
    {
        _delimiter.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Delimiter(text) is null)
                result.AddError("--delimiter is one ASCII character that is no letter, digit or quote, or the word tab.");
        });
        _noHeader.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<bool>() && result.GetValue(_header))
                result.AddError("--header and --no-header say opposite things; give one of them.");
        });
    }

    /// <summary>An option that may be given several times, each time with one name: names may hold any character, commas too.</summary>
    public static Option<string[]> List(string name, string helpName, string description) =>
        new(name) { Description = description + " May be repeated.", HelpName = helpName, Arity = ArgumentArity.OneOrMore };

    /// <summary>Column names, each option holding one or several separated by commas; a comma in a name is written as two.</summary>
    public static EquatableArray<string> Names(ParseResult result, Option<string[]> option) => (result.GetValue(option) ?? [])
        .SelectMany(Split).ToEquatableArray();

    public static IEnumerable<string> Split(string value) => value.Replace(",,", "\0", StringComparison.Ordinal).Split(',')
        .Select(n => n.Replace('\0', ',').Trim()).Where(n => n.Length > 0);

    public void AddTo(Command command)
    {
        command.Add(_delimiter);
        command.Add(_header);
        command.Add(_noHeader);
        command.Add(_decimalComma);
        command.Add(_missing);
    }

    public TableOptions Read(ParseResult result) => new()
    {
        Delimiter = result.GetValue(_delimiter) is { } text ? Delimiter(text) : null,
        Header = result.GetValue(_header) ? true : result.GetValue(_noHeader) ? false : null,
        DecimalComma = result.GetValue(_decimalComma),
        Missing = (result.GetValue(_missing) ?? []).ToEquatableArray(),
    };

    private static char? Delimiter(string text) => text switch
    {
        "tab" or "\\t" => '\t',
        [var c] when char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c is not ('"' or '\r' or '\n') => c,
        _ => null,
    };
}
