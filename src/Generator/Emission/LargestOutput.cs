using System;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Finds the largest of several outputs; on a tie it is the first of them.</summary>
internal static class LargestOutput
{
    /// <summary>The tests of every output but the first, which <c>largest</c> begins with.</summary>
    /// <param name="context">What is emitted.</param>
    /// <param name="take">The statement that takes what belongs to an output.</param>
    /// <param name="isKept">Whether <c>largest</c> is needed afterwards.</param>
    public static Code Tests(EmissionContext context, Func<int, string> take, bool isKept = false) => code =>
    {
        for (var k = 1; k < context.Names.Outputs.Count; k++)
        {
            var score = "scores." + context.Names.Outputs[k].Property;
            code.Write($$"""
                if ({{score}} > largest)
                {
                    {{take(k)}}
                    {{(isKept || k + 1 < context.Names.Outputs.Count ? $"largest = {score};" : string.Empty)}}
                }
                """);
        }
    };
}
