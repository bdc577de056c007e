using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Reports.Dossiers;

namespace RuleCompiler.Tool.Dossier;

/// <summary>
/// <c>rulec dossier F -o page.html</c>: what is known of rules, under the headings that a reviewer of models works through.
/// </summary>
internal static class DossierCommand
{
    private const double StandardSeconds = 600;

    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var data = new FileOption("--data", FileUse.Read)
        {
            Description = "A table that the figures are counted again on.",
            HelpName = "file",
        };
        var test = new FileOption("--test", FileUse.Read)
        {
            Description = "The table of test rows that the document records, where it was trained with one.",
            HelpName = "file",
        };
        var targets = TableArguments.List(
            "--target", "column", "The column of the data that says what is true; by default the one that the rules were trained on.");
        var policies = new FileOption("--policies", FileUse.Read)
        {
            Description = "Policies to prove [default: NAME.policies.json beside the document, if it is there].",
            HelpName = "file",
            Otherwise = result => Companion.Existing(result.GetRequiredValue(file), CompanionPath.OfPolicies),
        };
        var approval = new FileOption("--approval", FileUse.Read)
        {
            Description = "The approval [default: NAME.approval.json beside the document, if it is there].",
            HelpName = "file",
            Otherwise = result => Companion.Existing(result.GetRequiredValue(file), CompanionPath.OfApproval),
        };
        var statements = new FileOption("--statements", FileUse.Read)
        {
            Description = "What persons state: a JSON object with a list of texts for each heading.",
            HelpName = "file",
        };
        var output = new FileOption("--output", FileUse.Written, "-o")
        {
            Description = "The page to write, a self-contained HTML file.",
            HelpName = "file",
        };
        var markdown = new FileOption("--markdown", FileUse.Written) { Description = "The same as Markdown.", HelpName = "file" };
        var limit = TimeLimit.Option("Stop after this many seconds; nothing is written then.", StandardSeconds);
        var table = new TableArguments();
        var command = new Command(
            "dossier", "Writes what is known of the rules under the headings of a review, each line marked with how it is known.")
        {
            file, data, test, targets, policies, approval, statements, output, markdown, limit,
        };
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is null && result.GetValue(markdown) is null)
                result.AddError("name the page to write with -o, or a Markdown file with --markdown.");
            if (result.GetValue(data) is null && (result.GetValue(test) is not null || result.GetResult(targets) is not null))
                result.AddError("--test and --target are about data; name the file with --data.");
        });
        command.SetAction((result, cancellation) =>
        {
            var options = table.Read(result);
            options = options with { Targets = new ColumnList(result.GetValue(data), options).Of(result, targets) };
            var sources = new DossierSources(result.GetRequiredValue(file))
            {
                Data = result.GetValue(data),
                Test = result.GetValue(test),
                Table = options,
                Policies = policies.PathOf(result),
                Approval = approval.PathOf(result),
                Statements = result.GetValue(statements),
            };
            return Task.FromResult(
                Run(streams, sources, result.GetValue(output), result.GetValue(markdown), result.GetValue(limit), cancellation));
        });
        return command;
    }

    private static int Run(
        Streams streams, DossierSources sources, string? page, string? markdown, double seconds, CancellationToken cancellation)
    {
        var dossier = Deadline.Within(
            seconds, token => Trainer.Reports.Dossiers.Dossier.Read(sources, ToolName.Text, token), cancellation);
        if (dossier is null)
        {
            streams.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"rulec: the dossier was not done within {seconds} s, so nothing is written; give --time-limit more."));
            return ExitCode.CheckFailed;
        }

        if (page is not null)
            Write(page, dossier.ToHtml());
        if (markdown is not null)
            Write(markdown, dossier.ToMarkdown());
        return ExitCode.Done;
    }

    private static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
