using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using RuleCompiler.Trainer.Files;

namespace RuleCompiler.Tool.Shared;

/// <summary>
/// What Ctrl-C and SIGTERM do: the first ends the command soon in whatever it is, or is answered by a line; a second ends the process at
/// once.
/// </summary>
public sealed class Interruption : IDisposable
{
    /// <summary>How long a command that keeps nothing has to end by itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.8);

    private readonly TextWriter _error;
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Timer _end;
    private volatile string? _finishing;
    private int _isToldOfEnd;

    /// <summary>Takes the signals of this process.</summary>
    /// <param name="error">Where people read.</param>
    public Interruption(TextWriter error)
    {
        _error = error;
        _end = new Timer(_ => End());
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>From now on a stopped command has something to keep, and finishes it.</summary>
    /// <param name="words">What a person is told then.</param>
    public void Keep(string words) => _finishing = words;

    /// <summary>Whether nobody has told yet that the command was stopped, and it is told now.</summary>
    /// <returns>True for the first that asks.</returns>
    public bool TellsEnd() => Interlocked.Exchange(ref _isToldOfEnd, 1) == 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _end.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested)
        {
            AtomicFile.RemoveUnfinished();
            return;
        }

        context.Cancel = true;
        if (_finishing is { } words)
            _error.WriteLine(words);
        else
            _end.Change(Grace, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }

    /// <summary>Work that does not look whether it was cancelled ends with the process: there is nothing to keep of it.</summary>
    private void End()
    {
        AtomicFile.RemoveUnfinished();
        if (TellsEnd())
            _error.WriteLine("rulec: stopped.");
        Environment.Exit(ExitCode.Cancelled);
    }
}
