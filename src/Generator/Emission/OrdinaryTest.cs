using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes the test whether all values of a row are ordinary ones: numbers in their range and neither special nor missing, categories
/// that are declared. A row of such values is accepted as it is.
/// </summary>
internal sealed class OrdinaryTest(EmissionContext context)
{
    private const string Unsafe = "global::System.Runtime.CompilerServices.Unsafe";

    private readonly InputRuns _runs = new(context);
    private readonly InputGroups _groups = new(context.Document);

    /// <summary>The test of a row that is given by its values, in lines.</summary>
    public IEnumerable<string> OfScalars => OperatorLines.And(Enumerable.Range(0, context.Document.Inputs.Count).SelectMany(
        i => Tests(i, context.Names.Inputs[i].Parameter, isRangeTested: false)));

    /// <summary>Writes the methods.</summary>
    public void Emit(CodeWriter code)
    {
        if (!_groups.IsOne)
        {
            code.Write($$"""

                private static bool IsOrdinary(in Input input)
                {
                    return {{OperatorLines.And(_groups.All.Select(g => $"IsOrdinary{g.Suffix}(in input)"))}};
                }
                """);
        }

        foreach (var group in _groups.All)
            EmitGroup(code, group);
        if (_runs.All.Count > 0)
            EmitInRange(code);
    }

    private void EmitGroup(CodeWriter code, InputGroup group)
    {
        var runs = _runs.All.Where(r => r.First >= group.First && r.First < group.End).ToArray();
        code.Write($$"""

            // Whether each value is an ordinary one: in its range, not special and not missing, or declared.
            {{(_groups.IsOne ? Attributes.Inlined : [])}}
            private static bool IsOrdinary{{group.Suffix}}(in Input input)
            {
                {{(runs.Length > 0 ? EmitAtOnce : static _ => { })}}
                return {{OperatorLines.And(group.Inputs.SelectMany(i => Tests(i, Operand(i), isRangeTested: false)))}};
            }
            """);

        void EmitAtOnce(CodeWriter code)
        {
            var calls = OperatorLines.Of("&", runs.SelectMany(r => r.Fours(context.Document)));
            code.Write($$"""
                // Numbers that are declared one after another stand so in memory: four are compared at once.
                if ({{LaneWidth.Four.IsFast}}
                    && {{Unsafe}}.SizeOf<Input>() == {{_runs.Size}})
                {
                    ref double numbers = ref {{Unsafe}}.As<Input, double>(
                        ref {{Unsafe}}.AsRef(in input));
                    {{LaneWidth.Four.Longs}} areInRange =
                        {{calls}};
                    return {{OperatorLines.And(AtOnce(group, runs))}};
                }

                """);
        }
    }

    private IEnumerable<string> AtOnce(InputGroup group, IReadOnlyList<InputRun> runs) =>
        group.Inputs.SelectMany(i => Tests(i, Operand(i), runs.Any(r => i >= r.First && i < r.First + r.Count)))
            .Prepend("AreAll(areInRange)");

    private static void EmitInRange(CodeWriter code) => code.Write($$"""

        // Which of four numbers are in their ranges: −1 for those that are. NaN is not.
        {{Attributes.Inlined}}
        private static {{LaneWidth.Four.Longs}} AreInRange(
            ref double numbers,
            int first,
            double minimum,
            double minimum2,
            double minimum3,
            double minimum4,
            double maximum,
            double maximum2,
            double maximum3,
            double maximum4)
        {
            {{LaneWidth.Four.Doubles}} four = {{LaneWidth.Four.Vector}}.LoadUnsafe(
                ref {{Unsafe}}.Add(ref numbers, first));
            return {{LaneWidth.Four.Vector}}.AsInt64(
                {{LaneWidth.Four.Vector}}.GreaterThanOrEqual(
                    four, {{LaneWidth.Four.Vector}}.Create(minimum, minimum2, minimum3, minimum4))
                & {{LaneWidth.Four.Vector}}.LessThanOrEqual(
                    four, {{LaneWidth.Four.Vector}}.Create(maximum, maximum2, maximum3, maximum4)));
        }

        {{Attributes.Inlined}}
        private static bool AreAll({{LaneWidth.Four.Longs}} areInRange)
        {
            return {{LaneWidth.Four.Vector}}.EqualsAll(
                areInRange, {{LaneWidth.Four.Longs}}.AllBitsSet);
        }
        """);

    private string Operand(int input) => "input." + context.Names.Inputs[input].Property;

    private IEnumerable<string> Tests(int input, string operand, bool isRangeTested) => context.Document.Inputs[input].Match(
        number => Tests(number, operand, isRangeTested),
        category => [$"unchecked((uint){operand}) <= {Literals.Int(category.Categories.Count - 1)}"]);

    private static IEnumerable<string> Tests(NumberInput number, string operand, bool isRangeTested)
    {
        if (!isRangeTested)
            yield return $"{operand} >= {number.Minimum.Literal} && {operand} <= {number.Maximum.Literal}";
        var special = number.Specials.Where(s => s.Value is not null).Select(s => s.Value.GetValueOrDefault());
        foreach (var value in special.Concat(number.Marks).Where(v => number.IsInRange(v.Value)))
            yield return $"{operand} != {value.Literal}";
    }
}
