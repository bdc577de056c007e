using System;
using System.IO;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Data;

namespace RuleCompiler.Trainer.Networks;

/// <summary>A network and the box in which it is looked at.</summary>
/// <param name="Network">The network.</param>
/// <param name="Lower">The lower bound of each input.</param>
/// <param name="Upper">The upper bound of each input, not below the lower one.</param>
public sealed record BoxedNetwork(PiecewiseNetwork Network, double[] Lower, double[] Upper);

/// <summary>Networks as JSON files.</summary>
public static class NetworkFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The network and its box.</returns>
    /// <exception cref="InputFileException">The file cannot be read or is no valid network; the first fault, with its place.</exception>
    public static BoxedNetwork Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path, StrictUtf8, detectEncodingFromByteOrderMarks: false);
            var text = reader.ReadToEnd();
            return NetworkReader.Read(text.StartsWith('\uFEFF') ? text[1..] : text);
        }
        catch (RuleDocumentException e)
        {
            throw new InputFileException(path, e.Error.Line, e.Error.Column, e.Error.Message, e);
        }
        catch (DecoderFallbackException e)
        {
            throw new InputFileException(path, "this file is not UTF-8; a network is.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw FileFingerprint.Unreadable(path, e);
        }
    }
}
