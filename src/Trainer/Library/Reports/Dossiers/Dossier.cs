using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Trainer.Reports.Dossiers;

/// <summary>
/// What is known of rules, under the headings that a reviewer of models works through, each line marked with how it is known.
/// </summary>
/// <param name="Name">The name of the document.</param>
/// <param name="Sections">The sections, one for each heading.</param>
public sealed record Dossier(string Name, EquatableArray<DossierSection> Sections)
{
    private static readonly (string Heading, Func<DossierFacts, IEnumerable<DossierLine>> Lines)[] Parts =
    [
        (DossierHeading.Purpose, AboutLines.Purpose),
        (DossierHeading.Data, AboutLines.Data),
        (DossierHeading.Inputs, AboutLines.Inputs),
        (DossierHeading.Method, AboutLines.Method),
        (DossierHeading.Directions, QualityLines.Directions),
        (DossierHeading.Performance, QualityLines.Performance),
        (DossierHeading.Stability, QualityLines.Stability),
        (DossierHeading.Limits, QualityLines.Limits),
        (DossierHeading.Implementation, ConductLines.Implementation),
        (DossierHeading.History, ConductLines.History),
        (DossierHeading.Monitoring, ConductLines.Monitoring),
        (DossierHeading.Approvals, ConductLines.Approvals),
    ];

    /// <summary>Reads, proves and counts what a dossier says.</summary>
    /// <param name="sources">The files.</param>
    /// <param name="tool">The tool and its version.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The dossier.</returns>
    /// <exception cref="InputFileException">A file cannot be read, or does not fit the rules.</exception>
    public static Dossier Read(DossierSources sources, string tool, CancellationToken cancellation)
    {
        var statements = sources.Statements is { } path ? Statements.Read(path) : Statements.None;
        var facts = DossierFacts.Read(sources, tool, cancellation);
        return new Dossier(
            VisibleText.Of(facts.Document.Name),
            Parts.Select(p => new DossierSection(p.Heading, p.Lines(facts).Concat(statements.Under(p.Heading)).ToEquatableArray()))
                .ToEquatableArray());
    }

    /// <summary>The dossier as one page of HTML that needs nothing else.</summary>
    /// <returns>The text of the file.</returns>
    public string ToHtml() => DossierPage.Write(this);

    /// <summary>The dossier as Markdown.</summary>
    /// <returns>The text of the file.</returns>
    public string ToMarkdown() => DossierMarkdown.Write(this);
}
