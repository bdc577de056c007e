using System.Linq;

using RuleCompiler.Exact;

namespace RuleCompiler.Proofs;

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
/// <typeparam name="TArithmetic">How they are calculated with.</typeparam>
internal sealed class MarginSimplex<T, TArithmetic>
    where T : struct
    where TArithmetic : struct, IArithmetic<T>
{
    // 100 per row and column; usual are one or two per row. Only rounding can need more.
    private const int PivotsPerLine = 100;

    private static readonly T Zero = N.Zero;
    private static readonly T One = N.One;

    private readonly int _rows;
    private readonly int _columns;
    private readonly T _tolerance;
    private readonly bool _isExact;
    private readonly IWorkLimit _limit;

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
    public MarginSimplex(T[][] rows, T[] constants, bool[] isStrict, int coordinates, T tolerance, IWorkLimit limit)
    {
        _limit = limit;
        (_rows, _columns, _tolerance, _isExact) = (rows.Length, coordinates + 1, tolerance, N.AreEqual(tolerance, Zero));
        _tableau = rows.Select((row, k) => row.Append(isStrict[k] ? N.Negate(One) : Zero).ToArray()).ToArray();
        _value = constants.Select((b, k) => isStrict[k] ? N.Subtract(b, One) : b).ToArray();
        _basic = Enumerable.Range(_columns, _rows).ToArray();
        _nonbasic = Enumerable.Range(0, _columns).ToArray();
        _atUpper = new bool[_columns];
        _atUpper[MarginVariable] = true;
        Multipliers = new T[_rows];
        Point = new T[coordinates];
    }

    /// <summary>After <see cref="SimplexOutcome.NotPositive"/>: one multiplier per row.</summary>
    public T[] Multipliers { get; }

    /// <summary>After <see cref="SimplexOutcome.Positive"/>: the coordinates of the point.</summary>
    public T[] Point { get; }

    private static TArithmetic N => default;

    private int MarginVariable => _columns - 1;

    /// <summary>Solves it.</summary>
    /// <returns>The outcome.</returns>
    public SimplexOutcome Solve()
    {
        var patience = _rows + _columns;
        var limit = _isExact ? long.MaxValue : PivotsPerLine * (long)patience;
        var (best, stalled) = (N.Add(One, One), 0);
        for (var pivots = 0L; pivots < limit; pivots++)
        {
            _limit.Check();
            // Dual feasible: no point has a margin beyond the present one.
            var margin = _marginRow < 0 ? One : _value[_marginRow];
            if (_isExact ? N.IsAtMost(margin, Zero) : N.IsBelow(margin, N.Negate(_tolerance)))
                return NotPositive(_marginRow, rises: true);
            stalled = N.IsBelow(margin, best) ? 0 : stalled + 1;
            best = margin;
            var row = ChooseLeaving(stalled > patience, out var rises);
            if (row < 0)
                return N.IsBelow(_tolerance, margin) ? Positive() : NotPositive(_marginRow, rises: true);
            var column = ChooseEntering(row, rises, stalled > patience);
            if (column < 0)
                return NotPositive(row, rises);
            Exchange(row, column, rises);
        }

        return SimplexOutcome.Undecided;
    }

    private bool HasUpper(int variable) => variable < _columns;

    private bool HasLower(int variable) => variable != MarginVariable;

    private static T Magnitude(T value) => N.IsBelow(value, Zero) ? N.Negate(value) : value;

    // The basic variable furthest beyond a bound; or, to end cycles, the first one beyond.
    private int ChooseLeaving(bool bland, out bool rises)
    {
        var (chosen, furthest) = (-1, _tolerance);
        rises = false;
        for (var row = 0; row < _rows; row++)
        {
            var variable = _basic[row];
            var below = HasLower(variable) && N.IsBelow(_value[row], Zero);
            var beyond = below ? N.Negate(_value[row]) : HasUpper(variable) ? N.Subtract(_value[row], One) : Zero;
            if (N.IsAtMost(beyond, bland ? _tolerance : furthest) || (bland && chosen >= 0 && variable > _basic[chosen]))
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
            var towards = rises == _atUpper[column] ? N.Negate(entries[column]) : entries[column];
            if (N.IsAtMost(towards, _tolerance))
                continue;
            var ratio = N.Divide(Magnitude(Cost(column)), towards);
            if (chosen < 0 || N.IsBelow(ratio, least) || (N.AreEqual(ratio, least)
                && (bland ? _nonbasic[column] < _nonbasic[chosen] : N.IsBelow(Magnitude(entries[chosen]), towards))))
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
        var step = N.Divide(N.Subtract(rises ? Zero : One, _value[row]), pivotRow[column]);
        var entered = N.Add(_atUpper[column] ? One : Zero, step);
        for (var i = 0; i < _rows; i++)
        {
            if (!N.AreEqual(_tableau[i][column], Zero))
                _value[i] = N.Add(_value[i], N.Multiply(_tableau[i][column], step));
        }

        var inverse = N.Divide(One, pivotRow[column]);
        for (var j = 0; j < _columns; j++)
        {
            if (!N.AreEqual(pivotRow[j], Zero))
                pivotRow[j] = N.Negate(N.Multiply(pivotRow[j], inverse));
        }

        pivotRow[column] = inverse;
        for (var i = 0; i < _rows; i++)
        {
            var other = _tableau[i];
            var factor = other[column];
            if (i == row || N.AreEqual(factor, Zero))
                continue;
            if (_isExact)
                _limit.Check();
            other[column] = Zero;
            for (var j = 0; j < _columns; j++)
            {
                if (!N.AreEqual(pivotRow[j], Zero))
                    other[j] = N.Add(other[j], N.Multiply(factor, pivotRow[j]));
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
            var entry = rises ? N.Negate(_tableau[row][column]) : _tableau[row][column];
            if (_nonbasic[column] >= _columns && N.IsBelow(Zero, entry))
                Multipliers[_nonbasic[column] - _columns] = entry;
        }

        if (_basic[row] >= _columns)
            Multipliers[_basic[row] - _columns] = One;
        return SimplexOutcome.NotPositive;
    }
}
