namespace RuleCompiler.Generator.Models;

/// <summary>A rule document as the build hands it over.</summary>
/// <param name="Path">The path of the file, for diagnostics only.</param>
/// <param name="Text">What stands in it, or null where it cannot be read.</param>
/// <param name="Options">What the project asks for.</param>
/// <param name="OptionsError">What is wrong with that, or null.</param>
internal sealed record RuleFile(string Path, string? Text, GenerationOptions Options, string? OptionsError);
