using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the tree as nested <c>if</c>s: the one place in the generated class where rules are decided.</summary>
/// <remarks>
/// <c>Classify</c>, <c>Score</c>, <c>Evaluate</c> and <c>Rule</c> all run it, so what they say cannot differ. Both sides of an
/// <c>if</c> are blocks: each condition is a local, and in C# sibling blocks may use a name twice where nested ones may not.
/// </remarks>
internal sealed class TreeEmitter
{
    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly Arguments _arguments;
    private readonly RuleDescriber _describer;
    private readonly Target _target;
    private readonly CodeWriter _code;
    private readonly TreePlan _plan;
    private readonly List<Action> _pending = new();

    public TreeEmitter(RuleDocument document, DocumentNames names, Arguments arguments, RuleDescriber describer, Target target, CodeWriter code)
    {
        _document = document;
        _names = names;
        _arguments = arguments;
        _describer = describer;
        _target = target;
        _code = code;
        _plan = new TreePlan(document);
    }

    /// <summary>The tables of the method that is the tree, once it is written.</summary>
    public TableSet? Tables { get; private set; }

    /// <summary>Whether the tree is one method that holds all its sums.</summary>
    public bool IsOneMethod => !TreePlan.IsTable(_document) && _plan.Roots.Count == 1 && !_document.Rules.Any(TreePlan.HasOwnMethods);

    private bool HasOneOutput => _document.Outputs.Count == 1;

    /// <summary>The out parameter that the tree gives its outputs in: <c>out double granted</c> or <c>out Scores scores</c>.</summary>
    public string OutParameter => "out " + OutputType + " " + OutputName;

    /// <summary>The type of the outputs: <c>double</c>, or the struct for several.</summary>
    public string OutputType => HasOneOutput ? "double" : OutputStruct(_document);

    /// <summary>The local or parameter that holds the outputs.</summary>
    public string OutputName => HasOneOutput ? _names.Outputs[0].Local : _document.Decision is ValueDecision ? "outputs" : "scores";

    public static string OutputStruct(RuleDocument document) => document.Decision is ValueDecision ? "Outputs" : "Scores";

    public void Emit()
    {
        EmitTree();
        EmitRowAcceptance();
    }

    private void EmitTree()
    {
        if (TreePlan.IsTable(_document))
        {
            EmitTable();
            return;
        }

        for (var method = 0; method < _plan.Roots.Count; method++)
        {
            var tables = new TableSet(_document, Numbered(DocumentNames.TablesClass, method));
            Tables ??= tables;
            EmitMethod(method, tables);
            tables.Emit(_code);
            _pending.ForEach(emit => emit());
            _pending.Clear();
        }
    }

    /// <summary>An output of a rule that is too long for the tree's method, in a method of its own.</summary>
    private string EmitSum(Rule rule, int output)
    {
        var name = _names.Members.Take("Rule" + Literals.Int(rule.Id) + _names.Outputs[output].Property);
        _pending.Add(() =>
        {
            var tables = new TableSet(_document, _names.Members.Take(name + DocumentNames.TablesClass));
            var expressions = new ExpressionEmitter(_document, _names, _arguments, tables);
            _code.Gap();
            _code.Line("// An output of a rule: all of them in one method would be too long to be compiled well.");
            using (_code.OpenMethod($"private static double {name}", _arguments.AcceptedParameters))
                _code.Lines("return ", expressions.Lines(rule.Expressions[output], "Sum"), ";");
            tables.Emit(_code);
        });
        return $"{name}({string.Join(", ", _arguments.Accepted)})";
    }

    private void EmitMethod(int method, TableSet tables)
    {
        _code.Gap();
        _code.Line(method == 0
            ? "// The rules as a tree: gives the outputs of the one rule that holds, and returns its number."
            : "// A part of the tree: all of it in one method would be too long or too deep to be compiled well.");
        var parameters = method == 0 ? _arguments.Parameters : _arguments.AcceptedParameters;
        using var block = _code.OpenMethod(
            $"private static int {Numbered(DocumentNames.TreeMethod, method)}", parameters.Append(OutParameter).ToArray());
        if (method == 0)
            EmitAcceptance();
        EmitNode(_plan.Roots[method], method, new ExpressionEmitter(_document, _names, _arguments, tables));
    }

    private void EmitTable()
    {
        var table = new TableEmitter(_document, _names, _arguments, _target, _code);
        _code.Gap();
        _code.Comment(TableEmitter.Reason(_document));
        using (_code.OpenMethod($"private static int {DocumentNames.TreeMethod}", _arguments.Parameters.Append(OutParameter).ToArray()))
        {
            EmitAcceptance();
            table.EmitDescent(OutputName, HasOneOutput ? null : OutputType);
        }

        table.EmitTables();
    }

    private void EmitAcceptance()
    {
        if (_document.Inputs.Count == 0)
            return;
        if (!_arguments.AreScalars)
            _code.Line("Input row = input;");
        var suspicions = Suspicions().ToArray();
        _code.Comment(new[] { "Seldom: a value that is missing, infinite or undeclared is replaced or refused." });
        _code.Lines("if (", suspicions, ")");
        using (_code.OpenBlock())
        {
            if (_arguments.AreScalars)
                EmitReplacements();
            else
                _code.Line("row = Accept(row);");
        }

        _code.Gap();
    }

    private void EmitReplacements()
    {
        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            var operand = _arguments.Operand(i);
            var missing = _document.Inputs[i] is NumberInput { Missing: { } number } ? ", " + number.Literal : string.Empty;
            _code.Line($"{operand} = Accept({operand}{missing}, \"{_arguments.ExceptionName(i)}\");");
        }
    }

    /// <summary>Many inputs are replaced or refused in a method of their own: the tree's has to stay small.</summary>
    private void EmitRowAcceptance()
    {
        if (_arguments.AreScalars)
            return;
        _code.Gap();
        _code.Line("// The row with what is missing or undeclared replaced.");
        using var block = _code.Open("private static Input Accept(Input row)");
        EmitReplacements();
        _code.Line("return row;");
    }

    /// <summary>What tells that some value may not be taken as it is.</summary>
    /// <remarks>
    /// A sum of all numbers is NaN or infinite if one of them is, and then less itself it is NaN. Finite numbers whose sum overflows
    /// are looked at too, one by one, and taken.
    /// </remarks>
    private IEnumerable<string> Suspicions()
    {
        var numbers = Enumerable.Range(0, _document.Inputs.Count).Where(i => _document.Inputs[i] is NumberInput).Select(_arguments.Operand).ToArray();
        var lines = new List<string>();
        if (numbers.Length > 0)
        {
            _code.Lines("double sum = ", Sum.Lines(numbers), ";");
            lines.Add("double.IsNaN(sum - sum)");
        }

        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            if (_document.Inputs[i] is CategoryInput category)
                lines.Add($"unchecked((uint){_arguments.Operand(i)}) > {Literals.Int(category.Categories.Count - 1)}");
        }

        return lines.Select((line, i) => i == 0 ? line : "|| " + line);
    }

    private void EmitNode(TreeNode node, int method, ExpressionEmitter expressions)
    {
        if (_plan.MethodOf(node) is var next && next >= 0 && next != method)
        {
            _code.List($"return {Numbered(DocumentNames.TreeMethod, next)}", _arguments.Accepted.Append("out " + OutputName).ToArray(), ";");
            return;
        }

        if (node is Leaf leaf)
        {
            EmitRule(leaf.Rule, expressions);
            return;
        }

        var branch = (Branch)node;
        var condition = _document.Conditions[branch.Condition];
        var name = "condition" + Literals.Int(condition.Id);
        _code.Comment(new[] { _describer.ConditionHeading(branch.Condition) + "." });
        _code.Lines($"double {name} = ", expressions.Lines(condition.Expression, "Condition" + Literals.Int(condition.Id)), ";");
        using (_code.Open($"if ({name} < 0)"))
            EmitNode(branch.Negative, method, expressions);
        using (_code.Open("else"))
            EmitNode(branch.Positive, method, expressions);
    }

    private void EmitRule(int position, ExpressionEmitter expressions)
    {
        var rule = _document.Rules[position];
        var id = Literals.Int(rule.Id);
        _code.Comment(_describer.Rule(position));
        for (var k = 0; k < rule.Expressions.Count; k++)
        {
            var output = _names.Outputs[k];
            var owner = "Rule" + id + (HasOneOutput ? string.Empty : output.Property);
            var lines = TreePlan.HasOwnMethods(rule) ? new[] { EmitSum(rule, k) } : expressions.Lines(rule.Expressions[k], owner);
            _code.Lines($"{(HasOneOutput ? string.Empty : "double ")}{output.Local} = ", lines, ";");
        }

        if (!HasOneOutput)
            _code.List($"{OutputName} = new {OutputType}", _names.Outputs.Select(o => o.Local).ToArray(), ";");
        _code.Line($"return {id};");
    }

    private static string Numbered(string name, int method) => method == 0 ? name : name + Literals.Int(method + 1);
}
