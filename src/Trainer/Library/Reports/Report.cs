using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Pipeline;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Reports.Pages;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Reports;

/// <summary>A page that shows what rules say, how well they do and why; and its drawings.</summary>
public sealed class Report
{
    /// <summary>Measuring the regions of more rules than these would take longer than anyone waits for a page.</summary>
    private const int MaxMeasuredRules = 256;

    private readonly ReportContent _content;

    private Report(ReportContent content, IReadOnlyList<Note> notes, IReadOnlyList<string> told) =>
        (_content, Notes, Told) = (content, notes, told);

    /// <summary>The files that there may be of <see cref="Pictures"/>.</summary>
    public static IReadOnlyList<string> PictureFiles => ReportPictures.Files;

    /// <summary>How the rows differ from those of training.</summary>
    public IReadOnlyList<Note> Notes { get; }

    /// <summary>What was left out or is other than expected, a sentence each.</summary>
    public IReadOnlyList<string> Told { get; }

    /// <summary>Reads and measures what the report is made of.</summary>
    /// <param name="sources">What that is.</param>
    /// <param name="secondsForRegions">The time that measuring the regions may take; the page can do without them.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The report.</returns>
    /// <exception cref="InputFileException">A file cannot be read, or does not fit the rules.</exception>
    public static Report Read(ReportSources sources, double secondsForRegions, CancellationToken cancellation)
    {
        var (data, options) = (sources.Data, sources.Table);
        var document = DocumentFile.Read(sources.Rules);
        var compared = sources.Compared.Select(other => new ComparedRules(Path.GetFileName(other), DocumentFile.Read(other), null))
            .ToArray();
        var rows = data is null ? null : ReportRows.Read(data, options, document, sources.Groups);
        var notes = rows is null ? [] : DriftNotes.Of(rows.Drift);
        cancellation.ThrowIfCancellationRequested();
        var told = new List<string>();
        var network = sources.Network is null
            ? null
            : ReportNetworkReader.Read(sources.Network, document, rows is null ? null : (data!, rows), options, sources.Inputs, told);
        cancellation.ThrowIfCancellationRequested();
        var regions = Measure(sources.Rules, document, secondsForRegions, told, cancellation);
        return new Report(
            new ReportContent(
                document, regions, rows, network, compared.Select(c => c with { Rows = Rows(c.Document, data, options) }).ToArray()),
            notes,
            told);
    }

    /// <summary>The page: one HTML file that needs nothing else.</summary>
    /// <returns>Its text.</returns>
    public string Page() => ReportPage.Write(_content);

    /// <summary>The drawings as files of their own.</summary>
    /// <returns>The names of the files, and their texts.</returns>
    public IEnumerable<(string File, string Text)> Pictures() => ReportPictures.Draw(_content);

    private static ReportRows? Rows(RuleDocument document, string? data, TableOptions options) =>
        data is null ? null : ReportRows.Read(data, options, document);

    private static IReadOnlyList<RegionGeometry>? Measure(
        string path, RuleDocument document, double seconds, List<string> told, CancellationToken cancellation)
    {
        if (!AffineRules.HasStraightConditions(document) || document.Rules.Count > MaxMeasuredRules)
            return null;
        var regions = Deadline.Within(
            seconds, token => InputFileException.Blaming(path, () => RegionMeasurement.Measure(document, token)), cancellation);
        if (regions is null)
            told.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The regions could not be measured within {seconds} s and are left out; give --time-limit more."));
        return regions;
    }
}
