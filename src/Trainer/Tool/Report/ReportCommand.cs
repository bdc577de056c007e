using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Reports;

namespace RuleCompiler.Tool.Report;

/// <summary><c>rulec report F -o report.html</c>: one page that shows what the rules say, how well they do and why.</summary>
internal static class ReportCommand
{
    private const double StandardSeconds = 600;

    /// <summary>The share of the time that the regions may take; the page can do without them.</summary>
    private const double RegionsShare = 0.5;

    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var output = new FileOption(
            "--output", FileUse.Written, "-o")
        { Description = "The page to write, a self-contained HTML file.", HelpName = "file" };
        var svg = new FileOption(
            "--svg",
            FileUse.Folder)
        {
            Files = Trainer.Reports.Report.PictureFiles,
            Description = "A folder for the pictures as separate SVG files.",
            HelpName = "folder",
        };
        var data = new FileOption(
            "--data",
            FileUse.Read)
        { Description = "A table whose rows the page measures, averages over and draws.", HelpName = "file" };
        var targets = TableArguments.List(
            "--target",
            "column",
            "The column of the data with the true labels or values. By default the one that the rules were trained on.");
        var network = new FileOption(
            "--network",
            FileUse.Read)
        { Description = "The network, ONNX or JSON, to draw and, with --data, to compare.", HelpName = "file" };
        var inputs = TableArguments.List(
            "--inputs",
            "column",
            "The network's inputs in its order, separated by commas, if they are not the rules' inputs or the file's columns in order.");
        var ignore = TableArguments.List(
            "--ignore",
            "column",
            "A column that is not an input of the network. Columns that were left out in training need not be named.");
        var groups = TableArguments.List(
            "--group",
            "column",
            "A column of the data whose groups of rows have figures of their own. By default the categories with few values.");
        var compare = new FilesOption(
            "--compare",
            FileUse.Read)
        {
            Description = "Another rule document for the same data, such as a tree or a linear model. May be repeated.",
            HelpName = "file",
            Arity = ArgumentArity.OneOrMore,
        };
        var limit = TimeLimit.Option(
            "Stop after this many seconds; regions are left out if they take more than half of that.", StandardSeconds);
        var table = new TableArguments();
        var command = new Command("report", "Writes a page that shows the rules, their quality, their regions and what they answer.")
        {
            file, output, svg, data, targets, groups, network, inputs, ignore, compare, limit,
        };
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is null && result.GetValue(svg) is null)
                result.AddError("name the page to write with -o, or a folder for pictures with --svg.");
            if (result.GetResult(groups) is not null && result.GetValue(data) is null)
                result.AddError("--group names columns of the data; name the file with --data.");
        });
        command.SetAction((result, cancellation) =>
        {
            var options = table.Read(result);
            var columns = new ColumnList(result.GetValue(data), options);
            options = options with { Targets = columns.Of(result, targets), Ignored = columns.Of(result, ignore) };
            var sources = new ReportSources(
                result.GetRequiredValue(file),
                result.GetValue(data),
                options,
                result.GetValue(network),
                columns.Of(result, inputs),
                result.GetValue(compare) ?? [])
            { Groups = columns.Of(result, groups) };
            return Task.FromResult(
                Run(sources, result.GetValue(output), result.GetValue(svg), result.GetValue(limit), streams, cancellation));
        });
        return command;
    }

    private static int Run(
        ReportSources sources, string? output, string? folder, double seconds, Streams streams, CancellationToken cancellation)
    {
        var texts = Deadline.Within(seconds, Make, cancellation);
        if (texts is null)
        {
            streams.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"rulec: the report was not done within {seconds} s, so nothing is written; give --time-limit more, or fewer rows."));
            return ExitCode.CheckFailed;
        }

        if (folder is not null)
        {
            AtomicFile.CreateFolder(folder);
            foreach (var (file, text) in texts.Pictures)
                Write(Path.Combine(folder, file), text);
        }

        if (output is not null)
            Write(output, texts.Page!);
        return ExitCode.Done;

        Texts Make(CancellationToken token)
        {
            var report = Trainer.Reports.Report.Read(sources, seconds * RegionsShare, token);
            foreach (var line in NoteText.Of(report.Notes).Concat(report.Told))
                streams.Error.WriteLine(line);
            return new Texts(folder is null ? [] : report.Pictures().ToArray(), output is null ? null : report.Page());
        }
    }

    private static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>What is to be written.</summary>
    private sealed record Texts((string File, string Text)[] Pictures, string? Page);
}
