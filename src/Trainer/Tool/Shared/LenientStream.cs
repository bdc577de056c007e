using System;
using System.IO;

namespace RuleCompiler.Tool.Shared;

/// <summary>
/// What people read. When nobody does any more (the disk is full, the other end is closed) the work goes on silently.
/// </summary>
internal sealed class LenientStream(Stream inner) : WriteOnlyStream
{
    private bool _isBroken;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_isBroken)
            return;
        try
        {
            inner.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _isBroken = true;
        }
    }
}
