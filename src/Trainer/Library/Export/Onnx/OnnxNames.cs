using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace RuleCompiler.Trainer.Export.Onnx;

/// <summary>
/// Names of values, each once, as ONNX has them: identifiers of C90 (docs/IR.md of the standard, "Names Within a Graph").
/// </summary>
internal sealed class OnnxNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    /// <summary>A name that no value has yet, as near to what is wanted as it can be.</summary>
    /// <param name="wanted">Any text.</param>
    public string Distinct(string wanted)
    {
        var valid = Valid(wanted);
        var name = valid;
        while (!_taken.Add(name))
        {
            // From the last one on, so that very many equal names are no work.
            _last[valid] = _last.GetValueOrDefault(valid, 1) + 1;
            name = valid + "_" + _last[valid].ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }

    /// <summary>A text as an identifier: what is no letter, digit or underscore is one.</summary>
    public static string Valid(string text)
    {
        var name = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }
}
