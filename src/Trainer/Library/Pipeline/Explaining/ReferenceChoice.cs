using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Explaining;

/// <summary>What shares are measured from: a row of the file, or a reference that the document names.</summary>
/// <param name="Row">The number of the row, counted from 1; null for a reference of the document.</param>
/// <param name="Name">The name of the reference; null for a row, and for the document's default.</param>
internal sealed record ReferenceChoice(int? Row, string? Name)
{
    /// <summary>What stands before a name that would be taken for the number of a row.</summary>
    private const string NamePrefix = "name=";

    /// <summary>What a person should know of the choice; null where there is no doubt.</summary>
    public Note? Note { get; private init; }

    /// <summary>Finds what a person means: a whole number is a row of the file, another text the name of a reference.</summary>
    /// <param name="text">What the person says; null for nothing.</param>
    /// <param name="document">The rules.</param>
    /// <param name="hasFile">Whether there is a file with rows.</param>
    /// <exception cref="RuleCompilerException">There is no such reference, or no file to take the row from.</exception>
    public static ReferenceChoice Find(string? text, RuleDocument document, bool hasFile)
    {
        if (text is null)
            return new ReferenceChoice(null, null);
        var names = document.References.Select(r => r.Name).ToArray();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Floor(number).Equals(number))
            return OfRow(text, number, names.Contains(text), hasFile);
        if (names.Contains(text))
            return new ReferenceChoice(null, text);
        var name = text.StartsWith(NamePrefix, StringComparison.Ordinal) ? text[NamePrefix.Length..] : text;
        return names.Contains(name)
            ? new ReferenceChoice(null, name)
            : throw Unknown(name, names, " A whole number takes a row of the file.");
    }

    private static ReferenceChoice OfRow(string text, double number, bool isName, bool hasFile)
    {
        if (number is < 1 or > int.MaxValue)
            throw new RuleCompilerException(
                "--reference is the name of a reference of the document or, as a row of the file, a whole number of at least 1, not "
                    + $"'{VisibleText.Of(text)}'.");
        if (!hasFile)
            throw new RuleCompilerException(
                $"--reference {text} is a row of the file, and there is no file; name one, or a reference of the document"
                    + (isName ? $" as {NamePrefix}{text}." : "."));
        return new ReferenceChoice((int)number, null)
        {
            Note = isName
                ? new Note(
                    "reference-row",
                    $"shares are measured from row {text} of the file; --reference {NamePrefix}{text} takes the reference of this name.")
                : null,
        };
    }

    /// <summary>The error for a name that no reference of a document has.</summary>
    /// <param name="name">The name.</param>
    /// <param name="names">The names of its references.</param>
    /// <param name="otherwise">What else there is to measure from, with a blank before it; empty for nothing.</param>
    internal static RuleCompilerException Unknown(string name, IReadOnlyCollection<string> names, string otherwise)
    {
        var listed = names.Count == 0 ? "none" : string.Join(", ", names.Select(n => $"'{VisibleText.Of(n)}'"));
        var known = NearNames.Nearest(name, names) is { } near
            ? $"did you mean '{VisibleText.Of(near)}'?"
            : $"it names {listed}.{otherwise}";
        return new RuleCompilerException($"--reference: the document names no reference '{VisibleText.Of(name)}'; {known}");
    }
}
