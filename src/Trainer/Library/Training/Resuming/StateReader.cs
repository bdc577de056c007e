using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace RuleCompiler.Trainer.Training.Resuming;

/// <summary>Reads what a <see cref="StateWriter"/> wrote. Lengths are held against what is there before anything is made of them.</summary>
/// <remarks>Every method throws <see cref="InvalidDataException"/> where the bytes are not what is asked for.</remarks>
internal sealed class StateReader(ReadOnlyMemory<byte> bytes)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlyMemory<byte> _rest = bytes;

    public bool ReadBool() => Take(1)[0] switch
    {
        0 => false,
        1 => true,
        _ => throw new InvalidDataException("A truth value is neither 0 nor 1."),
    };

    public int ReadInt() => MemoryMarshal.Read<int>(Take(sizeof(int)));

    public long ReadLong() => MemoryMarshal.Read<long>(Take(sizeof(long)));

    /// <summary>A whole number that is not below another.</summary>
    public int ReadInt(int least) =>
        ReadInt() is var value && value >= least ? value : throw new InvalidDataException("A number is below what it can be.");

    /// <summary>A finite number.</summary>
    public double ReadDouble() => double.IsFinite(ReadAnyDouble(out var value)) ? value : throw NotFinite();

    /// <summary>A loss: a number from 0 on, infinite where it is too large to be measured.</summary>
    public double ReadLoss() =>
        ReadAnyDouble(out var value) >= 0 ? value : throw new InvalidDataException("A loss is not a number from 0 on.");

    /// <summary>A number that may be none, of work that is thrown away where it is.</summary>
    public double ReadAnyDouble() => ReadAnyDouble(out _);

    /// <summary>A number that may be none, of work that is thrown away where it is.</summary>
    public float ReadAnyFloat() => MemoryMarshal.Read<float>(Take(sizeof(float)));

    public string ReadText()
    {
        try
        {
            return StrictUtf8.GetString(Take(ReadCount(1)));
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("A text is not UTF-8.", e);
        }
    }

    /// <summary>The count of a list whose members take at least some bytes each.</summary>
    public int ReadCount(int leastSize)
    {
        var count = ReadInt();
        return count >= 0 && count <= _rest.Length / leastSize
            ? count
            : throw new InvalidDataException("A list is longer than what is left.");
    }

    /// <summary>A list of numbers; where they have fractions, of finite ones.</summary>
    public T[] ReadList<T>()
        where T : unmanaged
    {
        var values = ReadAnyList<T>();
        return AreFinite(values) ? values : throw NotFinite();
    }

    /// <summary>A list of numbers that must fill its target; where they have fractions, of finite ones.</summary>
    public void ReadInto<T>(Span<T> target)
        where T : unmanaged => Fill(target, ReadList<T>());

    /// <summary>A list of numbers that must fill its target, and may be none, of work that is thrown away where they are.</summary>
    public void ReadAnyInto<T>(Span<T> target)
        where T : unmanaged => Fill(target, ReadAnyList<T>());

    private T[] ReadAnyList<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Take(ReadCount(Unsafe.SizeOf<T>()) * Unsafe.SizeOf<T>())).ToArray();

    private double ReadAnyDouble(out double value) => value = MemoryMarshal.Read<double>(Take(sizeof(double)));

    private static bool AreFinite<T>(T[] values) => values switch
    {
        double[] doubles => Array.TrueForAll(doubles, double.IsFinite),
        float[] floats => Array.TrueForAll(floats, float.IsFinite),
        _ => true,
    };

    private static InvalidDataException NotFinite() => new("A number is not finite.");

    private static void Fill<T>(Span<T> target, T[] values)
    {
        if (values.Length != target.Length)
            throw new InvalidDataException("A list has another length than what it belongs to.");
        values.CopyTo(target);
    }

    /// <summary>Requires that all was read.</summary>
    public void End()
    {
        if (_rest.Length > 0)
            throw new InvalidDataException("There is more than was asked for.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw new InvalidDataException("The bytes end too early.");
        var taken = _rest.Span[..count];
        _rest = _rest[count..];
        return taken;
    }
}
