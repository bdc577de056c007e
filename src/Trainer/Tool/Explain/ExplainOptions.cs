using System.Collections.Generic;
using RuleCompiler.Trainer.Images;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Explain;

/// <summary>What <c>rulec explain</c> was asked.</summary>
/// <param name="Model">The file of the model.</param>
/// <param name="Input">The file that the row or image is in.</param>
/// <param name="Row">The number of the row or image, counted from 1.</param>
/// <param name="Table">How a CSV file is read.</param>
/// <param name="Json">Whether a program reads the answer.</param>
internal sealed record ExplainOptions(string Model, string Input, int Row, TableOptions Table, bool Json)
{
    /// <summary>The unit, <c>layer:index</c>; nothing for the largest output.</summary>
    public string? Unit { get; init; }

    /// <summary>The methods, without doubles.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The picture to write.</summary>
    public string? Png { get; init; }

    /// <summary>The drawing to write.</summary>
    public string? Svg { get; init; }

    /// <summary>How pixels become values; nothing for values from 0 to 1.</summary>
    public PixelScaling? Scaling { get; init; }

    /// <summary>The shape of the input; nothing where it is found out.</summary>
    public ImageShape? Shape { get; init; }

    /// <summary>Whether the channels of a pixel stand together; nothing where it is found out.</summary>
    public bool? ChannelsLast { get; init; }

    /// <summary>Between what values inputs can be, for deep Taylor decomposition; nothing where it is known.</summary>
    public InputBounds? Bounds { get; init; }
}
