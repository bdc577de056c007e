using System;
using System.Linq;
using RuleCompiler.Trainer.Data;

namespace RuleCompiler.Trainer.Training;

/// <summary>Endless batches of rows: every row once per epoch, in a fresh order each time.</summary>
/// <remarks>A table that fits into a batch twice or more is repeated as often as it fits, in order.</remarks>
internal sealed class RowStream
{
    private readonly int[] _order;
    private readonly Xoshiro256 _random;
    private readonly bool _repeats;
    private int _next;

    public RowStream(int rows, int batchRows, Xoshiro256 random)
    {
        _repeats = rows <= batchRows;
        BatchRows = _repeats ? batchRows / rows * rows : batchRows;
        _order = Enumerable.Range(0, _repeats ? BatchRows : rows).Select(i => i % rows).ToArray();
        _random = random;
        _next = _order.Length;
    }

    /// <summary>Rows per batch.</summary>
    public int BatchRows { get; }

    /// <summary>The rows of the next batch; valid until the next call.</summary>
    public ReadOnlySpan<int> Next()
    {
        if (_repeats)
            return _order;
        if (_next + BatchRows > _order.Length)
        {
            _random.Shuffle(_order.AsSpan());
            _next = 0;
        }

        var batch = _order.AsSpan(_next, BatchRows);
        _next += BatchRows;
        return batch;
    }
}
