using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Extraction;

/// <summary>Hears of the top of a tree of conditions, and says who hears of the subtrees below it.</summary>
internal interface ISubtreeVisitor
{
    /// <summary>Both sides of the condition at the position are full-dimensional; their cells follow.</summary>
    /// <param name="top">The position, above all subtrees.</param>
    void Split(IRegionPath top);

    /// <summary>The next subtree, from left to right. Called by one thread at a time.</summary>
    /// <param name="position">The position of the search that will go through it.</param>
    /// <returns>Who hears of its cells.</returns>
    ICellVisitor Open(IRegionPath position);
}

/// <summary>What a search has needed.</summary>
/// <param name="IsComplete">Whether no visitor stopped it.</param>
/// <param name="Undecided">Sides that were left out without proof.</param>
/// <param name="Programs">The programmes solved.</param>
internal sealed record SearchEffort(bool IsComplete, long Undecided, long Programs);

/// <summary>Searches the cells of a tree on several threads.</summary>
/// <remarks>
/// One search goes through the top of the tree and stops at every cell with a number of splits above it. The threads take these cells in
/// order, each with a copy of its state, and search what is below. So every cell is decided from the same numbers, whatever the number of
/// threads (and even with one); and memory holds one path per thread, however many cells there are.
/// </remarks>
internal sealed class ThreadedSearch
{
    /// <summary>At most 2⁸ subtrees: enough to keep a few threads busy to the end, few enough that starting them costs nothing.</summary>
    private const int Splits = 8;

    private readonly Func<WorkLimit, IRegionPath> _newPath;
    private readonly InputBox _box;
    private readonly bool _isExact;
    private readonly ISubtreeVisitor _visitor;
    private readonly CellSearch _top;
    private readonly CancellationTokenSource _stop;
    private readonly WorkLimit _limit;
    private readonly Lock _lock = new();
    private ExceptionDispatchInfo? _failure;
    private bool _isStopped;
    private long _undecided;
    private long _programs;

    private ThreadedSearch(
        Func<WorkLimit, IRegionPath> newPath,
        InputBox box,
        ISubtreeVisitor visitor,
        bool isExact,
        CancellationTokenSource stop,
        WorkLimit limit)
    {
        (_newPath, _box, _visitor, _isExact, _stop, _limit) = (newPath, box, visitor, isExact, stop, limit);
        var top = newPath(limit);
        _top = new CellSearch(top, box, new Top(top, visitor), limit, isExact);
    }

    /// <summary>Searches all cells.</summary>
    /// <param name="newPath">Makes a path at the root of the tree, one per thread and one more.</param>
    /// <param name="box">The domain.</param>
    /// <param name="visitor">Who hears of it.</param>
    /// <param name="options">The number of threads, and whether to decide exactly.</param>
    /// <param name="limit">Ends the search.</param>
    /// <returns>What it needed.</returns>
    /// <exception cref="RuleCompilerException">A condition overflows inside the box.</exception>
    /// <exception cref="WorkStoppedException">The limit was reached.</exception>
    public static SearchEffort Run(
        Func<WorkLimit, IRegionPath> newPath, InputBox box, ISubtreeVisitor visitor, ExtractionOptions options, WorkLimit limit)
    {
        var threads = options.Threads;
        using var stop = new CancellationTokenSource();
        var search = new ThreadedSearch(newPath, box, visitor, options.Exact, stop, limit.With(stop.Token));
        if (threads > 1)
            Parallel.For(
                0,
                threads,
                new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = CancellationToken.None },
                _ => search.Work());
        else
            search.Work();
        search._failure?.Throw();
        return new SearchEffort(!search._isStopped, search._undecided + search._top.Undecided, search._programs + search._top.Programs);
    }

    private void Work()
    {
        CellSearch? search = null;
        try
        {
            // Heard of by the visitor of each subtree, never by this one.
            var path = _newPath(_limit);
            search = new CellSearch(path, _box, new Top(path, _visitor), _limit, _isExact);
            while (Take(path) is var (start, visitor))
            {
                if (!search.Run(start, visitor))
                    Stop(null);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // By what another thread has met.
        }
        catch (Exception e)
        {
            Stop(e);
        }

        lock (_lock)
        {
            _undecided += search?.Undecided ?? 0;
            _programs += search?.Programs ?? 0;
        }
    }

    private (CellSearch.CellStart Start, ICellVisitor Visitor)? Take(IRegionPath path)
    {
        lock (_lock)
        {
            return !_isStopped && _top.Next(Splits) is { } start ? (start, _visitor.Open(path)) : null;
        }
    }

    // What one thread has met ends the others.
    private void Stop(Exception? cause)
    {
        lock (_lock)
        {
            _isStopped = true;
            if (cause is not null)
                _failure ??= ExceptionDispatchInfo.Capture(cause);
        }

        _stop.Cancel();
    }

    private sealed class Top(IRegionPath position, ISubtreeVisitor visitor) : ICellVisitor
    {
        public void Split() => visitor.Split(position);

        public bool Leaf(ReadOnlySpan<double> witness) =>
            throw new InvalidOperationException("Leaves are heard of by the visitor of their subtree.");
    }
}
