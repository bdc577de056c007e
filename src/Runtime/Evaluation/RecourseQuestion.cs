namespace RuleCompiler.Evaluation;

/// <summary>What is asked of a row, with names looked up: costs, side conditions, and where its decision is what is wanted.</summary>
/// <remarks>
/// What is wanted holds where one of several <i>goals</i> does. A goal is some sides, each of which is output − output + constant ≥ 0; an
/// output may be absent (−1).
/// </remarks>
internal sealed class RecourseQuestion
{
    private readonly RecourseTables _tables;
    private readonly RecourseOptions _options;
    private readonly int _output;
    private readonly int _wanted;
    private readonly int _own;

    private RecourseQuestion(RecourseTables tables, RecourseOptions options, int own)
    {
        _tables = tables;
        _options = options;
        _own = own;
        Costs = (long[])tables.Costs.Clone();
        for (var c = 0; c < options.Costs.Length; c++)
            Costs[Find(tables.Inputs, options.CostNames[c], "input")] = options.Costs[c];
        Sides = new RecourseLimit[options.Sides.Count];
        for (var s = 0; s < Sides.Length; s++)
            Sides[s] = LimitOf(options.Sides[s]);
        _output = options.Output.Length > 0 ? Find(tables.Outputs, options.Output, "output") : -1;
        IsValue = !double.IsNaN(options.AtLeast) || !double.IsNaN(options.AtMost);
        if (IsValue && options.Label.Length > 0)
            throw new global::System.ArgumentException("Either a label or a value of an output can be wanted, not both.");
        if (!IsValue && tables.Labels.Length == 0)
        {
            throw new global::System.ArgumentException(
                "These rules answer with values: say which output has to be at least or at most what.");
        }


        if (!IsValue && _output >= 0 && tables.Rules.Thresholds.Length == 0)
            throw new global::System.ArgumentException("The largest output decides: say which label is wanted, and not which output.");
        _wanted = IsValue ? -1 : options.Label.Length > 0 ? LabelOf() : _output >= 0 ? 1 - ((own >> _output) & 1) : -1;
        if (options.Label.Length > 0 && tables.Rules.Thresholds.Length > 0)
        {
            _output = _wanted / 2;
            _wanted &= 1;
        }
    }

    /// <summary>What a step of each input costs.</summary>
    internal long[] Costs { get; }

    /// <summary>The side conditions.</summary>
    internal RecourseLimit[] Sides { get; }

    /// <summary>Whether a value of an output is wanted, and not a class.</summary>
    internal bool IsValue { get; }

    internal int MostChanges => _options.MostChanges;

    /// <summary>Prepares a question.</summary>
    /// <param name="tables">The rules.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="own">The class of the row.</param>
    /// <exception cref="global::System.ArgumentException">It cannot be asked of these rules.</exception>
    internal static RecourseQuestion Of(RecourseTables tables, RecourseOptions options, int own)
    {
        return new RecourseQuestion(tables, options, own);
    }

    /// <summary>Whether outputs are what is wanted.</summary>
    internal bool Holds(double[] scores)
    {
        if (IsValue)
            return double.IsNaN(_options.AtLeast) ? scores[_output] <= _options.AtMost : scores[_output] >= _options.AtLeast;
        var chosen = _tables.Rules.Classify(scores);
        if (_wanted < 0)
            return chosen != _own;
        return _tables.Rules.Thresholds.Length > 0 ? ((chosen >> _output) & 1) == _wanted : chosen == _wanted;
    }

    /// <summary>The goals, each a list of sides: two outputs and a constant.</summary>
    internal RecourseSign[][] Goals()
    {
        var goals = new global::System.Collections.Generic.List<RecourseSign[]>();
        var thresholds = _tables.Rules.Thresholds;
        if (IsValue)
        {
            goals.Add(new[]
            {
                double.IsNaN(_options.AtLeast)
                    ? new RecourseSign(-1, _output, _options.AtMost)
                    : new RecourseSign(_output, -1, -_options.AtLeast),
            });
        }
        else if (thresholds.Length > 0)
        {
            for (var k = 0; k < thresholds.Length; k++)
            {
                if (_wanted >= 0 && k != _output)
                    continue;
                var isReached = _wanted >= 0 ? _wanted == 1 : ((_own >> k) & 1) == 0;
                goals.Add(new[] { isReached ? new RecourseSign(k, -1, -thresholds[k]) : new RecourseSign(-1, k, thresholds[k]) });
            }
        }
        else if (_wanted < 0)
        {
            for (var k = 0; k < _tables.Labels.Length; k++)
            {
                if (k != _own)
                    goals.Add(new[] { new RecourseSign(k, _own, 0) });
            }
        }
        else
        {
            var sides = new global::System.Collections.Generic.List<RecourseSign>();
            for (var k = 0; k < _tables.Labels.Length; k++)
            {
                if (k != _wanted)
                    sides.Add(new RecourseSign(_wanted, k, 0));
            }

            goals.Add(sides.ToArray());
        }

        return goals.ToArray();
    }

    /// <summary>The words that a certificate says the question with.</summary>
    internal string Words()
    {
        if (IsValue)
        {
            return double.IsNaN(_options.AtLeast)
                ? "atMost " + RecourseText.Of(_output) + " " + RecourseText.Of(_options.AtMost)
                : "atLeast " + RecourseText.Of(_output) + " " + RecourseText.Of(_options.AtLeast);
        }

        if (_wanted < 0)
            return "other";
        return _tables.Rules.Thresholds.Length > 0
            ? "bit " + RecourseText.Of(_output) + " " + RecourseText.Of(_wanted)
            : "label " + RecourseText.Of(_wanted);
    }

    // Of several outputs at thresholds the position among all labels, two for each output.
    private int LabelOf()
    {
        var found = -1;
        for (var l = 0; l < _tables.Labels.Length; l++)
        {
            if (_tables.Labels[l] != _options.Label || (_tables.Rules.Thresholds.Length > 0 && _output >= 0 && l / 2 != _output))
                continue;
            if (found >= 0)
                throw new global::System.ArgumentException("Several outputs have the label '" + _options.Label + "': say which is meant.");
            found = l;
        }

        if (found < 0)
            throw new global::System.ArgumentException("There is no label '" + _options.Label + "'.");
        return found;
    }

    private RecourseLimit LimitOf(RecourseSide side)
    {
        var inputs = new int[side.Inputs.Count];
        var factors = new double[inputs.Length];
        for (var t = 0; t < inputs.Length; t++)
        {
            inputs[t] = Find(_tables.Inputs, side.Inputs[t], "input");
            factors[t] = side.Factors[t];
            if (_tables.Rules.Levels[inputs[t]] > 0)
                throw new global::System.ArgumentException("A side condition is on numbers; '" + side.Inputs[t] + "' is a category.");
        }

        return new RecourseLimit(inputs, factors, side.Most);
    }

    private static int Find(string[] names, string name, string kind)
    {
        var found = global::System.Array.IndexOf(names, name);
        if (found < 0)
            throw new global::System.ArgumentException("There is no " + kind + " '" + name + "'.");
        return found;
    }
}

/// <summary>A side of a goal: one output, minus another, plus a constant, is at least 0.</summary>
internal readonly struct RecourseSign
{
    internal readonly int Plus;
    internal readonly int Minus;
    internal readonly double Constant;

    internal RecourseSign(int plus, int minus, double constant)
    {
        Plus = plus;
        Minus = minus;
        Constant = constant;
    }
}
