using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the tree over several rows at once: all conditions and all rules, masks that choose, and where the results go.</summary>
internal sealed class LaneTreeEmitter
{
    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly TreeEmitter _tree;
    private readonly LaneWidth _width;
    private readonly ExpressionEmitter _expressions;
    private readonly CodeWriter _code;
    private readonly HashSet<int> _masks = new();
    private readonly Dictionary<string, Expression> _sums = new();
    private int _choices;

    public LaneTreeEmitter(RuleDocument document, DocumentNames names, TreeEmitter tree, LaneWidth width, CodeWriter code)
    {
        _document = document;
        _names = names;
        _tree = tree;
        _width = width;
        _expressions = new ExpressionEmitter(document, names, new Arguments(names), tree.Tables!);
        _code = code;
    }

    /// <summary>A method for each kind of result.</summary>
    public void Emit()
    {
        if (_document.Decision.IsClass)
            EmitFill("Label", EmitLabels);
        EmitFill(_tree.OutputType, EmitOutputs);
        EmitFill("int", EmitRules);
        foreach (var sum in _sums)
            EmitSum(sum.Key, sum.Value);
    }

    private void EmitFill(string type, System.Action body)
    {
        _code.Gap();
        _masks.Clear();
        _choices = 0;
        using var block = _code.Open($"internal static void Fill(in Lanes lanes, global::System.Span<{type}> results)");
        body();
    }

    private void EmitLabels()
    {
        var outputs = EmitNode(_document.Tree);
        _document.Decision.Match(
            _ => { },
            threshold =>
            {
                for (var k = 0; k < outputs.Count; k++)
                    _code.Line($"{(k == 0 ? "var label = " : "label |= ")}AtLeast({outputs[k]}, {threshold.Bits[k].Threshold.Literal}) & All({Literals.Int(1 << k)}L);");
            },
            _ =>
            {
                _code.Line("var label = All(0L);");
                _code.Line($"var largest = {outputs[0]};");
                for (var k = 1; k < outputs.Count; k++)
                {
                    _code.Line($"var isLarger{Literals.Int(k)} = {_width.Vector}.GreaterThan({outputs[k]}, largest);");
                    _code.Line($"label = Select(isLarger{Literals.Int(k)}, All({Literals.Int(k)}L), label);");
                    if (k + 1 < outputs.Count)
                        _code.Line($"largest = Select(isLarger{Literals.Int(k)}, {outputs[k]}, largest);");
                }
            });
        EmitStores(k => $"unchecked((Label)label[{k}])");
    }

    private void EmitOutputs()
    {
        var outputs = EmitNode(_document.Tree);
        if (outputs.Count == 1)
        {
            _code.Line($"{_width.Vector}.CopyTo({outputs[0]}, results);");
            return;
        }

        for (var k = _width.Count - 1; k >= 0; k--)
            _code.List($"results[{Literals.Int(k)}] = new {_tree.OutputType}", outputs.Select(o => $"{o}[{Literals.Int(k)}]").ToArray(), ";");
    }

    private void EmitRules()
    {
        _code.Line($"var rule = {EmitRuleNode(_document.Tree)};");
        EmitStores(k => $"unchecked((int)rule[{k}])");
    }

    // The last first, so that the length is checked once.
    private void EmitStores(System.Func<string, string> value)
    {
        for (var k = _width.Count - 1; k >= 0; k--)
            _code.Line($"results[{Literals.Int(k)}] = {value(Literals.Int(k))};");
    }

    /// <summary>Writes a subtree, and gives the locals that hold its outputs.</summary>
    private IReadOnlyList<string> EmitNode(TreeNode node) => node.Match(EmitBranch, leaf =>
    {
        var rule = _document.Rules[leaf.Rule];
        var owner = "Rule" + Literals.Int(rule.Id);
        return rule.Expressions.Select((expression, k) =>
        {
            var (local, name) = (Local("rule" + Literals.Int(rule.Id), k), rule.Expressions.Count == 1 ? owner : owner + _names.Outputs[k].Property);
            _code.Lines($"var {local} = ", Sum(expression, name), ";");
            return local;
        }).ToArray();
    });

    private IReadOnlyList<string> EmitBranch(Branch branch)
    {
        var mask = EmitMask(branch.Condition);
        var (negative, positive) = (EmitNode(branch.Negative), EmitNode(branch.Positive));
        var name = "choice" + Literals.Int(++_choices);
        return negative.Select((value, k) =>
        {
            _code.Line($"var {Local(name, k)} = Select({mask}, {value}, {positive[k]});");
            return Local(name, k);
        }).ToArray();
    }

    private IReadOnlyList<string> Sum(Expression sum, string name)
    {
        if (_tree.OwnSumOf(sum) is not { } own)
            return _expressions.LaneLines(sum, name);
        _sums[own.Method] = sum;
        return new[] { own.Method + "(in lanes)" };
    }

    private void EmitSum(string name, Expression sum)
    {
        var expressions = new ExpressionEmitter(_document, _names, new Arguments(_names), _tree.OwnSumOf(sum)!.Tables);
        _code.Gap();
        using var block = _code.Open($"private static {_width.Doubles} {name}(in Lanes lanes)");
        _code.Lines("return ", expressions.LaneLines(sum, OwnSum.Owner), ";");
    }

    private string EmitRuleNode(TreeNode node) => node.Match(
        branch =>
        {
            var mask = EmitMask(branch.Condition);
            var (negative, positive) = (EmitRuleNode(branch.Negative), EmitRuleNode(branch.Positive));
            var name = "choice" + Literals.Int(++_choices);
            _code.Line($"var {name} = Select({mask}, {negative}, {positive});");
            return name;
        },
        leaf => $"All({Literals.Int(_document.Rules[leaf.Rule].Id)}L)");

    private string EmitMask(int position)
    {
        var condition = _document.Conditions[position];
        var id = Literals.Int(condition.Id);
        if (_masks.Add(position))
        {
            _code.Lines($"var condition{id} = ", Sum(condition.Expression, "Condition" + id), ";");
            _code.Line($"var isNegative{id} = {_width.Vector}.LessThan(condition{id}, All(0.0));");
        }

        return "isNegative" + id;
    }

    private string Local(string owner, int output) => _names.Outputs.Count == 1 ? owner : owner + "_" + Literals.Int(output + 1);
}
