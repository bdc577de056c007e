namespace RuleCompiler.Tool.Shared;

/// <summary>A name and what is said of it on the command line, such as <c>age=1</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The text after it.</param>
internal sealed record Assignment(string Name, string Value)
{
    /// <summary>Reads one: a name may hold '=', what is said of it may not.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The two parts as they stand; null where there is no name or no '='.</returns>
    public static Assignment? Of(string text) => text.LastIndexOf('=') is > 0 and var mark
        ? new Assignment(text[..mark], text[(mark + 1)..])
        : null;
}
