using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;

namespace RuleCompiler.Trainer.Files;

/// <summary>One input of a command, opened once: all that is read of it is read through the same handle, so that it is one file.</summary>
internal sealed class InputSource : IDisposable
{
    private const int BlockSize = 1 << 16;

    private readonly SafeFileHandle _handle;
    private readonly FileStream? _spool;
    private readonly (long Length, DateTime Written) _opened;

    private InputSource(SafeFileHandle handle, FileStream? spool)
    {
        (_handle, _spool) = (handle, spool);
        _opened = State();
    }

    /// <summary>Whether the file is as it was when it was opened.</summary>
    public bool IsUnchanged => _spool is not null || State() == _opened;

    /// <summary>Opens a file; what cannot be read twice, such as a pipe, is copied into a temporary file first.</summary>
    /// <param name="path">The file, as the person named it.</param>
    /// <param name="standard">What <c>-</c> stands for.</param>
    /// <param name="cancellation">Ends the wait for a pipe.</param>
    /// <returns>The input.</returns>
    public static InputSource Open(string path, StandardStreams? standard, CancellationToken cancellation)
    {
        if (StandardStreams.Descriptor(path, isOutput: false) is { } descriptor)
        {
            return Spooled(
                () => descriptor == 0 && standard is not null
                    ? standard.Input()
                    : new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), FileAccess.Read, bufferSize: 0),
                cancellation);
        }

        // A pipe that has a name: opening it waits for who writes it.
        if (FileStatus.Of(path) is { Kind: FileKind.Stream })
            return Spooled(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0), cancellation);
        return new InputSource(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan), null);
    }

    /// <summary>The bytes from the first one on, for one reader.</summary>
    /// <param name="owned">What is disposed of with the reader; null for nothing.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public Stream Read(IDisposable? owned, CancellationToken cancellation) =>
        new BufferedStream(new HandleReader(_handle, owned, cancellation), BlockSize);

    /// <inheritdoc/>
    public void Dispose()
    {
        // A temporary file goes when its stream is closed.
        if (_spool is not null)
            _spool.Dispose();
        else
            _handle.Dispose();
    }

    private (long Length, DateTime Written) State() => (RandomAccess.GetLength(_handle), File.GetLastWriteTimeUtc(_handle));

    private static InputSource Spooled(Func<Stream> open, CancellationToken cancellation) => Written(
        spool =>
        {
            using var stream = open();
            stream.CopyTo(spool, BlockSize);
        },
        cancellation);

    /// <summary>An input that is in no file: it is written into a temporary one first.</summary>
    /// <param name="write">Writes it.</param>
    /// <param name="cancellation">Ends the wait for it.</param>
    /// <returns>The input.</returns>
    public static InputSource Written(Action<Stream> write, CancellationToken cancellation)
    {
        var spool = TemporaryFile.Create();
        try
        {
            // Reading a pipe cannot be interrupted, but who waits for it can: the reader ends with the process.
            var writing = Task.Run(
                () =>
                {
                    write(spool);
                    spool.Flush();
                },
                CancellationToken.None);
            writing.WaitAsync(cancellation).GetAwaiter().GetResult();
            return new InputSource(spool.SafeFileHandle, spool);
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>Reads a handle from a place of its own.</summary>
    private sealed class HandleReader(SafeFileHandle handle, IDisposable? owned, CancellationToken cancellation) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => RandomAccess.GetLength(handle);

        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = RandomAccess.Read(handle, buffer, Position);
            Position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override long Seek(long offset, SeekOrigin origin) =>
            Position = offset + (origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.Current ? Position : Length);

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                owned?.Dispose();
            base.Dispose(disposing);
        }
    }
}
