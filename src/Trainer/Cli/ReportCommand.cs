using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;
using RuleCompiler.Trainer.Geometry;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Reports.Pages;

namespace RuleCompiler.Trainer.Cli;

/// <summary><c>rulec report F -o report.html</c>: one page that shows what the rules say, how well they do and why.</summary>
internal static class ReportCommand
{
    /// <summary>Measuring the regions of more rules than these would take longer than anyone waits for a page.</summary>
    private const int MaxMeasuredRules = 256;

    public static Command Create(Streams streams)
    {
        var file = new Argument<string>("rules") { Description = "The rule document, *.rules.json." };
        var output = new Option<string?>("--output", "-o") { Description = "The page to write, one HTML file that needs nothing else.", HelpName = "file" };
        var svg = new Option<string?>("--svg") { Description = "A folder for the single pictures as SVG files.", HelpName = "folder" };
        var data = new Option<string?>("--data") { Description = "A CSV file: its rows are measured, averaged over and drawn.", HelpName = "file" };
        var targets = TableArguments.List("--target", "column", "The column of the data that says what is true. Found out by what the rules were trained on otherwise.");
        var network = new Option<string?>("--network") { Description = "The network as JSON, over the rules' inputs in the same order and units: it is drawn and compared.", HelpName = "file" };
        var compare = TableArguments.List("--compare", "file", "Another rule document for the same data, such as a tree or a linear model.");
        var table = new TableArguments();
        var command = new Command("report", "Writes a page that shows the rules, their quality, their regions and what they answer.") { file, output, svg, data, targets, network, compare };
        table.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is null && result.GetValue(svg) is null)
                result.AddError("name the page to write with -o, or a folder for pictures with --svg.");
        });
        command.SetAction((result, cancellation) =>
        {
            var options = table.Read(result) with { Targets = (result.GetValue(targets) ?? []).ToEquatableArray() };
            var content = Content(
                result.GetRequiredValue(file), result.GetValue(data), options, result.GetValue(network), result.GetValue(compare) ?? [], cancellation);
            return Task.FromResult(Write(content, result.GetValue(output), result.GetValue(svg)));
        });
        return command;
    }

    private static ReportContent Content(
        string rules, string? data, TableOptions options, string? network, IReadOnlyList<string> compare, CancellationToken cancellation)
    {
        var document = DocumentFile.Read(rules);
        var compared = compare.Select(path => new ComparedRules(Path.GetFileName(path), DocumentFile.Read(path), null)).ToArray();
        var original = network is null ? null : ReadNetwork(network, document);
        cancellation.ThrowIfCancellationRequested();
        return new ReportContent(
            document,
            Measure(rules, document, cancellation),
            Rows(document, data, options),
            original,
            compared.Select(c => c with { Rows = Rows(c.Document, data, options) }).ToArray());
    }

    private static ReportRows? Rows(RuleDocument document, string? data, TableOptions options) => data is null
        ? null
        : ReportRows.Read(data, options with { Missing = options.Missing.Concat(TrainOptions.MissingOf(document)).ToEquatableArray() }, document);

    private static IReadOnlyList<RegionGeometry>? Measure(string path, RuleDocument document, CancellationToken cancellation)
    {
        if (document.Rules.Count > MaxMeasuredRules)
            return null;
        try
        {
            return RegionMeasurement.Of(document, cancellation);
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(path, e.Message + " Scale the input.", e);
        }
    }

    private static PiecewiseNetwork ReadNetwork(string path, RuleDocument document)
    {
        var network = NetworkFile.Read(path).Network;
        try
        {
            NetworkInputs.Check(document, network);
        }
        catch (ArgumentException e)
        {
            throw new InputFileException(path, e.Message, e);
        }

        return network;
    }

    private static int Write(ReportContent content, string? output, string? folder)
    {
        if (folder is not null)
        {
            CreateFolder(folder);
            foreach (var (file, text) in ReportPictures.Of(content))
                Write(Path.Combine(folder, file), text);
        }

        if (output is not null)
            Write(output, ReportPage.Of(content));
        return ExitCode.Done;
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
}
