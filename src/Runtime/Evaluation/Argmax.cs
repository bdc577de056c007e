namespace RuleCompiler.Evaluation;

/// <summary>Which of several outputs decides: the largest, and of equal ones the first.</summary>
public static class Argmax
{
    /// <summary>The position of the largest of all values.</summary>
    /// <param name="values">At least one value.</param>
    /// <returns>The position of the first that none is larger than.</returns>
    public static int Of(double[] values) => Of(values, 0, values.Length);

    /// <summary>The position of the largest of values that stand side by side.</summary>
    /// <param name="values">An array that holds them.</param>
    /// <param name="from">The position of the first of them.</param>
    /// <param name="count">How many they are, at least one.</param>
    /// <returns>The position among them, counted from <paramref name="from"/>, of the first that none is larger than.</returns>
    public static int Of(double[] values, int from, int count)
    {
        var largest = 0;
        for (var k = 1; k < count; k++)
        {
            if (values[from + k] > values[from + largest])
                largest = k;
        }

        return largest;
    }
}
