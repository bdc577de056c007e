using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Generator.Writing;

/// <summary>Parameters or arguments: on the line where they stand if they fit, else one per line.</summary>
internal readonly struct CommaList
{
    /// <summary>A list of what is given.</summary>
    public CommaList(params string[] items) => Items = items;

    /// <summary>A list of what is given.</summary>
    public CommaList(IEnumerable<string> items) => Items = items.ToArray();

    /// <summary>The parameters or arguments.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>The same list with more at its end.</summary>
    public CommaList And(params string[] more) => new(Items.Concat(more));

    /// <summary>The list on one line.</summary>
    public override string ToString() => string.Join(", ", Items);
}
