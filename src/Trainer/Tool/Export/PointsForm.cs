using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Text;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Proofs;
using RuleCompiler.Proofs.Comparison;
using RuleCompiler.Tool.Shared;
using RuleCompiler.Trainer.Export.Points;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Predictions;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Export;

/// <summary><c>--to points</c>: a document of whole points that are added up and compared with a cut-off.</summary>
/// <param name="streams">Where the card is shown.</param>
/// <param name="json">The option that asks for JSON.</param>
internal sealed class PointsForm(Streams streams, Option<bool> json) : ExportForm("points")
{
    private const double StandardSeconds = 120;
    private const double Most = 1e6;
    private const double Least = 1e-6;

    // Some seconds; documents of many steps in conditions may have more cells than that, and then it is said.
    private static readonly ProofLimit CellLimit = ProofLimit.FromSteps(10_000_000);

    private readonly Option<int> _bins = NumberOptions.WithDefault(
        "--bins", "The most bins of a number.", PointsOptions.StandardBins, 1, PointsOptions.MaxBins);

    private readonly Option<double?> _pointsToDouble = NumberOptions.Optional(
        "--pdo", "Points that double the odds, where scores are log-odds [20].", Least, Most);

    private readonly Option<double?> _odds = NumberOptions.Optional(
        "--odds", "The odds that --at points stand for: 50 for 50 to 1 [50].", Least, 1e12);

    private readonly Option<double?> _at = NumberOptions.Optional("--at", "The points that stand for --odds [600].", -Most, Most);

    private readonly Option<double?> _scale = NumberOptions.Optional(
        "--scale", "Points of a unit of the score, instead of odds [such that scores are some 100 points apart].", Least, 1e12);

    private readonly Option<double?> _offset = NumberOptions.Optional(
        "--offset", "Points of a score of 0, with --scale [such that the least total is some 0 points].", -Most, Most);

    private readonly Option<string?> _towards = new("--towards")
    { Description = "The label that more points speak for [the one at or above the threshold].", HelpName = "label" };

    private readonly Option<string[]> _step = TableArguments.List(
        "--step", "input=n", "A step that the values of a number are multiples of, where the document has none: age=1.");

    private readonly FileOption _card = new("--card", FileUse.Written)
    { Description = "A CSV file for the points table, a line for each row of it.", HelpName = "file" };

    private readonly FileOption _data = new("--data", FileUse.Read)
    {
        Description = "A CSV file whose rows are counted in the table, and where the points decide otherwise than the rules.",
        HelpName = "file",
    };

    private readonly Option<bool> _raw = new("--raw")
    { Description = "Write texts to --card as they are, though a spreadsheet may run them." };

    private readonly Option<double> _limit = TimeLimit.Option(
        "Stop looking for decisions that differ after this many seconds; it is then said that not all were gone through.", StandardSeconds);

    private readonly TableArguments _table = new();

    public override IReadOnlyList<Option> Optional =>
    [
        _pointsToDouble, _odds, _at, _scale, _offset, _towards, _bins, _step, _card, _data, _raw, json, _limit, .. _table.Options,
    ];

    public override void Check(CommandResult result, bool isToStandardOutput)
    {
        var hasOdds = Given(result, _pointsToDouble, _odds, _at);
        if (hasOdds is not null && Given(result, _scale, _offset) is { } plain)
            result.AddError($"{hasOdds} is of points by odds, and {plain} of a plain scaling; give one of them.");
        foreach (var text in (result.GetValue(_step) ?? []).Where(t => StepOf(t) is null))
            result.AddError($"--step is the name of a number, = and a step above 0, such as age=1, not '{VisibleText.Of(text)}'.");
        if (result.GetValue(_raw) && result.GetValue(_card) is null)
            result.AddError("--raw is about the texts of --card; name its file, or omit --raw.");
    }

    public override int Write(ParseResult result, string rules, string output, CancellationToken cancellation)
    {
        var isToStandardOutput = StandardStreams.Descriptor(output, isOutput: true) == 1;
        var document = DocumentFile.Read(rules);
        var table = _table.Read(result);
        var points = InputFileException.Blaming(
            rules, () => PointsConversion.Of(document, OptionsOf(result), ToolName.Text, cancellation));
        var data = _data.PathOf(result);
        if (data is not null)
            points = PointsCounts.Of(points, data, table, cancellation);
        var difference = Deadline.Within(
            result.GetValue(_limit),
            token => DocumentComparison.Compare(
                document, points.Document, new ComparisonOptions { SearchedCells = 0 }, CellLimit, token),
            cancellation);
        var rows = data is null ? null : ComparedRows.Count(data, table, document, points.Document, [], cancellation);
        var notes = new List<Note>(points.Notes);
        AtomicFile.Write(output, stream => stream.Write(Encoding.UTF8.GetBytes(RuleDocumentWriter.Write(points.Document))));
        if (_card.PathOf(result) is { } card)
            notes.AddRange(PointsFile.Write(card, points, result.GetValue(_raw)));
        var shown = new PointsExport(document, points, difference, rows, notes);
        foreach (var line in NoteText.Of(notes))
            streams.Error.WriteLine(line);
        if (result.GetValue(json))
        {
            streams.Out.WriteLine(ResultJson.Of(PointsJson.Of(shown)));
            return ExitCode.Done;
        }

        foreach (var line in PointsText.Of(shown))
            (isToStandardOutput ? streams.Error : streams.Out).WriteLine(line);
        return ExitCode.Done;
    }

    private static NamedNumber? StepOf(string text) =>
        Assignment.Of(text) is { } pair && Number.TryParse(pair.Value, out var step) && step.Value > 0
            ? new NamedNumber(pair.Name, step)
            : null;

    private static string? Given(CommandResult result, params Option[] options) =>
        options.FirstOrDefault(o => result.GetResult(o) is { Implicit: false })?.Name;

    private PointsOptions OptionsOf(ParseResult result) => new()
    {
        Bins = result.GetValue(_bins),
        PointsToDouble = result.GetValue(_pointsToDouble),
        Odds = result.GetValue(_odds),
        At = result.GetValue(_at),
        Scale = result.GetValue(_scale),
        Offset = result.GetValue(_offset),
        Towards = result.GetValue(_towards),
        Steps = (result.GetValue(_step) ?? []).Select(text => StepOf(text)!).ToEquatableArray(),
    };
}
