using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Trainer.Rules;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Text;

/// <summary>A condition of a rule as it is shown.</summary>
/// <param name="Id">Its number in the document.</param>
/// <param name="Text">The half-space: <c>+1.00*in1 -1.00 &lt; 0</c>.</param>
/// <param name="Source">The neuron it comes from: <c>PReLU #3 on level 1 is neg. ln(1-weight)=-2.58</c>.</param>
/// <param name="Implied">Whether it follows from the rule's other conditions.</param>
public sealed record ShownCondition(int Id, string Text, string? Source, bool Implied);

/// <summary>An output of a rule as it is shown.</summary>
/// <param name="Name">The output.</param>
/// <param name="Text">Its expression.</param>
public sealed record ShownOutput(string Name, string Text);

/// <summary>A rule as it is shown.</summary>
/// <param name="Id">Its number in the document.</param>
/// <param name="Conditions">Its conditions, in the order in which they are tested.</param>
/// <param name="Outputs">Its outputs.</param>
/// <param name="Support">What it stands on: <c>6 training rows (37.5 %), 100.0 % right</c>.</param>
public sealed record ShownRule(int Id, IReadOnlyList<ShownCondition> Conditions, IReadOnlyList<ShownOutput> Outputs, string? Support)
{
    /// <summary>Words the rules of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="decimals">How many decimals weights have.</param>
    /// <returns>The rules, in order.</returns>
    public static IReadOnlyList<ShownRule> Of(RuleDocument document, int decimals)
    {
        var expressions = new ExpressionText(document, decimals);
        var paths = RulePaths.Of(document);
        return document.Rules.Select((rule, r) => new ShownRule(
            rule.Id,
            paths[r].Select(step => Condition(document, expressions, rule, step)).ToArray(),
            rule.Expressions.Select((e, k) => new ShownOutput(document.Outputs[k].Name, expressions.Output(e))).ToArray(),
            rule.Support is { } support ? SupportText(support) : null)).ToArray();
    }

    private static ShownCondition Condition(RuleDocument document, ExpressionText expressions, Rule rule, PathStep step)
    {
        var condition = document.Conditions[step.Condition];
        return new ShownCondition(
            condition.Id,
            $"{expressions.Condition(condition.Expression)} {(step.IsNegative ? "< 0" : ">= 0")}",
            condition.Source is { } source ? SourceText(source, step.IsNegative) : null,
            rule.Implied.Contains(step.Condition));
    }

    /// <summary>In the note's words, where a PReLU's weight is its slope a.</summary>
    private static string SourceText(ConditionSource source, bool isNegative)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"PReLU #{source.Neuron} on level {source.Level} is {(isNegative ? "neg." : "pos.")}");
        var bend = 1 - source.Slope.Value;
        return bend > 0 ? text + " ln(1-weight)=" + Math.Log(bend).ToString("F2", CultureInfo.InvariantCulture) : text;
    }

    private static string SupportText(Support support)
    {
        var text = $"{ShownNumber.Count(support.Rows, "training row")} ({ShownNumber.Percent(support.Share.Value)})";
        if (support.Accuracy is { } accuracy)
            text += $", {ShownNumber.Percent(accuracy.Value)} right";
        return support.Error is { } error ? $"{text}, root mean squared error {ShownNumber.Short(error.Value)}" : text;
    }
}
