namespace RuleCompiler.Trainer.Reports.Dossiers;

/// <summary>The sentences that both forms of a dossier have.</summary>
internal static class DossierWords
{
    public const string Reading =
        "Each line says how it is known: proved in exact arithmetic for all inputs inside their ranges; not proved, where that failed or "
            + "was not decided; measured on rows of data; recorded in the rule document or beside it; or stated by a person.";

    public const string NothingStated = "Nobody has stated anything under this heading.";
}
