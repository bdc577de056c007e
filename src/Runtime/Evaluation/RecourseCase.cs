namespace RuleCompiler.Evaluation;

/// <summary>
/// A linear region and a goal: rows there that reach it are on some <i>sides</i>, h ≥ 0 each, and every h is a sum of what each input adds.
/// </summary>
/// <remarks>
/// A row that the compiled rules take to the region and the goal has h ≥ 0 exactly, where h has the proved rounding error added. Here more
/// is added than that, for what is rounded in the search itself.
/// </remarks>
internal sealed class RecourseCase
{
    private readonly RecourseMoves _moves;
    private readonly int _count;

    private RecourseCase(RecourseMoves moves, int count)
    {
        _moves = moves;
        _count = count;
        Base = new double[count];
        Scales = new double[count];
        Starts = new double[count * moves.From.Length];
        Slopes = new double[Starts.Length];
    }

    /// <summary>The number of sides.</summary>
    internal int Count => _count;

    /// <summary>h of each side at the row.</summary>
    internal double[] Base { get; }

    /// <summary>For each piece of moves, and there for each side, by how much h differs at the start.</summary>
    internal double[] Starts { get; }

    /// <summary>Likewise how it changes with each step.</summary>
    internal double[] Slopes { get; }

    /// <summary>Powers of two that h is divided by, so that sides are of like size.</summary>
    internal double[] Scales { get; }

    internal static RecourseCase Of(RecourseRow at, int region, RecourseSign[] goal)
    {
        var tables = at.Tables;
        var first = tables.FirstOf(region) + 1;
        var end = first;
        while (tables.Regions[end] >= 0)
            end++;
        var made = new RecourseCase(at.Moves, end - first + goal.Length + at.Question.Sides.Length);
        var isNegative = new bool[tables.Rules.ConditionNumbers.Length];
        for (var c = first; c < end; c++)
            isNegative[tables.Regions[c] / 2] = (tables.Regions[c] & 1) != 0;
        var multiples = new double[tables.Rules.SumCount];
        var side = 0;
        for (var c = first; c < end; c++)
        {
            var condition = tables.Regions[c] / 2;
            tables.Rules.Expand(multiples, condition, isNegative[condition] ? -1 : 1, isNegative);
            made.Set(side++, at, multiples, at.Slack * tables.Errors[condition]);
        }

        var rule = tables.Regions[first - 1];
        foreach (var sign in goal)
        {
            var error = 0.0;
            if (sign.Plus >= 0)
                error += Add(multiples, tables, rule, sign.Plus, 1, isNegative);
            if (sign.Minus >= 0)
                error += Add(multiples, tables, rule, sign.Minus, -1, isNegative);
            // The constant is a double, and exact; adding it is not.
            error += global::System.Math.Abs(sign.Constant) / (1L << 50);
            made.Base[side] = sign.Constant;
            made.Set(side++, at, multiples, at.Slack * error);
        }

        foreach (var limit in at.Question.Sides)
            made.Set(side++, at, limit);
        return made;
    }

    private static double Add(double[] multiples, RecourseTables tables, int rule, int output, double factor, bool[] isNegative)
    {
        var rules = tables.Rules;
        if (rules.HasCommon && !rules.IsAbsent(rules.Common(output)))
            rules.Expand(multiples, rules.Common(output), factor, isNegative);
        if (!rules.IsAbsent(rules.Own(rule, output)))
            rules.Expand(multiples, rules.Own(rule, output), factor, isNegative);
        return tables.Errors[rules.ConditionNumbers.Length + (rule * rules.Outputs.Length) + output];
    }

    // The multiples are used up.
    private void Set(int side, RecourseRow at, double[] multiples, double error)
    {
        var value = Base[side] + error;
        for (var s = 0; s < multiples.Length; s++)
        {
            var factor = multiples[s];
            if (factor == 0)
                continue;
            multiples[s] = 0;
            value += factor * at.Sums.At(s);
            var starts = at.Sums.Starts(s);
            var slopes = at.Sums.Slopes(s);
            for (var q = 0; q < starts.Length; q++)
            {
                Starts[(q * _count) + side] += factor * starts[q];
                Slopes[(q * _count) + side] += factor * slopes[q];
            }
        }

        Scale(side, value);
    }

    private void Set(int side, RecourseRow at, RecourseLimit limit)
    {
        var value = limit.Most + (at.Slack * limit.Size(at.Sizes) / (1L << 50));
        for (var t = 0; t < limit.Inputs.Count; t++)
        {
            var input = limit.Inputs[t];
            value -= limit.Factors[t] * _moves.Row[input];
            var m = _moves.Find(input);
            if (m < 0)
                continue;
            for (var q = _moves.FirstPiece[m]; q < _moves.FirstPiece[m + 1]; q++)
            {
                var start = _moves.ValueOf(m, _moves.From[q]);
                Starts[(q * _count) + side] -= limit.Factors[t] * (start - _moves.Row[input]);
                if (_moves.To[q] > _moves.From[q])
                {
                    Slopes[(q * _count) + side] -=
                        limit.Factors[t] * (_moves.ValueOf(m, _moves.To[q]) - start) / (_moves.To[q] - _moves.From[q]);
                }
            }
        }

        Scale(side, value);
    }

    private void Scale(int side, double value)
    {
        var largest = 0.0;
        for (var q = 0; q < _moves.From.Length; q++)
        {
            var start = Starts[(q * _count) + side];
            var end = start + (Slopes[(q * _count) + side] * (_moves.To[q] - _moves.From[q]));
            largest = global::System.Math.Max(largest, global::System.Math.Abs(start));
            largest = global::System.Math.Max(largest, global::System.Math.Abs(end));
        }

        var scale = 1.0;
        if (largest > 0 && !double.IsInfinity(largest))
        {
            while (scale < largest)
                scale *= 2;
            while (scale > 2 * largest && scale > 1e-300)
                scale /= 2;
        }

        Scales[side] = scale;
        Base[side] = value / scale;
        for (var q = 0; q < _moves.From.Length; q++)
        {
            Starts[(q * _count) + side] /= scale;
            Slopes[(q * _count) + side] /= scale;
        }
    }
}
