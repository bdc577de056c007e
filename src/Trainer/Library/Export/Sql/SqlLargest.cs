using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Trainer.Export.Sql;

/// <summary>
/// The output that decides: the first, unless a later one is larger. NaN is never larger, and nothing is larger than NaN.
/// </summary>
internal static class SqlLargest
{
    /// <summary>Writes it.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <param name="outputs">The positions of the outputs.</param>
    /// <param name="value">What stands for an output.</param>
    public static string Of(SqlDialect dialect, IReadOnlyList<int> outputs, Func<int, string> value)
    {
        if (outputs.Count == 1)
            return value(outputs[0]);
        var arms = outputs.SkipLast(1).Select((output, k) => "WHEN "
            + string.Join(" AND ", Conditions(dialect, output, k == 0, outputs.Skip(k + 1))) + $" THEN {value(output)}");
        return SqlCase.Of(arms, value(outputs[^1]));
    }

    private static IEnumerable<string> Conditions(SqlDialect dialect, int output, bool isFirst, IEnumerable<int> later)
    {
        var score = SqlSums.Output(output);
        // Of NaN as the first that holds, as of a later one it does not; some engines take it for the largest number.
        foreach (var other in later.Select(SqlSums.Output))
            yield return isFirst
                ? $"({dialect.IsNaN(other)} OR {dialect.IsNaN(score)} OR {other} <= {score})"
                : $"({dialect.IsNaN(other)} OR {other} <= {score})";
        if (!isFirst)
            yield return $"NOT ({dialect.IsNaN(score)})";
    }
}
