using System;

namespace RuleCompiler.Fuzz.Loop;

/// <summary>Whether memory was asked for and not given, even where what was thrown for it was caught.</summary>
internal sealed class MemoryFailure
{
    /// <summary>Begins to watch.</summary>
    public MemoryFailure() => AppDomain.CurrentDomain.FirstChanceException += (_, thrown) =>
        Exception ??= thrown.Exception as OutOfMemoryException;

    /// <summary>What was thrown first since the last input; null for nothing.</summary>
    public OutOfMemoryException? Exception { get; private set; }

    /// <summary>Begins with an input.</summary>
    public void Forget() => Exception = null;
}
