using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Policies;

namespace RuleCompiler.Trainer.Pipeline.Holding;

/// <summary>
/// The inputs that policies name. They stay in the document even where no rule reads them, so that the policies go on speaking of it.
/// </summary>
internal sealed class NamedInputs : IPolicyKinds<IEnumerable<NamedInput>>
{
    private static readonly NamedInputs Kinds = new([], []);

    private NamedInputs(HashSet<string> all, HashSet<string> withSpecials) => (All, WithSpecials) = (all, withSpecials);

    /// <summary>The names of all.</summary>
    public IReadOnlySet<string> All { get; }

    /// <summary>The names of those that policies name a special value of.</summary>
    public IReadOnlySet<string> WithSpecials { get; }

    /// <summary>Finds them.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="inputs">The inputs that they have the positions of.</param>
    public static NamedInputs Of(PolicySet policies, EquatableArray<Input> inputs)
    {
        var named = policies.Policies.SelectMany(p => p.Match(Kinds).Concat(p.Where.Select(
            a => new NamedInput(a.Input, inputs[a.Input].IsNumber && a.Choices.Count > 0)))).ToArray();
        return new NamedInputs(Names(named), Names(named.Where(n => n.HasSpecials)));

        HashSet<string> Names(IEnumerable<NamedInput> those) => those.Select(n => inputs[n.Position].Name).ToHashSet();
    }

    IEnumerable<NamedInput> IPolicyKinds<IEnumerable<NamedInput>>.Direction(DirectionPolicy policy) =>
        [new NamedInput(policy.Input, policy.Specials.Count > 0)];

    IEnumerable<NamedInput> IPolicyKinds<IEnumerable<NamedInput>>.SameDecision(SameDecisionPolicy policy) => Plain(policy.Inputs);

    IEnumerable<NamedInput> IPolicyKinds<IEnumerable<NamedInput>>.ProbabilityChange(ProbabilityChangePolicy policy) => Plain(policy.Inputs);

    IEnumerable<NamedInput> IPolicyKinds<IEnumerable<NamedInput>>.ForbiddenInput(ForbiddenInputPolicy policy) => [];

    IEnumerable<NamedInput> IPolicyKinds<IEnumerable<NamedInput>>.Range(RangePolicy policy) => [];

    IEnumerable<NamedInput> IPolicyKinds<IEnumerable<NamedInput>>.Label(LabelPolicy policy) => [];

    IEnumerable<NamedInput> IPolicyKinds<IEnumerable<NamedInput>>.Support(SupportPolicy policy) => [];

    IEnumerable<NamedInput> IPolicyKinds<IEnumerable<NamedInput>>.Size(SizePolicy policy) => [];

    IEnumerable<NamedInput> IPolicyKinds<IEnumerable<NamedInput>>.Jump(JumpPolicy policy) => [];

    IEnumerable<NamedInput> IPolicyKinds<IEnumerable<NamedInput>>.Extrapolation(ExtrapolationPolicy policy) => [];

    private static IEnumerable<NamedInput> Plain(EquatableArray<int> positions) => positions.Select(p => new NamedInput(p, false));
}

/// <summary>An input that a policy names.</summary>
/// <param name="Position">Its position.</param>
/// <param name="HasSpecials">Whether it names a special value of it.</param>
internal sealed record NamedInput(int Position, bool HasSpecials);
