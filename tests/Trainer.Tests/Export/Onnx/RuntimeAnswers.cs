using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using Xunit;

namespace RuleCompiler.Trainer.Tests.Export.Onnx;

/// <summary>What the evaluator answers, held against the columns that ONNX Runtime gives.</summary>
internal sealed class RuntimeAnswers(RuleDocument document)
{
    private const double ProbabilityError = 1e-14;

    private readonly RuleEvaluator _evaluator = new(document);

    private readonly CategoryTexts?[] _texts =
        document.Inputs.Select(i => i.Match<CategoryTexts?>(_ => null, category => new CategoryTexts(category))).ToArray();

    /// <summary>The rows that were compared and not refused.</summary>
    public int Compared { get; private set; }

    /// <summary>The rows that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Compares each row.</summary>
    public void Compare(object?[][] rows, Dictionary<string, Array> answers)
    {
        for (var r = 0; r < rows.Length; r++)
        {
            var at = $"{VisibleText.Of(document.Name)} {Shown(rows[r])}";
            var answer = answers.ToDictionary(a => a.Key, a => a.Value.GetValue(r)!, StringComparer.Ordinal);
            var values = rows[r].Select((value, i) => ValueOf(value, i)).ToArray();
            try
            {
                Compare(_evaluator.Evaluate(values), _evaluator.Explain(values), answer, at);
                Compared++;
            }
            catch (InputRefusedException e)
            {
                Refused++;
                Assert.Equal((at, e.Message), (at, (string)answer["refused"]));
                Assert.All(answer.Where(a => a.Key != "refused"), a => Assert.True(a.Value is 0L or "" or double.NaN, $"{at}: {a.Key}"));
            }
        }
    }

    private void Compare(Outcome outcome, Explanation explanation, Dictionary<string, object> answer, string at)
    {
        Assert.Equal((at, string.Empty), (at, (string)answer["refused"]));
        Assert.Equal((at, (long)document.Rules[outcome.RuleIndex].Id), (at, (long)answer["rule"]));
        Assert.Equal((at, (long)explanation.Inputs.Count(i => i.IsOutside)), (at, (long)answer["outside"]));
        for (var k = 0; k < document.Outputs.Count; k++)
            Same(outcome.Outputs[k], (double)answer[document.Outputs[k].Name], at);
        if (document.Decision.IsClass)
            Assert.Equal(_evaluator.LabelsFor(outcome.Outputs), Of<string>("label", answer));
        var probabilities = _evaluator.Probabilities(outcome.Outputs);
        if (document.Decision.ComparesOutputs && probabilities.Length > 0)
            probabilities = [probabilities[_evaluator.Classify(outcome.Outputs)]];
        var given = Of<double>("probability", answer).ToArray();
        Assert.Equal(probabilities.Length, given.Length);
        foreach (var (wanted, found) in probabilities.Zip(given))
        {
            if (document.Decision.Scores == ScoreKind.Probability || !double.IsFinite(wanted))
            {
                Same(wanted, found, at);
                continue;
            }

            Assert.True(Math.Abs(wanted - found) <= ProbabilityError, FormattableString.Invariant($"{at}: {found:R}, not {wanted:R}"));
        }
    }

    private IEnumerable<T> Of<T>(string usual, Dictionary<string, object> answer) => answer.TryGetValue(usual, out var one)
        ? [(T)one]
        : document.Outputs.Where(o => answer.ContainsKey($"{usual}_{o.Name}")).Select(o => (T)answer[$"{usual}_{o.Name}"]);

    private static void Same(double wanted, double found, string at) => Assert.True(
        BitConverter.DoubleToInt64Bits(wanted) == BitConverter.DoubleToInt64Bits(found) || (double.IsNaN(wanted) && double.IsNaN(found)),
        FormattableString.Invariant($"{at}: {found:R}, not {wanted:R}"));

    // Blanks around a text are not taken away, so that it is no category unless one is written so.
    private double ValueOf(object? value, int input) => _texts[input] is not { } texts
        ? value is double number ? number : double.NaN
        : value as string is { Length: > 0 } text && text.Trim() != text && !document.Inputs.CategoryAt(input).Categories.Contains(text)
            ? -1
            : texts.Find((string?)value ?? string.Empty);

    private static string Shown(object?[] row) => string.Join(", ", row.Select(v =>
        v is double d ? d.ToString("R", CultureInfo.InvariantCulture) : v is null ? "nothing" : $"'{VisibleText.Of((string)v)}'"));
}
