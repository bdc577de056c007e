using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace RuleCompiler.Trainer.Training.Resuming;

/// <summary>Writes the state of work as bytes: numbers to the last bit, lists after their length.</summary>
internal sealed class StateWriter : IDisposable
{
    private readonly BinaryWriter _writer;

    /// <summary>Writes to a stream, which stays open.</summary>
    public StateWriter(Stream stream) => _writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);

    /// <summary>What is written by something, as bytes.</summary>
    public static byte[] BytesOf(Action<StateWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new StateWriter(stream))
            write(writer);
        return stream.ToArray();
    }

    public void Write(bool value) => _writer.Write(value);

    public void Write(int value) => _writer.Write(value);

    public void Write(long value) => _writer.Write(value);

    public void Write(double value) => _writer.Write(value);

    public void Write(float value) => _writer.Write(value);

    public void Write(string value) => WriteList<byte>(Encoding.UTF8.GetBytes(value));

    /// <summary>Writes numbers after their count.</summary>
    public void WriteList<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        _writer.Write(values.Length);
        _writer.Write(MemoryMarshal.AsBytes(values));
    }

    public void Dispose() => _writer.Dispose();
}
