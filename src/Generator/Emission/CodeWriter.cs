using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes indented lines that end in LF.</summary>
internal sealed class CodeWriter
{
    private const int SpacesPerLevel = 4;
    private const int MaxWidth = 140;

    private readonly StringBuilder _text = new();
    private readonly CancellationToken _cancellation;
    private int _level;
    private bool _atStart = true;

    public CodeWriter(CancellationToken cancellation) => _cancellation = cancellation;

    /// <summary>The columns that a line has at this level.</summary>
    public int Width => MaxWidth - (_level * SpacesPerLevel);

    public void Line(string line)
    {
        _cancellation.ThrowIfCancellationRequested();
        _text.Append(' ', _level * SpacesPerLevel).Append(line).Append('\n');
        _atStart = false;
    }

    /// <summary>An empty line, except where a block has just begun.</summary>
    public void Gap()
    {
        if (!_atStart)
            _text.Append('\n');
    }

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

    /// <summary>A call or a signature: on one line where it fits, else with one argument or parameter per line.</summary>
    public void List(string head, IReadOnlyList<string> items, string tail)
    {
        var line = head + "(" + string.Join(", ", items) + ")" + tail;
        if (line.Length <= Width)
        {
            Line(line);
            return;
        }

        Line(head + "(");
        for (var i = 0; i < items.Count; i++)
            Line(new string(' ', SpacesPerLevel) + items[i] + (i + 1 < items.Count ? "," : ")" + tail));
    }

    /// <summary>The attribute of a method whose call the JIT should replace by its body.</summary>
    public void Inlined()
    {
        const string name = "global::System.Runtime.CompilerServices.MethodImpl";
        Line($"[{name}(");
        Line($"    {name}Options.AggressiveInlining)]");
    }

    /// <summary>Opens the body of a method.</summary>
    /// <param name="head">What stands before the parameters.</param>
    /// <param name="parameters">The parameters.</param>
    /// <returns>Closes the body when disposed.</returns>
    public Block OpenMethod(string head, IReadOnlyList<string> parameters)
    {
        List(head, parameters, string.Empty);
        return OpenBlock();
    }

    /// <summary>Opens a block after a head.</summary>
    /// <param name="head">What stands before the brace.</param>
    /// <returns>Closes the block when disposed.</returns>
    public Block Open(string head)
    {
        Line(head);
        return OpenBlock();
    }

    /// <summary>Opens a block whose head stands there already.</summary>
    /// <returns>Closes the block when disposed.</returns>
    public Block OpenBlock()
    {
        Line("{");
        _level++;
        _atStart = true;
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
