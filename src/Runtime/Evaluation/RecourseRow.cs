namespace RuleCompiler.Evaluation;

/// <summary>A row and what is asked of it: what the search looks at.</summary>
internal sealed class RecourseRow
{
    // Sums of larger numbers may not be finite.
    private const double LargestSize = 1e100;

    private readonly double[] _given;

    internal RecourseRow(RecourseTables tables, double[] given, double[] row, RecourseOptions options)
    {
        Tables = tables;
        _given = given;
        Row = row;
        Own = tables.Rules.Classify(Scores(row));
        Question = RecourseQuestion.Of(tables, options, Own);
        Moves = new RecourseMoves(tables, given, row, Question.Costs);
        Sums = new RecourseSums(tables, Moves, row);

        // Bounds on rounding errors are proportional to the sizes of numbers, be they inside their ranges or not.
        var ratio = 1.0;
        Sizes = new double[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            if (tables.Rules.Levels[i] > 0 || double.IsNaN(row[i]))
                continue;
            Sizes[i] = global::System.Math.Max(tables.Farthest[i], global::System.Math.Abs(row[i]));
            if (tables.Rules.FindSpecial(i, row[i]) >= 0)
                continue;
            if (Sizes[i] > LargestSize)
                throw new global::System.ArgumentException("The number '" + tables.Inputs[i] + "' is too large to look for changes.");
            ratio = global::System.Math.Max(ratio, Sizes[i] / tables.Farthest[i]);
        }

        var operations = row.Length + tables.Rules.ConditionNumbers.Length + Question.Sides.Length + 16;
        Slack = ratio * (2 + (0.5 * operations));

        // A little above the highest cost of all, so that it is a sum of whole numbers that doubles hold.
        var costs = (long[])Moves.Dearest.Clone();
        global::System.Array.Sort(costs);
        for (var m = costs.Length - 1; m >= 0 && m >= costs.Length - Question.MostChanges; m--)
            Dearest += costs[m];
        Margin = operations * (double)Dearest / (1L << 50);
    }

    internal RecourseTables Tables { get; }

    internal double[] Row { get; }

    /// <summary>The class of the row.</summary>
    internal int Own { get; }

    internal RecourseQuestion Question { get; }

    internal RecourseMoves Moves { get; }

    internal RecourseSums Sums { get; }

    /// <summary>For each number the largest size that it has.</summary>
    internal double[] Sizes { get; }

    /// <summary>How many times the proved rounding error is allowed for.</summary>
    internal double Slack { get; }

    /// <summary>How far a bound in doubles can be above the exact one.</summary>
    internal double Margin { get; }

    /// <summary>No change costs more.</summary>
    internal long Dearest { get; }

    /// <summary>The row with changes, one step or level for each input that can change.</summary>
    internal double[] With(long[] steps)
    {
        return With(Row, steps);
    }

    /// <summary>The row as it was given, with changes.</summary>
    internal double[] GivenWith(long[] steps)
    {
        return With(_given, steps);
    }

    internal double[] Given => _given;

    /// <summary>The outputs of a row, as compiled.</summary>
    internal double[] Scores(double[] row)
    {
        var at = new Explanation.Tables.Row(Tables.Rules, row);
        var rule = at.Rule();
        var scores = new double[Tables.Rules.Outputs.Length];
        for (var k = 0; k < scores.Length; k++)
            scores[k] = at.Output(rule, k);
        return scores;
    }

    /// <summary>Whether a change leads to what is wanted, as compiled, and keeps to the side conditions.</summary>
    internal bool Holds(long[] steps)
    {
        for (var m = 0; m < steps.Length; m++)
        {
            if (steps[m] != Moves.Same(m)
                && (Moves.CostOfMove(m, steps[m]) < 0
                    || (Moves.IsNumber(m) && Tables.IsNoQuantity(Moves.Inputs[m], Moves.ValueOf(m, steps[m])))))
                return false;
        }

        var row = With(steps);
        foreach (var side in Question.Sides)
        {
            if (!side.Holds(Tables, row))
                return false;
        }

        return Question.Holds(Scores(row));
    }

    /// <summary>The lines of a certificate that say the question.</summary>
    internal string Head()
    {
        var text = new global::System.Text.StringBuilder(RecourseText.Head);
        text.Append("meaning ").Append(Tables.Meaning).Append("\nrow");
        foreach (var value in _given)
            text.Append(' ').Append(RecourseText.Of(value));
        text.Append("\nwanted ").Append(Question.Words()).Append("\nmost ").Append(RecourseText.Of(Question.MostChanges)).Append("\ncosts");
        foreach (var cost in Question.Costs)
            text.Append(' ').Append(RecourseText.Of(cost));
        text.Append('\n');
        foreach (var side in Question.Sides)
        {
            text.Append("side ").Append(RecourseText.Of(side.Most));
            for (var t = 0; t < side.Inputs.Count; t++)
                text.Append(' ').Append(RecourseText.Of(side.Inputs[t])).Append(' ').Append(RecourseText.Of(side.Factors[t]));
            text.Append('\n');
        }

        return text.ToString();
    }

    private double[] With(double[] row, long[] steps)
    {
        var changed = (double[])row.Clone();
        for (var m = 0; m < steps.Length; m++)
        {
            if (steps[m] != Moves.Same(m))
                changed[Moves.Inputs[m]] = Moves.ValueOf(m, steps[m]);
        }

        return changed;
    }
}
