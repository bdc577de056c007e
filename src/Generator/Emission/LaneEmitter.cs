using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes the tree for several rows at once: what reads them, what tells whether all can be taken, and what fills the results.
/// </summary>
/// <remarks>
/// No multiplication is fused with an addition, and each row's sum has the order of the scalar code, so it has its bits. What the
/// scalar code would replace or refuse is left to the scalar code, but for missing numbers, which a mask replaces.
/// </remarks>
internal sealed class LaneEmitter(EmissionContext context, LaneWidth width)
{
    private const string ForAll = "every condition and every rule is calculated for each of them, and masks choose.";
    private const string Chosen = "every condition is calculated for each of them, and then the rule that holds for it.";

    private readonly LaneRuleEmitter? _rules = LaneRuleEmitter.For(context, width);

    /// <summary>Writes the class for so many rows.</summary>
    public void Emit(CodeWriter code) => code.Write($$"""

        // {{width.Text}} rows at once: {{(_rules is null ? ForAll : Chosen)}}
        {{Attributes.NotUserCode}}
        private static class {{width.Class}}
        {
            {{new LaneLoadEmitter(context, width).Emit}}
            {{new LaneTreeEmitter(context, width, _rules).Emit}}

            // The rows, input by input; a category is its position.
            internal struct Lanes
            {
                {{context.Document.Inputs.Select((input, i) => $"internal {TypeOf(input)} {context.Names.Inputs[i].Property};")}}
            }

            // Whether all rows can be taken: if not, the scalar code tells which is replaced or refused.
            private static bool Accept(ref Lanes lanes)
            {
                {{EmitAcceptance}}
            }
            {{new LaneFunctionEmitter(context, width).Emit}}
            {{new LaneTableEmitter(context, width, _rules).Emit}}
            {{new LaneTermEmitter(context, width).Emit}}
        }
        """);

    private string TypeOf(Input input) => input.IsNumber ? width.Doubles : width.Longs;

    private void EmitAcceptance(CodeWriter code)
    {
        var tests = new List<string>();
        var numbers = new List<string>();
        for (var i = 0; i < context.Document.Inputs.Count; i++)
        {
            var lane = "lanes." + context.Names.Inputs[i].Property;
            context.Document.Inputs[i].Match(
                number =>
                {
                    if (number.AllowsNaN())
                        tests.Add($"!AnyIsInfinite({lane})");
                    else
                        numbers.Add(lane);
                    code.Write($$"""
                        {{number.Marks.Select(mark => $"{lane} = Unmarked({lane}, {mark.Literal});")}}
                        {{(number.Missing is { } missing ? $"{lane} = Replaced({lane}, {missing.Literal});" : string.Empty)}}
                        """);
                },
                category => tests.Add($"AreBelow({lane}, {Literals.Int(category.Categories.Count)}UL)"));
        }

        if (numbers.Count > 0)
        {
            code.Write($$"""var sum = {{GroupedSum.Lines(numbers)}};""");
            tests.Insert(0, $"{width.Vector}.EqualsAll(sum - sum, All(0.0))");
        }

        code.Write($$"""return {{tests.Select((test, t) => t == 0 ? test : "&& " + test)}};""");
    }
}
