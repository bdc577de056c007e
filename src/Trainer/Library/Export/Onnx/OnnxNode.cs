using System.Collections.Generic;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Export.Onnx;

/// <summary>A value of the graph: an input, a constant, or what an operator makes of other values.</summary>
/// <param name="position">Its place in the order in which values are made.</param>
/// <param name="from">The values that it is made of.</param>
internal sealed class OnnxNode(int position, IReadOnlyList<OnnxNode> from)
{
    /// <summary>Its place in the order in which values are made: after all that it is made of.</summary>
    public int Position { get; } = position;

    /// <summary>The values that it is made of.</summary>
    public IReadOnlyList<OnnxNode> From { get; } = from;

    /// <summary>The operator; null for an input or a constant.</summary>
    public NodeProto? Operator { get; init; }

    /// <summary>The numbers or texts of a constant; null for another value.</summary>
    public TensorProto? Constant { get; init; }

    /// <summary>What it is called; null until the graph is written for one that nobody asks for by name.</summary>
    public string? Name { get; set; }

    /// <summary>What a reader of the graph is told about it.</summary>
    public string Remark { get; set; } = string.Empty;

    /// <summary>The number of a constant that is a single one.</summary>
    public double? Number { get; init; }

    /// <summary>Whether it may be −0.</summary>
    public bool MayBeNegativeZero { get; init; }
}
