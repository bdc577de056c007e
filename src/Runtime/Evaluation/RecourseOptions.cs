// This file, the others called Recourse*.cs and Explanation.Recourse.cs are also what generated classes search with: the generator pastes
// what follows the namespace into them. So they are C# 7.3, take nothing but the base library, name its types in full, and use no null.
namespace RuleCompiler.Evaluation;

/// <summary>What is wanted of another row, and what it may cost. An instance does not change: each method gives another.</summary>
/// <remarks>Names are those of the document. Costs are whole numbers, in millionths.</remarks>
public sealed class RecourseOptions
{
    /// <summary>The highest cost of one step.</summary>
    public const long HighestCost = 1000000000;

    private RecourseOptions()
    {
        MostChanges = 3;
        Budget = 200000;
        Label = string.Empty;
        Output = string.Empty;
        AtLeast = double.NaN;
        AtMost = double.NaN;
        CostNames = global::System.Array.Empty<string>();
        Costs = global::System.Array.Empty<long>();
        Sides = global::System.Array.Empty<RecourseSide>();
    }

    private RecourseOptions(RecourseOptions other)
    {
        MostChanges = other.MostChanges;
        Budget = other.Budget;
        Label = other.Label;
        Output = other.Output;
        AtLeast = other.AtLeast;
        AtMost = other.AtMost;
        CostNames = other.CostNames;
        Costs = other.Costs;
        Sides = other.Sides;
    }

    /// <summary>Any other decision, by at most 3 changed inputs, at the costs that follow from the document.</summary>
    public static RecourseOptions Default { get; } = new RecourseOptions();

    /// <summary>How many inputs may change, at least 1.</summary>
    public int MostChanges { get; private set; }

    /// <summary>
    /// How many bounds may be calculated; a row takes some hundred. After that the answer is what was found until then, and a lower bound.
    /// </summary>
    public long Budget { get; private set; }

    /// <summary>The label that is wanted; empty for any but the row's own.</summary>
    public string Label { get; private set; }

    /// <summary>The output whose threshold is meant, or whose value is wanted; empty where that is not said.</summary>
    public string Output { get; private set; }

    /// <summary>What the output has to be at least; NaN where no value is wanted.</summary>
    public double AtLeast { get; private set; }

    /// <summary>What the output may be at most; NaN where no value is wanted.</summary>
    public double AtMost { get; private set; }

    /// <summary>What the new row has to keep to, beside the ranges.</summary>
    public global::System.Collections.Generic.IReadOnlyList<RecourseSide> Sides { get; private set; }

    internal string[] CostNames { get; private set; }

    internal long[] Costs { get; private set; }

    /// <summary>At most so many inputs change.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>The options.</returns>
    /// <exception cref="global::System.ArgumentOutOfRangeException">The number is below 1.</exception>
    public RecourseOptions WithMostChanges(int count)
    {
        if (count < 1)
            throw new global::System.ArgumentOutOfRangeException(nameof(count), count, "At least one input has to be allowed to change.");
        return new RecourseOptions(this) { MostChanges = count };
    }

    /// <summary>At most so many bounds are calculated.</summary>
    /// <param name="bounds">How many, at least 1.</param>
    /// <returns>The options.</returns>
    /// <exception cref="global::System.ArgumentOutOfRangeException">The number is below 1.</exception>
    public RecourseOptions WithBudget(long bounds)
    {
        if (bounds < 1)
            throw new global::System.ArgumentOutOfRangeException(nameof(bounds), bounds, "At least one bound has to be calculated.");
        return new RecourseOptions(this) { Budget = bounds };
    }

    /// <summary>This label is wanted.</summary>
    /// <param name="label">The label, as the document has it.</param>
    /// <returns>The options.</returns>
    public RecourseOptions WithLabel(string label)
    {
        return new RecourseOptions(this) { Label = label };
    }

    /// <summary>The other label of this output's threshold is wanted, or the one that <c>WithLabel</c> says.</summary>
    /// <param name="output">The name of the output.</param>
    /// <returns>The options.</returns>
    public RecourseOptions WithOutput(string output)
    {
        return new RecourseOptions(this) { Output = output };
    }

    /// <summary>An output of this value or more is wanted.</summary>
    /// <param name="output">The name of the output.</param>
    /// <param name="value">A finite number.</param>
    /// <returns>The options.</returns>
    public RecourseOptions WithAtLeast(string output, double value)
    {
        return new RecourseOptions(this) { Output = output, AtLeast = Finite(value), AtMost = double.NaN };
    }

    /// <summary>An output of this value or less is wanted.</summary>
    /// <param name="output">The name of the output.</param>
    /// <param name="value">A finite number.</param>
    /// <returns>The options.</returns>
    public RecourseOptions WithAtMost(string output, double value)
    {
        return new RecourseOptions(this) { Output = output, AtMost = Finite(value), AtLeast = double.NaN };
    }

    /// <summary>What a change of an input costs.</summary>
    /// <param name="input">The name of the input.</param>
    /// <param name="cost">
    /// For a step of a number, for a change to another category, or for a place in the order of categories; 1 to
    /// <c>HighestCost</c> millionths.
    /// </param>
    /// <returns>The options.</returns>
    /// <exception cref="global::System.ArgumentOutOfRangeException">The cost is outside these bounds.</exception>
    public RecourseOptions WithCost(string input, long cost)
    {
        if (cost < 1 || cost > HighestCost)
        {
            throw new global::System.ArgumentOutOfRangeException(
                nameof(cost), cost, "A cost is a whole number of millionths from 1 to 1,000,000,000.");
        }

        return new RecourseOptions(this) { CostNames = Longer(CostNames, input), Costs = Longer(Costs, cost) };
    }

    /// <summary>The new row keeps to factor · number + … ≤ most, exactly as the numbers are written.</summary>
    /// <param name="inputs">The names of number inputs.</param>
    /// <param name="factors">One factor for each, finite.</param>
    /// <param name="most">The upper limit, finite.</param>
    /// <returns>The options.</returns>
    /// <exception cref="global::System.ArgumentException">There is not one factor for each input, or a number is not finite.</exception>
    public RecourseOptions WithSide(string[] inputs, double[] factors, double most)
    {
        if (inputs.Length == 0 || inputs.Length != factors.Length)
            throw new global::System.ArgumentException("A side condition has one factor for each of its inputs, and at least one.");
        foreach (var factor in factors)
            Finite(factor);
        var side = new RecourseSide((string[])inputs.Clone(), (double[])factors.Clone(), Finite(most));
        var sides = new global::System.Collections.Generic.List<RecourseSide>(Sides) { side };
        return new RecourseOptions(this) { Sides = sides.AsReadOnly() };
    }

    /// <summary>In the new row one number is not above another.</summary>
    /// <param name="lower">The name of the one.</param>
    /// <param name="upper">The name of the other.</param>
    /// <returns>The options.</returns>
    public RecourseOptions WithNotAbove(string lower, string upper)
    {
        return WithSide(new[] { lower, upper }, new[] { 1.0, -1.0 }, 0);
    }

    private static double Finite(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
            throw new global::System.ArgumentException("A number of a wish or a side condition is finite.");
        return value;
    }

    private static T[] Longer<T>(T[] items, T item)
    {
        var longer = new T[items.Length + 1];
        global::System.Array.Copy(items, longer, items.Length);
        longer[items.Length] = item;
        return longer;
    }
}

/// <summary>A side condition: factor · number + … ≤ most.</summary>
public sealed class RecourseSide
{
    internal RecourseSide(string[] inputs, double[] factors, double most)
    {
        Inputs = global::System.Array.AsReadOnly(inputs);
        Factors = global::System.Array.AsReadOnly(factors);
        Most = most;
    }

    /// <summary>The names of the numbers.</summary>
    public global::System.Collections.Generic.IReadOnlyList<string> Inputs { get; }

    /// <summary>What each is multiplied with.</summary>
    public global::System.Collections.Generic.IReadOnlyList<double> Factors { get; }

    /// <summary>What the sum is at most.</summary>
    public double Most { get; }
}
