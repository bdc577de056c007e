using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Predictions;
using RuleCompiler.Trainer.Predictions.Recourses;

namespace RuleCompiler.Tool.Recourse;

/// <summary><c>rulec recourse F data.csv</c>: what would have to be different, and a proof that nothing less would do.</summary>
internal static class RecourseCommand
{
    private const int MaxChanges = 100;
    private const double LeastCost = 0.000001;
    private const double MostCost = 1000;
    private const double MillionthsOfOne = 1_000_000;
    private const double MaxNumber = 1e300;

    public static Command Create(Streams streams)
    {
        var rules = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var data = new FileArgument("data", FileUse.Read)
        {
            Description = "The table of the rows. It may be omitted with --verify.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var request = new RequestArguments();
        var row = NumberOptions.Optional("--row", "The only row to ask about, counted from 1; a header does not count.", 1, int.MaxValue);
        var output = new FileOption("--output", FileUse.Written, "-o")
        {
            Description = "A CSV file to write: for each row the change, its cost, and the new value of each input that changes.",
            HelpName = "file",
        };
        var certificates = new FileOption("--certificates", FileUse.Written)
        { Description = "A file to write the proofs to, a JSON object in each line.", HelpName = "file" };
        var verify = new FileOption("--verify", FileUse.Read)
        {
            Description = "A file of certificates to check in exact arithmetic, in the place of rows; exit code 1 where one does not hold.",
            HelpName = "file",
        };
        var keep = TableArguments.List(
            "--keep",
            "column",
            "A column of the file to write before the answers as it is, such as an id; or several with commas between.");
        var raw = new Option<bool>("--raw")
        { Description = "Write texts that a spreadsheet would run as formulas unchanged, without a leading apostrophe." };
        var check = new Option<bool>("--check")
        { Description = "Check each certificate in exact arithmetic; of a single row it always is." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var table = new TableArguments();
        var command = new Command("recourse", "Finds the nearest change of each row that leads to another decision, with a proof.")
        {
            rules, data,
        };
        request.AddTo(command);
        foreach (var option in new Option[] { row, output, certificates, verify, keep, raw, check, json })
            command.Add(option);
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(data) is null && result.GetValue(verify) is null)
                result.AddError("name the table of the rows, or certificates to check with --verify.");
            if (result.GetValue(data) is not null && result.GetValue(verify) is not null)
                result.AddError("--verify checks certificates, which hold their rows; omit the table.");
            if (result.GetValue(verify) is not null && (result.GetValue(output) ?? result.GetValue(certificates)) is not null)
                result.AddError("--verify only checks certificates; omit -o and --certificates.");
            if (result.GetValue(row) is not null && (result.GetValue(output) ?? result.GetValue(certificates)) is not null)
                result.AddError("--row prints the answer of one row; omit -o and --certificates.");
            if (output.IsStandardOutput(result) || certificates.IsStandardOutput(result))
                result.AddError("standard output is where the summary goes; name files with -o and --certificates.");
        });
        command.SetAction((result, cancellation) =>
        {
            var file = result.GetRequiredValue(rules);
            if (result.GetValue(verify) is { } given)
                return Task.FromResult(CertificateAction.Run(file, given, result.GetValue(json), streams, cancellation));
            var path = result.GetRequiredValue(data);
            var options = table.Read(result);
            var asked = new AskedRecourse(file, path, request.Read(result), options)
            {
                Row = result.GetValue(row),
                Output = result.GetValue(output),
                Certificates = result.GetValue(certificates),
                Kept = new ColumnList(path, options).Of(result, keep),
                Raw = result.GetValue(raw),
                Checks = result.GetValue(check),
                Json = result.GetValue(json),
            };
            return Task.FromResult(InputFileException.Blaming(file, () => Run(asked, streams, cancellation)));
        });
        return command;
    }

    private static int Run(AskedRecourse asked, Streams streams, CancellationToken cancellation)
    {
        var document = DocumentFile.Read(asked.Rules);
        if (asked.Row is { } row)
            return RowAction.Run(document, asked, row, streams, cancellation);
        var table = new RecourseTable(document, asked.Request, asked.Checks);
        var options = new PredictionOptions(Raw: asked.Raw) { Kept = asked.Kept };
        var (counts, notes) = Written(asked.Output, answers => Written(asked.Certificates, certificates =>
            table.Write(answers, certificates, asked.Data, asked.Table, options, cancellation)));
        foreach (var line in NoteText.Of(notes))
            streams.Error.WriteLine(line);
        if (asked.Json)
            streams.Out.WriteLine(ResultJson.Of(RecourseJson.Of(counts, notes)));
        else
            foreach (var line in RecourseText.Of(document, counts, asked.Request))
                streams.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static T Written<T>(string? path, Func<Stream?, T> write)
    {
        if (path is null)
            return write(null);
        var result = default(T);
        AtomicFile.Write(path, stream => result = write(stream));
        return result!;
    }

    /// <summary>The options that say what is wanted.</summary>
    private sealed class RequestArguments
    {
        private readonly Option<string?> _to = new("--to")
        { Description = "The label that is wanted; by default any other than the row's own.", HelpName = "label" };
        private readonly Option<string?> _output = new("--of")
        { Description = "The output that is meant, where there are several.", HelpName = "name" };
        private readonly Option<double?> _least = NumberOptions.Optional(
            "--at-least", "Of rules that answer with a number, what it is to be at least.", -MaxNumber, MaxNumber);
        private readonly Option<double?> _most = NumberOptions.Optional(
            "--at-most", "Of rules that answer with a number, what it is to be at most.", -MaxNumber, MaxNumber);
        private readonly Option<int?> _changes = NumberOptions.Optional(
            "--max-changes", "The most inputs that may change; 3 by default.", 1, MaxChanges);
        private readonly Option<long?> _budget = NumberOptions.Optional(
            "--max-steps", "The most bounds that are calculated for a row; 200000 by default.", 1, long.MaxValue);
        private readonly Option<string[]> _costs = TableArguments.List(
            "--cost",
            "input=n",
            "What a step of a number costs, another category, or a place in the order of categories; by default the share of the range, or "
                + "1 from the first category to the last.");
        private readonly Option<string[]> _sides = TableArguments.List(
            "--keep-to", "condition", "What the changed row has to keep to, such as \"2*duration + rate <= 60\".");

        public RequestArguments() => _costs.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.SelectMany(t => ColumnList.Split(t.Value)).Where(t => CostOf(t) is null))
                result.AddError(string.Create(
                    CultureInfo.InvariantCulture,
                    $"--cost is an input and a number from {LeastCost:0.000000} to {MostCost} such as amount=0.01, not "
                        + $"'{VisibleText.Of(token)}'."));
        });

        public void AddTo(Command command)
        {
            foreach (var option in new Option[] { _to, _output, _least, _most, _changes, _budget, _costs, _sides })
                command.Add(option);
            command.Validators.Add(result =>
            {
                if (new Option[] { _to, _least, _most }.Count(o => result.GetResult(o) is { Implicit: false }) > 1)
                    result.AddError("--to, --at-least and --at-most are different wishes; give one of them.");
            });
        }

        public RecourseRequest Read(ParseResult result) => new()
        {
            Label = result.GetValue(_to),
            Output = result.GetValue(_output),
            AtLeast = result.GetValue(_least),
            AtMost = result.GetValue(_most),
            MostChanges = result.GetValue(_changes),
            Budget = result.GetValue(_budget),
            Costs = TableArguments.Names(result, _costs).Select(c => CostOf(c)!).ToEquatableArray(),
            Sides = (result.GetValue(_sides) ?? []).Select(SideCondition.Parse).ToEquatableArray(),
        };

        private static InputCost? CostOf(string text) => Assignment.Of(text) is { } pair
            && double.TryParse(pair.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var cost)
            && cost is >= LeastCost and <= MostCost
                ? new InputCost(pair.Name.Trim(), (long)Math.Round(cost * MillionthsOfOne))
                : null;
    }
}
