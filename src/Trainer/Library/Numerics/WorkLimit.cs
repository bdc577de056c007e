using System;
using System.Globalization;
using System.Threading;
using RuleCompiler.Proofs;

namespace RuleCompiler.Trainer.Numerics;

/// <summary>What ends long work before its end: a person, a time, or the memory that it may take.</summary>
/// <remarks>
/// One value is made where work begins and handed down to its innermost loops, whose types ask for it where they are made: what cannot be
/// made without a limit cannot forget it. It only ever stops work, so no result depends on it. It may be used by any thread. What is proven
/// of a document is limited by <see cref="ProofLimit"/> instead, which counts.
/// </remarks>
public sealed class WorkLimit : IWorkLimit
{
    /// <summary>
    /// What the garbage collector holds is asked for this often, in milliseconds: often enough for a thread that fills half a GB a second.
    /// </summary>
    private const long BetweenMeasures = 50;

    /// <summary>After a collection of garbage that made room, in milliseconds: collecting takes time itself.</summary>
    private const long BetweenCollections = 2_000;

    private const long BytesPerMegabyte = 1_000_000;

    private readonly CancellationToken _cancellation;
    private readonly CancellationToken _other;
    private readonly long _end;
    private readonly Memory _memory;

    /// <summary>Makes a limit on time and memory that cancellation ends as well.</summary>
    /// <param name="cancellation">Ends the work when a person wants it.</param>
    /// <param name="time">How long it may take from now on; null as long as it likes.</param>
    /// <param name="megabytes">How much memory the process may hold, in units of 10⁶ bytes; null as much as there is.</param>
    public WorkLimit(CancellationToken cancellation, TimeSpan? time = null, long? megabytes = null)
        : this(
            time is { } span ? EndAfter(span) : long.MaxValue,
            new Memory(megabytes is { } most ? most * BytesPerMegabyte : long.MaxValue),
            cancellation,
            CancellationToken.None)
    {
    }

    private WorkLimit(long end, Memory memory, CancellationToken cancellation, CancellationToken other) =>
        (_end, _memory, _cancellation, _other) = (end, memory, cancellation, other);

    /// <summary>No limit on time or memory, and no cancellation.</summary>
    public static WorkLimit None { get; } = new(CancellationToken.None);

    /// <summary>
    /// What a search may hold unless stated otherwise: half of what the machine has, at most 4 GB; in units of 10⁶ bytes.
    /// </summary>
    public static long UsualMegabytes =>
        Math.Max(1, Math.Min(4_000, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / BytesPerMegabyte));

    /// <summary>What has been reached; null while the work may go on.</summary>
    public WorkStop? Reached => IsCancelled ? WorkStop.Cancelled : Environment.TickCount64 >= _end ? WorkStop.Time : null;

    private bool IsCancelled => _cancellation.IsCancellationRequested || _other.IsCancellationRequested;

    /// <summary>A wish to stop is a limit.</summary>
    /// <param name="cancellation">The wish.</param>
    public static implicit operator WorkLimit(CancellationToken cancellation) => new(cancellation);

    /// <summary>The same limit for a part of the work that something else ends too.</summary>
    /// <param name="other">Ends the part too.</param>
    /// <returns>The limit of the part.</returns>
    public WorkLimit With(CancellationToken other) => new(_end, _memory, _cancellation, other);

    /// <summary>The same limit for a part of the work that has less time.</summary>
    /// <param name="time">How long the part may take from now on.</param>
    /// <returns>The limit of the part.</returns>
    public WorkLimit Within(TimeSpan time) => new(Math.Min(_end, EndAfter(time)), _memory, _cancellation, _other);

    /// <summary>Goes on, or stops. To be called at least every few milliseconds: it takes some nanoseconds.</summary>
    /// <exception cref="WorkStoppedException">A limit is reached.</exception>
    public void Check()
    {
        if (IsCancelled)
            throw new WorkStoppedException(WorkStop.Cancelled);
        var now = Environment.TickCount64;
        if (now >= _end)
            throw new WorkStoppedException(WorkStop.Time);
        _memory.Check(now);
    }

    /// <summary>Asks before a large piece of memory is taken.</summary>
    /// <param name="bytes">How much is needed in addition to what there is.</param>
    /// <param name="what">What for, as the object of a sentence.</param>
    /// <exception cref="WorkStoppedException">It would be too much; the message has the numbers.</exception>
    public void Require(double bytes, string what) => _memory.Require(bytes, what);

    private static long EndAfter(TimeSpan time) =>
        (long)Math.Min(long.MaxValue / 2, Environment.TickCount64 + Math.Max(0, time.TotalMilliseconds));

    /// <summary>How much memory may be held, and when that was last measured.</summary>
    private sealed class Memory(long most)
    {
        private long _next;

        public void Check(long now)
        {
            if (most == long.MaxValue || now < Interlocked.Read(ref _next))
                return;
            Interlocked.Exchange(ref _next, now + BetweenMeasures);
            if (GC.GetTotalMemory(forceFullCollection: false) <= most)
                return;
            if (GC.GetTotalMemory(forceFullCollection: true) > most)
                throw new WorkStoppedException(WorkStop.Memory);
            Interlocked.Exchange(ref _next, Environment.TickCount64 + BetweenCollections);
        }

        public void Require(double bytes, string what)
        {
            if (most == long.MaxValue || bytes + GC.GetTotalMemory(forceFullCollection: false) <= most)
                return;
            throw new WorkStoppedException(WorkStop.Memory, string.Create(
                CultureInfo.InvariantCulture,
                $"{what} would take {bytes / BytesPerMegabyte:0} MB, and {most / BytesPerMegabyte} MB may be held"));
        }
    }
}

/// <summary>Why work was stopped.</summary>
public enum WorkStop
{
    /// <summary>A person wanted it.</summary>
    Cancelled,

    /// <summary>The time was up.</summary>
    Time,

    /// <summary>It needs more memory than it may have.</summary>
    Memory,
}

/// <summary>Thrown where a limit ends work.</summary>
/// <param name="reason">Which.</param>
/// <param name="detail">What would have gone beyond it, with numbers; null where it simply went on for too long.</param>
public sealed class WorkStoppedException(WorkStop reason, string? detail = null)
    : OperationCanceledException(detail ?? $"The work was stopped ({reason}).")
{
    /// <summary>The limit that was reached.</summary>
    public WorkStop Reason => reason;

    /// <summary>What would have gone beyond it, with numbers; null where it simply went on for too long.</summary>
    public string? Detail => detail;
}
