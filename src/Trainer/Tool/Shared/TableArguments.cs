using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared;

/// <summary>The options that say how a table is read, the same for every command that reads one.</summary>
internal sealed class TableArguments
{
    private const int MaxSkip = 1_000_000;

    private readonly OptionDefinition<TableOptions>[] _definitions;
    private readonly QueryArguments? _query;

    /// <param name="data">What names the file, where a query may stand in its place; null where none may.</param>
    public TableArguments(IFileSymbol? data = null)
    {
        _query = data is null ? null : new QueryArguments(data);
        var delimiter = new Option<string?>(
            "--delimiter")
        { Description = "The separator between cells: a character, or tab; detected by default.", HelpName = "char" };
        delimiter.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Delimiter(text) is null)
                result.AddError("--delimiter is one ASCII character that is not a letter, digit or quote, or the word tab.");
        });
        var header = new Option<bool>("--header") { Description = "The first row holds the names, whatever it looks like." };
        var noHeader = new Option<bool>("--no-header") { Description = "There is no header; the columns are column1, column2, …" };
        noHeader.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<bool>() && result.GetValue(header))
                result.AddError("--header and --no-header contradict each other; give one of them.");
        });
        var decimalComma = new Option<bool>("--decimal-comma") { Description = "Numbers have a decimal comma, as in 1,5." };
        var missing = OptionDefinition.Texts<TableOptions>(
            "--missing", "mark", "A text that stands for a missing value: -999 everywhere but in targets, or age=0 in one column.",
            (table, marks) => table with { Missing = marks });
        var notMissing = OptionDefinition.Texts<TableOptions>(
            "--not-missing", "mark", "A mark such as NA that is an ordinary value here: NA in all columns, or country=NA in one.",
            (table, marks) => table with { NotMissing = marks });
        // What it comes to is recorded with what was found in the table.
        var thousands = OptionDefinition.Texts<TableOptions>(
            "--thousands", "mark",
            "The thousands separator: a point, a comma (the other one is then the decimal mark), or none; in all columns, or in one as in "
                + "income=.",
            (table, marks) => table with { Thousands = marks }) with
        { Record = _ => null };
        thousands.Option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(
                t => t.Value[(t.Value.LastIndexOf('=') + 1)..] is not ("." or "," or TableOptions.NoThousands)))
                result.AddError(
                    $"--thousands is a point, a comma or none, for one column as in income=., not '{VisibleText.Of(token.Value)}'. Blanks, "
                        + "' and _ between thousands are read anyway.");
        });
        var skip = OptionDefinition.Number<TableOptions, int>(
            "--skip", "Lines to skip before the table.", 0, 0, MaxSkip, (table, lines) => table with { Skip = lines });
        var comment = new Option<string?>(
            "--comment")
        { Description = "Lines that begin with this character are comments, not rows.", HelpName = "char" };
        comment.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Delimiter(text) is null)
                result.AddError("--comment is one ASCII character that is not a letter, digit or quote, such as #.");
        });
        var encoding = new Option<string?>(
            "--encoding")
        { Description = "The encoding of the file: utf-16, latin1, windows-1252, … UTF-8 by default.", HelpName = "name" };
        encoding.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !TableOptions.KnowsEncoding(name))
                result.AddError(
                    $"--encoding is the name of an encoding such as utf-8, utf-16, latin1 or windows-1252, not '{VisibleText.Of(name)}'.");
        });
        _definitions =
        [
            OptionDefinition.Of(
                delimiter, (TableOptions table, string? text) => table with { Delimiter = text is null ? null : Delimiter(text) }),
            OptionDefinition.Of(header, (TableOptions table, bool isThere) => isThere ? table with { Header = true } : table),
            OptionDefinition.Of(noHeader, (TableOptions table, bool isAbsent) => isAbsent ? table with { Header = false } : table),
            OptionDefinition.Of(decimalComma, (TableOptions table, bool isSo) => table with { DecimalComma = isSo }),
            missing,
            notMissing,
            thousands,
            skip,
            OptionDefinition.Of(
                comment, (TableOptions table, string? text) => table with { Comment = text is null ? null : Delimiter(text) }),
            OptionDefinition.Of(encoding, (TableOptions table, string? name) => table with { Encoding = name }),
            .. _query is { } query
                ? new[] { OptionDefinition.Of(query.Query, (TableOptions table, string? _) => table, text => text) }
                : [],
        ];
    }

    /// <summary>An option that may be given several times, each time with one name: names may hold any character, commas too.</summary>
    public static Option<string[]> List(string name, string helpName, string description) =>
        new(name) { Description = description + " May be repeated.", HelpName = helpName, Arity = ArgumentArity.OneOrMore };

    /// <summary>
    /// Names that are not columns, each option holding one or several separated by commas; a comma in a name is written as two.
    /// </summary>
    public static EquatableArray<string> Names(ParseResult result, Option<string[]> option) =>
        new ColumnList(null, TableOptions.Default).Of(result, option);

    /// <summary>The options, for a command that adds them by itself.</summary>
    public IEnumerable<Option> Options => _definitions.Select(d => d.Option);

    public void AddTo(Command command)
    {
        _definitions.AddTo(command);
        _query?.AddTo(command);
    }

    /// <summary>How the table is read; a query is ready then, and asked when somebody reads its rows.</summary>
    public TableOptions Read(ParseResult result)
    {
        _query?.Provide(result);
        return _definitions.Read(TableOptions.Default, Reading(result));
    }

    /// <summary>The name under which the table is read, where a query may stand in the place of the file.</summary>
    public string PathOf(ParseResult result) => _query!.PathOf(result);

    /// <summary>What the provenance records of how the table is read.</summary>
    public IEnumerable<NamedText> Recorded(ParseResult result) => _definitions.Recorded(Reading(result));

    private static OptionReading Reading(ParseResult result) => new(result, new ColumnList(null, TableOptions.Default));

    private static char? Delimiter(string text) => text switch
    {
        "tab" or "\\t" => '\t',
        [var c] when char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c is not ('"' or '\r' or '\n') => c,
        _ => null,
    };
}
