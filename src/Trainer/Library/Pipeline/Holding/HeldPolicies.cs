using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Policies;
using RuleCompiler.Trainer.Files;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Pipeline.Holding;

/// <summary>Turns policies into what training holds: directions, sizes and support. The others are for the choice among models.</summary>
internal sealed class HeldPolicies : IPolicyKinds<TrainingOptions>
{
    private readonly string _path;
    private readonly Dataset _data;
    private readonly TrainingOptions _given;
    private readonly List<DirectionPolicy> _directions = [];
    private TrainingOptions _options;

    /// <summary>Prepares to hold policies.</summary>
    /// <param name="path">The file of the policies.</param>
    /// <param name="data">The data.</param>
    /// <param name="given">What was asked for without them.</param>
    public HeldPolicies(string path, Dataset data, TrainingOptions given) =>
        (_path, _data, _given, _options) = (path, data, given, given);

    /// <summary>The options with what can be held of policies.</summary>
    /// <param name="policies">The policies, read for a template of the data.</param>
    /// <exception cref="InputFileException">A direction contradicts another one, or what was asked for.</exception>
    public TrainingOptions Of(PolicySet policies)
    {
        foreach (var policy in policies.Policies)
            _options = policy.Match(this);
        return Directed();
    }

    TrainingOptions IPolicyKinds<TrainingOptions>.Direction(DirectionPolicy policy)
    {
        // What is assumed of rows cannot be held: slopes are the same for all.
        if (policy.Where.Count > 0 || policy.Direction == Direction.Unclaimed)
            return _options;
        var isIncreasing = policy.Direction == Direction.Increasing;
        if ((isIncreasing ? _given.Decreasing : _given.Increasing).Contains(NameOf(policy)))
            throw Contradiction(policy, isIncreasing ? "--decreasing asks for" : "--increasing asks for");
        if (_directions.FirstOrDefault(d => Contradicts(d, policy)) is { } other)
            throw Contradiction(policy, $"policy '{VisibleText.Of(other.Name)}' wants");
        _directions.Add(policy);
        return _options;
    }

    // The answer's independence of inputs is a matter of the whole model.
    TrainingOptions IPolicyKinds<TrainingOptions>.SameDecision(SameDecisionPolicy policy) => _options;

    TrainingOptions IPolicyKinds<TrainingOptions>.ProbabilityChange(ProbabilityChangePolicy policy) => _options;

    // Left out with the columns, before there are data.
    TrainingOptions IPolicyKinds<TrainingOptions>.ForbiddenInput(ForbiddenInputPolicy policy) => _options;

    TrainingOptions IPolicyKinds<TrainingOptions>.Range(RangePolicy policy) => _options;

    TrainingOptions IPolicyKinds<TrainingOptions>.Label(LabelPolicy policy) => _options;

    TrainingOptions IPolicyKinds<TrainingOptions>.Support(SupportPolicy policy) =>
        _options with { MinSupport = Math.Max(_options.MinSupport, policy.Rows) };

    TrainingOptions IPolicyKinds<TrainingOptions>.Size(SizePolicy policy) => _options with
    {
        // There is always a rule; that none is allowed is found when the document is checked.
        MaxRules = Math.Max(1, Math.Min(_options.MaxRules, policy.Rules ?? int.MaxValue)),
        MaxAllTerms = Least(_options.MaxAllTerms, policy.Terms),
        MaxPoints = Least(_options.MaxPoints, policy.Points),
        MaxNumbers = policy.Numbers is { } numbers ? Math.Min(CandidateSearch.MostNumbers(_data, _options), numbers) : _options.MaxNumbers,
    };

    TrainingOptions IPolicyKinds<TrainingOptions>.Jump(JumpPolicy policy) => _options;

    TrainingOptions IPolicyKinds<TrainingOptions>.Extrapolation(ExtrapolationPolicy policy) => _options;

    /// <summary>Training holds a direction of all outputs or of none: so several policies may make one.</summary>
    private TrainingOptions Directed()
    {
        if (!AskedDirections.CanBeHeld(_data, _given))
            return _options;
        var whole = _directions.GroupBy(d => (Name: NameOf(d), d.Direction))
            .Where(g => g.SelectMany(d => d.Outputs).Distinct().Count() == _data.Targets.Outputs)
            .ToLookup(g => g.Key.Direction, g => g.Key.Name);
        return _options with
        {
            Increasing = _given.Increasing.Union(whole[Direction.Increasing]).ToEquatableArray(),
            Decreasing = _given.Decreasing.Union(whole[Direction.Decreasing]).ToEquatableArray(),
        };
    }

    private string NameOf(DirectionPolicy policy) => _data.Features.Inputs[policy.Input].Name;

    private static bool Contradicts(DirectionPolicy one, DirectionPolicy other) =>
        one.Input == other.Input && one.Direction != other.Direction && one.Outputs.Intersect(other.Outputs).Any();

    private InputFileException Contradiction(DirectionPolicy policy, string who) => new(
        _path,
        policy.Line,
        policy.Column,
        string.Create(
            CultureInfo.InvariantCulture,
            $"this policy wants outputs that never {(policy.Direction == Direction.Increasing ? "fall" : "rise")} with "
                + $"'{VisibleText.Of(NameOf(policy))}', and {who} the opposite; omit one of them, or forbid the input."));

    private static int? Least(int? one, int? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;
}
