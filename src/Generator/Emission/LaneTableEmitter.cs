using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Generator.Writing;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes what looks up a number of a table for each of several rows, and the tables in the form that this takes.</summary>
internal sealed class LaneTableEmitter(EmissionContext context, LaneWidth width, LaneRuleEmitter? rules)
{
    /// <summary>Going through a longer table in registers takes longer than reading it row by row.</summary>
    private const int MaxLength = 128;

    /// <summary>The numbers of one register.</summary>
    private const int Shortest = 8;

    private const string Permutation = "global::System.Runtime.Intrinsics.X86.Avx512F.PermuteVar8x64";

    private readonly TableSet[] _sets = Sets(context).Where(s => s.Lengths.Any()).ToArray();
    private readonly int[] _lengths = [.. Sets(context).SelectMany(s => s.Lengths), .. rules?.Lengths ?? []];

    /// <summary>Writes both, if there are tables.</summary>
    public void Emit(CodeWriter code)
    {
        if (_lengths.Length == 0)
            return;
        if (!width.Permutes)
        {
            code.Write($$"""

                {{Attributes.Inlined}}
                private static {{width.Doubles}} Look({{new CommaList("double[] table", width.Longs + " positions")}})
                {
                    {{EmitEach}}
                }
                """);
            return;
        }

        EmitLook(code);
        EmitPadded(code);
        foreach (var set in _sets)
            EmitTables(code, set);
    }

    private static IEnumerable<TableSet> Sets(EmissionContext context)
    {
        var method = context.Tree.Methods.Single();
        return [method.Tables, .. method.Sums.Select(s => s.Tables)];
    }

    private void EmitEach(CodeWriter code) =>
        code.Write($$"""return {{width.Vector}}.Create({{width.Each(k => $"table[(int)positions[{k}]]")}});""");

    private void EmitLook(CodeWriter code)
    {
        code.Write($$"""

            // A table of which a number is looked up in registers: all of it goes through them, 16 numbers at once.
            {{Attributes.Inlined}}
            private static {{width.Doubles}} Look({{new CommaList("double[] table", width.Longs + " positions")}})
            {
                {{(_lengths.Any(n => n > MaxLength) ? EmitForLong : Nothing)}}
                {{(_lengths.All(n => n <= Shortest) ? EmitReturn : _lengths.Any(n => n <= Shortest) ? EmitForShort : Nothing)}}
                {{(_lengths.Any(n => n > Shortest) ? EmitLookUp : Nothing)}}
            }

            {{Attributes.Inlined}}
            private static {{width.Doubles}} Part(double[] table, int from)
            {
                return {{width.Vector}}.LoadUnsafe({{new CommaList(
                    "ref global::System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(table)", "(nuint)from")}});
            }
            """);

        static void Nothing(CodeWriter code)
        {
        }

        void EmitForLong(CodeWriter code) => code.Write($$"""
            if (table.Length > {{MaxLength}})
            {
                {{EmitEach}}
            }
            """);

        void EmitForShort(CodeWriter code) => code.Write($$"""
            if (table.Length == {{Shortest}})
            {
                {{EmitReturn}}
            }
            """);

        void EmitReturn(CodeWriter code) =>
            code.Write($$"""return {{Permutation}}({{new CommaList("Part(table, 0)", "positions")}});""");

        void EmitLookUp(CodeWriter code) => code.Write($$"""
            var looked = {{Permutation}}x2({{new CommaList("Part(table, 0)", "positions", "Part(table, 8)")}});
            for (int from = 16; from < table.Length; from += 16)
            {
                var isReached = {{width.Vector}}.GreaterThanOrEqual(positions, All((long)from));
                var here = {{Permutation}}x2({{new CommaList("Part(table, from)", "positions", "Part(table, from + 8)")}});
                looked = {{width.Vector}}.ConditionalSelect({{new CommaList($"{width.Vector}.AsDouble(isReached)", "here", "looked")}});
            }
            return looked;
            """);
    }

    private static void EmitPadded(CodeWriter code) => code.Write($$"""

        // With zeros behind its numbers, so that whole registers can be read: 8 numbers in all, or a multiple of 16.
        private static double[] Padded(double[] table)
        {
            var padded = new double[table.Length <= 8 ? 8 : (table.Length + 15) / 16 * 16];
            table.CopyTo(padded, 0);
            return padded;
        }
        """);

    private void EmitTables(CodeWriter code, TableSet set)
    {
        code.Write($$"""

            {{Attributes.NotUserCode}}
            private static class {{set.Class}}
            {
                {{EmitCopies}}
            }
            """);

        void EmitCopies(CodeWriter code)
        {
            foreach (var table in set.Tables)
            {
                var numbers = new CommaList($"{context.Names.Class}.{set.Class}.{table}");
                code.Write($$"""internal static readonly double[] {{table}} = Padded({{numbers}});""");
            }
        }
    }
}
