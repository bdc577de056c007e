using System;
using System.Collections.Generic;
using System.Linq;

namespace RuleCompiler.Documents;

/// <summary>
/// How the outputs of a rule become a decision. The kinds are closed: code that tells them apart goes through <see cref="Match"/>.
/// </summary>
/// <param name="Scores">What an output means as a probability; nothing is claimed of values.</param>
public abstract record Decision(ScoreKind Scores)
{
    /// <summary>Whether a class is decided on; otherwise the outputs themselves are the answer.</summary>
    public abstract bool IsClass { get; }

    /// <summary>
    /// Whether the outputs are compared with each other, so that all of them answer one question; otherwise each has its own.
    /// </summary>
    public abstract bool ComparesOutputs { get; }

    /// <summary>How many scores are looked at: one where the largest output decides, which is that, or all outputs.</summary>
    /// <param name="outputs">How many outputs there are.</param>
    internal int ScoresOf(int outputs) => ComparesOutputs ? 1 : outputs;

    /// <summary>One of those scores.</summary>
    /// <param name="score">Its position among them.</param>
    /// <param name="outputs">One value per output.</param>
    internal double ScoreOf(int score, double[] outputs) => outputs[ComparesOutputs ? Classify(outputs) : score];

    /// <summary>The labels that an output decides among.</summary>
    /// <param name="output">The position of the output.</param>
    /// <returns>
    /// Threshold: the label below it, then the one at or above it. Argmax: the labels of all outputs. Value: none.
    /// </returns>
    public abstract EquatableArray<string> LabelsOf(int output);

    /// <summary>The class that outputs stand for.</summary>
    /// <param name="outputs">One value per output.</param>
    /// <returns>
    /// Argmax: the position of the label. Threshold: bit k is set when output k is at or above its threshold, so 0 or 1 for one output.
    /// </returns>
    /// <exception cref="InvalidOperationException">The decision is a value, not a class.</exception>
    public abstract int Classify(IReadOnlyList<double> outputs);

    /// <summary>The labels that outputs stand for.</summary>
    /// <param name="outputs">One value per output.</param>
    /// <returns>Argmax: the label of the largest output. Threshold: one label per output. Value: none.</returns>
    public abstract EquatableArray<string> LabelsFor(IReadOnlyList<double> outputs);

    /// <summary>
    /// Answers by the kind of this decision. A kind that is added is a parameter that is added, so no place can overlook it.
    /// </summary>
    /// <typeparam name="TResult">The type of the answer.</typeparam>
    /// <param name="value">Where the outputs are the answer.</param>
    /// <param name="threshold">Where each output is compared with its threshold.</param>
    /// <param name="argmax">Where the largest output decides.</param>
    /// <returns>The answer of the one that fits.</returns>
    public TResult Match<TResult>(
        Func<ValueDecision, TResult> value, Func<ThresholdDecision, TResult> threshold, Func<ArgmaxDecision, TResult> argmax) =>
        Choose(value, threshold, argmax);

    /// <summary>Acts by the kind of this decision.</summary>
    /// <param name="value">Where the outputs are the answer.</param>
    /// <param name="threshold">Where each output is compared with its threshold.</param>
    /// <param name="argmax">Where the largest output decides.</param>
    public void Match(Action<ValueDecision> value, Action<ThresholdDecision> threshold, Action<ArgmaxDecision> argmax)
    {
        var act = Match<Action>(v => () => value(v), t => () => threshold(t), a => () => argmax(a));
        act();
    }

    // Only this assembly can say it, so only this assembly has kinds.
    private protected abstract TResult Choose<TResult>(
        Func<ValueDecision, TResult> value, Func<ThresholdDecision, TResult> threshold, Func<ArgmaxDecision, TResult> argmax);
}

/// <summary>Regression: the outputs are the answer.</summary>
public sealed record ValueDecision() : Decision(ScoreKind.Plain)
{
    /// <inheritdoc/>
    public override bool IsClass => false;

    /// <inheritdoc/>
    public override bool ComparesOutputs => false;

    /// <inheritdoc/>
    public override EquatableArray<string> LabelsOf(int output) => EquatableArray<string>.Empty;

    /// <inheritdoc/>
    public override int Classify(IReadOnlyList<double> outputs) =>
        throw new InvalidOperationException("This rule system answers with values, not with classes.");

    /// <inheritdoc/>
    public override EquatableArray<string> LabelsFor(IReadOnlyList<double> outputs) => EquatableArray<string>.Empty;

    private protected override TResult Choose<TResult>(
        Func<ValueDecision, TResult> value,
        Func<ThresholdDecision, TResult> threshold,
        Func<ArgmaxDecision, TResult> argmax) => value(this);
}

/// <summary>Classification by scores.</summary>
/// <param name="Scores">What a score means as a probability.</param>
public abstract record ClassDecision(ScoreKind Scores) : Decision(Scores)
{
    /// <inheritdoc/>
    public sealed override bool IsClass => true;
}

/// <summary>Each output is a yes/no question of its own: the second label when output ≥ threshold, the first otherwise.</summary>
/// <param name="Scores">What a score means as a probability.</param>
/// <param name="Bits">One per output, in order.</param>
public sealed record ThresholdDecision(ScoreKind Scores, EquatableArray<ThresholdBit> Bits) : ClassDecision(Scores)
{
    /// <summary>The largest number of bits: a class is a combination of them, and they fit into a non-negative <see cref="int"/>.</summary>
    public const int MaxBits = 31;

    /// <inheritdoc/>
    public override bool ComparesOutputs => false;

    /// <inheritdoc/>
    public override EquatableArray<string> LabelsOf(int output) => EquatableArray.Of(Bits[output].Below, Bits[output].AtOrAbove);

    /// <inheritdoc/>
    public override int Classify(IReadOnlyList<double> outputs)
    {
        var bits = 0;
        for (var k = 0; k < outputs.Count; k++)
        {
            if (Bits[k].IsReached(outputs[k]))
                bits |= 1 << k;
        }

        return bits;
    }

    // Not through the class: its bits end at 32 outputs.
    /// <inheritdoc/>
    public override EquatableArray<string> LabelsFor(IReadOnlyList<double> outputs) =>
        Bits.Select((bit, k) => bit.LabelOf(outputs[k])).ToEquatableArray();

    private protected override TResult Choose<TResult>(
        Func<ValueDecision, TResult> value, Func<ThresholdDecision, TResult> threshold, Func<ArgmaxDecision, TResult> argmax) =>
        threshold(this);
}

/// <summary>The threshold of one output.</summary>
/// <param name="Threshold">An output at or above it gives the label <paramref name="AtOrAbove"/>.</param>
/// <param name="Below">The label below the threshold.</param>
/// <param name="AtOrAbove">The label at or above the threshold.</param>
public sealed record ThresholdBit(Number Threshold, string Below, string AtOrAbove)
{
    /// <summary>Whether an output is at or above the threshold.</summary>
    /// <param name="output">The value of the output.</param>
    /// <returns>Whether it is; not for NaN.</returns>
    public bool IsReached(double output) => output >= Threshold.Value;

    /// <summary>The label that an output gives.</summary>
    /// <param name="output">The value of the output.</param>
    /// <returns>One of the two labels.</returns>
    public string LabelOf(double output) => IsReached(output) ? AtOrAbove : Below;
}

/// <summary>The label of the largest output; ties go to the first.</summary>
/// <param name="Scores">What a score means as a probability.</param>
/// <param name="Labels">One label per output, in order.</param>
public sealed record ArgmaxDecision(ScoreKind Scores, EquatableArray<string> Labels) : ClassDecision(Scores)
{
    /// <inheritdoc/>
    public override bool ComparesOutputs => true;

    /// <inheritdoc/>
    public override EquatableArray<string> LabelsOf(int output) => Labels;

    /// <inheritdoc/>
    public override int Classify(IReadOnlyList<double> outputs) => Argmax.Of(outputs);

    /// <inheritdoc/>
    public override EquatableArray<string> LabelsFor(IReadOnlyList<double> outputs) => EquatableArray.Of(Labels[Classify(outputs)]);

    private protected override TResult Choose<TResult>(
        Func<ValueDecision, TResult> value,
        Func<ThresholdDecision, TResult> threshold,
        Func<ArgmaxDecision, TResult> argmax) => argmax(this);
}

/// <summary>What a score says about the probability of its label.</summary>
public enum ScoreKind
{
    /// <summary>Nothing is claimed.</summary>
    Plain,

    /// <summary>Log-odds: 1/(1+exp(−s)) per output for thresholds, softmax over the outputs for argmax.</summary>
    Logit,

    /// <summary>The probability itself, up to clamping to [0, 1].</summary>
    Probability,
}
