using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Text;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Export.Sql;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Export;

/// <summary><c>--to sql --dialect D --table T</c>: one statement that an engine runs over a table.</summary>
internal sealed class SqlForm : ExportForm
{
    // Each takes three steps of the statement, and engines take no more than some hundred inside each other.
    private const int MaxReasons = 10;

    private readonly Option<string?> _dialect = new("--dialect") { Description = $"The engine: {string.Join(", ", SqlDialects.Names)}." };

    private readonly Option<string?> _table = new("--table")
    {
        Description = "The table or view that has the inputs, with dots between the parts of its name.",
        HelpName = "name",
    };

    private readonly Option<string?> _view = new("--view")
    { Description = "Make a view of this name instead of a query.", HelpName = "name" };

    private readonly Option<string[]> _key = TableArguments.List(
        "--key", "column", "A column of the table that stands before the answers, to join them again.");

    private readonly Option<string[]> _column = TableArguments.List(
        "--column", "input=column", "The column of an input that is called otherwise than the input.");

    private readonly Option<string[]> _answer = TableArguments.List(
        "--as",
        "answer=name",
        "Another name for a column of the answer: rule, label, an output, probability, reason1, refused or outside.");

    private readonly Option<int> _reasons = NumberOptions.WithDefault(
        "--reasons", "How many columns to add with the codes of the principal reasons for each answer.", 0, 0, MaxReasons);

    private readonly Option<string?> _reference = new("--reference")
    {
        Description = "The reference of the document that reasons are measured from; by default its default.",
        HelpName = "name",
    };

    public SqlForm()
        : base("sql")
    {
        _dialect.AcceptOnlyFromAmong([.. SqlDialects.Names]);
        foreach (var pairs in new[] { _column, _answer })
        {
            pairs.Validators.Add(result =>
            {
                foreach (var token in result.Tokens.SelectMany(t => ColumnList.Split(t.Value)).Where(t => PairOf(t) is null))
                    result.AddError($"{pairs.Name} is a name, = and another name, such as age=years, not '{VisibleText.Of(token)}'.");
            });
        }
    }

    public override IReadOnlyList<Option> Needed => [_dialect, _table];

    public override IReadOnlyList<Option> Optional => [_view, _key, _column, _answer, _reasons, _reference];

    public override void Check(CommandResult result, bool isToStandardOutput)
    {
        if (result.GetValue(_reference) is not null && result.GetValue(_reasons) == 0)
            result.AddError("--reference is what --reasons are measured from; give --reasons too, or omit it.");
    }

    public override int Write(ParseResult result, string rules, string output, CancellationToken cancellation)
    {
        var names = new SqlNames
        {
            Table = result.GetRequiredValue(_table)!,
            View = result.GetValue(_view),
            Keys = TableArguments.Names(result, _key),
            Columns = Pairs(result, _column),
            Answers = Pairs(result, _answer),
        };
        var reasons = result.GetValue(_reasons) is var most and > 0
            ? new SqlReasons(most) { Reference = result.GetValue(_reference) }
            : null;
        var engine = SqlDialects.Of(result.GetRequiredValue(_dialect)!);
        var text = InputFileException.Blaming(rules, () => SqlStatement.Of(DocumentFile.Read(rules), engine, names, reasons));
        AtomicFile.Write(output, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        return ExitCode.Done;
    }

    private static EquatableArray<NamedText> Pairs(ParseResult result, Option<string[]> option) =>
        TableArguments.Names(result, option).Select(text => PairOf(text)!).ToEquatableArray();

    private static NamedText? PairOf(string text) =>
        Assignment.Of(text) is { Value.Length: > 0 } pair ? new NamedText(pair.Name.Trim(), pair.Value.Trim()) : null;
}
