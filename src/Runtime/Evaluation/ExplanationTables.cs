using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Description;
using RuleCompiler.Documents;

namespace RuleCompiler.Evaluation;

/// <summary>A document in the rows that explanations are calculated from, for the evaluator and for generated code alike.</summary>
internal sealed class ExplanationTables
{
    /// <summary>A longer text of all rules is cut: an assembly holds 16 MB of strings in all.</summary>
    public const int MaxTextLength = 1_000_000;

    private readonly RuleDocument _document;

    public ExplanationTables(RuleDocument document)
    {
        _document = document;
        var nodes = new List<int>();
        AddNode(document.Tree, nodes);
        Nodes = nodes.ToArray();
    }

    public IEnumerable<string> Inputs => _document.Inputs.Select(i => ShownName.Of(i.Name));

    public IEnumerable<string> Units => _document.Inputs.Select(i => i.Match(
        number => string.IsNullOrWhiteSpace(number.Unit) ? string.Empty : " " + VisibleText.Of(number.Unit!.Trim()), _ => string.Empty));

    public IEnumerable<string> Outputs => _document.Outputs.Select(o => ShownName.Of(o.Name));

    public IEnumerable<int> Levels => _document.Inputs.Select(i => i.Match(_ => 0, category => category.Categories.Count));

    public IEnumerable<string> LevelNames => _document.Inputs.Categories().SelectMany(c => c.Categories).Select(ShownName.Of);

    public IEnumerable<Number> Minima => _document.Inputs.Select(i => i.Match(number => number.Minimum, _ => Number.Zero));

    public IEnumerable<Number> Maxima => _document.Inputs.Select(i => i.Match(number => number.Maximum, _ => Number.Zero));

    public IEnumerable<Number> Thresholds => _document.Decision.Match(
        _ => Enumerable.Empty<Number>(), threshold => threshold.Bits.Select(b => b.Threshold), _ => Enumerable.Empty<Number>());

    public IEnumerable<string> Labels => _document.Decision.Match(
        _ => Enumerable.Empty<string>(),
        threshold => threshold.Bits.SelectMany(b => new[] { ShownName.Of(b.Below), ShownName.Of(b.AtOrAbove) }),
        argmax => argmax.Labels.Select(ShownName.Of));

    public int Scores => KindOf(_document.Decision.Scores);

    /// <summary>For each node its condition, then where its sides lead: to a node, or to the rule ~r.</summary>
    public IReadOnlyList<int> Nodes { get; }

    public IEnumerable<int> ConditionNumbers => _document.Conditions.Select(c => c.Id);

    public IEnumerable<Number> Slopes => _document.Conditions.Select(c => c.Source?.Slope ?? Number.Zero);

    public IEnumerable<int> RuleNumbers => _document.Rules.Select(r => r.Id);

    /// <summary>The expressions of the conditions, then those of each rule's outputs.</summary>
    public IEnumerable<Expression> Sums => _document.Conditions.Select(c => c.Expression).Concat(_document.Rules.SelectMany(r => r.Expressions));

    /// <summary>The inputs of an expression's terms, then −1.</summary>
    public static IEnumerable<int> TermInputs(Expression sum) => sum.Terms.Select(t => t.Input).Concat(new[] { -1 });

    /// <summary>The weights of an expression's terms: one for a number, one for each level of a category.</summary>
    public IEnumerable<Number> Weights(Expression sum) => sum.Terms.SelectMany(t => t.Match(
        number => new[] { number.Weight }, category => category.Table(_document.Inputs.CategoryAt(category.Input).Categories.Count)));

    public Explanation.Tables ToTables(string rulesText) => new(
        Inputs.ToArray(),
        Units.ToArray(),
        Outputs.ToArray(),
        Levels.ToArray(),
        LevelNames.ToArray(),
        Values(Minima),
        Values(Maxima),
        Values(Thresholds),
        Labels.ToArray(),
        Scores,
        Nodes.ToArray(),
        ConditionNumbers.ToArray(),
        Values(Slopes),
        RuleNumbers.ToArray(),
        Values(Sums.Select(s => s.Bias)),
        Sums.SelectMany(TermInputs).ToArray(),
        Values(Sums.SelectMany(Weights)),
        rulesText);

    /// <summary>What scores are: plain (0), a logit (1) or a probability (2).</summary>
    public static int KindOf(ScoreKind scores) => scores switch
    {
        ScoreKind.Logit => 1,
        ScoreKind.Probability => 2,
        _ => 0,
    };

    private static double[] Values(IEnumerable<Number> numbers) => numbers.Select(n => n.Value).ToArray();

    private static int AddNode(TreeNode node, List<int> nodes) => node.Match(
        branch =>
        {
            var position = nodes.Count;
            nodes.AddRange(new[] { branch.Condition, 0, 0 });
            nodes[position + 1] = AddNode(branch.Negative, nodes);
            nodes[position + 2] = AddNode(branch.Positive, nodes);
            return position / 3;
        },
        leaf => ~leaf.Rule);
}
