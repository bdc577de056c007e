using RuleCompiler.Documents;
using RuleCompiler.Trainer.Rules;

namespace RuleCompiler.Trainer.Pipeline;

/// <summary>A loss, or a price, as a point of the frontier tells it.</summary>
internal static class FrontierLoss
{
    /// <summary>The significant digits that are kept: enough to tell models apart that differ by a number to review.</summary>
    private const int Digits = 6;

    /// <summary>The loss; null where there is none, or none that is finite.</summary>
    public static Number? Of(double? loss) =>
        loss is { } value && double.IsFinite(value) ? Number.From(SignificantDigits.Round(value, Digits)) : null;
}
