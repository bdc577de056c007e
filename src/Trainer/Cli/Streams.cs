using System;
using System.IO;
using System.Text;
using Spectre.Console;

namespace RuleCompiler.Trainer.Cli;

/// <summary>Where a command writes.</summary>
/// <param name="Out">Results: what another program may read.</param>
/// <param name="Error">What people read: errors, progress, reports.</param>
/// <param name="ErrorIsTerminal">Whether a person is watching <paramref name="Error"/>, so that a line may be rewritten.</param>
/// <param name="UseColor">Whether that terminal is to be given colours.</param>
public sealed record Streams(TextWriter Out, TextWriter Error, bool ErrorIsTerminal = false, bool UseColor = false)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The streams of this process: UTF-8, LF line ends.</summary>
    /// <returns>The streams. <see cref="Out"/> must be flushed at the end.</returns>
    public static Streams OfProcess()
    {
        var isTerminal = !Console.IsErrorRedirected;
        // https://no-color.org: any value but the empty one says no.
        var noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new Streams(
            new StreamWriter(Console.OpenStandardOutput(), Utf8) { NewLine = "\n" },
            new StreamWriter(Console.OpenStandardError(), Utf8) { NewLine = "\n", AutoFlush = true },
            isTerminal,
            isTerminal && !noColor);
    }

    /// <summary>A console on <see cref="Error"/>, for progress.</summary>
    /// <returns>The console.</returns>
    internal IAnsiConsole ErrorConsole() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Error),
        Ansi = ErrorIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = UseColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = ErrorIsTerminal ? InteractionSupport.Detect : InteractionSupport.No,
    });
}
