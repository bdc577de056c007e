using System;
using System.Collections.Generic;
using System.Globalization;
using RuleCompiler.Trainer.Networks.Graphs;

namespace RuleCompiler.Trainer.Onnx;

/// <summary>The types of elements that are read, by the format's own numbers.</summary>
internal enum ElementType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Float16 = 10,
    Double = 11,
    UInt32 = 12,
    UInt64 = 13,
}

/// <summary>What is to be said of types of elements.</summary>
internal static class ElementTypes
{
    /// <summary>TensorProto.DataType of the standard (onnx.proto), by its numbers.</summary>
    private static readonly string[] Names =
    [
        "undefined", "float", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "double", "uint32",
        "uint64", "complex64", "complex128",
        "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2", "float8e5m2fnuz", "uint4", "int4", "float4e2m1", "float8e8m0",
    ];

    /// <summary>The name of a type, of the standard's own.</summary>
    public static string Name(int number) =>
        number >= 0 && number < Names.Length
            ? Names[number]
            : string.Create(CultureInfo.InvariantCulture, $"of the unknown number {number}");

    /// <summary>The name of a type.</summary>
    public static string Name(this ElementType type) => Name((int)type);

    /// <summary>Whether its numbers have fractions.</summary>
    public static bool IsFloating(this ElementType type) => type is ElementType.Float or ElementType.Double or ElementType.Float16;

    /// <summary>Whether values of the type are rounded to single precision; halves are computed with in it.</summary>
    public static bool IsSingle(this ElementType type) => type is ElementType.Float or ElementType.Float16;

    /// <summary>The bytes of an element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.Double or ElementType.Int64 or ElementType.UInt64 => 8,
        ElementType.Float or ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Float16 or ElementType.Int16 or ElementType.UInt16 => 2,
        _ => 1,
    };

    /// <summary>What an input of the type holds.</summary>
    public static InputKind Kind(this ElementType type) => type switch
    {
        ElementType.String => InputKind.Text,
        ElementType.Bool => InputKind.Truth,
        _ when type.IsFloating() => InputKind.Number,
        _ => InputKind.WholeNumber,
    };
}

/// <summary>What a name of a model stands for: a value that is known already, or the value of a node.</summary>
/// <param name="Type">The type of its elements.</param>
/// <param name="Node">The position of the node.</param>
/// <param name="Constant">The value, when it is known.</param>
internal sealed record OnnxValue(ElementType Type, int Node, OnnxConstant? Constant)
{
    /// <summary>Whether it stands for a quantised value by the number that this means.</summary>
    public bool IsMeant { get; init; }

    public static OnnxValue Of(ElementType type, OnnxConstant constant) => new(type, -1, constant);
}

/// <summary>A known value, perhaps without any element, as lists of axes are.</summary>
/// <param name="Dimensions">Its dimensions.</param>
/// <param name="Values">Its elements in row-major order; texts as their positions among <see cref="KnownTexts"/>.</param>
internal sealed record OnnxConstant(IReadOnlyList<int> Dimensions, double[] Values)
{
    public static OnnxConstant Of(Tensor tensor) => new(tensor.Shape.Dimensions, tensor.Values);

    /// <exception cref="System.ArgumentException">It has no element.</exception>
    public Tensor ToTensor() => new(new TensorShape(Dimensions), Values);
}

/// <summary>The texts of a model, each with a position that stands for it in the graph.</summary>
internal sealed class KnownTexts
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>The texts.</summary>
    public IReadOnlyList<string> All => _texts;

    /// <summary>The position of a text, which is a new one for a new text.</summary>
    public double PositionOf(string text)
    {
        if (_positions.TryGetValue(text, out var position))
            return position;
        _positions.Add(text, _texts.Count);
        _texts.Add(text);
        return _texts.Count - 1;
    }
}
