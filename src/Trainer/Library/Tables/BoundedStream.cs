using System;
using System.IO;

namespace RuleCompiler.Trainer.Tables;

/// <summary>
/// A stream for a reader that knows where its bytes are: to read where there are none is an error, and not to be tried again.
/// </summary>
/// <param name="stream">The bytes, which can be sought; they stay open.</param>
internal sealed class BoundedStream(Stream stream) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => stream.Length;

    public override long Position
    {
        get => stream.Position;
        set => stream.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        var count = stream.Read(buffer);
        return count > 0 || buffer.IsEmpty ? count : throw new EndOfStreamException("it ends before its contents do");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => stream.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
