using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes what the code over several rows is made of, so that it can be read: a few words for calls of the framework.</summary>
internal sealed class LaneFunctionEmitter(EmissionContext context, LaneWidth width)
{
    // With special values, or with the flat pieces of curves.
    private bool ComparesValues => context.Terms.HasCurves || context.Document.Inputs.Numbers().Any(n => n.Specials.Count > 0);

    /// <summary>Writes the functions that are needed.</summary>
    public void Emit(CodeWriter code)
    {
        var (vector, doubles, longs) = (width.Vector, width.Doubles, width.Longs);
        var numbers = context.Document.Inputs.Numbers().ToArray();
        Function(
            doubles, "All", new("double value"),
            "Create", new("value"));
        Function(
            longs, "All", new("long value"),
            "Create", new("value"));
        code.Write($$"""

            {{Attributes.Inlined}}
            private static void Store({{new CommaList(longs + " values", "global::System.Span<int> results")}})
            {
                var halves = {{width.Half}}.Narrow({{new CommaList($"{vector}.GetLower(values)", $"{vector}.GetUpper(values)")}});
                {{width.Half}}.CopyTo(halves, results);
            }
            """);
        if (numbers.Any(n => n.Marks.Count > 0))
        {
            Function(
                doubles, "Unmarked", new(doubles + " value", "double mark"),
                "ConditionalSelect", new($"{vector}.Equals(value, All(mark))", "All(double.NaN)", "value"));
        }

        if (numbers.Any(n => n.Missing is not null))
        {
            Function(
                doubles, "Replaced", new(doubles + " value", "double missing"),
                "ConditionalSelect", new($"{vector}.Equals(value, value)", "value", "All(missing)"));
        }

        if (ComparesValues)
        {
            Function(
                doubles, "AreEqual", new(doubles + " left", doubles + " right"),
                "Equals", new("left", "right"));
        }

        if (numbers.Any(n => n.AllowsNaN()))
        {
            Function(
                "bool", "AnyIsInfinite", new(doubles + " value"),
                "EqualsAny", new($"{vector}.Abs(value)", "All(double.PositiveInfinity)"));
        }

        if (context.Document.Conditions.Count > 0 || context.Document.Decision.ComparesOutputs || ComparesValues)
        {
            Function(
                doubles, "Select", new(doubles + " mask", doubles + " yes", doubles + " no"),
                "ConditionalSelect", new("mask", "yes", "no"));
            Function(
                longs, "Select", new(doubles + " mask", longs + " yes", longs + " no"),
                "ConditionalSelect", new($"{vector}.AsInt64(mask)", "yes", "no"));
        }

        if (context.Document.Decision.Match(_ => false, _ => true, _ => false))
        {
            Function(
                longs, "AtLeast", new(doubles + " value", "double threshold"),
                "AsInt64", new($"{vector}.GreaterThanOrEqual(value, All(threshold))"));
        }

        if (numbers.Length < context.Document.Inputs.Count)
            EmitForCategories();

        void EmitForCategories()
        {
            // As unsigned numbers, negative ones are large.
            Function(
                "bool", "AreBelow", new(longs + " positions", "ulong count"),
                "LessThanAll", new($"{vector}.AsUInt64(positions)", $"{vector}.Create(count)"));
            Function(
                doubles, "AreAt", new(longs + " positions", "long position"),
                "AsDouble", new($"{vector}.Equals(positions, All(position))"));
            Function(
                doubles, "Choose", new(longs + " positions", "long position", "double yes", "double no"),
                "ConditionalSelect", new("AreAt(positions, position)", "All(yes)", "All(no)"));
            if (context.Row.AreScalars)
            {
                var first = "ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(column)";
                code.Write($$"""

                    {{Attributes.Inlined}}
                    private static {{longs}} Positions({{new CommaList("global::System.ReadOnlySpan<int> column", "int row")}})
                    {
                        var half = {{width.Half}}.LoadUnsafe({{new CommaList(first, "(nuint)row")}});
                        return {{vector}}.WidenLower({{new CommaList($"{width.Half}.To{vector.Split('.').Last()}Unsafe(half)")}});
                    }
                    """);
            }
        }

        void Function(string type, string name, CommaList parameters, string method, CommaList arguments) => code.Write($$"""

            {{Attributes.Inlined}}
            private static {{type}} {{name}}({{parameters}})
            {
                return {{vector}}.{{method}}({{arguments}});
            }
            """);
    }
}
