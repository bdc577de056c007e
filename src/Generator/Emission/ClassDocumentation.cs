using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Generator.Writing;
using RuleCompiler.Proofs;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the documentation of the class: how to read the rules, and the rules.</summary>
internal sealed class ClassDocumentation(EmissionContext context)
{
    /// <summary>The rules stand in it where there are no more than this; more are not read in a tooltip.</summary>
    public const int MaxRules = 64;

    /// <summary>Writes the documentation.</summary>
    public void Emit(CodeWriter code) => code.Write($$"""
        /// <summary>{{Summary}}</summary>
        /// <remarks>
        {{EmitParagraphs}}
        /// <para>{{DoublesClaim.Summary(context.Document)}}</para>
        /// <para>What each input is, its unit and its range stand with <see cref="Input"/>.</para>
        /// <code>
        /// {{Rules()}}
        /// </code>
        /// </remarks>
        """);

    private string Summary => string.IsNullOrWhiteSpace(context.Document.Summary)
        ? $"The rules of {context.Document.Name}."
        : context.Document.Summary.Trim();

    private void EmitParagraphs(CodeWriter code)
    {
        foreach (var paragraph in context.Describer.Paragraphs())
        {
            code.Write($$"""/// <para><b>{{paragraph.Title}}</b></para>""");
            foreach (var sentence in paragraph.Sentences)
                code.Write($$"""/// <para>{{sentence}}</para>""");
            foreach (var table in paragraph.Tables)
                EmitTable(code, table.Aligned());
        }
    }

    private static void EmitTable(CodeWriter code, IReadOnlyList<(string Name, string Cells)> rows)
    {
        code.Write($$"""
            /// <list type="table">
            /// <listheader><term>{{rows[0].Name}}</term><description>{{rows[0].Cells}}</description></listheader>
            """);
        foreach (var (name, cells) in rows.Skip(1))
            code.Write($$"""/// <item><term>{{name}}</term><description>{{cells}}</description></item>""");
        code.Write($$"""/// </list>""");
    }

    private IEnumerable<string> Rules()
    {
        var (document, describer) = (context.Document, context.Describer);
        if (document.Version == 1 && document.Rules.Count > MaxRules)
        {
            yield return $"The {Literals.Int(document.Rules.Count)} rules stand in the comments of this class and in Rules.";
            yield break;
        }

        foreach (var line in describer.Common())
            yield return line;
        if (describer.Common().Count > 0)
            yield return string.Empty;
        var stated = Enumerable.Range(0, document.Conditions.Count).Where(describer.States).ToArray();
        if (document.Version > 1 && stated.Length > MaxRules)
        {
            yield return $"The {Literals.Int(stated.Length)} conditions stand in the code below and in Rules.";
            yield return string.Empty;
            stated = [];
        }

        foreach (var condition in stated)
        {
            foreach (var line in describer.Condition(condition))
                yield return line;
            yield return string.Empty;
        }

        // Of version 2 a rule is a line or two, at its branch below: here they would be the same numbers again.
        if (document.Version > 1)
        {
            yield return $"Which of the {Literals.Int(document.Rules.Count)} rules holds, and what it adds, stands at each branch below.";
            yield break;
        }

        for (var rule = 0; rule < document.Rules.Count; rule++)
        {
            if (rule > 0)
                yield return string.Empty;
            foreach (var line in describer.Rule(rule))
                yield return line;
        }
    }
}
