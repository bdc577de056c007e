using System;
using System.Collections.Generic;

namespace RuleCompiler.Description;

/// <summary>Sentences under a title.</summary>
/// <param name="Title">The title, without a full stop.</param>
/// <param name="Sentences">The sentences; each shows on a line or as a paragraph of its own.</param>
public sealed record DescribedParagraph(string Title, IReadOnlyList<string> Sentences)
{
    /// <summary>What is better read as tables; they follow the sentences.</summary>
    public IReadOnlyList<DescribedTable> Tables { get; init; } = Array.Empty<DescribedTable>();
}
