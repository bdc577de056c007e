namespace RuleCompiler.Tool.Shared;

/// <summary>What a document says of the tool that made it.</summary>
internal static class ToolName
{
    /// <summary>Its name and its version: <c>rulec 0.1.0</c>.</summary>
    public static string Text => "rulec " + typeof(ToolName).Assembly.GetName().Version!.ToString(3);
}
