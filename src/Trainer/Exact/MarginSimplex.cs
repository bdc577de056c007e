using System.Linq;
using System.Numerics;
using RuleCompiler.Trainer.Numerics;

namespace RuleCompiler.Trainer.Exact;

/// <summary>How a search for the largest margin ended.</summary>
internal enum SimplexOutcome
{
    /// <summary>A point with a positive margin is found; it has the largest one.</summary>
    Positive,

    /// <summary>No point has a positive margin, as the multipliers show.</summary>
    NotPositive,

    /// <summary>Rounding or the limit of pivots left it open; never in exact arithmetic.</summary>
    Undecided,
}

/// <summary>
/// The linear programme of a cell: the largest s ≤ 1 with a_k·t + b_k ≥ σ_k·s for all rows k and 0 ≤ t ≤ 1, where σ_k is 1 for rows
/// that must hold strictly and 0 for the others. The one text serves two kinds of numbers: doubles, which are fast, and fractions, which
/// are right.
/// </summary>
/// <remarks>
/// A dual simplex method for bounded variables on a dictionary basic = T·nonbasic, which starts with all slacks basic and s at 1. After
/// many pivots without progress the smallest index decides (Bland), which cannot cycle. Variables are numbered: coordinates, s, slacks.
/// </remarks>
/// <typeparam name="T">The numbers.</typeparam>
internal sealed class MarginSimplex<T>
    where T : struct, IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IDivisionOperators<T, T, T>,
    IUnaryNegationOperators<T, T>, IComparisonOperators<T, T, bool>, IAdditiveIdentity<T, T>, IMultiplicativeIdentity<T, T>
{
    // 100 per row and column; usual are one or two per row. Only rounding can need more.
    private const int PivotsPerLine = 100;

    private static readonly T Zero = T.AdditiveIdentity;
    private static readonly T One = T.MultiplicativeIdentity;

    private readonly int _rows;
    private readonly int _columns;
    private readonly T _tolerance;
    private readonly bool _isExact;
    private readonly WorkLimit _limit;

    // Row i of T says how the basic variable i moves with the nonbasic ones.
    private readonly T[][] _tableau;
    private readonly T[] _value;
    private readonly int[] _basic;
    private readonly int[] _nonbasic;
    private readonly bool[] _atUpper;
    private int _marginRow = -1;

    /// <summary>Makes a programme.</summary>
    /// <param name="rows">For each row a, one coefficient per coordinate.</param>
    /// <param name="constants">For each row b.</param>
    /// <param name="isStrict">For each row whether it must hold strictly.</param>
    /// <param name="coordinates">The number of coordinates.</param>
    /// <param name="tolerance">What counts as 0, where rows are of size 1; 0 itself says that the arithmetic is exact.</param>
    /// <param name="limit">Ends the work with an exception: between rows, since one of long fractions takes its time.</param>
    public MarginSimplex(T[][] rows, T[] constants, bool[] isStrict, int coordinates, T tolerance, WorkLimit limit)
    {
        _limit = limit;
        (_rows, _columns, _tolerance, _isExact) = (rows.Length, coordinates + 1, tolerance, tolerance == Zero);
        _tableau = rows.Select((row, k) => row.Append(isStrict[k] ? -One : Zero).ToArray()).ToArray();
        _value = constants.Select((b, k) => isStrict[k] ? b - One : b).ToArray();
        _basic = Enumerable.Range(_columns, _rows).ToArray();
        _nonbasic = Enumerable.Range(0, _columns).ToArray();
        _atUpper = new bool[_columns];
        _atUpper[^1] = true;
        Multipliers = new T[_rows];
        Point = new T[coordinates];
    }

    /// <summary>After <see cref="SimplexOutcome.NotPositive"/>: one multiplier per row.</summary>
    public T[] Multipliers { get; }

    /// <summary>After <see cref="SimplexOutcome.Positive"/>: the coordinates of the point.</summary>
    public T[] Point { get; }

    private int MarginVariable => _columns - 1;

    /// <summary>Solves it.</summary>
    /// <returns>The outcome.</returns>
    public SimplexOutcome Solve()
    {
        var patience = _rows + _columns;
        var limit = _isExact ? long.MaxValue : PivotsPerLine * (long)patience;
        var (best, stalled) = (One + One, 0);
        for (var pivots = 0L; pivots < limit; pivots++)
        {
            _limit.Check();
            // Dual feasible: no point has a margin beyond the present one.
            var margin = _marginRow < 0 ? One : _value[_marginRow];
            if (_isExact ? margin <= Zero : margin < -_tolerance)
                return NotPositive(_marginRow, rises: true);
            stalled = margin < best ? 0 : stalled + 1;
            best = margin;
            var row = ChooseLeaving(stalled > patience, out var rises);
            if (row < 0)
                return margin > _tolerance ? Positive() : NotPositive(_marginRow, rises: true);
            var column = ChooseEntering(row, rises, stalled > patience);
            if (column < 0)
                return NotPositive(row, rises);
            Exchange(row, column, rises);
        }

        return SimplexOutcome.Undecided;
    }

    private bool HasUpper(int variable) => variable < _columns;

    private bool HasLower(int variable) => variable != MarginVariable;

    private static T Magnitude(T value) => value < Zero ? -value : value;

    // The basic variable furthest beyond a bound; or, to end cycles, the first one beyond.
    private int ChooseLeaving(bool bland, out bool rises)
    {
        var (chosen, furthest) = (-1, _tolerance);
        rises = false;
        for (var row = 0; row < _rows; row++)
        {
            var variable = _basic[row];
            var below = HasLower(variable) && _value[row] < Zero;
            var beyond = below ? -_value[row] : HasUpper(variable) ? _value[row] - One : Zero;
            if (beyond <= (bland ? _tolerance : furthest) || (bland && chosen >= 0 && variable > _basic[chosen]))
                continue;
            (chosen, furthest, rises) = (row, beyond, below);
        }

        return chosen;
    }

    // The nonbasic variable whose reduced cost vanishes first as the row's multiplier grows; of equal ones the larger pivot, or, to end
    // cycles, the first.
    private int ChooseEntering(int row, bool rises, bool bland)
    {
        var entries = _tableau[row];
        var (chosen, least) = (-1, Zero);
        for (var column = 0; column < _columns; column++)
        {
            var towards = rises == _atUpper[column] ? -entries[column] : entries[column];
            if (towards <= _tolerance)
                continue;
            var ratio = Magnitude(Cost(column)) / towards;
            if (chosen < 0 || ratio < least || (ratio == least
                && (bland ? _nonbasic[column] < _nonbasic[chosen] : towards > Magnitude(entries[chosen]))))
            {
                (chosen, least) = (column, ratio);
            }
        }

        return chosen;
    }

    private T Cost(int column) =>
        _marginRow >= 0 ? _tableau[_marginRow][column] : _nonbasic[column] == MarginVariable ? One : Zero;

    private void Exchange(int row, int column, bool rises)
    {
        var (leaving, entering) = (_basic[row], _nonbasic[column]);
        var pivotRow = _tableau[row];
        var step = ((rises ? Zero : One) - _value[row]) / pivotRow[column];
        var entered = (_atUpper[column] ? One : Zero) + step;
        for (var i = 0; i < _rows; i++)
        {
            if (_tableau[i][column] != Zero)
                _value[i] += _tableau[i][column] * step;
        }

        var inverse = One / pivotRow[column];
        for (var j = 0; j < _columns; j++)
        {
            if (pivotRow[j] != Zero)
                pivotRow[j] = -(pivotRow[j] * inverse);
        }

        pivotRow[column] = inverse;
        for (var i = 0; i < _rows; i++)
        {
            var other = _tableau[i];
            var factor = other[column];
            if (i == row || factor == Zero)
                continue;
            if (_isExact)
                _limit.Check();
            other[column] = Zero;
            for (var j = 0; j < _columns; j++)
            {
                if (pivotRow[j] != Zero)
                    other[j] += factor * pivotRow[j];
            }
        }

        (_value[row], _basic[row], _nonbasic[column], _atUpper[column]) = (entered, entering, leaving, !rises);
        if (entering == MarginVariable)
            _marginRow = row;
        else if (leaving == MarginVariable)
            _marginRow = -1;
    }

    private SimplexOutcome Positive()
    {
        for (var column = 0; column < _columns; column++)
        {
            if (_nonbasic[column] < MarginVariable)
                Point[_nonbasic[column]] = _atUpper[column] ? One : Zero;
        }

        for (var row = 0; row < _rows; row++)
        {
            if (_basic[row] < MarginVariable)
                Point[_basic[row]] = _value[row];
        }

        return SimplexOutcome.Positive;
    }

    // A variable that cannot rise (fall) is a sum of nonbasic ones that push it down (up) only; the slacks among them are the rows that
    // do so, and their coefficients, made positive, the multipliers.
    private SimplexOutcome NotPositive(int row, bool rises)
    {
        if (row < 0)
            return SimplexOutcome.Undecided;
        for (var column = 0; column < _columns; column++)
        {
            var entry = rises ? -_tableau[row][column] : _tableau[row][column];
            if (_nonbasic[column] >= _columns && entry > Zero)
                Multipliers[_nonbasic[column] - _columns] = entry;
        }

        if (_basic[row] >= _columns)
            Multipliers[_basic[row] - _columns] = One;
        return SimplexOutcome.NotPositive;
    }
}
