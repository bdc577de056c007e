using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace RuleCompiler.Trainer.Numerics;

/// <summary>A limit on the time of work whose length cannot be known: what is not done by then is reported, never guessed.</summary>
public static class Deadline
{
    /// <summary>How long work has to see that it was cancelled.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(0.5);

    /// <summary>Runs work that is to end after a number of seconds.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="seconds">The limit.</param>
    /// <param name="work">The work, told when to end. Work that does not look is left alone: it ends with the process.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What came of it; null where the time was up, even if the work was done by the time that this was seen.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static T? Within<T>(double seconds, Func<CancellationToken, T> work, CancellationToken cancellation)
        where T : class
    {
        var time = TimeSpan.FromSeconds(seconds);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(time);
        var token = limit.Token;
        // A busy machine calls timers late: what is in time is read off the clock.
        var began = Stopwatch.GetTimestamp();
        try
        {
            var result = Task.Run(() => work(token), CancellationToken.None).WaitAsync(time + Grace, cancellation).GetAwaiter().GetResult();
            return Stopwatch.GetElapsedTime(began) <= time ? result : null;
        }
        catch (Exception e) when (e is TimeoutException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
