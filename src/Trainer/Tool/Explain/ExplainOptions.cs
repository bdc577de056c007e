using System.Collections.Generic;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Sources;

namespace RuleCompiler.Tool.Explain;

/// <summary>What <c>rulec explain</c> was asked of a network.</summary>
/// <param name="Model">The file of the network.</param>
/// <param name="Input">The row or image.</param>
/// <param name="Json">Whether a program reads the answer.</param>
internal sealed record ExplainOptions(string Model, InputChoice Input, bool Json)
{
    /// <summary>The unit, <c>layer:index</c>; nothing for the largest output.</summary>
    public string? Unit { get; init; }

    /// <summary>The methods, without doubles.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The picture to write.</summary>
    public string? Png { get; init; }

    /// <summary>The drawing to write.</summary>
    public string? Svg { get; init; }

    /// <summary>Between what values inputs can be, for deep Taylor decomposition; nothing where it is known.</summary>
    public InputBounds? Bounds { get; init; }
}
