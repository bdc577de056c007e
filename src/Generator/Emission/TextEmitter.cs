using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes <c>TryParse</c> and <c>TextOf</c>: from a label or category to its text in the document, and back.</summary>
internal sealed class TextEmitter(EmissionContext context) : IMemberEmitter
{
    private const string Undeclared =
        "where there is none a value that is not declared, which the rules replace or refuse as they do for any other.";

    private const string Globalization = "global::System.Globalization.";

    private string TextType => context.Target.HasNullableAnnotations ? "string?" : "string";

    /// <inheritdoc/>
    public void Emit(CodeWriter code)
    {
        if (!context.Options.Has(MemberSet.Text))
            return;
        context.Document.Decision.Match(
            _ => { },
            threshold =>
            {
                if (context.HasOneOutput)
                    EmitLabels(code, threshold.LabelsOf(0));
                else
                    EmitTextOfBits(code, threshold);
            },
            argmax => EmitLabels(code, argmax.Labels));
        for (var i = 0; i < context.Document.Inputs.Count; i++)
            context.Document.Inputs[i].Match(_ => { }, category => EmitCategories(code, category, context.Names.Inputs[i]));
    }

    private void EmitCategories(CodeWriter code, CategoryInput input, InputNames names)
    {
        var texts = new EnumTexts(names.Type, "category", input.Categories, names.Members);
        EmitTryParseCategory(code, texts, new CategoryTexts(input));
        EmitTextOf(code, texts);
    }

    private void EmitLabels(CodeWriter code, IReadOnlyList<string> labels)
    {
        var texts = new EnumTexts("Label", "label", labels, context.Names.Labels);
        code.Write($$"""

            /// <summary>Finds the label that a text from the data stands for.</summary>
            /// <param name="text">The text, compared character by character.</param>
            /// <param name="value">The label; the first one where there is none.</param>
            /// <returns>Whether there is such a label.</returns>
            {{Attributes.Member}}
            public static bool TryParse({{TextType}} text, out Label value)
            {
                switch (text)
                {
                    {{texts.EmitParsing}}
                    default:
                        value = Label.{{context.Names.Labels[0]}};
                        return false;
                }
            }
            """);
        EmitTextOf(code, texts);
    }

    private void EmitTryParseCategory(CodeWriter code, EnumTexts texts, CategoryTexts categories) => code.Write($$"""

        /// <summary>Finds the category that a text from the data stands for.</summary>
        /// <param name="text">The text, compared character by character.{{Reading(texts, categories)}}</param>
        /// <param name="value">The category; {{Undeclared}}</param>
        /// <returns>Whether there is such a category.</returns>
        {{Attributes.Member}}
        public static bool TryParse({{TextType}} text, out {{texts.Type}} value)
        {
            switch (text)
            {
                {{texts.EmitParsing}}
                {{code => EmitMissing(code, texts, categories)}}
                default:
                    {{code => EmitNumbers(code, texts, categories)}}
                    value = ({{texts.Type}})(-1);
                    return false;
            }
        }
        """);

    private static string Reading(EnumTexts texts, CategoryTexts categories)
    {
        var numbers = categories.Numbers.Count > 0 ? " Equal numbers are equal, however they are written." : string.Empty;
        if (categories.Missing is not { } missing)
            return numbers;
        var marks = string.Join(", ", categories.UndeclaredMarks.Take(3).Select(m => ShownName.Of(m)));
        return $"{numbers} A missing value (nothing, or a mark such as {marks}) is {ShownName.Of(texts.Texts[missing])}.";
    }

    private static void EmitMissing(CodeWriter code, EnumTexts texts, CategoryTexts categories)
    {
        if (categories.Missing is not { } missing)
            return;
        code.Write($$"""
            // A missing value.
            case null:
            {{(texts.Texts.Contains(string.Empty) ? string.Empty : "case \"\":")}}
            {{categories.UndeclaredMarks.Select(mark => $"case {Literals.Text(mark)}:")}}
                value = {{texts.Member(missing)}};
                return true;
            """);
    }

    /// <summary>What no text is: a number that one of the categories is, or a mark, written in another way.</summary>
    private static void EmitNumbers(CodeWriter code, EnumTexts texts, CategoryTexts categories)
    {
        var marks = categories.Missing is { } missing ? categories.MissingNumbers.Select(n => (Value: n, Position: missing)) : [];
        var numbers = marks.Concat(categories.Numbers.Where(n => !categories.MissingNumbers.Contains(n.Value))).ToArray();
        if (numbers.Length == 0)
            return;
        const string styles = Globalization + "NumberStyles";
        const string cultures = Globalization + "CultureInfo";
        code.Write($$"""
            if (double.TryParse(text, {{styles}}.Float, {{cultures}}.InvariantCulture, out double number))
            {
                {{EmitComparisons}}
            }

            """);

        void EmitComparisons(CodeWriter code)
        {
            foreach (var (value, position) in numbers)
            {
                code.Write($$"""
                    if (number == {{Number.From(value).Literal}})
                    {
                        value = {{texts.Member(position)}};
                        return true;
                    }
                    """);
            }
        }
    }

    private static void EmitTextOf(CodeWriter code, EnumTexts texts) => code.Write($$"""

        /// <summary>The text of a {{texts.Noun}} in the data.</summary>
        /// <param name="value">The {{texts.Noun}}.</param>
        /// <returns>The text, as it stands in the document.</returns>
        /// <exception cref="global::System.ArgumentOutOfRangeException">The {{texts.Noun}} is not declared.</exception>
        {{Attributes.Member}}
        public static string TextOf({{texts.Type}} value)
        {
            switch (value)
            {
                {{texts.EmitPrinting}}
                default:
                    throw new global::System.ArgumentOutOfRangeException("value", value, "The {{texts.Noun}} is not declared.");
            }
        }
        """);

    /// <summary>A combination has no text of its own in a document, so there is no way back from it.</summary>
    private void EmitTextOfBits(CodeWriter code, ThresholdDecision decision) => code.Write($$"""

        /// <summary>The texts of a combination of labels in the data.</summary>
        /// <param name="value">The combination.</param>
        /// <returns>The text for each output, in order, with commas between.</returns>
        {{Attributes.Member}}
        public static string TextOf(Label value)
        {
            {{decision.Bits.Select((bit, k) => (k == 0 ? "string text = " : "text += \", \" + ") + $"({TextOfBit(bit, k)});")}}
            return text;
        }
        """);

    private string TextOfBit(ThresholdBit bit, int output) =>
        $"(value & Label.{context.Names.Labels[output]}) != Label.None ? {Literals.Text(bit.AtOrAbove)} : {Literals.Text(bit.Below)}";
}
