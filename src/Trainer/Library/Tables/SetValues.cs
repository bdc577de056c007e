using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Tables;

/// <summary>Values that a person sets by the names of inputs, as in <c>age=34</c>.</summary>
internal sealed class SetValues
{
    private readonly SortedDictionary<int, string> _texts = [];

    private SetValues()
    {
    }

    /// <summary>The positions of the inputs that are set, in order.</summary>
    public IReadOnlyCollection<int> Inputs => _texts.Keys;

    /// <summary>The text that an input is set to; null where it is not set.</summary>
    /// <param name="input">The position of the input.</param>
    public string? this[int input] => _texts.GetValueOrDefault(input);

    /// <summary>Reads settings.</summary>
    /// <param name="inputs">The inputs of the rules; a name may have equals signs in it.</param>
    /// <param name="settings">A name, an equals sign and a text each; a text that is empty is a missing value.</param>
    /// <exception cref="RuleCompilerException">One is no setting, is of no input, or is the second one of its input.</exception>
    public static SetValues Read(EquatableArray<Input> inputs, IEnumerable<string> settings)
    {
        var names = inputs.Select(i => i.Name).ToArray();
        var values = new SetValues();
        foreach (var setting in settings)
        {
            var (name, text) = ColumnSetting.Split(setting, names);
            if (name is null)
                throw NoSetting(setting, names);
            if (!values._texts.TryAdd(Array.IndexOf(names, name), Blanks.Trim(text).ToString()))
                throw new RuleCompilerException($"--set gives '{VisibleText.Of(name)}' two values; give it one.");
        }

        return values;
    }

    private static RuleCompilerException NoSetting(string setting, string[] names)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            return new RuleCompilerException(
                $"--set takes the name of an input and its value, as in age=34, not '{VisibleText.Of(setting)}'.");
        var name = setting[..equals];
        var known = NearNames.Nearest(name, names) is { } near
            ? $"did you mean '{VisibleText.Of(near)}'?"
            : $"the inputs are {string.Join(", ", names.Select(n => $"'{VisibleText.Of(n)}'"))}.";
        return new RuleCompilerException($"--set: the rules have no input '{VisibleText.Of(name)}'; {known}");
    }
}
