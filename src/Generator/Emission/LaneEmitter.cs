using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes the tree for several rows at once: what reads them, what tells whether all can be taken, and what fills the results.
/// </summary>
/// <remarks>
/// No multiplication is fused with an addition, and each row's sum has the order of the scalar code, so it has its bits. What the
/// scalar code would replace or refuse is left to the scalar code, but for missing numbers, which a mask replaces.
/// </remarks>
internal sealed class LaneEmitter
{
    /// <summary>Calculating all rules costs more than the path to one where there are more than this (measured).</summary>
    public const int MaxRules = 32;

    /// <summary>Reading several rows of more inputs would be too long for one method.</summary>
    public const int MaxInputs = 256;

    /// <summary>
    /// The bytes of IL that a method over several rows may take by estimate: well below the 60,000 past which the JIT stops optimising.
    /// </summary>
    public const int MaxBytes = 40_000;

    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly Arguments _arguments;
    private readonly TreeEmitter _tree;
    private readonly LaneWidth _width;
    private readonly CodeWriter _code;

    public LaneEmitter(RuleDocument document, DocumentNames names, Arguments arguments, TreeEmitter tree, LaneWidth width, CodeWriter code)
    {
        _document = document;
        _names = names;
        _arguments = arguments;
        _tree = tree;
        _width = width;
        _code = code;
    }

    /// <summary>
    /// How many rows are worth calculating at once, the most first: none where the tree is too large, or the target lacks the types.
    /// </summary>
    public static IReadOnlyList<LaneWidth> Widths(RuleDocument document, TreeEmitter tree, Target target)
    {
        var fits = target.Types.HasVectors && target.HasNullableAnnotations && document.Inputs.Count is > 0 and <= MaxInputs
            && tree.IsOneMethod && document.Rules.Count <= MaxRules && Bytes(document) <= MaxBytes;
        return !fits ? Array.Empty<LaneWidth>() : target.Types.HasWideVectors ? new[] { LaneWidth.Eight, LaneWidth.Four } : new[] { LaneWidth.Four };
    }

    // A number's term takes some 30 bytes of IL, and what has an output per row, some 20 for each.
    private static int Bytes(RuleDocument document) => document.Rules.SelectMany(r => r.Expressions)
        .Concat(document.Conditions.Select(c => c.Expression))
        .Sum(e => 60 + (e.Terms.Count * 30)) + (document.Outputs.Count * LaneWidth.Eight.Count * 20);

    /// <summary>The class for so many rows.</summary>
    /// <param name="rows">The parameters of rows as structs.</param>
    /// <param name="columns">The parameters of rows as columns, or as numbers.</param>
    public void Emit(IReadOnlyList<string> rows, IReadOnlyList<string> columns)
    {
        _code.Gap();
        _code.Comment(new[] { $"{_width.Text} rows at once: every condition and every rule is calculated for each of them, and masks choose." });
        using var block = _code.Open("private static class " + _width.Class);
        EmitLoad(rows, () => _code.Line($"rows = rows.Slice(row, {Literals.Int(_width.Count)});"), RowLane);
        EmitLoad(columns, BeginColumns, ColumnLane);
        new LaneTreeEmitter(_document, _names, _tree, _width, _code).Emit();
        EmitStruct();
        EmitAcceptance();
        EmitFunctions();
    }

    private void EmitLoad(IReadOnlyList<string> parameters, Action begin, Func<int, (string Call, string[] Arguments)> lane)
    {
        using var block = OpenInlined("internal static bool Load", parameters.Append("int row").Append("out Lanes lanes").ToArray());
        begin();
        for (var i = 0; i < _names.Inputs.Count; i++)
            _code.List($"lanes.{_names.Inputs[i].Property} = {lane(i).Call}", lane(i).Arguments, ";");
        _code.Line("return Accept(ref lanes);");
    }

    private void BeginColumns()
    {
        var count = Literals.Int(_names.Inputs.Count);
        for (var k = 0; !_arguments.AreScalars && k < _width.Count; k++)
            _code.Line($"var row{Literals.Int(k)} = values.Slice((row + {Literals.Int(k)}) * {count}, {count});");
    }

    private (string Call, string[] Arguments) RowLane(int input) =>
        (_width.Vector + ".Create", Each(k => $"{(IsNumber(input) ? string.Empty : "(long)")}rows[{k}].{_names.Inputs[input].Property}"));

    // The lengths of the columns are checked once for the batch.
    private (string Call, string[] Arguments) ColumnLane(int input)
    {
        var parameter = _names.Inputs[input].Parameter;
        if (!_arguments.AreScalars)
            return (_width.Vector + ".Create", Each(k => IsNumber(input) ? $"row{k}[{Literals.Int(input)}]" : $"(long)Category(row{k}[{Literals.Int(input)}])"));
        return IsNumber(input)
            ? (_width.Vector + ".LoadUnsafe", new[] { $"ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference({parameter})", "(nuint)row" })
            : ("Positions", new[] { $"{parameter}.Slice(row, {Literals.Int(_width.Count)})" });
    }

    private bool IsNumber(int input) => _document.Inputs[input].IsNumber;

    private void EmitStruct()
    {
        _code.Gap();
        _code.Line("// The rows, input by input; a category is its position.");
        using var block = _code.Open("internal struct Lanes");
        for (var i = 0; i < _names.Inputs.Count; i++)
            _code.Line($"internal {(IsNumber(i) ? _width.Doubles : _width.Longs)} {_names.Inputs[i].Property};");
    }

    private void EmitAcceptance()
    {
        _code.Gap();
        _code.Line("// Whether all rows can be taken: if not, the scalar code tells which is replaced or refused.");
        using var block = _code.Open("private static bool Accept(ref Lanes lanes)");
        var tests = new List<string>();
        var numbers = new List<string>();
        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            var lane = "lanes." + _names.Inputs[i].Property;
            _document.Inputs[i].Match(
                number =>
                {
                    numbers.Add(lane);
                    foreach (var mark in number.Marks)
                        _code.Line($"{lane} = Unmarked({lane}, {mark.Literal});");
                    if (number.Missing is { } missing)
                        _code.Line($"{lane} = Replaced({lane}, {missing.Literal});");
                },
                category => tests.Add($"AreBelow({lane}, {Literals.Int(category.Categories.Count)}UL)"));
        }

        if (numbers.Count > 0)
        {
            _code.Lines("var sum = ", Sum.Lines(numbers), ";");
            tests.Insert(0, $"{_width.Vector}.EqualsAll(sum - sum, All(0.0))");
        }

        _code.Lines("return ", tests.Select((test, t) => t == 0 ? test : "&& " + test).ToArray(), ";");
    }

    /// <summary>What the lines above are made of, so that these can be read.</summary>
    private void EmitFunctions()
    {
        var (vector, doubles, longs) = (_width.Vector, _width.Doubles, _width.Longs);
        Function(doubles, "All", new[] { "double value" }, "Create", "value");
        Function(longs, "All", new[] { "long value" }, "Create", "value");
        if (_document.Inputs.Numbers().Any(n => n.Marks.Count > 0))
            Function(doubles, "Unmarked", new[] { doubles + " value", "double mark" }, "ConditionalSelect", $"{vector}.Equals(value, All(mark))", "All(double.NaN)", "value");
        if (_document.Inputs.Numbers().Any(n => n.Missing is not null))
            Function(doubles, "Replaced", new[] { doubles + " value", "double missing" }, "ConditionalSelect", $"{vector}.Equals(value, value)", "value", "All(missing)");
        if (_document.Conditions.Count > 0 || _document.Decision.ComparesOutputs)
            Function(doubles, "Select", new[] { doubles + " mask", doubles + " yes", doubles + " no" }, "ConditionalSelect", "mask", "yes", "no");
        if (_document.Conditions.Count > 0 || _document.Decision.ComparesOutputs)
            Function(longs, "Select", new[] { doubles + " mask", longs + " yes", longs + " no" }, "ConditionalSelect", $"{vector}.AsInt64(mask)", "yes", "no");
        if (_document.Decision.Match(_ => false, _ => true, _ => false))
            Function(longs, "AtLeast", new[] { doubles + " value", "double threshold" }, "AsInt64", $"{vector}.GreaterThanOrEqual(value, All(threshold))");
        if (_document.Inputs.All(i => i.IsNumber))
            return;

        // As unsigned numbers, negative ones are large.
        Function("bool", "AreBelow", new[] { longs + " positions", "ulong count" }, "LessThanAll", $"{vector}.AsUInt64(positions)", $"{vector}.Create(count)");
        Function(doubles, "AreAt", new[] { longs + " positions", "long position" }, "AsDouble", $"{vector}.Equals(positions, All(position))");
        Function(
            doubles,
            "Choose",
            new[] { longs + " positions", "long position", "double yes", "double no" },
            "ConditionalSelect",
            "AreAt(positions, position)",
            "All(yes)",
            "All(no)");
        Function(doubles, "Look", new[] { "double[] table", longs + " positions" }, "Create", Each(k => $"table[(int)positions[{k}]]"));
        foreach (var names in _names.Inputs.Where(i => _arguments.AreScalars && i.Type != "double"))
            Function(longs, "Positions", new[] { $"global::System.ReadOnlySpan<{names.Type}> column" }, "Create", Each(k => $"(long)column[{k}]"));
    }

    private string[] Each(Func<string, string> lane) => Enumerable.Range(0, _width.Count).Select(k => lane(Literals.Int(k))).ToArray();

    private void Function(string type, string name, IReadOnlyList<string> parameters, string method, params string[] arguments)
    {
        using var block = OpenInlined($"private static {type} {name}", parameters);
        _code.List($"return {_width.Vector}.{method}", arguments, ";");
    }

    private CodeWriter.Block OpenInlined(string head, IReadOnlyList<string> parameters)
    {
        _code.Gap();
        _code.Inlined();
        return _code.OpenMethod(head, parameters);
    }
}
