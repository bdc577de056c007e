using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Shared;

/// <summary>What a command does with a file that its arguments name.</summary>
internal enum FileUse
{
    /// <summary>Reads it.</summary>
    Read,

    /// <summary>Writes it whole.</summary>
    Written,

    /// <summary>Writes files of known names into it.</summary>
    Folder,

    /// <summary>Keeps its state there: reads and writes it by its own rules.</summary>
    State,
}

/// <summary>An argument or option that names files. Those of a command are checked before its work, by <see cref="FilePlan"/>.</summary>
internal interface IFileSymbol
{
    /// <summary>What is done with the files.</summary>
    FileUse Use { get; }

    /// <summary>How messages call it.</summary>
    string Shown { get; }

    /// <summary>The files that a command line names with it; none where it is omitted.</summary>
    IEnumerable<string> Paths(ParseResult result);
}

/// <summary>Names of files as a command line gives them.</summary>
internal static class FileNames
{
    /// <summary>Refuses what no system takes for a name, before the work and as what it is: a command line that is wrong.</summary>
    public static void Check(SymbolResult result, string symbol)
    {
        if (result.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value) || t.Value.Contains('\0', StringComparison.Ordinal)))
            result.AddError($"{symbol} names a file, and no file can have the given name; name the file.");
    }
}

/// <summary>A file that is named by its place on the command line; it must be, unless its arity says otherwise.</summary>
internal sealed class FileArgument : Argument<string>, IFileSymbol
{
    public FileArgument(string name, FileUse use)
        : base(name)
    {
        Use = use;
        Validators.Add(result => FileNames.Check(result, Shown));
    }

    public FileUse Use { get; }

    public string Shown => $"<{Name}>";

    public IEnumerable<string> Paths(ParseResult result) => result.GetValue(this) is { } path ? [path] : [];
}

/// <summary>Several files that are named by their places on the command line, or none.</summary>
internal sealed class FilesArgument : Argument<string[]>, IFileSymbol
{
    public FilesArgument(string name, FileUse use)
        : base(name)
    {
        Use = use;
        Arity = ArgumentArity.ZeroOrMore;
        Validators.Add(result => FileNames.Check(result, Shown));
    }

    public FileUse Use { get; }

    public string Shown => $"<{Name}>";

    public IEnumerable<string> Paths(ParseResult result) => result.GetValue(this) ?? [];
}

/// <summary>A file that may be named.</summary>
internal sealed class FileOption : Option<string?>, IFileSymbol
{
    public FileOption(string name, FileUse use, params string[] aliases)
        : base(name, aliases)
    {
        Use = use;
        Validators.Add(result => FileNames.Check(result, Shown));
    }

    public FileUse Use { get; }

    public string Shown => Aliases.FirstOrDefault() ?? Name;

    /// <summary>The file where none is named; null for none.</summary>
    public Func<ParseResult, string?>? Otherwise { get; init; }

    /// <summary>Of a folder, the files that may be written into it.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public IEnumerable<string> Paths(ParseResult result) => PathOf(result) is { } path ? [path] : [];

    /// <summary>Whether a command line sends it to standard output.</summary>
    public bool IsStandardOutput(SymbolResult result) =>
        result.GetValue(this) is { } path && StandardStreams.Descriptor(path, isOutput: true) == 1;

    /// <summary>The file; null for none.</summary>
    public string? PathOf(ParseResult result) => result.GetValue(this) ?? Otherwise?.Invoke(result);
}

/// <summary>Several files, each with an option of its own.</summary>
internal sealed class FilesOption : Option<string[]>, IFileSymbol
{
    public FilesOption(string name, FileUse use)
        : base(name)
    {
        Use = use;
        Validators.Add(result => FileNames.Check(result, Shown));
    }

    public FileUse Use { get; }

    public string Shown => Name;

    public IEnumerable<string> Paths(ParseResult result) => result.GetValue(this) ?? [];
}
