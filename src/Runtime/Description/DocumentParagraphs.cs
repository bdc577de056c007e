using System.Collections.Generic;
using RuleCompiler.Documents;

namespace RuleCompiler.Description;

/// <summary>What is said of the rules as a whole, in whatever form they are written.</summary>
internal static class DocumentParagraphs
{
    /// <summary>How to read the rules, what happens at the edges, and where the rules come from if the document says so.</summary>
    public static IReadOnlyList<DescribedParagraph> Of(RuleDocument document, IReadOnlyList<string> reading)
    {
        var paragraphs = new List<DescribedParagraph>
        {
            new("How to read the rules", reading),
            new("At the edges", EdgeDescriber.Sentences(document)),
        };
        if (document.Provenance is { } provenance)
        {
            paragraphs.Add(
                new("Where they come from", ProvenanceDescriber.Sentences(provenance)) { Tables = ProvenanceDescriber.Tables(provenance) });
        }

        return paragraphs;
    }
}
