using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes indented lines that end in LF.</summary>
internal sealed class CodeWriter
{
    private const int SpacesPerLevel = 4;

    private readonly StringBuilder _text = new();
    private readonly CancellationToken _cancellation;
    private int _level;

    public CodeWriter(CancellationToken cancellation) => _cancellation = cancellation;

    public void Line(string line)
    {
        _cancellation.ThrowIfCancellationRequested();
        _text.Append(' ', _level * SpacesPerLevel).Append(line).Append('\n');
    }

    public void Line() => _text.Append('\n');

    /// <summary>Lines as <c>//</c> comments.</summary>
    public void Comment(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Line(("// " + line).TrimEnd());
    }

    /// <summary>A statement or declaration whose first line follows a prefix; the others are indented by one level.</summary>
    public void Lines(string prefix, IReadOnlyList<string> lines, string suffix)
    {
        var indent = new string(' ', SpacesPerLevel);
        for (var i = 0; i < lines.Count; i++)
            Line((i == 0 ? prefix : indent) + lines[i] + (i == lines.Count - 1 ? suffix : string.Empty));
    }

    /// <summary>Opens a block after a head.</summary>
    /// <param name="head">What stands before the brace.</param>
    /// <returns>Closes the block when disposed.</returns>
    public Block Open(string head)
    {
        Line(head);
        Line("{");
        _level++;
        return new Block(this);
    }

    /// <summary>Text as it is, without indentation: for the lines of a verbatim string.</summary>
    public void Raw(string text) => _text.Append(text);

    public override string ToString() => _text.ToString();

    public readonly struct Block : IDisposable
    {
        private readonly CodeWriter _writer;

        public Block(CodeWriter writer) => _writer = writer;

        public void Dispose()
        {
            _writer._level--;
            _writer.Line("}");
        }
    }
}
