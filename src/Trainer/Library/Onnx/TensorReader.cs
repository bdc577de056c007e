using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Networks.Graphs;
using RuleCompiler.Trainer.Onnx.Protocol;

namespace RuleCompiler.Trainer.Onnx;

/// <summary>
/// Reads the tensors of a model. What they say about their size is compared with the bytes that are there before anything is allocated.
/// </summary>
/// <param name="external">Where bytes are that stand in other files.</param>
internal sealed class TensorReader(ExternalData external)
{
    private const int ExternalLocation = 1;

    /// <summary>The texts that were read so far.</summary>
    public KnownTexts Texts { get; } = new();

    /// <summary>Reads a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>Its value.</returns>
    /// <exception cref="OnnxFault">It is damaged, or of a type that is not read.</exception>
    public OnnxValue Read(TensorProto tensor)
    {
        var name = $"the tensor '{VisibleText.Of(tensor.Name)}'";
        var count = Count(tensor, name);
        if (!Enum.IsDefined((ElementType)tensor.DataType))
        {
            throw new OnnxFault(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} has elements of type {ElementTypes.Name(tensor.DataType)}; read are float, double, float16, whole numbers of 8 to "
                    + $"64 bits, bool and string: convert it to float."));
        }

        var type = (ElementType)tensor.DataType;
        var values = type == ElementType.String ? TextsOf(tensor, count, name)
            : tensor.DataLocation == ExternalLocation ? Raw(external.Read(tensor, name, (long)count * type.Size()), type, count, name)
            : tensor.RawData.Length > 0 ? Raw(tensor.RawData.Span, type, count, name) : Typed(tensor, type, count, name);
        var bad = Array.FindIndex(values, double.IsNaN);
        if (bad >= 0)
            throw new OnnxFault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} holds NaN at position {bad}; a network with it gives no answers: train it again."));
        return OnnxValue.Of(type, new OnnxConstant(tensor.Dims.Select(d => (int)d).ToArray(), values));
    }

    private static int Count(TensorProto tensor, string name)
    {
        var count = 1L;
        foreach (var dimension in tensor.Dims)
        {
            if (dimension is < 0 or > TensorShape.MaxCount)
                throw new OnnxFault(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name} has a dimension of {dimension}; from 0 to {TensorShape.MaxCount} are read."));
            count *= dimension;
            if (count > TensorShape.MaxCount)
                throw new OnnxFault(
                    string.Create(
                        CultureInfo.InvariantCulture, $"{name} has more than the {TensorShape.MaxCount} elements that are read."));
        }

        return (int)count;
    }

    private double[] TextsOf(TensorProto tensor, int count, string name) => tensor.StringData.Count == count
        ? tensor.StringData.Select(s => Texts.PositionOf(Encoding.UTF8.GetString(s.Span))).ToArray()
        : throw new OnnxFault(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name} has {count} elements by its dimensions, found {tensor.StringData.Count} texts; the file is damaged."));

    private static double[] Raw(ReadOnlySpan<byte> bytes, ElementType type, int count, string name)
    {
        var size = type.Size();
        if (bytes.Length != (long)count * size)
        {
            throw new OnnxFault(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} has {count} elements by its dimensions and {bytes.Length} bytes, which are not {size} for each; the file is "
                    + $"damaged."));
        }

        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            var element = bytes.Slice(i * size, size);
            values[i] = type switch
            {
                ElementType.Float => BinaryPrimitives.ReadSingleLittleEndian(element),
                ElementType.Double => BinaryPrimitives.ReadDoubleLittleEndian(element),
                ElementType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
                ElementType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(element),
                ElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(element),
                ElementType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(element),
                ElementType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(element),
                ElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(element),
                ElementType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(element),
                ElementType.Int8 => (sbyte)element[0],
                _ => element[0],
            };
        }

        return values;
    }

    private static double[] Typed(TensorProto tensor, ElementType type, int count, string name)
    {
        return type switch
        {
            ElementType.Float => Checked(tensor.FloatData, v => v),
            ElementType.Double => Checked(tensor.DoubleData, v => v),
            ElementType.Int64 => Checked(tensor.Int64Data, v => v),
            ElementType.UInt32 or ElementType.UInt64 => Checked(tensor.Uint64Data, v => v),
            // The format keeps the bits of a half in a whole number.
            ElementType.Float16 => Checked(tensor.Int32Data, v => (double)BitConverter.Int16BitsToHalf((short)v)),
            _ => Checked(tensor.Int32Data, v => v),
        };

        double[] Checked<T>(IReadOnlyCollection<T> data, Func<T, double> value) => data.Count == count
            ? data.Select(value).ToArray()
            : throw new OnnxFault(string.Create(
                CultureInfo.InvariantCulture, $"{name} has {count} elements by its dimensions, found {data.Count}; the file is damaged."));
    }
}
