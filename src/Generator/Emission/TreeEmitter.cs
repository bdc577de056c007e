using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
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
    private const string IsAccepted = "isAccepted";
    private const string RuleParameter = "out int rule";
    private const string RuleArgument = "out rule";

    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly Arguments _arguments;
    private readonly RuleDescriber _describer;
    private readonly Target _target;
    private readonly CodeWriter _code;
    private readonly TreePlan _plan;
    private readonly List<Action> _pending = new();
    private readonly Dictionary<Expression, OwnSum> _sums = new(SameExpression.Instance);

    public TreeEmitter(
        RuleDocument document, DocumentNames names, Arguments arguments, RuleDescriber describer, Target target, CodeWriter code)
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

    /// <summary>Whether the tree is one method, but for outputs that have their own.</summary>
    public bool IsOneMethod => !TreePlan.IsTable(_document) && _plan.Roots.Count == 1;

    /// <summary>The method of a sum that has its own, once it is written; else null.</summary>
    public OwnSum? OwnSumOf(Expression sum) => _sums.TryGetValue(sum, out var own) ? own : null;

    private bool HasOneOutput => _document.Outputs.Count == 1;

    /// <summary>The type of the outputs: <c>double</c>, or the struct for several.</summary>
    public string OutputType => HasOneOutput ? "double" : OutputStruct(_document);

    /// <summary>The local that holds the outputs.</summary>
    public string OutputName => HasOneOutput ? _names.Outputs[0].Local : _document.Decision.IsClass ? "scores" : "outputs";

    // Without inputs there is nothing to accept.
    private string[] RootParameters =>
        _arguments.AcceptedParameters.Concat(_document.Inputs.Count == 0 ? new[] { RuleParameter } : new[] { "bool " + IsAccepted, RuleParameter }).ToArray();

    public static string OutputStruct(RuleDocument document) => document.Decision.IsClass ? "Scores" : "Outputs";

    public void Emit()
    {
        EmitTree();
        EmitReplacements();
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

    /// <summary>The lines of a sum: in place, or a call of the method that it has of its own.</summary>
    private IReadOnlyList<string> Sum(Expression sum, string name, ExpressionEmitter expressions)
    {
        if (!_plan.HasOwnMethod(sum))
            return expressions.Lines(sum, name);
        if (!_sums.TryGetValue(sum, out var own))
        {
            var method = _names.Members.Take(name);
            own = new OwnSum(method, new TableSet(_document, _names.Members.Take(method + DocumentNames.TablesClass)));
            _sums.Add(sum, own);
            _pending.Add(() => EmitSum(sum, own));
        }

        return new[] { $"{own.Method}({string.Join(", ", _arguments.Accepted)})" };
    }

    private void EmitSum(Expression sum, OwnSum own)
    {
        _code.Gap();
        using (_code.OpenMethod($"private static double {own.Method}", _arguments.AcceptedParameters))
            _code.Lines("return ", new ExpressionEmitter(_document, _names, _arguments, own.Tables).Lines(sum, OwnSum.Owner), ";");
        own.Tables.Emit(_code);
    }

    private void EmitMethod(int method, TableSet tables)
    {
        _code.Gap();
        _code.Line(method == 0
            ? "// The rules as a tree: gives the outputs of the one rule that holds, and its number."
            : "// A part of the tree: all of it in one method would be too long or too deep to be compiled well.");
        using var block = _code.OpenMethod(
            $"private static {OutputType} {Numbered(DocumentNames.TreeMethod, method)}", method == 0 ? RootParameters : _arguments.AcceptedParameters.Append(RuleParameter).ToArray());
        if (method == 0)
            EmitAcceptance();
        EmitNode(_plan.Roots[method], method, new ExpressionEmitter(_document, _names, _arguments, tables));
    }

    private void EmitTable()
    {
        var table = new TableEmitter(_document, _names, _arguments, _target, _code);
        _code.Gap();
        _code.Comment(TableEmitter.Reason(_document));
        using (_code.OpenMethod($"private static {OutputType} {DocumentNames.TreeMethod}", RootParameters))
        {
            EmitAcceptance();
            table.EmitDescent(HasOneOutput ? null : OutputType);
        }

        table.EmitTables();
    }

    private void EmitAcceptance()
    {
        if (_document.Inputs.Count == 0)
            return;
        var suspicions = Suspicions().ToArray();
        _code.Comment(new[] { "Seldom: a value that is missing, infinite or undeclared is replaced or refused, and the tree begins anew." });
        _code.Lines($"if (!{IsAccepted} && ", suspicions.Length == 1 ? suspicions : suspicions.Select((s, i) => (i == 0 ? "(" : string.Empty) + s).ToArray(), suspicions.Length == 1 ? ")" : "))");
        using (_code.OpenBlock())
            _code.List($"return {DocumentNames.AcceptanceMethod}", _arguments.Accepted.Append(RuleArgument).ToArray(), ";");
        _code.Gap();
    }

    /// <summary>In a method of its own, since a call in the tree's would have every value put by in memory, and read again.</summary>
    private void EmitReplacements()
    {
        if (_document.Inputs.Count == 0)
            return;
        _code.Gap();
        using var block = _code.OpenMethod($"private static {OutputType} {DocumentNames.AcceptanceMethod}", _arguments.Parameters.Append(RuleParameter).ToArray());
        if (!_arguments.AreScalars)
            _code.Line("Input row = input;");
        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            var operand = _arguments.Operand(i);
            _code.Line($"{operand} = {AcceptanceEmitter.Call(_document.Inputs[i], operand, _arguments.ExceptionName(i))};");
        }

        _code.List("return " + DocumentNames.TreeMethod, _arguments.Accepted.Concat(new[] { "true", RuleArgument }).ToArray(), ";");
    }

    /// <summary>What tells that some value may not be taken as it is.</summary>
    /// <remarks>
    /// A sum of all numbers is NaN or infinite if one of them is, and then less itself it is NaN. Finite numbers whose sum overflows
    /// are looked at too, one by one, and taken.
    /// </remarks>
    private IEnumerable<string> Suspicions()
    {
        var numbers = Enumerable.Range(0, _document.Inputs.Count).Where(i => _document.Inputs[i].IsNumber)
            .Select(_arguments.Operand).ToArray();
        var lines = new List<string>();
        if (numbers.Length > 0)
        {
            _code.Lines("double sum = ", Emission.Sum.Lines(numbers), ";");
            lines.Add("double.IsNaN(sum - sum)");
        }

        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            _document.Inputs[i].Match(
                number => lines.AddRange(AcceptanceEmitter.MarkTests(number, _arguments.Operand(i))),
                category => lines.Add($"unchecked((uint){_arguments.Operand(i)}) > {Literals.Int(category.Categories.Count - 1)}"));
        }

        return lines.Select((line, i) => i == 0 ? line : "|| " + line);
    }

    private void EmitNode(TreeNode node, int method, ExpressionEmitter expressions)
    {
        if (_plan.MethodOf(node) is var next && next >= 0 && next != method)
        {
            _code.List($"return {Numbered(DocumentNames.TreeMethod, next)}", _arguments.Accepted.Append(RuleArgument).ToArray(), ";");
            return;
        }

        node.Match(branch => EmitBranch(branch, method, expressions), leaf => EmitRule(leaf.Rule, expressions));
    }

    private void EmitBranch(Branch branch, int method, ExpressionEmitter expressions)
    {
        var condition = _document.Conditions[branch.Condition];
        var name = "condition" + Literals.Int(condition.Id);
        _code.Comment(new[] { _describer.ConditionHeading(branch.Condition) + "." });
        _code.Lines($"double {name} = ", Sum(condition.Expression, "Condition" + Literals.Int(condition.Id), expressions), ";");
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
            _code.Lines($"double {output.Local} = ", Sum(rule.Expressions[k], owner, expressions), ";");
        }

        _code.Line($"rule = {id};");
        if (HasOneOutput)
            _code.Line($"return {OutputName};");
        else
            _code.List($"return new {OutputType}", _names.Outputs.Select(o => o.Local).ToArray(), ";");
    }

    /// <summary>Two sums are two, even where they are equal.</summary>
    private sealed class SameExpression : IEqualityComparer<Expression>
    {
        public static readonly SameExpression Instance = new();

        public bool Equals(Expression? x, Expression? y) => ReferenceEquals(x, y);

        public int GetHashCode(Expression expression) => RuntimeHelpers.GetHashCode(expression);
    }

    private static string Numbered(string name, int method) => method == 0 ? name : name + Literals.Int(method + 1);
}

/// <summary>A sum with a method of its own.</summary>
/// <param name="Method">The name of the method.</param>
/// <param name="Tables">What its categories add.</param>
internal sealed record OwnSum(string Method, TableSet Tables)
{
    /// <summary>What its tables belong to.</summary>
    public const string Owner = "Sum";
}
