namespace RuleCompiler.Trainer.Files;

/// <summary>A file that a command was told to read or to write.</summary>
/// <param name="Name">What names it: <c>--test</c>, or the argument.</param>
/// <param name="Path">The file, as the person named it.</param>
public sealed record NamedFile(string Name, string Path);
