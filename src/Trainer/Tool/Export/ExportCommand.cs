using System.CommandLine;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Export.Sql;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Export;

/// <summary><c>rulec export F --to sql --dialect D --table T</c>: the rules in a form that another program runs.</summary>
internal static class ExportCommand
{
    private const string Sql = "sql";

    public static Command Create(Streams streams)
    {
        var rules = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var to = new Option<string>("--to") { Description = "The form: sql.", Required = true };
        to.AcceptOnlyFromAmong(Sql);
        var dialect = new Option<string>("--dialect")
        { Description = $"The engine: {string.Join(", ", SqlDialects.Names)}.", Required = true };
        dialect.AcceptOnlyFromAmong([.. SqlDialects.Names]);
        var table = new Option<string>("--table")
        {
            Description = "The table or view that has the inputs, with dots between the parts of its name.",
            HelpName = "name",
            Required = true,
        };
        var view = new Option<string?>("--view") { Description = "Make a view of this name instead of a query.", HelpName = "name" };
        var key = TableArguments.List("--key", "column", "A column of the table that stands before the answers, to join them again.");
        var column = TableArguments.List("--column", "input=column", "The column of an input that is called otherwise than the input.");
        var answer = TableArguments.List(
            "--as", "answer=name", "Another name for a column of the answer: rule, label, an output, probability, refused or outside.");
        var output = new FileOption("--output", FileUse.Written, "-o")
        { Description = "The file to write. Without it, or with -, the text goes to standard output.", HelpName = "file" };
        var command = new Command("export", "Writes rules as SQL, to decide where the data are.")
        {
            rules, to, dialect, table, view, key, column, answer, output,
        };
        foreach (var pairs in new[] { column, answer })
        {
            pairs.Validators.Add(result =>
            {
                foreach (var token in result.Tokens.SelectMany(t => ColumnList.Split(t.Value)).Where(t => PairOf(t) is null))
                    result.AddError($"{pairs.Name} is a name, = and another name, such as age=years, not '{VisibleText.Of(token)}'.");
            });
        }

        command.SetAction((result, _) =>
        {
            var path = result.GetRequiredValue(rules);
            var names = new SqlNames
            {
                Table = result.GetRequiredValue(table),
                View = result.GetValue(view),
                Keys = TableArguments.Names(result, key),
                Columns = Pairs(result, column),
                Answers = Pairs(result, answer),
            };
            var engine = SqlDialects.Of(result.GetRequiredValue(dialect));
            var text = InputFileException.Blaming(path, () => SqlStatement.Of(DocumentFile.Read(path), engine, names));
            AtomicFile.Write(
                result.GetValue(output) ?? StandardStreams.Name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static EquatableArray<NamedText> Pairs(ParseResult result, Option<string[]> option) =>
        TableArguments.Names(result, option).Select(text => PairOf(text)!).ToEquatableArray();

    // The name of an input may hold '=', that of a column hardly does.
    private static NamedText? PairOf(string text)
    {
        var mark = text.LastIndexOf('=');
        return mark > 0 && mark + 1 < text.Length ? new NamedText(text[..mark].Trim(), text[(mark + 1)..].Trim()) : null;
    }
}
