using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>What tables and columns are called.</summary>
public sealed record SqlNames
{
    /// <summary>The table, or the view, that has the inputs: parts with dots between them.</summary>
    public required string Table { get; init; }

    /// <summary>The view to make; null for a query alone.</summary>
    public string? View { get; init; }

    /// <summary>Columns of the table that the answers keep, so that they can be joined again.</summary>
    public EquatableArray<string> Keys { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The columns of inputs that are not called like the input: input and column.</summary>
    public EquatableArray<NamedText> Columns { get; init; } = EquatableArray<NamedText>.Empty;

    /// <summary>The answers that are not called as they usually are: the usual name and the other one.</summary>
    public EquatableArray<NamedText> Answers { get; init; } = EquatableArray<NamedText>.Empty;

    /// <summary>Requires that all names are of something, and that no two columns of the answer have one name.</summary>
    /// <param name="document">The document.</param>
    /// <param name="answers">What the answer has, by usual names.</param>
    /// <exception cref="RuleCompilerException">A name is of nothing, or of two columns.</exception>
    internal void Check(RuleDocument document, IReadOnlyList<string> answers)
    {
        Require(Columns, document.Inputs.Select(i => i.Name).ToArray(), "input");
        Require(Answers, answers, "column of the answer");
        // Many engines make no difference between upper and lower case.
        var twice = Keys.Concat(answers.Select(Answer)).GroupBy(n => n, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(g => g.Skip(1).Any());
        if (twice is not null)
            throw new RuleCompilerException(
                $"Two columns of the answer would be called '{VisibleText.Of(twice.Key)}'; call one of them otherwise.");
    }

    /// <summary>The column of an input, quoted.</summary>
    internal string Column(SqlDialect dialect, string input) =>
        dialect.Identifier(Columns.FirstOrDefault(c => c.Name == input)?.Value ?? input);

    /// <summary>What a column of the answer is called.</summary>
    internal string Answer(string usual) => Answers.FirstOrDefault(a => a.Name == usual)?.Value ?? usual;

    /// <summary>A name of several parts, each quoted.</summary>
    internal static string Path(SqlDialect dialect, string name) => string.Join(".", name.Split('.').Select(dialect.Identifier));

    private static void Require(EquatableArray<NamedText> names, IReadOnlyList<string> known, string kind)
    {
        if (names.FirstOrDefault(n => !known.Contains(n.Name, StringComparer.Ordinal)) is { } unknown)
            throw new RuleCompilerException(
                $"There is no {kind} '{VisibleText.Of(unknown.Name)}'; there are "
                    + $"{VisibleText.Of(string.Join(", ", known.Select(k => $"'{k}'")))}.");
        if (names.GroupBy(n => n.Name).FirstOrDefault(g => g.Skip(1).Any()) is { } twice)
            throw new RuleCompilerException($"The {kind} '{VisibleText.Of(twice.Key)}' is named twice.");
    }
}
