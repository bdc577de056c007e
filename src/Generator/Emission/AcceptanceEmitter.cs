using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>
/// Writes what stands between a caller's values and the tree: what is missing, infinite or undeclared is replaced or refused.
/// </summary>
internal sealed class AcceptanceEmitter
{
    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly CodeWriter _code;

    public AcceptanceEmitter(RuleDocument document, DocumentNames names, CodeWriter code)
    {
        _document = document;
        _names = names;
        _code = code;
    }

    /// <summary>The expression that takes a value, or what stands for it.</summary>
    /// <param name="input">The input.</param>
    /// <param name="operand">The value.</param>
    /// <param name="name">What an exception calls it.</param>
    public static string Call(Input input, string operand, string name) => input.Match(
        number =>
        {
            var missing = number.Missing is { } value ? ", " + value.Literal : string.Empty;
            var given = number.Marks.Count > 0 ? $"{string.Join(" || ", MarkTests(number, operand))} ? double.NaN : {operand}" : operand;
            return $"Accept({given}{missing}, \"{name}\")";
        },
        _ => $"Accept({operand}, \"{name}\")");

    /// <summary>What tells that a number is one that means missing: a test for each mark.</summary>
    public static IEnumerable<string> MarkTests(NumberInput input, string operand) => input.Marks.Select(m => $"{operand} == {m.Literal}");

    public void Emit()
    {
        var numbers = _document.Inputs.Numbers().ToList();
        if (numbers.Any(n => n.Missing is null))
            EmitRequired();
        if (numbers.Any(n => n.Missing is not null))
            EmitReplaced();
        if (numbers.Count > 0)
            EmitRefusal();
        for (var i = 0; i < _document.Inputs.Count; i++)
            _document.Inputs[i].Match(_ => { }, category => EmitCategory(category, _names.Inputs[i]));
    }

    private void EmitRequired()
    {
        _code.Gap();
        _code.Line("// A number that has to be there.");
        using var block = _code.Open("private static double Accept(double value, string name)");
        using (_code.Open("if (double.IsNaN(value) || double.IsInfinity(value))"))
            _code.Line("Refuse(value, name);");
        _code.Line("return value;");
    }

    private void EmitReplaced()
    {
        _code.Gap();
        _code.Line("// A number that may be missing (NaN): another stands for it.");
        using var block = _code.Open("private static double Accept(double value, double missing, string name)");
        using (_code.Open("if (double.IsInfinity(value))"))
            _code.Line("Refuse(value, name);");
        _code.Line("return double.IsNaN(value) ? missing : value;");
    }

    private void EmitRefusal()
    {
        _code.Gap();
        using var block = _code.Open("private static void Refuse(double value, string name)");
        _code.Line("throw new global::System.ArgumentException(");
        _code.Line("    double.IsNaN(value)");
        _code.Line("        ? \"The number is missing (NaN), and the rules have no value that stands for a missing one.\"");
        _code.Line("        : \"The number is infinite.\",");
        _code.Line("    name);");
    }

    private void EmitCategory(CategoryInput category, InputNames names)
    {
        _code.Gap();
        using var block = _code.Open($"private static {names.Type} Accept({names.Type} value, string name)");
        using (_code.Open($"if ((int)value < 0 || (int)value > {Literals.Int(category.Categories.Count - 1)})"))
        {
            if (category.Other is { } other)
            {
                _code.Line($"return {names.Type}.{names.Members[other]};");
            }
            else
            {
                _code.Line("throw new global::System.ArgumentOutOfRangeException(");
                _code.Line("    name, value, \"The category is not one that is declared, and none stands for others.\");");
            }
        }

        _code.Line("return value;");
    }
}
