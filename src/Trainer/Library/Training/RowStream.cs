using System;
using System.IO;
using System.Linq;
using RuleCompiler.Trainer.Numerics;
using RuleCompiler.Trainer.Training.Resuming;

namespace RuleCompiler.Trainer.Training;

/// <summary>Endless batches of rows: every row once per epoch, in a fresh order each time.</summary>
/// <remarks>A table that fits into a batch twice or more is repeated as often as it fits, in order.</remarks>
internal sealed class RowStream
{
    private readonly int[] _order;
    private readonly Xoshiro256 _random;
    private readonly bool _repeats;
    private readonly int _rows;
    private int _next;

    public RowStream(int rows, int batchRows, Xoshiro256 random)
    {
        _rows = rows;
        _repeats = rows <= batchRows;
        BatchRows = _repeats ? batchRows / rows * rows : batchRows;
        _order = Enumerable.Range(0, _repeats ? BatchRows : rows).Select(i => i % rows).ToArray();
        _random = random;
        _next = _order.Length;
    }

    /// <summary>Rows per batch.</summary>
    public int BatchRows { get; }

    /// <summary>Writes the position of the stream, and its source of randomness.</summary>
    public void Write(StateWriter writer)
    {
        writer.WriteList<int>(_order);
        writer.Write(_next);
        writer.Write(_random);
    }

    /// <summary>Continues at the position of another stream over as many rows.</summary>
    public void Restore(StateReader reader)
    {
        reader.ReadInto(_order.AsSpan());
        _next = reader.ReadInt();
        reader.ReadInto(_random);
        if (_next < 0 || _next > _order.Length || _order.Any(row => row < 0 || row >= _rows))
            throw new InvalidDataException("A row is not in the table.");
        var times = new int[_rows];
        foreach (var row in _order)
            times[row]++;
        if (times.Any(t => t != times[0]))
            throw new InvalidDataException("A row comes more often than another.");
    }

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
