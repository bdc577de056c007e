using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes the overloads that take many rows: as structs, as a column per input, or as one span of numbers where there are many inputs.
/// </summary>
internal sealed class BatchEmitter
{
    private const int MaxCallLength = 100;

    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly Arguments _arguments;
    private readonly RuleDescriber _describer;
    private readonly TreeEmitter _tree;
    private readonly CodeWriter _code;
    private readonly string _attribute;
    private readonly IReadOnlyList<LaneWidth> _widths;

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
        _widths = LaneEmitter.Widths(document, tree, target);
    }

    /// <summary>Whether a document has methods for many rows; without inputs there is nothing to tell rows apart by.</summary>
    public static bool Takes(RuleDocument document, GenerationOptions options, Target target) => target.Types.HasSpans && document.Inputs.Count > 0
        && (HasScore(document, options) || HasLabels(document, options) || options.Has(MemberSet.Rule));

    public void Emit(GenerationOptions options)
    {
        var score = _document.Decision.IsClass ? "Score" : "Evaluate";
        if (HasLabels(_document, options))
            EmitBoth("Classify", "Label", "labels", "Decides many rows", "the decision for each row");
        if (HasScore(_document, options))
            EmitBoth(score, _tree.OutputType, _tree.OutputName, "Calculates the outputs for many rows", "the outputs for each row");
        if (options.Has(MemberSet.Rule))
            EmitBoth("Rule", "int", "rules", "Tells which rule holds for each of many rows", "the number of the rule for each row");
        EmitLengthCheck();
        if (!_arguments.AreScalars)
            EmitUnpack();
        foreach (var width in _widths)
            new LaneEmitter(_document, _names, _arguments, _tree, width, _code).Emit(RowParameters, ColumnParameters);
    }

    private static bool HasScore(RuleDocument document, GenerationOptions options) =>
        options.Has(document.Decision.IsClass ? MemberSet.Score : MemberSet.Main);

    private static bool HasLabels(RuleDocument document, GenerationOptions options) =>
        document.Decision.IsClass && options.Has(MemberSet.Main);

    private static IReadOnlyList<string> RowParameters { get; } = new[] { "global::System.ReadOnlySpan<Input> rows" };

    private IReadOnlyList<string> ColumnParameters => _arguments.AreScalars
        ? _names.Inputs.Select(i => $"global::System.ReadOnlySpan<{i.Type}> {i.Parameter}").ToArray()
        : new[] { "global::System.ReadOnlySpan<double> values" };

    private void EmitBoth(string name, string type, string result, string summary, string returns)
    {
        var span = $"global::System.Span<{type}> {result}";
        EmitMethod(name, RowParameters, span, result, summary + ".", returns, new[] { ("rows", "The rows.") }, new[] { "rows[row]" }, new[] { "rows" });
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
                _names.Inputs.Select(i => i.Parameter + "[row]").ToArray(),
                _names.Inputs.Select(i => i.Parameter).ToArray());
        }
        else
        {
            var text = $"The rows one after another, each a number per input in the order of Input; a category is its position, counted from 0.";
            EmitMethod(name, ColumnParameters, span, result, summary + ", given as numbers.", returns, new[] { ("values", text) }, new[] { "Unpack(values, row)" }, new[] { "values" });
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
        IReadOnlyList<string> row,
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

        if (_widths.Count == 0)
        {
            using var rows = _code.Open($"for (int row = 0; row < {result}.Length; row++)");
            _code.List($"{result}[row] = {name}", row, ";");
            return;
        }

        _code.Line("int row = 0;");
        using var loop = _code.Open($"while (row < {result}.Length)");
        foreach (var width in _widths)
            EmitAtOnce(width, result, columns);
        using var one = _code.Open("else");
        _code.List($"{result}[row] = {name}", row, ";");
        _code.Line("row++;");
    }

    private void EmitAtOnce(LaneWidth width, string result, IReadOnlyList<string> columns)
    {
        var (count, lanes) = (Literals.Int(width.Count), width.Text.ToLowerInvariant());
        _code.Lines(
            width == _widths[0] ? "if (" : "else if (",
            new[] { width.IsFast, $"&& row <= {result}.Length - {count}" }
                .Concat(Broken($"&& {width.Class}.Load(", columns.Append("row").Append($"out {width.Class}.Lanes {lanes}").ToArray())).ToArray(),
            ")");
        using var block = _code.OpenBlock();
        _code.Line($"{width.Class}.Fill(in {lanes}, {result}.Slice(row, {count}));");
        _code.Line($"row += {count};");
    }

    /// <summary>A call in lines of a readable length, with several arguments on each.</summary>
    private static IReadOnlyList<string> Broken(string head, IReadOnlyList<string> arguments)
    {
        var lines = new List<string> { head };
        if (head.Length + arguments.Sum(a => a.Length + 2) > MaxCallLength)
            lines.Add("    ");
        foreach (var (argument, end) in arguments.Select((a, i) => (a, i + 1 < arguments.Count ? ", " : ")")))
        {
            if (lines[lines.Count - 1].Length + argument.Length > MaxCallLength)
                lines.Add("    ");
            lines[lines.Count - 1] += argument + end;
        }

        return lines.Select(l => l.TrimEnd()).ToArray();
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
            _code.Line("        + \" are needed, for the result has \"");
            _code.Line("        + rows.ToString(global::System.Globalization.CultureInfo.InvariantCulture) + \" rows.\",");
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
                _code.Line($"input.{_names.Inputs[i].Property} = {(_document.Inputs[i].IsNumber ? value : $"({_names.Inputs[i].Type})Category({value})")};");
            }

            _code.Line("return input;");
        }

        if (_document.Inputs.All(i => i.IsNumber))
            return;
        _code.Gap();
        _code.Line("// What is not a position is one that is not declared.");
        using (_code.Open("private static int Category(double position)"))
            _code.Line("return position >= 0 && position < int.MaxValue && global::System.Math.Floor(position) == position ? (int)position : -1;");
    }
}
