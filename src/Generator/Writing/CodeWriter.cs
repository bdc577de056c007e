using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;

namespace RuleCompiler.Generator.Writing;

/// <summary>Writes code from raw string literals, so that the shape of the generated code can be seen where it is written.</summary>
/// <remarks>
/// Each line is indented as the place where it is written. An empty line keeps what follows it apart from what stands before it; at the
/// beginning of a block there is nothing to be kept apart from. A line with nothing but empty holes is left out. A line of XML
/// documentation that is too long is broken between words, and text in its holes is escaped: no emitter can forget to.
/// </remarks>
internal sealed class CodeWriter
{
    private const int MaxWidth = 140;
    private const string Documentation = "///";

    // What the compiler takes for the end of a line, and so for the end of a comment.
    private static readonly char[] LineBreaks = ['\n', '\r', '\u0085', '\u2028', '\u2029'];

    private readonly StringBuilder _text = new();
    private readonly CancellationToken _cancellation;
    private int _indentation;
    private bool _isApart;
    private bool _isAtStart = true;

    // The line that is being written.
    private readonly LineBuffer _line = new();
    private bool _hasHoles;
    private bool _isLaidOut;
    private bool _isVerbatim;
    private bool _isTaken;
    private CommaList? _list;
    private int _listStart;

    /// <summary>Begins with nothing.</summary>
    /// <param name="cancellation">Stops the writing.</param>
    public CodeWriter(CancellationToken cancellation) => _cancellation = cancellation;

    /// <summary>The columns that a line has that is written here.</summary>
    public int Width => MaxWidth - _indentation;

    /// <summary>Writes lines of code.</summary>
    /// <param name="text">The lines, written while the compiler's calls come in.</param>
    public void Write([InterpolatedStringHandlerArgument("")] CodeText text) => EndLine();

    /// <summary>What has been written.</summary>
    public override string ToString() => _text.ToString();

    internal void Begin()
    {
        if (_line.Length > 0)
            throw new InvalidOperationException("Something was written while a hole was looked at: a hole has to be a Code, which is written in its turn.");
    }

    internal void AppendLiteral(string text)
    {
        var start = 0;
        for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', start))
        {
            // The emitter's own file may have been checked out with other line ends.
            _line.Append(text, start, end - start - (end > start && text[end - 1] == '\r' ? 1 : 0));
            EndLine();
            start = end + 1;
        }

        _line.Append(text, start, text.Length - start);
    }

    internal void AppendText(string text)
    {
        _hasHoles = true;
        _line.Append(IsDocumentation ? XmlText.Escape(text) : OneLine(text));
    }

    /// <summary>
    /// The first line stands in the hole. The others begin as its line does where that is a comment or the hole stands alone, and else
    /// are indented by one level more.
    /// </summary>
    internal void AppendLines(IEnumerable<string> lines)
    {
        var before = _line.ToString();
        var isAlone = before.Trim('/', ' ').Length == 0;
        var start = isAlone ? before : new string(' ', _line.Blanks + 4);
        var isFirst = true;
        foreach (var line in lines)
        {
            if (!isFirst)
            {
                EndLine();
                _line.Append(start);
            }

            isFirst = false;
            _isLaidOut = true;
            if (line.Length > 0)
                AppendText(line);
        }

        _hasHoles = true;
        if (isFirst && isAlone)
            _line.Clear();
    }

    internal void AppendList(CommaList list)
    {
        if (_list is not null)
            throw new InvalidOperationException("A line has one list that can be broken.");
        (_list, _listStart) = (list, _line.Length);
        AppendText(list.ToString());
    }

    internal void AppendCode(Code code)
    {
        var blanks = _line.Blanks;
        if (_line.Length > blanks)
            throw new InvalidOperationException($"Code has its line to itself, but this one begins with '{_line}'.");
        _line.Clear();
        _indentation += blanks;
        code(this);
        _indentation -= blanks;
        (_hasHoles, _isTaken) = (true, true);
    }

    internal void AppendVerbatim(VerbatimString text)
    {
        // Blanks before it would do no harm, but inside they would be part of the string.
        _line.Append(text.Literal);
        (_hasHoles, _isVerbatim) = (true, true);
    }

    private bool IsDocumentation => _line.StartsWith(Documentation);

    private static string OneLine(string text) => text.IndexOfAny(LineBreaks) < 0
        ? text
        : throw new InvalidOperationException("A text in a hole has a line break, which could end the comment that it stands in.");

    private void EndLine()
    {
        _cancellation.ThrowIfCancellationRequested();
        _line.TrimEnd();
        if (_isTaken && _line.Length > 0)
            throw new InvalidOperationException($"Code has its line to itself, but this one ends with '{_line}'.");
        if (_line.Length > 0)
            WriteLine();
        else if (!_hasHoles)
            _isApart = true;
        _line.Clear();
        (_hasHoles, _isLaidOut, _isVerbatim, _isTaken, _list) = (false, false, false, false, null);
    }

    private void WriteLine()
    {
        if (_isApart && !_isAtStart)
            _text.Append('\n');
        (_isApart, _isAtStart) = (false, _line.Length == _line.Blanks + 1 && _line.StartsWith("{"));

        if (_line.Length > Width && !_isVerbatim && _list is { Items.Count: > 0 } list)
        {
            WriteList(_line.ToString(), list);
        }
        else if (_line.Length > Width && !_isLaidOut && IsDocumentation)
        {
            WriteDocumentation(_line.ToString());
        }
        else
        {
            _text.Append(' ', _isVerbatim ? 0 : _indentation);
            _line.AppendTo(_text);
            _text.Append('\n');
        }
    }

    private void WriteList(string line, CommaList list)
    {
        var blanks = new string(' ', _line.Blanks + 4);
        Indented(line.Substring(0, _listStart));
        for (var i = 0; i < list.Items.Count - 1; i++)
            Indented(blanks + list.Items[i] + ",");
        Indented(blanks + list.Items[list.Items.Count - 1] + line.Substring(_listStart + list.ToString().Length));
    }

    private void WriteDocumentation(string line)
    {
        var start = line.Substring(0, _line.Blanks) + Documentation + " ";
        foreach (var part in XmlText.Wrap(line.Substring(start.Length), Width - start.Length, "    "))
            Indented((start + part).TrimEnd(' '));
    }

    private void Indented(string line) => _text.Append(' ', _indentation).Append(line).Append('\n');
}
