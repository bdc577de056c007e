using System;

namespace RuleCompiler.Trainer.Training.Resuming;

/// <summary>Where one piece of long work keeps its state, so that a killed run can go on from there to the same end.</summary>
internal interface IResumePoint
{
    /// <summary>Takes up what was kept by an earlier run.</summary>
    /// <param name="read">Reads what was written; not called where there is nothing.</param>
    /// <returns>Whether there was something.</returns>
    bool TryResume(Action<StateReader> read);

    /// <summary>Offers the state at a moment from which the work can go on.</summary>
    /// <param name="write">Writes the state; called at once or not at all.</param>
    void Offer(Action<StateWriter> write);

    /// <summary>Keeps the state at the end of the work. What a cancelled run ended with is not kept: it is not the end.</summary>
    /// <param name="write">Writes the state; called at once or not at all.</param>
    void Finish(Action<StateWriter> write);
}

/// <summary>Work that is not worth to be cut: it is done, or taken from an earlier run that did it.</summary>
internal static class ResumableWork
{
    /// <summary>Does the work unless an earlier run has done it.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="point">Where the result is kept; null keeps nothing.</param>
    /// <param name="work">The work.</param>
    /// <param name="write">Writes the result.</param>
    /// <param name="read">Reads the result.</param>
    /// <returns>The result.</returns>
    public static T Do<T>(this IResumePoint? point, Func<T> work, Action<StateWriter, T> write, Func<StateReader, T> read)
    {
        var result = default(T);
        if (point is not null && point.TryResume(reader => result = read(reader)))
            return result!;
        result = work();
        point?.Finish(writer => write(writer, result));
        return result;
    }
}
