using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Pipeline.Originals;
using RuleCompiler.Trainer.Regions;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Reports.Pages;

/// <summary>What a report is made of.</summary>
internal sealed class ReportContent
{
    /// <summary>Gathers it.</summary>
    /// <param name="document">The rules.</param>
    /// <param name="regions">Where each rule applies; null where that was not measured.</param>
    /// <param name="rows">The rows of data; null where none are given.</param>
    /// <param name="network">The network that is drawn and compared; null where none is given.</param>
    /// <param name="compared">Other rule systems.</param>
    public ReportContent(
        RuleDocument document,
        IReadOnlyList<RegionGeometry>? regions,
        ReportRows? rows,
        ReportNetwork? network,
        IReadOnlyList<ComparedRules> compared)
    {
        (Document, Regions, Rows, Network, Compared) = (document, regions, rows, network, compared);
        if (AffineRules.IsStraight(document))
        {
            Affine = AffineRules.Of(document).Document;
            Importance = InputImportance.Measure(document, rows);
            Plane = PlaneChoice.Choose(document, rows, Importance);
        }

        IsMarkedByNetwork = rows is { HasTruth: false } && network?.Answers is not null;
        Points = IsMarkedByNetwork
            ? rows! with { Rows = rows.Rows.Select((r, i) => r with { Truth = NetworkAnswers.AsTruth(document, network!.Answers![i]) }).ToArray() }
            : rows;
    }

    /// <summary>The rules.</summary>
    public RuleDocument Document { get; }

    /// <summary>The rules with what conditions add multiplied out; null where a sum has a curve.</summary>
    public RuleDocument? Affine { get; }

    /// <summary>Where each rule applies, one per rule.</summary>
    public IReadOnlyList<RegionGeometry>? Regions { get; }

    /// <summary>The rows of data.</summary>
    public ReportRows? Rows { get; }

    /// <summary>The rows as they are drawn: where none says what is true, the network's answer stands for it.</summary>
    public ReportRows? Points { get; }

    /// <summary>Whether the network's answers mark what is drawn.</summary>
    public bool IsMarkedByNetwork { get; }

    /// <summary>The network that is drawn and compared.</summary>
    public ReportNetwork? Network { get; }

    /// <summary>Other rule systems.</summary>
    public IReadOnlyList<ComparedRules> Compared { get; }

    /// <summary>What matters how much, the largest contribution first; nothing where a sum has a curve.</summary>
    public IReadOnlyList<InputImportance> Importance { get; } = [];

    /// <summary>The plane that the page begins with; null where no number has a range, and where a sum has a curve.</summary>
    public PlaneView? Plane { get; }
}

/// <summary>Other rules on the same data.</summary>
/// <param name="File">The name of their file.</param>
/// <param name="Document">The rules.</param>
/// <param name="Rows">The rows of data as these rules read them; null where none are given.</param>
internal sealed record ComparedRules(string File, RuleDocument Document, ReportRows? Rows);
