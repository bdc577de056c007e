using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Reports.Dossiers;

/// <summary>How a line of a dossier is known.</summary>
public enum DossierMark
{
    /// <summary>Proved in exact arithmetic, for all inputs inside their ranges.</summary>
    Proved,

    /// <summary>Claimed or asked for, and shown to be wrong or not decided.</summary>
    NotProved,

    /// <summary>Measured on rows of data.</summary>
    Measured,

    /// <summary>What the rule document, or a file beside it, says as it is.</summary>
    Recorded,

    /// <summary>Stated by a person.</summary>
    Stated,
}

/// <summary>One line of a dossier.</summary>
/// <param name="Mark">How it is known.</param>
/// <param name="Text">A sentence or a few, safe to show, on one line; not escaped for HTML or Markdown.</param>
public sealed record DossierLine(DossierMark Mark, string Text)
{
    /// <summary>The mark in words.</summary>
    public string MarkText => Mark switch
    {
        DossierMark.Proved => "proved",
        DossierMark.NotProved => "not proved",
        DossierMark.Measured => "measured",
        DossierMark.Recorded => "recorded",
        _ => "stated by a person",
    };
}

/// <summary>What a dossier says under one heading.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Lines">The lines, those that persons stated last.</param>
public sealed record DossierSection(string Heading, EquatableArray<DossierLine> Lines)
{
    /// <summary>Whether a person has stated anything here.</summary>
    public bool IsStated => Lines.Any(l => l.Mark == DossierMark.Stated);
}
