using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Generator.Writing;

/// <summary>Operands with one operator between them, a line each: the operator begins every line but the first.</summary>
internal static class OperatorLines
{
    /// <summary>Alternatives.</summary>
    public static IEnumerable<string> Or(IEnumerable<string> tests) => Of("||", tests);

    /// <summary>What all has to be so.</summary>
    public static IEnumerable<string> And(IEnumerable<string> tests) => Of("&&", tests);

    /// <summary>Any operator.</summary>
    /// <param name="symbol">The operator.</param>
    /// <param name="operands">The operands, each in parentheses where it needs them.</param>
    public static IEnumerable<string> Of(string symbol, IEnumerable<string> operands) =>
        operands.Select((operand, i) => i == 0 ? operand : $"{symbol} {operand}");
}
