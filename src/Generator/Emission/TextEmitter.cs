using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes <c>TryParse</c> and <c>TextOf</c>: from a label or category to its text in the document, and back.</summary>
internal sealed class TextEmitter
{
    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly CodeWriter _code;
    private readonly string _attribute;
    private readonly string _textType;

    public TextEmitter(RuleDocument document, DocumentNames names, CodeWriter code, string attribute, bool hasNullableAnnotations)
    {
        _document = document;
        _names = names;
        _code = code;
        _attribute = attribute;
        _textType = hasNullableAnnotations ? "string?" : "string";
    }

    public void Emit()
    {
        _document.Decision.Match(
            _ => { },
            threshold =>
            {
                if (threshold.Bits.Count == 1)
                    EmitBoth("Label", "label", threshold.LabelsOf(0), _names.Labels);
                else
                    EmitTextOfBits(threshold);
            },
            argmax => EmitBoth("Label", "label", argmax.Labels, _names.Labels));

        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            var names = _names.Inputs[i];
            _document.Inputs[i].Match(
                _ => { },
                category => EmitBoth(names.Type, "category", category.Categories, names.Members, new CategoryTexts(category)));
        }
    }

    private void EmitBoth(
        string type, string noun, IReadOnlyList<string> texts, IReadOnlyList<string> members, CategoryTexts? categories = null)
    {
        EmitTryParse(type, noun, texts, members, categories);
        EmitTextOf(type, noun, texts, members);
    }

    private void EmitTryParse(
        string type, string noun, IReadOnlyList<string> texts, IReadOnlyList<string> members, CategoryTexts? categories)
    {
        _code.Gap();
        _code.Summary($"Finds the {noun} that a text from the data stands for.");
        _code.Param("text", "The text, compared character by character." + Reading(texts, categories));
        _code.Param("value", noun == "label"
            ? "The label; the first one where there is none."
            : "The category; where there is none a value that is not declared, which the rules replace or refuse as they do for any other.");
        _code.Returns($"Whether there is such a {noun}.");
        _code.Line(_attribute);
        using var block = _code.Open($"public static bool TryParse({_textType} text, out {type} value)");
        using (_code.Open("switch (text)"))
        {
            for (var t = 0; t < texts.Count; t++)
            {
                EmitCase($"case {Literals.Text(texts[t])}:", $"value = {type}.{members[t]};", "return true;");
            }

            if (categories?.Missing is { } missing)
                EmitMissing(texts, categories, $"value = {type}.{members[missing]};");
            _code.Line("default:");
            if (categories is not null)
                EmitNumbers(type, members, categories);
            _code.Line(noun == "label" ? $"    value = {type}.{members[0]};" : $"    value = ({type})(-1);");
            _code.Line("    return false;");
        }
    }

    private static string Reading(IReadOnlyList<string> texts, CategoryTexts? categories)
    {
        var numbers = categories?.Numbers.Count > 0 ? " Equal numbers are equal, however they are written." : string.Empty;
        return categories?.Missing is { } missing
            ? $"{numbers} A missing value (nothing, or a mark such as {string.Join(", ", categories.UndeclaredMarks.Take(3).Select(m => ShownName.Of(m)))}) is {ShownName.Of(texts[missing])}."
            : numbers;
    }

    private void EmitMissing(IReadOnlyList<string> texts, CategoryTexts categories, string assignment)
    {
        _code.Line("// A missing value.");
        _code.Line("case null:");
        if (!texts.Contains(string.Empty))
            _code.Line("case \"\":");
        foreach (var mark in categories.UndeclaredMarks)
            _code.Line($"case {Literals.Text(mark)}:");
        _code.Line("    " + assignment);
        _code.Line("    return true;");
    }

    /// <summary>What no text is: a number that one of the categories is, or a mark, written in another way.</summary>
    private void EmitNumbers(string type, IReadOnlyList<string> members, CategoryTexts categories)
    {
        var numbers = categories.Missing is { } missing ? categories.MissingNumbers.Select(n => (Value: n, Position: missing)).ToList() : new();
        numbers.AddRange(categories.Numbers.Where(n => !categories.MissingNumbers.Contains(n.Value)));
        if (numbers.Count == 0)
            return;
        _code.Line("    if (double.TryParse(text, global::System.Globalization.NumberStyles.Float, global::System.Globalization.CultureInfo.InvariantCulture, out double number))");
        _code.Line("    {");
        foreach (var (value, position) in numbers)
        {
            _code.Line($"        if (number == {Number.From(value).Literal})");
            _code.Line("        {");
            _code.Line($"            value = {type}.{members[position]};");
            _code.Line("            return true;");
            _code.Line("        }");
        }

        _code.Line("    }");
        _code.Gap();
    }

    /// <summary>A case on one line, for a list that is read downwards, where it fits.</summary>
    private void EmitCase(string head, params string[] statements)
    {
        var line = head + " " + string.Join(" ", statements);
        if (line.Length <= _code.Width)
        {
            _code.Line(line);
            return;
        }

        _code.Line(head);
        foreach (var statement in statements)
            _code.Line("    " + statement);
    }

    private void EmitTextOf(string type, string noun, IReadOnlyList<string> texts, IReadOnlyList<string> members)
    {
        _code.Gap();
        _code.Summary($"The text of a {noun} in the data.");
        _code.Param("value", $"The {noun}.");
        _code.Returns("The text, as it stands in the document.");
        _code.Exception("ArgumentOutOfRangeException", $"The {noun} is not declared.");
        _code.Line(_attribute);
        using var block = _code.Open($"public static string TextOf({type} value)");
        using (_code.Open("switch (value)"))
        {
            for (var t = 0; t < texts.Count; t++)
            {
                EmitCase($"case {type}.{members[t]}:", $"return {Literals.Text(texts[t])};");
            }

            _code.Line("default:");
            _code.Line($"    throw new global::System.ArgumentOutOfRangeException(\"value\", value, \"The {noun} is not declared.\");");
        }
    }

    /// <summary>A combination has no text of its own in a document, so there is no way back from it.</summary>
    private void EmitTextOfBits(ThresholdDecision decision)
    {
        _code.Gap();
        _code.Summary("The texts of a combination of labels in the data.");
        _code.Param("value", "The combination.");
        _code.Returns("The text for each output, in order, with commas between.");
        _code.Line(_attribute);
        using var block = _code.Open("public static string TextOf(Label value)");
        for (var k = 0; k < decision.Bits.Count; k++)
        {
            var bit = decision.Bits[k];
            var head = k == 0 ? "string text = " : "text += \", \" + ";
            _code.Line($"{head}((value & Label.{_names.Labels[k]}) != Label.None ? {Literals.Text(bit.AtOrAbove)} : {Literals.Text(bit.Below)});");
        }

        _code.Line("return text;");
    }
}
