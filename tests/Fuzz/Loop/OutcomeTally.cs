using System;
using System.Collections.Generic;
using System.Text;

namespace RuleCompiler.Fuzz.Loop;

/// <summary>What targets have answered so far. Answers that differ only in what they quote, names and numbers, are one.</summary>
internal sealed class OutcomeTally
{
    private readonly HashSet<string> _shapes = new(StringComparer.Ordinal);

    /// <summary>Whether an answer is new.</summary>
    public bool Add(string outcome) => _shapes.Add(Shape(outcome));

    private static string Shape(string outcome)
    {
        var shape = new StringBuilder();
        var isQuoted = false;
        foreach (var c in outcome)
        {
            if (c == '\'')
                isQuoted = !isQuoted;
            else if (!isQuoted && !char.IsDigit(c))
                shape.Append(c);
        }

        return shape.ToString();
    }
}
