namespace RuleCompiler.Generator.Writing;

/// <summary>A verbatim string literal: its lines stand in the source as they are read, but for their quotation marks.</summary>
/// <param name="Text">What the string holds.</param>
internal sealed record VerbatimString(string Text)
{
    /// <summary>The literal as it stands in the source.</summary>
    public string Literal => "@\"" + Text.Replace("\"", "\"\"") + "\"";
}
