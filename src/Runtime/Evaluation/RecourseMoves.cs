namespace RuleCompiler.Evaluation;

/// <summary>
/// What the inputs of a row can become. An input that can change has a number of <i>pieces</i>: of a number, ranges of steps on which every
/// sum is straight; of a category, each level that it can change to.
/// </summary>
internal sealed class RecourseMoves
{
    private readonly RecourseTables _tables;
    private readonly int[] _positions;
    private readonly RecourseGrid[] _grids;
    private readonly global::System.Collections.Generic.List<long> _from = new global::System.Collections.Generic.List<long>();
    private readonly global::System.Collections.Generic.List<long> _to = new global::System.Collections.Generic.List<long>();
    private readonly global::System.Collections.Generic.List<long> _costs = new global::System.Collections.Generic.List<long>();
    private readonly global::System.Collections.Generic.List<long> _costSteps = new global::System.Collections.Generic.List<long>();

    internal RecourseMoves(RecourseTables tables, double[] given, double[] row, long[] costs)
    {
        _tables = tables;
        _positions = new int[row.Length];
        Costs = costs;
        var inputs = new global::System.Collections.Generic.List<int>();
        var grids = new global::System.Collections.Generic.List<RecourseGrid>();
        var first = new global::System.Collections.Generic.List<int>();
        var unchanged = new global::System.Collections.Generic.List<string>();
        for (var i = 0; i < row.Length; i++)
        {
            _positions[i] = -1;
            if (tables.Directions[i] == 0)
                continue;
            first.Add(_from.Count);
            RecourseGrid.TryMake(0, 1, out var grid);
            var reason = tables.Rules.Levels[i] > 0 ? AddLevels(i, given[i], row[i]) : AddSteps(i, given[i], row[i], out grid);
            if (reason.Length > 0)
            {
                unchanged.Add(tables.Rules.Inputs[i] + reason);
                first.RemoveAt(first.Count - 1);
                continue;
            }

            _positions[i] = inputs.Count;
            inputs.Add(i);
            grids.Add(grid);
        }

        first.Add(_from.Count);
        Inputs = inputs.ToArray();
        FirstPiece = first.ToArray();
        From = _from.ToArray();
        To = _to.ToArray();
        CostFrom = _costs.ToArray();
        CostStep = _costSteps.ToArray();
        Unchanged = unchanged.ToArray();
        _grids = grids.ToArray();
        Row = row;
        var dearest = new long[Inputs.Length];
        for (var m = 0; m < Inputs.Length; m++)
        {
            for (var q = FirstPiece[m]; q < FirstPiece[m + 1]; q++)
                dearest[m] = global::System.Math.Max(dearest[m], global::System.Math.Max(CostOf(q, From[q]), CostOf(q, To[q])));
        }

        Dearest = dearest;
    }

    /// <summary>The positions of the inputs that can change, in order.</summary>
    internal int[] Inputs { get; }

    /// <summary>Where the pieces of each begin; one more for the end.</summary>
    internal int[] FirstPiece { get; }

    /// <summary>The first and the last step of each piece; of a category its level.</summary>
    internal long[] From { get; }

    internal long[] To { get; }

    /// <summary>What the first step of a piece costs.</summary>
    internal long[] CostFrom { get; }

    /// <summary>How the cost changes from step to step of a piece.</summary>
    internal long[] CostStep { get; }

    /// <summary>What a step costs, for each input.</summary>
    internal long[] Costs { get; }

    /// <summary>The highest cost of each input that can change.</summary>
    internal long[] Dearest { get; }

    internal double[] Row { get; }

    internal string[] Unchanged { get; }

    /// <summary>The position of an input among those that can change; −1 where it cannot.</summary>
    internal int Find(int input)
    {
        return _positions[input];
    }

    internal bool IsNumber(int move)
    {
        return _tables.Rules.Levels[Inputs[move]] == 0;
    }

    /// <summary>What stays as it is: 0 steps, or the row's level.</summary>
    internal long Same(int move)
    {
        return IsNumber(move) ? 0 : (long)Row[Inputs[move]];
    }

    internal double ValueOf(int move, long k)
    {
        return !IsNumber(move) ? k : k == 0 ? Row[Inputs[move]] : _grids[move].At(k);
    }

    /// <summary>The cost of a step of a piece.</summary>
    internal long CostOf(int piece, long k)
    {
        return CostFrom[piece] + ((k - From[piece]) * CostStep[piece]);
    }

    /// <summary>What a change costs; 0 for none.</summary>
    internal long CostOfMove(int move, long k)
    {
        if (k == Same(move))
            return 0;
        for (var q = FirstPiece[move]; q < FirstPiece[move + 1]; q++)
        {
            if (From[q] <= k && k <= To[q])
                return CostOf(q, k);
        }

        return -1;
    }

    private string AddLevels(int input, double given, double value)
    {
        if (!given.Equals(value))
            return " stays as it is: its category is not declared.";
        var count = _from.Count;
        var place = _tables.PlaceOf(input, (int)value);
        for (var level = 0; level < _tables.Rules.Levels[input]; level++)
        {
            var to = _tables.PlaceOf(input, level);
            var isUp = (_tables.Directions[input] & 1) != 0 && (place < 0 || to > place);
            var isDown = (_tables.Directions[input] & 2) != 0 && (place < 0 || to < place);
            if (level == (int)value || !(isUp || isDown))
                continue;
            Add(level, level, place < 0 ? Costs[input] : Costs[input] * global::System.Math.Abs(to - place), 0);
        }

        return _from.Count == count ? " stays as it is: no other category is in the direction that it can change to." : string.Empty;
    }

    private string AddSteps(int input, double given, double value, out RecourseGrid grid)
    {
        RecourseGrid.TryMake(0, 1, out grid);
        if (!given.Equals(value) || _tables.IsNoQuantity(input, value))
            return " stays as it is: its value is missing or special, and so no quantity.";
        if (!RecourseGrid.TryMake(value, _tables.Steps[input], out grid))
            return " stays as it is: its value and its step have more than 15 digits together.";
        grid.Restrict(_tables.Rules.Minima[input], _tables.Rules.Maxima[input]);
        var count = _from.Count;
        var highest = (1L << 50) / Costs[input];
        if (grid.First < -highest || grid.Last > highest)
            return " stays as it is: its cost times its number of steps is too large.";
        if ((_tables.Directions[input] & 2) != 0)
            AddPieces(input, grid, grid.First, global::System.Math.Min(grid.Last, -1));
        if ((_tables.Directions[input] & 1) != 0)
            AddPieces(input, grid, global::System.Math.Max(grid.First, 1), grid.Last);
        return _from.Count == count ? " stays as it is: no other value is inside the range and in the direction that it can change to."
            : string.Empty;
    }

    private void AddPieces(int input, RecourseGrid grid, long first, long last)
    {
        foreach (var point in _tables.PointsOf(input))
        {
            if (first > last)
                return;
            var next = grid.FirstAtOrAbove(point);
            if (next <= first)
                continue;
            AddSteps(input, first, global::System.Math.Min(next - 1, last));
            first = next;
        }

        if (first <= last)
            AddSteps(input, first, last);
    }

    private void AddSteps(int input, long from, long to)
    {
        Add(from, to, Costs[input] * global::System.Math.Abs(from), from < 0 ? -Costs[input] : Costs[input]);
    }

    private void Add(long from, long to, long cost, long costStep)
    {
        _from.Add(from);
        _to.Add(to);
        _costs.Add(cost);
        _costSteps.Add(costStep);
    }
}
