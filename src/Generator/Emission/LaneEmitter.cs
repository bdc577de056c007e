using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Generator.Models;
using RuleCompiler.Generator.Naming;

namespace RuleCompiler.Generator.Emission;

/// <summary>Writes the tree for four rows at once: every condition and every rule is calculated for each, and masks choose.</summary>
/// <remarks>
/// No multiplication is fused with an addition, and each row's sum has the order of the scalar code, so it has its bits. What the
/// scalar code would replace or refuse is left to the scalar code, but for missing numbers, which a mask replaces.
/// </remarks>
internal sealed class LaneEmitter
{
    /// <summary>The rows that are calculated at once.</summary>
    public const int Count = 4;

    /// <summary>Calculating all rules costs more than the path to one where there are more than this (measured).</summary>
    public const int MaxRules = 32;

    /// <summary>Reading four rows of more inputs would be too long for one method.</summary>
    public const int MaxInputs = 256;

    /// <summary>The bytes of IL that a method over four rows may take by estimate: well below the 60,000 past which the JIT stops optimising.</summary>
    public const int MaxBytes = 40_000;

    /// <summary>The type whose methods calculate with four doubles.</summary>
    public const string Vector = "global::System.Runtime.Intrinsics.Vector256";

    private const string Doubles = Vector + "<double>";
    private const string Longs = Vector + "<long>";

    private readonly RuleDocument _document;
    private readonly DocumentNames _names;
    private readonly TreeEmitter _tree;
    private readonly CodeWriter _code;
    private readonly HashSet<int> _masks = new();
    private int _choices;

    public LaneEmitter(RuleDocument document, DocumentNames names, TreeEmitter tree, CodeWriter code)
    {
        _document = document;
        _names = names;
        _tree = tree;
        _code = code;
    }

    /// <summary>The condition under which four rows at once are faster than one after another.</summary>
    public static string IsFast => "global::System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated";

    /// <summary>Whether the tree is small enough, and the target has the types.</summary>
    public static bool Takes(RuleDocument document, TreeEmitter tree, Target target) =>
        target.Types.HasVectors && target.HasNullableAnnotations && document.Inputs.Count is > 0 and <= MaxInputs
        && tree.IsOneMethod && document.Rules.Count <= MaxRules && Bytes(document) <= MaxBytes;

    // A number's term takes some 30 bytes of IL, and a category's, four look-ups in a table, some 120.
    private static int Bytes(RuleDocument document) => document.Rules.SelectMany(r => r.Expressions).Concat(document.Conditions.Select(c => c.Expression))
        .Sum(e => 60 + e.Terms.Sum(t => t is NumberTerm ? 30 : 120));

    public static string All(string value) => $"{Vector}.Create({value})";

    public static string Select(string mask, string yes, string no) => $"{Vector}.ConditionalSelect({mask}, {yes}, {no})";

    // Not as extension methods: the user's own could be found before them.
    public static string Cast(string type, string vector) => $"{Vector}.As{type}({vector})";

    public static string Lane(string vector, int lane) => $"{Vector}.GetElement({vector}, {Literals.Int(lane)})";

    /// <summary>The struct of four rows, what reads them from columns or rows, and what fills four results.</summary>
    public void Emit()
    {
        EmitStruct();
        EmitAcceptance();
        if (_document.Decision is ClassDecision)
            EmitFill("Label", EmitLabels);
        EmitFill(_tree.OutputType, EmitOutputs);
        EmitFill("int", EmitRules);
    }

    private void EmitStruct()
    {
        _code.Gap();
        _code.Line("// Four rows, input by input; a category is its position.");
        using var block = _code.Open("private struct Lanes");
        for (var i = 0; i < _names.Inputs.Count; i++)
            _code.Line($"internal {(_document.Inputs[i] is NumberInput ? Doubles : Longs)} {_names.Inputs[i].Property};");
    }

    private void EmitAcceptance()
    {
        _code.Gap();
        _code.Line("// Whether all four rows can be taken: if not, the scalar code tells which is replaced or refused.");
        using var block = _code.Open("private static bool Accept(ref Lanes lanes)");
        var tests = new List<string>();
        var numbers = new List<string>();
        for (var i = 0; i < _document.Inputs.Count; i++)
        {
            var lane = "lanes." + _names.Inputs[i].Property;
            switch (_document.Inputs[i])
            {
                case NumberInput number:
                    numbers.Add(lane);
                    if (number.Missing is { } missing)
                        _code.Line($"{lane} = {Select($"{Vector}.Equals({lane}, {lane})", lane, All(missing.Literal))};");
                    break;
                case CategoryInput category:
                    // As unsigned numbers, negative ones are large.
                    tests.Add($"{Vector}.LessThanAll({Cast("UInt64", lane)}, {All(Literals.Int(category.Categories.Count) + "UL")})");
                    break;
            }
        }

        if (numbers.Count > 0)
        {
            _code.Lines($"{Doubles} sum = ", Sum.Lines(numbers), ";");
            tests.Insert(0, $"{Vector}.EqualsAll(sum - sum, {Doubles}.Zero)");
        }

        _code.Lines("return ", tests.Select((test, t) => t == 0 ? test : "&& " + test).ToArray(), ";");
    }

    private void EmitFill(string type, System.Action body)
    {
        _code.Gap();
        _masks.Clear();
        _choices = 0;
        using var block = _code.Open($"private static void Fill(in Lanes lanes, global::System.Span<{type}> results)");
        body();
    }

    private void EmitLabels()
    {
        var outputs = EmitNode(_document.Tree);
        switch (_document.Decision)
        {
            case ThresholdDecision thresholds:
                for (var k = 0; k < outputs.Count; k++)
                {
                    var isAbove = Cast("Int64", $"{Vector}.GreaterThanOrEqual({outputs[k]}, {All(thresholds.Bits[k].Threshold.Literal)})");
                    _code.Line($"{(k == 0 ? Longs + " label = " : "label |= ")}{isAbove} & {All(Literals.Int(1 << k) + "L")};");
                }

                break;
            default:
                _code.Line($"{Longs} label = {Longs}.Zero;");
                _code.Line($"{Doubles} largest = {outputs[0]};");
                for (var k = 1; k < outputs.Count; k++)
                {
                    _code.Line($"{Doubles} isLarger{Literals.Int(k)} = {Vector}.GreaterThan({outputs[k]}, largest);");
                    _code.Line($"label = {Select(Cast("Int64", "isLarger" + Literals.Int(k)), All(Literals.Int(k) + "L"), "label")};");
                    if (k + 1 < outputs.Count)
                        _code.Line($"largest = {Select("isLarger" + Literals.Int(k), outputs[k], "largest")};");
                }

                break;
        }

        EmitStores(k => $"unchecked((Label){Lane("label", k)})");
    }

    private void EmitOutputs()
    {
        var outputs = EmitNode(_document.Tree);
        EmitStores(k => outputs.Count == 1
            ? Lane(outputs[0], k)
            : $"new {_tree.OutputType}({string.Join(", ", outputs.Select(o => Lane(o, k)))})");
    }

    private void EmitRules()
    {
        var rule = EmitRuleNode(_document.Tree);
        _code.Line($"{Longs} rule = {rule};");
        EmitStores(k => $"unchecked((int){Lane("rule", k)})");
    }

    // The last first, so that the length is checked once.
    private void EmitStores(System.Func<int, string> value)
    {
        for (var k = Count - 1; k >= 0; k--)
            _code.Line($"results[{Literals.Int(k)}] = {value(k)};");
    }

    /// <summary>Writes a subtree, and gives the locals that hold its outputs.</summary>
    private IReadOnlyList<string> EmitNode(TreeNode node)
    {
        var expressions = Expressions();
        if (node is Leaf leaf)
        {
            var rule = _document.Rules[leaf.Rule];
            var owner = "Rule" + Literals.Int(rule.Id);
            return rule.Expressions.Select((expression, k) =>
            {
                var local = Local("rule" + Literals.Int(rule.Id), k);
                _code.Lines($"{Doubles} {local} = ", expressions.LaneLines(expression, rule.Expressions.Count == 1 ? owner : owner + _names.Outputs[k].Property), ";");
                return local;
            }).ToArray();
        }

        var branch = (Branch)node;
        var mask = EmitMask(branch.Condition);
        var (negative, positive) = (EmitNode(branch.Negative), EmitNode(branch.Positive));
        var name = "choice" + Literals.Int(++_choices);
        return negative.Select((value, k) =>
        {
            _code.Line($"{Doubles} {Local(name, k)} = {Select(mask, value, positive[k])};");
            return Local(name, k);
        }).ToArray();
    }

    private string EmitRuleNode(TreeNode node)
    {
        if (node is Leaf leaf)
            return All(Literals.Int(_document.Rules[leaf.Rule].Id) + "L");
        var branch = (Branch)node;
        var mask = Cast("Int64", EmitMask(branch.Condition));
        var (negative, positive) = (EmitRuleNode(branch.Negative), EmitRuleNode(branch.Positive));
        var name = "choice" + Literals.Int(++_choices);
        _code.Line($"{Longs} {name} = {Select(mask, negative, positive)};");
        return name;
    }

    private string EmitMask(int position)
    {
        var condition = _document.Conditions[position];
        var id = Literals.Int(condition.Id);
        if (_masks.Add(position))
        {
            _code.Lines($"{Doubles} condition{id} = ", Expressions().LaneLines(condition.Expression, "Condition" + id), ";");
            _code.Line($"{Doubles} isNegative{id} = {Vector}.LessThan(condition{id}, {Doubles}.Zero);");
        }

        return "isNegative" + id;
    }

    private ExpressionEmitter Expressions() => new(_document, _names, new Arguments(_names), _tree.Tables!);

    private string Local(string owner, int output) => _names.Outputs.Count == 1 ? owner : owner + "_" + Literals.Int(output + 1);
}
