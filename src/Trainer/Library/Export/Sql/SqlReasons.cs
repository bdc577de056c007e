namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>Which principal reasons a statement gives for each answer.</summary>
/// <param name="AtMost">How many, each by its code in a column of its own.</param>
public sealed record SqlReasons(int AtMost)
{
    /// <summary>The reference of the document that they are measured from, by its name; null for its default.</summary>
    public string? Reference { get; init; }
}
