using System;
using System.IO;
using System.Text;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Shared;

/// <summary>Where a command reads and writes what is not a file.</summary>
/// <param name="Out">Results: what another program may read.</param>
/// <param name="Error">What people read: errors, progress, reports.</param>
/// <param name="ErrorIsTerminal">Whether a person is watching <paramref name="Error"/>, so that a line may be rewritten.</param>
public sealed record Streams(TextWriter Out, TextWriter Error, bool ErrorIsTerminal = false)
{
    private const int BlockSize = 1 << 14;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Opens standard input, for files called <c>-</c>.</summary>
    public Func<Stream> In { get; init; } = Console.OpenStandardInput;

    /// <summary>Takes the signals of the process; null where something else does.</summary>
    public Interruption? Interruption { get; init; }

    /// <summary>The bytes behind <see cref="Out"/>; null where it is text only.</summary>
    private Stream? OutBytes { get; init; }

    /// <summary>The streams of this process: UTF-8, LF line ends.</summary>
    /// <returns>The streams. <see cref="Out"/> must be flushed at the end.</returns>
    public static Streams OfProcess()
    {
        var (outIsOpen, errorIsOpen) = StandardDescriptors.Secure();
        var isTerminal = errorIsOpen && !Console.IsErrorRedirected;
        var bytes = outIsOpen ? Console.OpenStandardOutput() : new ClosedStream();
        return new Streams(
            new StreamWriter(bytes, Utf8) { NewLine = "\n" },
            errorIsOpen ? new StreamWriter(
                new LenientStream(Console.OpenStandardError()), Utf8)
            { NewLine = "\n", AutoFlush = true } : TextWriter.Null,
            isTerminal)
        {
            OutBytes = bytes,
        };
    }

    /// <summary>What files called <c>-</c> are.</summary>
    internal StandardStreams ToStandard() => new(In, Write);

    private void Write(Stream contents)
    {
        if (OutBytes is not null)
        {
            Out.Flush();
            contents.CopyTo(OutBytes);
            OutBytes.Flush();
            return;
        }

        using var reader = new StreamReader(contents, Utf8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var block = new char[BlockSize];
        for (int count; (count = reader.Read(block)) > 0;)
            Out.Write(block, 0, count);
    }
}
