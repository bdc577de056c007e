using System.Collections.Generic;

namespace RuleCompiler.Documents;

/// <summary>Which of several outputs decides: the largest, and of equal ones the first.</summary>
public static class Argmax
{
    /// <summary>The position of the largest value.</summary>
    /// <param name="values">At least one value.</param>
    /// <returns>The position of the first that none is larger than.</returns>
    public static int Of(IReadOnlyList<double> values)
    {
        var largest = 0;
        for (var k = 1; k < values.Count; k++)
        {
            if (values[k] > values[largest])
                largest = k;
        }

        return largest;
    }
}
