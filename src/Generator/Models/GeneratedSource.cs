namespace RuleCompiler.Generator.Models;

/// <summary>A generated file.</summary>
/// <param name="HintName">Its name, unique in the compilation.</param>
/// <param name="Text">Its text, with LF line ends.</param>
internal sealed record GeneratedSource(string HintName, string Text);
