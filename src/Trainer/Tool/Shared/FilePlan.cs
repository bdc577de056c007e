using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Shared;

/// <summary>
/// Checks all files that a command line names before the command begins: nothing is destroyed, and no such fault shows up after hours.
/// </summary>
internal static class FilePlan
{
    /// <summary>Checks them.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="files">The files of the command.</param>
    /// <exception cref="InputFileException">An output is an input or another output, or cannot be written.</exception>
    public static void Check(ParseResult result, CommandFiles files)
    {
        var symbols = SymbolsOf(result.CommandResult.Command).ToArray();
        files.Declare(
            Named(result, symbols.Where(s => s.Use == FileUse.Read)),
            [.. Named(
                result,
                symbols.Where(s => s.Use is FileUse.Written or FileUse.State)),
                .. symbols.OfType<FileOption>().Where(s => s.Use == FileUse.Folder).SelectMany(s => InFolder(result, s))]);
        foreach (var symbol in symbols)
        {
            foreach (var path in symbol.Paths(result))
                RequireWritable(symbol, path, IsNamed(result, symbol));
        }
    }

    /// <summary>The arguments and options of a command that name files.</summary>
    public static IEnumerable<IFileSymbol> SymbolsOf(Command command) =>
        command.Arguments.Cast<Symbol>().Concat(command.Options).OfType<IFileSymbol>();

    private static void RequireWritable(IFileSymbol symbol, string path, bool isNamed)
    {
        switch (symbol.Use)
        {
            case FileUse.Written:
                AtomicFile.RequireWritable(path);
                break;
            case FileUse.Folder:
                AtomicFile.RequireWritableFolder(path);
                break;
            // A state that nobody asked for is not a reason to refuse; that it cannot be kept is reported.
            case FileUse.State when isNamed:
                AtomicFile.RequireWritable(path);
                break;
        }
    }

    private static bool IsNamed(ParseResult result, IFileSymbol symbol) =>
        symbol is not Option option || result.GetResult(option) is { Implicit: false };

    private static IEnumerable<NamedFile> Named(ParseResult result, IEnumerable<IFileSymbol> symbols) =>
        symbols.SelectMany(
            s => s.Paths(result).Where(p => s.Use != FileUse.State || IsNamed(result, s) || AtomicFile.IsPossible(p)).Select(
                p => new NamedFile(s.Shown, p)));

    private static IEnumerable<NamedFile> InFolder(ParseResult result, FileOption symbol) =>
        symbol.PathOf(result) is { } folder && Directory.Exists(folder)
            ? symbol.Files.Select(f => new NamedFile(symbol.Shown, Path.Combine(folder, f)))
            : [];
}
