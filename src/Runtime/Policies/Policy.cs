using RuleCompiler.Documents;

namespace RuleCompiler.Policies;

/// <summary>
/// Something that a rule system has to keep to. The kinds are closed: code that tells them apart goes through <see cref="Match"/>.
/// </summary>
/// <param name="Name">What people call it.</param>
/// <param name="Line">The line in the file of policies where it stands, counted from 1.</param>
/// <param name="Column">Its column, counted from 1.</param>
internal abstract record Policy(string Name, int Line, int Column)
{
    /// <summary>Why it is there, if somebody wrote it down.</summary>
    public string? Description { get; init; }

    /// <summary>The rows it speaks of; all where nothing is assumed.</summary>
    public EquatableArray<Assumption> Where { get; init; } = EquatableArray<Assumption>.Empty;

    /// <summary>What is said where it is kept to, a sentence.</summary>
    public virtual string Kept => "It holds for every row inside the ranges.";

    /// <summary>
    /// Answers by the kind of this policy. A kind that is added is a parameter that is added, so no place can overlook it.
    /// </summary>
    /// <typeparam name="TResult">The type of the answer.</typeparam>
    /// <param name="kinds">An answer for each kind.</param>
    /// <returns>The answer of the one that fits.</returns>
    public abstract TResult Match<TResult>(IPolicyKinds<TResult> kinds);
}

/// <summary>An answer for each kind of policy.</summary>
/// <typeparam name="TResult">The type of the answer.</typeparam>
internal interface IPolicyKinds<out TResult>
{
    /// <summary>An output moves with an input.</summary>
    TResult Direction(DirectionPolicy policy);

    /// <summary>The answer does not depend on some inputs.</summary>
    TResult SameDecision(SameDecisionPolicy policy);

    /// <summary>The probability hardly depends on some inputs.</summary>
    TResult ProbabilityChange(ProbabilityChangePolicy policy);

    /// <summary>An input is not used.</summary>
    TResult ForbiddenInput(ForbiddenInputPolicy policy);

    /// <summary>An output or a probability lies between two values.</summary>
    TResult Range(RangePolicy policy);

    /// <summary>A label is never, or always, the answer.</summary>
    TResult Label(LabelPolicy policy);

    /// <summary>Each rule has training rows.</summary>
    TResult Support(SupportPolicy policy);

    /// <summary>There is not too much to review.</summary>
    TResult Size(SizePolicy policy);

    /// <summary>Outputs do not jump far.</summary>
    TResult Jump(JumpPolicy policy);

    /// <summary>Outputs stay in bounds a little beyond the ranges.</summary>
    TResult Extrapolation(ExtrapolationPolicy policy);
}

/// <summary>
/// When an input rises, all else equal, an output never falls, or never rises: also from one rule to another and over jumps. Of an argmax
/// it is the lead of a label over each other label.
/// </summary>
/// <param name="Name">What people call it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
/// <param name="Input">The position of the input: a number, or categories with an order.</param>
/// <param name="Outputs">The positions of the outputs; of an argmax those of labels.</param>
/// <param name="Direction">Which way; <see cref="Documents.Direction.Unclaimed"/> where only special values have a place.</param>
/// <param name="Specials">Where special values lie.</param>
internal sealed record DirectionPolicy(
    string Name,
    int Line,
    int Column,
    int Input,
    EquatableArray<int> Outputs,
    Direction Direction,
    EquatableArray<SpecialPlace> Specials) : Policy(Name, Line, Column)
{
    /// <inheritdoc/>
    public override TResult Match<TResult>(IPolicyKinds<TResult> kinds) => kinds.Direction(this);
}

/// <summary>Where a special value lies among all quantities: the output there is never above theirs, or never below.</summary>
/// <param name="Special">The position of the special value.</param>
/// <param name="IsLowest">Whether it gives the lowest output; else the highest.</param>
internal sealed record SpecialPlace(int Special, bool IsLowest);

/// <summary>Two rows that differ only in some inputs get the same answer.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
/// <param name="Inputs">The positions of the inputs.</param>
internal sealed record SameDecisionPolicy(string Name, int Line, int Column, EquatableArray<int> Inputs) : Policy(Name, Line, Column)
{
    /// <inheritdoc/>
    public override TResult Match<TResult>(IPolicyKinds<TResult> kinds) => kinds.SameDecision(this);
}

/// <summary>Two rows that differ only in some inputs get probabilities that differ by no more than a bound.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
/// <param name="Inputs">The positions of the inputs.</param>
/// <param name="Output">The position of the output.</param>
/// <param name="AtMost">The bound, from 0 to 1.</param>
internal sealed record ProbabilityChangePolicy(string Name, int Line, int Column, EquatableArray<int> Inputs, int Output, Number AtMost)
    : Policy(Name, Line, Column)
{
    /// <inheritdoc/>
    public override TResult Match<TResult>(IPolicyKinds<TResult> kinds) => kinds.ProbabilityChange(this);
}

/// <summary>No sum reads an input.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
/// <param name="Inputs">Names of inputs; a document need not have them.</param>
internal sealed record ForbiddenInputPolicy(string Name, int Line, int Column, EquatableArray<string> Inputs) : Policy(Name, Line, Column)
{
    /// <inheritdoc/>
    public override string Kept => "The document keeps to it.";

    /// <inheritdoc/>
    public override TResult Match<TResult>(IPolicyKinds<TResult> kinds) => kinds.ForbiddenInput(this);
}

/// <summary>An output, or the probability that it stands for, lies between two values.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
/// <param name="Output">The position of the output.</param>
/// <param name="AtLeast">The least value; null where there is none.</param>
/// <param name="AtMost">The largest value; null where there is none.</param>
/// <param name="IsProbability">Whether the values are probabilities.</param>
internal sealed record RangePolicy(
    string Name, int Line, int Column, int Output, Number? AtLeast, Number? AtMost, bool IsProbability) : Policy(Name, Line, Column)
{
    /// <inheritdoc/>
    public override TResult Match<TResult>(IPolicyKinds<TResult> kinds) => kinds.Range(this);
}

/// <summary>A label is never the answer, or is always the answer.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
/// <param name="Output">Threshold: the position of the output that decides on the label. Argmax: that of the label.</param>
/// <param name="Label">Threshold: 0 for the label below it, 1 for the one at or above it. Argmax: the position of the label.</param>
/// <param name="IsAlways">Whether it is always the answer; else it never is.</param>
internal sealed record LabelPolicy(string Name, int Line, int Column, int Output, int Label, bool IsAlways) : Policy(Name, Line, Column)
{
    /// <inheritdoc/>
    public override TResult Match<TResult>(IPolicyKinds<TResult> kinds) => kinds.Label(this);
}

/// <summary>Each rule has so many training rows at least.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
/// <param name="Rows">The number of rows.</param>
internal sealed record SupportPolicy(string Name, int Line, int Column, int Rows) : Policy(Name, Line, Column)
{
    /// <inheritdoc/>
    public override string Kept => "The document keeps to it.";

    /// <inheritdoc/>
    public override TResult Match<TResult>(IPolicyKinds<TResult> kinds) => kinds.Support(this);
}

/// <summary>There is no more than so much to review; null where there is no bound.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
/// <param name="Rules">The most rules.</param>
/// <param name="Terms">The most terms, over all sums.</param>
/// <param name="Points">The most points, over all curves.</param>
/// <param name="Numbers">The most numbers to review, as <see cref="ReviewedNumbers"/> counts them.</param>
internal sealed record SizePolicy(string Name, int Line, int Column, int? Rules, int? Terms, int? Points, int? Numbers)
    : Policy(Name, Line, Column)
{
    /// <inheritdoc/>
    public override string Kept => "The document keeps to it.";

    /// <inheritdoc/>
    public override TResult Match<TResult>(IPolicyKinds<TResult> kinds) => kinds.Size(this);
}

/// <summary>No output jumps by more than a bound where a quantity changes: at a point of a curve, or where rules meet.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
/// <param name="Outputs">The positions of the outputs.</param>
/// <param name="AtMost">The bound, in units of the output.</param>
internal sealed record JumpPolicy(string Name, int Line, int Column, EquatableArray<int> Outputs, Number AtMost)
    : Policy(Name, Line, Column)
{
    /// <inheritdoc/>
    public override TResult Match<TResult>(IPolicyKinds<TResult> kinds) => kinds.Jump(this);
}

/// <summary>
/// Over wider ranges outputs stay in bounds: where each number may be beyond its range by a part of its width, an output is no farther
/// from the middle of the values that it has inside the ranges than a factor times half of their width.
/// </summary>
/// <param name="Name">What people call it.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
/// <param name="Outputs">The positions of the outputs.</param>
/// <param name="Beyond">The part of a range's width that is added at either end.</param>
/// <param name="Factor">The factor, at least 1.</param>
internal sealed record ExtrapolationPolicy(
    string Name, int Line, int Column, EquatableArray<int> Outputs, Number Beyond, Number Factor) : Policy(Name, Line, Column)
{
    /// <inheritdoc/>
    public override string Kept => "It holds for every row inside the widened ranges.";

    /// <inheritdoc/>
    public override TResult Match<TResult>(IPolicyKinds<TResult> kinds) => kinds.Extrapolation(this);
}
