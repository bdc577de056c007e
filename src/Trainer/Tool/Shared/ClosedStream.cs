using System;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Shared;

/// <summary>Standard output that is not there: nothing is an answer only if nothing was to be said.</summary>
internal sealed class ClosedStream : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!buffer.IsEmpty)
            throw new InputFileException(
                "standard output", "it is closed, so the result has nowhere to go; open it, or send it to /dev/null.");
    }
}
