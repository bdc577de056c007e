using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Documents;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Reports.Pages;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Report;

/// <summary><c>rulec report F -o report.html</c>: one page that shows what the rules say, how well they do and why.</summary>
internal static class ReportCommand
{
    /// <summary>Measuring the regions of more rules than these would take longer than anyone waits for a page.</summary>
    private const int MaxMeasuredRules = 256;

    private const double StandardSeconds = 600;

    /// <summary>The share of the time that the regions may take; the page can do without them.</summary>
    private const double RegionsShare = 0.5;

    public static Command Create(Streams streams)
    {
        var file = new FileArgument("rules", FileUse.Read) { Description = "The rule document, *.rules.json." };
        var output = new FileOption("--output", FileUse.Written, "-o") { Description = "The page to write, one HTML file that needs nothing else.", HelpName = "file" };
        var svg = new FileOption("--svg", FileUse.Folder) { Files = ReportPictures.Files, Description = "A folder for the single pictures as SVG files.", HelpName = "folder" };
        var data = new FileOption("--data", FileUse.Read) { Description = "A CSV file: its rows are measured, averaged over and drawn.", HelpName = "file" };
        var targets = TableArguments.List("--target", "column", "The column of the data that says what is true. Found out by what the rules were trained on otherwise.");
        var network = new FileOption("--network", FileUse.Read) { Description = "The network, ONNX or JSON: it is drawn, and with --data compared.", HelpName = "file" };
        var inputs = TableArguments.List("--inputs", "column", "The network's inputs in its order, several separated by commas, where they are not the rules' or the file's columns in their order.");
        var ignore = TableArguments.List("--ignore", "column", "A column that is no input of the network. What was left out in training is none.");
        var compare = new FilesOption("--compare", FileUse.Read) { Description = "Another rule document for the same data, such as a tree or a linear model. May be repeated.", HelpName = "file", Arity = ArgumentArity.OneOrMore };
        var limit = TimeLimit.Option("Stop after so many seconds; regions that take longer than half of it are left out.", StandardSeconds);
        var table = new TableArguments();
        var command = new Command("report", "Writes a page that shows the rules, their quality, their regions and what they answer.")
        {
            file, output, svg, data, targets, network, inputs, ignore, compare, limit,
        };
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is null && result.GetValue(svg) is null)
                result.AddError("name the page to write with -o, or a folder for pictures with --svg.");
        });
        command.SetAction((result, cancellation) =>
        {
            var options = table.Read(result);
            var columns = new ColumnList(result.GetValue(data), options);
            options = options with { Targets = columns.Of(result, targets), Ignored = columns.Of(result, ignore) };
            var sources = new Sources(
                result.GetRequiredValue(file), result.GetValue(data), options, result.GetValue(network), columns.Of(result, inputs), result.GetValue(compare) ?? []);
            return Task.FromResult(Run(sources, result.GetValue(output), result.GetValue(svg), result.GetValue(limit), streams, cancellation));
        });
        return command;
    }

    private static int Run(Sources sources, string? output, string? folder, double seconds, Streams streams, CancellationToken cancellation)
    {
        var texts = TimeLimit.Within(seconds, Make, cancellation);
        if (texts is null)
        {
            streams.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"rulec: the report was not done within {seconds} s, so nothing is written; give --time-limit more, or fewer rows."));
            return ExitCode.CheckFailed;
        }

        if (folder is not null)
        {
            CreateFolder(folder);
            foreach (var (file, text) in texts.Pictures)
                Write(Path.Combine(folder, file), text);
        }

        if (output is not null)
            Write(output, texts.Page!);
        return ExitCode.Done;

        Texts Make(CancellationToken token)
        {
            var content = Content(sources, seconds * RegionsShare, streams.Error, token);
            return new Texts(folder is null ? [] : ReportPictures.Of(content).ToArray(), output is null ? null : ReportPage.Of(content));
        }
    }

    private static ReportContent Content(Sources sources, double secondsForRegions, TextWriter notes, CancellationToken cancellation)
    {
        var (path, data, options) = (sources.Rules, sources.Data, sources.Table);
        var document = DocumentFile.Read(path);
        var compared = sources.Compared.Select(other => new ComparedRules(Path.GetFileName(other), DocumentFile.Read(other), null))
            .ToArray();
        var rows = Rows(document, data, options);
        foreach (var line in rows is null ? [] : NoteText.Of(DriftNotes.Of(rows.Drift)))
            notes.WriteLine(line);
        cancellation.ThrowIfCancellationRequested();
        var network = sources.Network is null
            ? null
            : ReportedNetwork.Read(sources.Network, document, rows is null ? null : (data!, rows), options, sources.Inputs, notes);
        cancellation.ThrowIfCancellationRequested();
        return new ReportContent(
            document,
            Measure(path, document, secondsForRegions, notes, cancellation),
            rows,
            network,
            compared.Select(c => c with { Rows = Rows(c.Document, data, options) }).ToArray());
    }

    private static ReportRows? Rows(RuleDocument document, string? data, TableOptions options) => data is null
        ? null
        : ReportRows.Read(data, options, document);

    private static IReadOnlyList<RegionGeometry>? Measure(
        string path, RuleDocument document, double seconds, TextWriter notes, CancellationToken cancellation)
    {
        if (document.Rules.Count > MaxMeasuredRules)
            return null;
        try
        {
            var regions = TimeLimit.Within(seconds, token => RegionMeasurement.Of(document, token), cancellation);
            if (regions is null)
                notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The regions could not be measured within {seconds} s and are left out; give --time-limit more."));
            return regions;
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(path, e.Message + " Scale the input.", e);
        }
    }

    private static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputFileException(folder, "this folder cannot be made: " + VisibleText.Of(e.Message), e);
        }
    }

    /// <summary>What is to be written.</summary>
    private sealed record Texts((string File, string Text)[] Pictures, string? Page);

    /// <summary>What a report is to be made of.</summary>
    private sealed record Sources(
        string Rules, string? Data, TableOptions Table, string? Network, EquatableArray<string> Inputs, IReadOnlyList<string> Compared);
}
