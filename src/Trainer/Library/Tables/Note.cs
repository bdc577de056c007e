
namespace RuleCompiler.Trainer.Tables;

/// <summary>What a person should know: something was replaced, left out, merged or guessed, or is unknown.</summary>
/// <param name="Kind">What kind of thing, in kebab case; programs that read <c>--json</c> go by it.</param>
/// <param name="Text">What it is and what to do about it, in a sentence or two, safe to show.</param>
public sealed record Note(string Kind, string Text)
{
    /// <summary>The column that it is about, as the file names it; null where it is about none in particular.</summary>
    public string? Column { get; init; }

    /// <summary>How many rows, cells or values it is about; null where nothing is counted.</summary>
    public long? Count { get; init; }
}
