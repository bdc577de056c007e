using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Exact;

namespace RuleCompiler.Trainer.Export.Points;

/// <summary>Numbers that come in steps, such as whole years.</summary>
/// <remarks>
/// A step of an input is the smallest change that means something. Where both ends of its range are multiples of it, its values are
/// expected to be multiples, and points are chosen for these. What is proved is also proved for all numbers of the range.
/// </remarks>
internal static class InputSteps
{
    /// <summary>The step that the values of a number are multiples of; null where there is none.</summary>
    /// <param name="input">The number.</param>
    public static Rational? Of(NumberInput input) => input.Step is { } step && AreMultiples(input, Rational.Parse(step.Text))
        ? Rational.Parse(step.Text)
        : null;

    /// <summary>The smallest multiple that is not below a number.</summary>
    public static Rational Ceiling(Rational value, Rational step) => -((-value / step).Floor()) * step;

    /// <summary>The largest multiple that is below a number.</summary>
    public static Rational Before(Rational value, Rational step) => Ceiling(value, step) - step;

    /// <summary>The names of the inputs that come in steps.</summary>
    /// <param name="inputs">The inputs.</param>
    public static EquatableArray<string> Names(EquatableArray<Input> inputs) =>
        inputs.Where(i => i.Match(number => Of(number) is not null, _ => false)).Select(i => i.Name).ToEquatableArray();

    /// <summary>A document whose inputs have other steps.</summary>
    /// <param name="document">The document.</param>
    /// <param name="steps">The steps, by the names of the inputs.</param>
    /// <exception cref="RuleCompilerException">There is no such number, or its range does not end on steps.</exception>
    public static RuleDocument Declare(RuleDocument document, IReadOnlyList<NamedNumber> steps)
    {
        foreach (var step in steps.Where(s => document.Inputs.All(i => i.Name != s.Name)))
            throw new RuleCompilerException($"There is no input '{VisibleText.Of(step.Name)}' to have a step.");
        return document with
        {
            Inputs = document.Inputs.Select(input => steps.LastOrDefault(s => s.Name == input.Name) is { } step
                ? input.Match(number => Stepped(number, step.Value), _ => throw new RuleCompilerException(
                    $"'{VisibleText.Of(input.Name)}' is one of a list of categories and has no step."))
                : input).ToEquatableArray(),
        };
    }

    private static Input Stepped(NumberInput input, Number step) => AreMultiples(input, Rational.Parse(step.Text))
        ? input with { Step = step }
        : throw new RuleCompilerException(
            $"'{VisibleText.Of(input.Name)}' goes from {input.Minimum.Text} to {input.Maximum.Text}, which are not both multiples of "
                + $"{step.Text}; give a step that both are multiples of.");

    private static bool AreMultiples(NumberInput input, Rational step) =>
        new[] { input.Minimum, input.Maximum }.All(end => (Rational.Parse(end.Text) / step).Lowest().Denominator.IsOne);
}
