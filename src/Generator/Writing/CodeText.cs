using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace RuleCompiler.Generator.Writing;

/// <summary>An interpolated string on its way into a <see cref="CodeWriter"/>: the compiler calls it for each piece of text and each hole.</summary>
/// <remarks>What a hole can hold is listed here; anything else does not compile.</remarks>
[InterpolatedStringHandler]
internal readonly ref struct CodeText
{
    private readonly CodeWriter _writer;

    /// <summary>Begins to write.</summary>
    /// <param name="literalLength">Not used: nothing is held back.</param>
    /// <param name="formattedCount">Not used either.</param>
    /// <param name="writer">Where to.</param>
    public CodeText(int literalLength, int formattedCount, CodeWriter writer)
    {
        _ = (literalLength, formattedCount);
        _writer = writer;
        _writer.Begin();
    }

    /// <summary>What stands in the emitter as it will stand in the generated file.</summary>
    public void AppendLiteral(string text) => _writer.AppendLiteral(text);

    /// <summary>A text in its line.</summary>
    public void AppendFormatted(string text) => _writer.AppendText(text);

    /// <summary>A whole number, with the same digits under every culture.</summary>
    public void AppendFormatted(int number) => _writer.AppendText(Literals.Int(number));

    /// <summary>Lines that are laid out already.</summary>
    public void AppendFormatted(IEnumerable<string> lines) => _writer.AppendLines(lines);

    /// <summary>Parameters or arguments between parentheses.</summary>
    public void AppendFormatted(CommaList list) => _writer.AppendList(list);

    /// <summary>Code that has the line to itself.</summary>
    public void AppendFormatted(Code code) => _writer.AppendCode(code);

    /// <summary>A string literal of several lines.</summary>
    public void AppendFormatted(VerbatimString text) => _writer.AppendVerbatim(text);
}
