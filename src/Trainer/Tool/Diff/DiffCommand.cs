using System;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Proofs.Comparison;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Predictions;

namespace RuleCompiler.Tool.Diff;

/// <summary><c>rulec diff OLD NEW</c>: how far two rule documents are apart, exactly, and where their answers differ.</summary>
internal static class DiffCommand
{
    private const double StandardSeconds = 600;

    private const string Never = "never";

    public static Command Create(Streams streams)
    {
        var old = new FileArgument("old", FileUse.Read) { Description = "The old rule document, *.rules.json." };
        var @new = new FileArgument("new", FileUse.Read) { Description = "The new rule document, *.rules.json." };
        var data = new FileOption("--data", FileUse.Read)
        {
            Description = "A table whose rows are counted in each cell; each document reads it as rulec predict does.",
            HelpName = "file",
        };
        var rename = new Option<string[]>("--rename")
        {
            Description = "An input that has another name in the new document: old=new. Give it once for each.",
            HelpName = "old=new",
        };
        rename.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string[]>() is { } renames && renames.Any(r => Rename(r) is null))
                result.AddError("--rename takes two names with = between them: --rename income=net_income.");
        });
        var failOn = new Option<string>("--fail-on")
        {
            Description = "The least class of difference that ends with exit code 1.",
            DefaultValueFactory = _ => DiffWords.Of(DifferenceClass.Decisions),
        };
        failOn.AcceptOnlyFromAmong(
            [.. Enum.GetValues<DifferenceClass>().Where(c => c > DifferenceClass.Equal).Select(DiffWords.Of), Never]);
        var limit = TimeLimit.Option(
            "Stop after this many seconds; the difference is then not decided, which is a failure.", StandardSeconds);
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
        var markdown = new Option<bool>("--markdown") { Description = "Print Markdown for a pull request, at most 60 lines." };
        var table = new TableArguments();
        var command = new Command("diff", "Shows where two rule documents answer differently, by exact proof.")
        {
            old, @new, data, rename, failOn, json, markdown, limit,
        };
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(markdown))
                result.AddError("--json and --markdown are two forms of the same; give one of them.");
        });
        command.SetAction((result, cancellation) => Task.FromResult(Run(
            streams,
            new DiffOptions(
                result.GetRequiredValue(old),
                result.GetRequiredValue(@new),
                (result.GetValue(rename) ?? []).Select(r => Rename(r)!).ToEquatableArray(),
                ClassOf(result.GetValue(failOn)!),
                result.GetValue(limit))
            {
                Data = data.PathOf(result),
                Table = table.Read(result),
                Json = result.GetValue(json),
                Markdown = result.GetValue(markdown),
            },
            cancellation)));
        return command;
    }

    private static DifferenceClass? ClassOf(string word) =>
        word == Never ? null : Enum.GetValues<DifferenceClass>().First(c => DiffWords.Of(c) == word);

    private static RenamedInput? Rename(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 ? new RenamedInput(text[..at], text[(at + 1)..]) : null;
    }

    private static int Run(Streams streams, DiffOptions options, CancellationToken cancellation)
    {
        var (old, @new) = (DocumentFile.Read(options.Old), DocumentFile.Read(options.New));
        var difference = Deadline.Within(
            options.Seconds,
            token => DocumentComparison.Compare(old, @new, new ComparisonOptions { Renames = options.Renames }, cancellation: token),
            cancellation);
        var rows = options.Data is null
            ? null
            : ComparedRows.Count(options.Data, options.Table, old, @new, options.Renames, cancellation);
        var result = new DiffResult(old, @new, difference, rows);
        if (options.Json)
        {
            streams.Out.WriteLine(ResultJson.Of(DiffJson.Of(result)));
        }
        else
        {
            foreach (var line in options.Markdown ? DiffMarkdown.Of(result) : DiffText.Of(result))
                streams.Out.WriteLine(line);
        }

        var isFailure = options.FailOn is { } least && (difference is not { IsDecided: true } decided || decided.Class >= least);
        return isFailure ? ExitCode.CheckFailed : ExitCode.Done;
    }
}
