namespace RuleCompiler.Evaluation;

/// <summary>What the search for changes knows of the rules beside their tables.</summary>
internal sealed class RecourseTables
{
    internal readonly Explanation.Tables Rules;

    // The hash of what the document means, which certificates name.
    internal readonly string Meaning;

    // Names as the document has them; labels in the order of the rules' tables.
    internal readonly string[] Inputs;

    // What people call the inputs; the names, as the rules' text shows them, where they have no titles.
    internal readonly string[] Titles;
    internal readonly string[] Outputs;
    internal readonly string[] Labels;

    // For each input whether it can be changed: not at all (0), up (1), down (2), or both (3); its step, 0 for a category; and what a
    // step, another category or a place in the order of categories costs in millionths.
    internal readonly int[] Directions;
    internal readonly double[] Steps;
    internal readonly long[] Costs;

    // For all levels of all categories, in order, the place from low to high; −1 where categories have no order.
    internal readonly int[] Places;

    // For each input its number of marks of missing values, then all of them.
    internal readonly int[] MarkCounts;
    internal readonly double[] Marks;

    // How far computed sums can be from exact ones inside the ranges: of each condition, then of each rule's outputs. And for each input
    // the largest size that was reckoned with.
    internal readonly double[] Errors;
    internal readonly double[] Farthest;

    // The linear regions: a rule, then for each condition that matters there twice its position, plus 1 on its negative side; then −1. The
    // conditions on the rule's path stand first.
    internal readonly int[] Regions;

    private readonly int[] _firstLevels;
    private readonly int[] _firstMarks;
    private readonly int[] _firstRegions;
    private readonly double[][] _points;

    internal RecourseTables(
        Explanation.Tables rules,
        string meaning,
        string[] inputs,
        string[] titles,
        string[] outputs,
        string[] labels,
        int[] directions,
        double[] steps,
        long[] costs,
        int[] places,
        int[] markCounts,
        double[] marks,
        double[] errors,
        double[] farthest,
        int[] regions)
    {
        Rules = rules;
        Meaning = meaning;
        Inputs = inputs;
        Titles = titles;
        Outputs = outputs;
        Labels = labels;
        Directions = directions;
        Steps = steps;
        Costs = costs;
        Places = places;
        MarkCounts = markCounts;
        Marks = marks;
        Errors = errors;
        Farthest = farthest;
        Regions = regions;
        _firstLevels = Starts(rules.Levels);
        _firstMarks = Starts(markCounts);
        _points = rules.Points();
        var first = new global::System.Collections.Generic.List<int>();
        for (var r = 0; r < regions.Length; r++)
        {
            first.Add(r);
            while (regions[r] >= 0)
                r++;
        }

        _firstRegions = first.ToArray();
    }

    /// <summary>The number of linear regions.</summary>
    internal int RegionCount => _firstRegions.Length;

    /// <summary>Where a region begins in <c>Regions</c>.</summary>
    internal int FirstOf(int region)
    {
        return _firstRegions[region];
    }

    /// <summary>The x of the points of all curves of an input, increasing.</summary>
    internal double[] PointsOf(int input)
    {
        return _points[input];
    }

    /// <summary>The place of a category in its order; −1 where it has none.</summary>
    internal int PlaceOf(int input, int level)
    {
        return Places[_firstLevels[input] + level];
    }

    /// <summary>A category, or a number, as text.</summary>
    internal string TextOf(int input, double value)
    {
        if (Rules.Levels[input] > 0)
            return value >= 0 && value < Rules.Levels[input] ? Rules.LevelNames[_firstLevels[input] + (int)value] : string.Empty;
        return (RecourseGrid.TryDecimal(value, out var digits, out var decimals)
            ? Decimal(digits, decimals)
            : value.ToString("R", global::System.Globalization.CultureInfo.InvariantCulture)) + Rules.Units[input];
    }

    /// <summary>Whether a number stands for something else than a quantity: a special value or a mark of a missing one.</summary>
    internal bool IsNoQuantity(int input, double value)
    {
        if (Rules.FindSpecial(input, value) >= 0)
            return true;
        for (var m = 0; m < MarkCounts[input]; m++)
        {
            if (Marks[_firstMarks[input] + m] == value)
                return true;
        }

        return double.IsNaN(value);
    }

    private static string Decimal(long digits, int decimals)
    {
        var text = global::System.Math.Abs(digits).ToString(
            "D" + (decimals + 1).ToString(global::System.Globalization.CultureInfo.InvariantCulture),
            global::System.Globalization.CultureInfo.InvariantCulture);
        return (digits < 0 ? "-" : string.Empty) + (decimals == 0 ? text : text.Insert(text.Length - decimals, "."));
    }

    private static int[] Starts(int[] counts)
    {
        var starts = new int[counts.Length];
        for (var i = 1; i < counts.Length; i++)
            starts[i] = starts[i - 1] + counts[i - 1];
        return starts;
    }
}
