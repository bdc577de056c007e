using System;
using System.Text;

namespace RuleCompiler.Generator.Writing;

/// <summary>The line that is being written. Every line goes through it, so it allocates nothing.</summary>
internal sealed class LineBuffer
{
    private char[] _characters = new char[512];

    /// <summary>How many characters the line has.</summary>
    public int Length { get; private set; }

    /// <summary>How many blanks it begins with.</summary>
    public int Blanks
    {
        get
        {
            var blanks = 0;
            while (blanks < Length && _characters[blanks] == ' ')
                blanks++;
            return blanks;
        }
    }

    /// <summary>Adds a text.</summary>
    public void Append(string text) => Append(text, 0, text.Length);

    /// <summary>Adds a part of a text.</summary>
    public void Append(string text, int start, int count)
    {
        if (Length + count > _characters.Length)
            Array.Resize(ref _characters, Math.Max(2 * _characters.Length, Length + count));
        text.CopyTo(start, _characters, Length, count);
        Length += count;
    }

    /// <summary>Whether a text stands behind the blanks.</summary>
    public bool StartsWith(string text)
    {
        var start = Blanks;
        if (start + text.Length > Length)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (_characters[start + i] != text[i])
                return false;
        }

        return true;
    }

    /// <summary>Takes blanks away from the end.</summary>
    public void TrimEnd()
    {
        while (Length > 0 && _characters[Length - 1] == ' ')
            Length--;
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => Length = 0;

    /// <summary>Adds the line to a text.</summary>
    public void AppendTo(StringBuilder text) => text.Append(_characters, 0, Length);

    /// <summary>The line as a text.</summary>
    public override string ToString() => new(_characters, 0, Length);
}
