using System;
using System.Diagnostics;
using System.Linq;
using RuleCompiler.Fuzz.Targets;

namespace RuleCompiler.Fuzz.Loop;

/// <summary>Runs inputs, each made of some that reached something new. The same seed and corpus give the same inputs.</summary>
internal sealed class FuzzLoop(FuzzTarget target, Corpus corpus, Findings findings, SharedState state)
{
    private readonly Coverage _coverage = new();
    // What costs more is not made more of: each is run again with each start.
    private const long MostKeptBytes = 32 << 20;

    private readonly OutcomeTally _outcomes = new();
    private readonly MemoryFailure _outOfMemory = new();
    private bool _isAccepted;
    private long _allocated;

    /// <summary>Runs the corpus, then inputs from <see cref="SharedState.Number"/> on.</summary>
    /// <param name="inputs">The number of the input before which it ends.</param>
    /// <param name="time">After which time it ends.</param>
    /// <param name="seed">Where the choices come from.</param>
    public void Run(long inputs, TimeSpan time, ulong seed)
    {
        var next = state.Number;
        state.Number = -1;
        foreach (var input in target.Seeds())
        {
            Try(input);
            corpus.Add(input, _isAccepted);
        }

        foreach (var input in corpus.Stored().ToArray())
        {
            Try(input);
            corpus.Add(input, _isAccepted);
        }

        // What is measured is measured of the inputs that are made here.
        var (before, watch) = (state.Elapsed, Stopwatch.StartNew());
        if (next == 0)
            (state.Allocated, state.Longest, state.Accepted) = (0, 0, 0);
        while (next < inputs && before + watch.ElapsedMilliseconds < time.TotalMilliseconds && findings.Count < Findings.Most)
        {
            state.Number = next;
            var input = target.Mutator.Mutate(corpus, Choices(seed, next));
            if (input.Length <= SharedState.MostBytes && Try(input) && _allocated <= MostKeptBytes)
                corpus.Keep(input, _isAccepted);
            next++;
            (state.Inputs, state.Kept, state.Edges) = (next, corpus.Count, _coverage.Edges);
            state.Elapsed = before + watch.ElapsedMilliseconds;
        }

        state.IsFinished = true;
    }

    /// <summary>Whether an input reaches something new.</summary>
    private bool Try(byte[] input)
    {
        state.Begin(input);
        var (allocated, started) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        Coverage.Begin();
        var isNew = Answer(input);
        _allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        state.End();
        state.Allocated = Math.Max(state.Allocated, _allocated);
        state.Longest = Math.Max(state.Longest, (long)(Environment.CpuUsage.TotalTime - started).TotalMicroseconds);
        // Whoever caught the exception, the memory was not there.
        if (_outOfMemory.Exception is { } thrown)
            findings.Add("memory", input, thrown);
        return isNew;
    }

    private bool Answer(byte[] input)
    {
        var isNew = _isAccepted = false;
        _outOfMemory.Forget();
        try
        {
            var read = target.Read(input);
            state.Accepted++;
            _isAccepted = true;
            isNew = _coverage.Collect();
            if (isNew || state.Number % target.UsedOf == 0)
                isNew |= _outcomes.Add(target.Use(read));
        }
        catch (RuleCompilerException e)
        {
            isNew |= _outcomes.Add(e.Message);
            if (e.Message.Where(IsHidden).Select(c => (int)c).ToArray() is [var first, ..])
                findings.Add(
                    "message", input, Findings.Cause(e),
                    FormattableString.Invariant($"The message has the character U+{first:X4}: {e}"));
        }
        catch (Exception e)
        {
            if (_outOfMemory.Exception is null)
                findings.Add("crash", input, e);
        }

        return isNew | _coverage.Collect();
    }

    /// <summary>What may not reach a terminal from a file: control characters, and those that turn the direction of writing.</summary>
    private static bool IsHidden(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    // Each input has choices of its own, so that a run can go on behind an input that ended it.
    private static Random Choices(ulong seed, long number)
    {
        var mixed = (seed * 0x9E3779B97F4A7C15) + ((ulong)number * 0xBF58476D1CE4E5B9);
        mixed = (mixed ^ (mixed >> 31)) * 0x94D049BB133111EB;
        return new Random((int)(mixed >> 33));
    }
}
