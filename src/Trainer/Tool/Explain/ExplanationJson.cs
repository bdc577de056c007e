using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Trainer.Pipeline.Explaining;
using RuleCompiler.Trainer.Reports;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Tool.Explain;

/// <summary>
/// An explanation of a row as it is written in JSON: the numbers of <see cref="Explanation"/>, with a place for every input.
/// </summary>
/// <remarks>
/// The switched weights and what follows from them are those of the largest output; <see cref="Outputs"/> has them of all. A number that is
/// infinite or undefined is null.
/// </remarks>
/// <param name="Name">The name of the rules.</param>
/// <param name="Row">The number of the row, counted from 1; null where there is no file.</param>
/// <param name="Rule">The number of the rule that holds.</param>
/// <param name="RuleText">The rule in words.</param>
/// <param name="Decision">The label, or the labels joined by <c>;</c>; null for a regression.</param>
/// <param name="Probability">That of the decision; null where there is none.</param>
/// <param name="Unit">The output that the following are of: the one with the largest value, the first of equal ones.</param>
/// <param name="Value">Its value.</param>
/// <param name="SwitchedWeights">
/// One per input; for a category that of the row's level; 0 for an input that the rule does not use.
/// </param>
/// <param name="SwitchedBias">The constant.</param>
/// <param name="Centre">One per input.</param>
/// <param name="Contributions">One per input; they add up to the value.</param>
/// <param name="Insens">One per input; of the rule, whatever the output.</param>
/// <param name="Units">The conditions that were tested.</param>
/// <param name="Active">How many of them are on their positive side.</param>
/// <param name="Outputs">All outputs.</param>
/// <param name="Conditions">The conditions that were tested, in order.</param>
/// <param name="DistanceToOtherRule">The distance to the nearest other rule; null where no number leads out.</param>
/// <param name="DistanceToDecision">
/// The distance to the nearest change of the decision; null where no number changes it, and for a regression.
/// </param>
/// <param name="IsDistanceToDecisionExact">Whether it is more than a lower bound.</param>
/// <param name="Inputs">What the row's values count as.</param>
public sealed record ExplanationJson(
    string Name,
    int? Row,
    int Rule,
    string RuleText,
    string? Decision,
    double? Probability,
    string Unit,
    double? Value,
    IReadOnlyList<double?> SwitchedWeights,
    double? SwitchedBias,
    IReadOnlyList<double?> Centre,
    IReadOnlyList<double?> Contributions,
    IReadOnlyList<double?> Insens,
    int Units,
    int Active,
    IReadOnlyList<ExplanationJson.Output> Outputs,
    IReadOnlyList<ExplanationJson.Condition> Conditions,
    double? DistanceToOtherRule,
    double? DistanceToDecision,
    bool IsDistanceToDecisionExact,
    IReadOnlyList<ExplanationJson.Input> Inputs)
{
    /// <summary>The name of the reference that shares are measured from; null where there is none, and then there are no shares.</summary>
    public string? Reference { get; init; }

    /// <summary>The score that decides: the only one, or of several that of <see cref="Unit"/>.</summary>
    public double? Score { get; init; }

    /// <summary>That score at the reference.</summary>
    public double? ReferenceScore { get; init; }

    /// <summary>The share of each input, in order, in what sets the score apart from that of the reference.</summary>
    public IReadOnlyList<InputShare> Shares { get; init; } = [];

    /// <summary>The principal reasons for what the score decides, the largest share first; null where nobody asked for them.</summary>
    public IReadOnlyList<Reason>? Reasons { get; init; }

    /// <summary>The same for every score.</summary>
    public IReadOnlyList<ScoreShares> Scores { get; init; } = [];

    /// <summary>The values that were set, and what the file has there.</summary>
    public IReadOnlyList<SetValue> Set { get; init; } = [];

    /// <summary>What the rules answer for the row as the file has it; null where nothing was set, or they refuse it so.</summary>
    public Answer? AsInFile { get; init; }

    /// <summary>What a person should know of the row.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>Gives an explanation its places.</summary>
    /// <param name="explained">The explanation of a row.</param>
    /// <returns>The explanation as it is written.</returns>
    public static ExplanationJson Of(RowExplanation explained)
    {
        var (evaluator, explanation) = (explained.Evaluator, explained.Explanation);
        var document = evaluator.Document;
        var outputs = explanation.Outputs.Select((o, k) => Output.Of(document, document.Outputs[k].Name, explanation, o)).ToArray();
        var values = explanation.Outputs.Select(o => o.Value).ToArray();
        var largest = Argmax.Of(values);
        var shown = outputs[largest];
        var scores = explained.Shares.Select((s, k) => ScoreShares.Of(document, s, explained.Reasons?[k])).ToArray();
        var decisive = scores switch { [] => null, [var only] => only, _ => scores[largest] };
        return new ExplanationJson(
            document.Name,
            explained.Row,
            explanation.Rule,
            explanation.RuleText,
            document.Decision.IsClass ? DecisionText.Of(evaluator, values) : null,
            Finite(explanation.Probability),
            shown.Name,
            shown.Value,
            shown.SwitchedWeights,
            shown.SwitchedBias,
            shown.Centre,
            shown.Contributions,
            explanation.Inputs.Select(i => Finite(i.Insens)).ToArray(),
            explanation.Conditions.Count,
            explanation.Conditions.Count(c => !c.IsNegative),
            outputs,
            explanation.Conditions.Select(c => new Condition(c.Number, Finite(c.Value), c.IsNegative, Finite(c.Distance))).ToArray(),
            Finite(explanation.DistanceToOtherRule),
            Finite(explanation.DistanceToDecision),
            explanation.IsDistanceToDecisionExact,
            explanation.Inputs.Select((v, i) => Input.Of(document.Inputs[i], v)).ToArray())
        {
            Reference = explained.Shares.Select(s => s.Reference).FirstOrDefault(),
            Score = decisive?.Score,
            ReferenceScore = decisive?.ReferenceScore,
            Shares = decisive?.Shares ?? [],
            Reasons = decisive?.Reasons,
            Scores = scores,
            Set = explained.Set,
            AsInFile = explained.AsInFile is { } answer ? Answer.Of(evaluator, answer) : null,
            Notes = explained.Notes,
        };
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>The explanation of one output, as it is written in JSON.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Value">Its value.</param>
    /// <param name="Probability">Its probability; null where scores do not stand for any.</param>
    /// <param name="SwitchedWeights">One per input.</param>
    /// <param name="SwitchedBias">The constant.</param>
    /// <param name="Centre">One per input.</param>
    /// <param name="Contributions">One per input.</param>
    public sealed record Output(
        string Name,
        double? Value,
        double? Probability,
        IReadOnlyList<double?> SwitchedWeights,
        double? SwitchedBias,
        IReadOnlyList<double?> Centre,
        IReadOnlyList<double?> Contributions)
    {
        internal static Output Of(RuleDocument document, string name, Explanation explanation, Explanation.OutputValue output)
        {
            // An input without a term does not move the output, so that its centre is its own value; of a category the level that holds is
            // 1.
            var terms = output.Terms.ToDictionary(t => t.Input);
            double?[] PerInput(Func<Explanation.Term, double> of, Func<int, double> absent) =>
                Enumerable.Range(0, explanation.Inputs.Count)
                    .Select(i => Finite(terms.TryGetValue(i, out var term) ? of(term) : absent(i))).ToArray();
            return new Output(
                name,
                Finite(output.Value),
                Finite(output.Probability),
                PerInput(t => t.Weight, _ => 0),
                Finite(output.Bias),
                PerInput(t => t.Centre, i => document.Inputs[i].IsNumber ? explanation.Inputs[i].Value : 1),
                PerInput(t => t.Contribution, _ => 0));
        }
    }

    /// <summary>The share of an input in a score.</summary>
    /// <param name="Input">The input.</param>
    /// <param name="Share">Its share.</param>
    public sealed record InputShare(string Input, double? Share)
    {
        internal static InputShare[] Of(RuleDocument document, Explanation.ScoreShares shares) =>
            document.Inputs.Zip(shares.Shares, (input, share) => new InputShare(input.Name, Finite(share))).ToArray();
    }

    /// <summary>The shares of inputs in a score, as they are written in JSON.</summary>
    /// <param name="Output">The output that is the score.</param>
    /// <param name="Against">The output that is taken from it, where the largest output decides; else null.</param>
    /// <param name="Score">The score of the row.</param>
    /// <param name="ReferenceScore">The score of the reference.</param>
    /// <param name="Shares">One per input; they add up to the difference of the two.</param>
    /// <param name="Reasons">The principal reasons for what is decided by it; null where nobody asked for them.</param>
    public sealed record ScoreShares(
        string Output,
        string? Against,
        double? Score,
        double? ReferenceScore,
        IReadOnlyList<InputShare> Shares,
        IReadOnlyList<Reason>? Reasons)
    {
        internal static ScoreShares Of(
            RuleDocument document, Explanation.ScoreShares shares, IReadOnlyList<Explanation.PrincipalReason>? reasons) => new(
            document.Outputs[shares.Output].Name,
            shares.Against < 0 ? null : document.Outputs[shares.Against].Name,
            Finite(shares.AtRow),
            Finite(shares.AtReference),
            InputShare.Of(document, shares),
            reasons?.Select(r => Reason.Of(document, r)).ToArray());
    }

    /// <summary>A reason for a decision.</summary>
    /// <param name="Input">The input; of several with one reason that which did most.</param>
    /// <param name="Code">The code; the name of the input where it declares none.</param>
    /// <param name="Text">What is told; the title of the input, or its name, where it declares no reason.</param>
    /// <param name="Share">The share of all inputs with this reason.</param>
    public sealed record Reason(string Input, string Code, string Text, double? Share)
    {
        internal static Reason Of(RuleDocument document, Explanation.PrincipalReason reason) =>
            new(document.Inputs[reason.Input].Name, reason.Code, reason.Text, Finite(reason.Share));
    }

    /// <summary>What rules answer.</summary>
    /// <param name="Rule">The number of the rule that holds.</param>
    /// <param name="Decision">The label, or the labels joined by <c>;</c>; null for a regression.</param>
    /// <param name="Outputs">The values of the outputs, in order.</param>
    public sealed record Answer(int Rule, string? Decision, IReadOnlyList<double?> Outputs)
    {
        internal static Answer Of(RuleEvaluator evaluator, Outcome outcome) => new(
            evaluator.Document.Rules[outcome.RuleIndex].Id,
            evaluator.Document.Decision.IsClass ? DecisionText.Of(evaluator, outcome.Outputs) : null,
            outcome.Outputs.Select(o => Finite(o)).ToArray());
    }

    /// <summary>A condition on the way to the rule.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Value">e(x).</param>
    /// <param name="IsNegative">Whether e(x) is below 0.</param>
    /// <param name="Distance">The signed distance; null where no number reaches the border.</param>
    public sealed record Condition(int Id, double? Value, bool IsNegative, double? Distance);

    /// <summary>What a value of the row counts as.</summary>
    /// <param name="Name">The input.</param>
    /// <param name="Value">The number, or the category.</param>
    /// <param name="IsReplaced">Whether another value stands for the one in the row.</param>
    /// <param name="IsOutside">Whether the rules extrapolate.</param>
    public sealed record Input(string Name, object? Value, bool IsReplaced, bool IsOutside)
    {
        internal static Input Of(Documents.Input input, Explanation.InputValue value) => new(
            input.Name,
            input.Match<object?>(_ => Finite(value.Value), category => category.Categories[(int)value.Value]),
            value.IsReplaced,
            value.IsOutside);
    }
}
