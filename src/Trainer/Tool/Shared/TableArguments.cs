using System.CommandLine;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Shared;

/// <summary>The options that say how a CSV file is read, the same for every command that reads one.</summary>
internal sealed class TableArguments
{
    private const int MaxSkip = 1_000_000;

    private readonly Option<string?> _delimiter = new("--delimiter") { Description = "What stands between cells: a character, or tab. Found out otherwise.", HelpName = "char" };
    private readonly Option<bool> _header = new("--header") { Description = "The first row holds the names, whatever it looks like." };
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "There are no names; the columns are column1, column2, …" };
    private readonly Option<bool> _decimalComma = new("--decimal-comma") { Description = "Numbers are written as 1,5." };
    private readonly Option<string[]> _missing = List("--missing", "mark", "A text that stands for a missing value: -999 everywhere but in targets, or age=0 in one column.");
    private readonly Option<string[]> _notMissing = List("--not-missing", "mark", "A mark such as NA that is a value here: NA in all columns, or country=NA in one.");
    private readonly Option<string[]> _thousands = List("--thousands", "mark", "What stands between thousands: a point, a comma (the other one is then the decimal mark), or none; in all columns, or as in income=. in one.");
    private readonly Option<int> _skip = NumberOptions.Of("--skip", "Lines before the table that are none of its rows.", 0, 0, MaxSkip);
    private readonly Option<string?> _comment = new("--comment") { Description = "The character that lines begin with which are no rows.", HelpName = "char" };
    private readonly Option<string?> _encoding = new("--encoding") { Description = "The encoding of the file: utf-16, latin1, windows-1252, … UTF-8 otherwise.", HelpName = "name" };

    public TableArguments()
    {
        _comment.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Delimiter(text) is null)
                result.AddError("--comment is one ASCII character that is no letter, digit or quote, such as #.");
        });
        _encoding.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && TableFile.EncodingOf(name) is null)
                result.AddError($"--encoding is the name of an encoding such as utf-8, utf-16, latin1 or windows-1252, not '{VisibleText.Of(name)}'.");
        });
        _thousands.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value[(t.Value.LastIndexOf('=') + 1)..] is not ("." or "," or NumberMarks.None)))
                result.AddError($"--thousands is a point, a comma or none, for one column as in income=., not '{VisibleText.Of(token.Value)}'. Blanks, ' and _ between thousands are read anyway.");
        });
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

    /// <summary>
    /// Names that are no columns, each option holding one or several separated by commas; a comma in a name is written as two.
    /// </summary>
    public static EquatableArray<string> Names(ParseResult result, Option<string[]> option) =>
        new ColumnList(null, TableOptions.Default).Of(result, option);

    public void AddTo(Command command)
    {
        command.Add(_delimiter);
        command.Add(_header);
        command.Add(_noHeader);
        command.Add(_decimalComma);
        command.Add(_missing);
        command.Add(_notMissing);
        command.Add(_thousands);
        command.Add(_skip);
        command.Add(_comment);
        command.Add(_encoding);
    }

    public TableOptions Read(ParseResult result) => new()
    {
        Delimiter = result.GetValue(_delimiter) is { } text ? Delimiter(text) : null,
        Header = result.GetValue(_header) ? true : result.GetValue(_noHeader) ? false : null,
        DecimalComma = result.GetValue(_decimalComma),
        Missing = (result.GetValue(_missing) ?? []).ToEquatableArray(),
        NotMissing = (result.GetValue(_notMissing) ?? []).ToEquatableArray(),
        Thousands = (result.GetValue(_thousands) ?? []).ToEquatableArray(),
        Skip = result.GetValue(_skip),
        Comment = result.GetValue(_comment) is { } comment ? Delimiter(comment) : null,
        Encoding = result.GetValue(_encoding),
    };

    private static char? Delimiter(string text) => text switch
    {
        "tab" or "\\t" => '\t',
        [var c] when char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c is not ('"' or '\r' or '\n') => c,
        _ => null,
    };
}
