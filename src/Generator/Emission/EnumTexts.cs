using System.Collections.Generic;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>The members of an enum and their texts in the document.</summary>
/// <param name="Type">The enum.</param>
/// <param name="Noun">What a member is: a label, or a category.</param>
/// <param name="Texts">The texts.</param>
/// <param name="Members">The members, in the same order.</param>
internal sealed record EnumTexts(string Type, string Noun, IReadOnlyList<string> Texts, IReadOnlyList<string> Members)
{
    /// <summary>A member as code names it.</summary>
    public string Member(int position) => $"{Type}.{Members[position]}";

    /// <summary>Writes the cases that go from texts to members.</summary>
    public void EmitParsing(CodeWriter code)
    {
        for (var t = 0; t < Texts.Count; t++)
            EmitCase(code, $"case {Literals.Text(Texts[t])}:", $"value = {Member(t)};", "return true;");
    }

    /// <summary>Writes the cases that go from members to texts.</summary>
    public void EmitPrinting(CodeWriter code)
    {
        for (var t = 0; t < Texts.Count; t++)
            EmitCase(code, $"case {Member(t)}:", $"return {Literals.Text(Texts[t])};");
    }

    /// <summary>A case on one line, for a list that is read downwards, where it fits.</summary>
    private static void EmitCase(CodeWriter code, string head, params string[] statements)
    {
        var line = head + " " + string.Join(" ", statements);
        if (line.Length <= code.Width)
        {
            code.Write($$"""{{line}}""");
            return;
        }

        code.Write($$"""
            {{head}}
                {{statements}}
            """);
    }
}
