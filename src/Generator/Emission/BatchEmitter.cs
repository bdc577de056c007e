using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the overloads that take many rows: as structs, as a column per input, or as one span of numbers where there are many inputs.</summary>
internal sealed class BatchEmitter
{
    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly Arguments _arguments;
    private readonly RuleDescriber _describer;
    private readonly TreeEmitter _tree;
    private readonly CodeWriter _code;
    private readonly string _attribute;
    private readonly bool _hasLanes;

    public BatchEmitter(
        RuleDocument document, DocumentNames names, Arguments arguments, RuleDescriber describer, TreeEmitter tree, Target target, CodeWriter code, string attribute)
    {
        _document = document;
        _names = names;
        _arguments = arguments;
        _describer = describer;
        _tree = tree;
        _code = code;
        _attribute = attribute;
        _hasLanes = LaneEmitter.Takes(document, tree, target);
    }

    // Without inputs there is nothing to tell rows apart by.
    private bool HasColumns => _document.Inputs.Count > 0;

    public void Emit(GenerationOptions options)
    {
        var hasScore = options.Has(_document.Decision is ValueDecision ? MemberSet.Main : MemberSet.Score);
        var hasLabels = _document.Decision is ClassDecision && options.Has(MemberSet.Main);
        if (!HasColumns || !(hasScore || hasLabels || options.Has(MemberSet.Rule)))
            return;
        var score = _document.Decision is ValueDecision ? "Evaluate" : "Score";
        if (hasLabels)
            EmitBoth("Classify", "Label", "labels", "Decides many rows", "the decision for each row");
        if (hasScore)
            EmitBoth(score, _tree.OutputType, _tree.OutputName, "Calculates the outputs for many rows", "the outputs for each row");
        if (options.Has(MemberSet.Rule))
            EmitBoth("Rule", "int", "rules", "Tells which rule holds for each of many rows", "the number of the rule for each row");
        EmitLengthCheck();
        if (!_arguments.AreScalars)
            EmitUnpack();
        if (_hasLanes)
        {
            EmitLoad(RowParameters, RowLane);
            EmitLoad(ColumnParameters, ColumnLane);
            new LaneEmitter(_document, _names, _tree, _code).Emit();
        }
    }

    private static IReadOnlyList<string> RowParameters { get; } = new[] { "global::System.ReadOnlySpan<Input> rows" };

    private IReadOnlyList<string> ColumnParameters => _arguments.AreScalars
        ? _names.Inputs.Select(i => $"global::System.ReadOnlySpan<{i.Type}> {i.Parameter}").ToArray()
        : new[] { "global::System.ReadOnlySpan<double> values" };

    private void EmitBoth(string name, string type, string result, string summary, string returns)
    {
        var span = $"global::System.Span<{type}> {result}";
        EmitMethod(name, RowParameters, span, result, summary + ".", returns, new[] { ("rows", "The rows.") }, "rows[row]", new[] { "rows" });
        if (_arguments.AreScalars)
        {
            EmitMethod(
                name,
                ColumnParameters,
                span,
                result,
                summary + ", given as columns.",
                returns,
                _names.Inputs.Select((input, i) => (input.Name, "A column: " + _describer.Input(i))).ToArray(),
                string.Join(", ", _names.Inputs.Select(i => i.Parameter + "[row]")),
                _names.Inputs.Select(i => i.Parameter).ToArray());
        }
        else
        {
            var text = $"The rows one after another, each a number per input in the order of Input; a category is its position, counted from 0.";
            EmitMethod(name, ColumnParameters, span, result, summary + ", given as numbers.", returns, new[] { ("values", text) }, "Unpack(values, row)", new[] { "values" });
        }
    }

    private void EmitMethod(
        string name,
        IReadOnlyList<string> parameters,
        string span,
        string result,
        string summary,
        string returns,
        IEnumerable<(string Name, string Text)> documentation,
        string row,
        IReadOnlyList<string> columns)
    {
        _code.Gap();
        _code.Summary(summary);
        foreach (var (parameter, text) in documentation)
            _code.Param(parameter, text);
        _code.Param(result.TrimStart('@'), $"Takes {returns}; it has the length of the batch. Where a row is refused, those before it are answered.");
        _code.Exception("ArgumentException", "Lengths differ, or a row is refused as it is alone.");
        _code.Line(_attribute);
        using var block = _code.OpenMethod($"public static void {name}", parameters.Append(span).ToArray());
        foreach (var column in columns)
        {
            var length = column == "values" && !_arguments.AreScalars ? $"{result}.Length, {Literals.Int(_names.Inputs.Count)}" : $"{result}.Length, 1";
            _code.Line($"RequireLength({column}.Length, {length}, \"{column.TrimStart('@')}\");");
        }

        if (!_hasLanes)
        {
            using (_code.Open($"for (int row = 0; row < {result}.Length; row++)"))
                _code.Line($"{result}[row] = {name}({row});");
            return;
        }

        _code.Line("int row = 0;");
        using var loop = _code.Open($"while (row < {result}.Length)");
        _code.List(
            $"if ({LaneEmitter.IsFast} && row <= {result}.Length - {Literals.Int(LaneEmitter.Count)} && Load", columns.Append("row").Append("out Lanes lanes").ToArray(), ")");
        using (_code.OpenBlock())
        {
            _code.Line($"Fill(in lanes, {result}.Slice(row, {Literals.Int(LaneEmitter.Count)}));");
            _code.Line($"row += {Literals.Int(LaneEmitter.Count)};");
        }

        using (_code.Open("else"))
        {
            _code.Line($"{result}[row] = {name}({row});");
            _code.Line("row++;");
        }
    }

    private void EmitLengthCheck()
    {
        _code.Gap();
        using var block = _code.Open("private static void RequireLength(int length, int rows, int inputs, string name)");
        using (_code.Open("if (length != (long)rows * inputs)"))
        {
            _code.Line("throw new global::System.ArgumentException(");
            _code.Line("    \"There are \" + length.ToString(global::System.Globalization.CultureInfo.InvariantCulture)");
            _code.Line("        + \" values; \" + ((long)rows * inputs).ToString(global::System.Globalization.CultureInfo.InvariantCulture)");
            _code.Line("        + \" are needed, for the result has \" + rows.ToString(global::System.Globalization.CultureInfo.InvariantCulture) + \" rows.\",");
            _code.Line("    name);");
        }
    }

    private void EmitUnpack()
    {
        var count = Literals.Int(_names.Inputs.Count);
        _code.Gap();
        _code.Line("// One of the rows that stand one after another.");
        using (_code.Open("private static Input Unpack(global::System.ReadOnlySpan<double> values, int row)"))
        {
            _code.Line($"global::System.ReadOnlySpan<double> one = values.Slice(row * {count}, {count});");
            _code.Line("Input input = default(Input);");
            for (var i = 0; i < _names.Inputs.Count; i++)
            {
                var value = $"one[{Literals.Int(i)}]";
                _code.Line($"input.{_names.Inputs[i].Property} = {(_document.Inputs[i] is NumberInput ? value : $"({_names.Inputs[i].Type})Category({value})")};");
            }

            _code.Line("return input;");
        }

        if (!_document.Inputs.OfType<CategoryInput>().Any())
            return;
        _code.Gap();
        _code.Line("// What is not a position is one that is not declared.");
        using (_code.Open("private static int Category(double position)"))
            _code.Line("return position >= 0 && position < int.MaxValue && global::System.Math.Floor(position) == position ? (int)position : -1;");
    }

    /// <summary>Reads four rows.</summary>
    private void EmitLoad(IReadOnlyList<string> parameters, System.Func<int, string> lane)
    {
        _code.Gap();
        _code.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
        using var block = _code.OpenMethod("private static bool Load", parameters.Append("int row").Append("out Lanes lanes").ToArray());
        if (parameters == RowParameters)
        {
            _code.Line($"rows = rows.Slice(row, {Literals.Int(LaneEmitter.Count)});");
        }
        else if (!_arguments.AreScalars)
        {
            var count = Literals.Int(_names.Inputs.Count);
            for (var k = 0; k < LaneEmitter.Count; k++)
                _code.Line($"global::System.ReadOnlySpan<double> row{Literals.Int(k)} = values.Slice((row + {Literals.Int(k)}) * {count}, {count});");
        }

        for (var i = 0; i < _names.Inputs.Count; i++)
            _code.Line($"lanes.{_names.Inputs[i].Property} = {lane(i)};");
        _code.Line("return Accept(ref lanes);");
    }

    private string RowLane(int input)
    {
        var cast = _document.Inputs[input] is NumberInput ? string.Empty : "(long)";
        return Create(k => $"{cast}rows[{k}].{_names.Inputs[input].Property}");
    }

    private string ColumnLane(int input)
    {
        var parameter = _names.Inputs[input].Parameter;
        if (!_arguments.AreScalars)
            return _document.Inputs[input] is NumberInput ? Create(k => $"row{k}[{Literals.Int(input)}]") : Create(k => $"(long)Category(row{k}[{Literals.Int(input)}])");
        return _document.Inputs[input] is NumberInput
            ? LaneEmitter.All($"{parameter}.Slice(row, {Literals.Int(LaneEmitter.Count)})")
            : Create(k => $"(long){parameter}[row + {k}]");
    }

    private static string Create(System.Func<string, string> lane) =>
        LaneEmitter.All(string.Join(", ", Enumerable.Range(0, LaneEmitter.Count).Select(k => lane(Literals.Int(k)))));
}
