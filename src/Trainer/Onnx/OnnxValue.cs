using System.Collections.Generic;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx;

/// <summary>The types of elements, by the format's own numbers.</summary>
internal enum ElementType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Float16 = 10,
    Double = 11,
}

/// <summary>What a name of a model stands for: a value that is known already, or the value of a node.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Node">The position of the node.</param>
/// <param name="Constant">The value, when it is known.</param>
internal sealed record OnnxValue(ElementType Type, int Node, OnnxConstant? Constant)
{
    public static OnnxValue Of(ElementType type, OnnxConstant constant) => new(type, -1, constant);
}

/// <summary>A known value, perhaps without any element, as lists of axes are.</summary>
/// <param name="Dimensions">Its dimensions.</param>
/// <param name="Values">Its elements in row-major order.</param>
internal sealed record OnnxConstant(IReadOnlyList<int> Dimensions, double[] Values)
{
    public static OnnxConstant Of(Tensor tensor) => new(tensor.Shape.Dimensions, tensor.Values);

    /// <exception cref="System.ArgumentException">It has no element.</exception>
    public Tensor ToTensor() => new(new TensorShape(Dimensions), Values);
}
