using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Features;
using RuleCompiler.Trainer.Extraction;
using RuleCompiler.Trainer.Networks;
using RuleCompiler.Trainer.Tables;

namespace RuleCompiler.Trainer.Rules;

/// <summary>
/// Writes a hinge form as a rule document: its linear map is the common part, each hinge a condition that adjusts it, and each pattern of
/// signs that inputs inside the ranges have is a rule.
/// </summary>
/// <remarks>
/// The regions are searched among the rounded hinges, exactly, since they are what is claimed. A hinge that has come to nothing, or has one
/// sign everywhere inside the ranges, becomes part of the linear map before that is rounded.
/// </remarks>
internal sealed class RuleSystemBuilder
{
    private readonly Dataset _data;
    private readonly CurveEncoding _encoding;
    private readonly Decision _decision;
    private readonly FeatureSpace _space;
    private readonly InputBox _box;
    private readonly HingeRounding _rounding;
    private readonly HingeForm _form;
    private readonly IReadOnlyList<bool[]> _patterns;
    private readonly double[] _effects;
    private readonly int _maxRules;

    /// <summary>Prepares to write documents.</summary>
    /// <param name="data">The data, for inputs, outputs and units.</param>
    /// <param name="encoding">The features of the function.</param>
    /// <param name="decision">How outputs become decisions.</param>
    /// <param name="form">The function of the features.</param>
    /// <param name="regions">Its regions inside the ranges.</param>
    /// <param name="maxRules">The largest number of rules.</param>
    public RuleSystemBuilder(
        Dataset data, CurveEncoding encoding, Decision decision, HingeForm form, RegionTree regions, int maxRules)
    {
        (_data, _encoding, _decision, _maxRules) = (data, encoding, decision, maxRules);
        (_space, _box) = (new FeatureSpace(data.Features.Inputs), DocumentTree.BoxOf(data.Features.Inputs));
        _rounding = new HingeRounding(data, encoding);
        (_form, _patterns) = (form, regions.Regions.Select(r => r.Pattern).ToArray());
        _effects = _rounding.Effects(_form, _patterns);
    }

    /// <summary>The names of inputs that stay although no expression uses them; null for none.</summary>
    public IReadOnlySet<string>? KeptInputs { get; init; }

    /// <summary>The names of inputs whose special values stay although they have no numbers of their own; null for none.</summary>
    public IReadOnlySet<string>? KeptSpecials { get; init; }

    /// <summary>Writes the document, without support, provenance and marks of implied conditions.</summary>
    /// <param name="digits">The digits that the largest effect on an output keeps.</param>
    /// <param name="name">The name of the document.</param>
    /// <param name="summary">Its summary.</param>
    /// <returns>The document; null where the rounded numbers make more rules than are asked for.</returns>
    public RuleDocument? Build(int digits, string name, string summary)
    {
        var (form, patterns) = (_form, _patterns);
        var units = _effects.Select(e => e / PowersOfTen.Of(digits)).ToArray();
        while (true)
        {
            var rounded = _rounding.Round(form, patterns, units);
            if (Idle(rounded, patterns) is { } idle)
            {
                (form, patterns) = (form.Without(idle.Hinge, idle.IsNegative), Without(patterns, idle.Hinge));
                continue;
            }

            var written = rounded.ToForm(_space, form.Sources);
            if (RegionEnumerator.EnumerateWritten(written, _box, new ExtractionOptions(_maxRules, FindImplied: false)).Tree is not { } tree)
                return null;
            var found = tree.Regions.Select(r => r.Pattern).ToArray();
            if (OneSided(found) is { } fixedHinge)
            {
                (form, patterns) = (form.Without(fixedHinge.Hinge, fixedHinge.IsNegative), Without(found, fixedHinge.Hinge));
                continue;
            }

            return Write(rounded, form.Sources, tree, name, summary);
        }
    }

    /// <summary>A hinge that does nothing as it is written, and the sign that it may be taken to have.</summary>
    private static (int Hinge, bool IsNegative)? Idle(RoundedHinges rounded, IReadOnlyList<bool[]> patterns) =>
        rounded.Unused is { } unused ? (unused, patterns.All(p => p[unused])) : rounded.Constant;

    private static (int Hinge, bool IsNegative)? OneSided(IReadOnlyList<bool[]> patterns) => Enumerable.Range(0, patterns[0].Length)
        .Where(j => patterns.All(p => p[j] == patterns[0][j])).Select(j => ((int, bool)?)(j, patterns[0][j])).FirstOrDefault();

    private static bool[][] Without(IEnumerable<bool[]> patterns, int hinge) => patterns
        .Select(p => p.Where((_, j) => j != hinge).ToArray()).DistinctBy(p => string.Concat(p.Select(n => n ? '-' : '+'))).ToArray();

    private RuleDocument Write(RoundedHinges rounded, HingeSource[] sources, RegionTree tree, string name, string summary)
    {
        var conditions = rounded.Conditions.Select((e, j) => new Condition(
            j + 1, e, new ConditionSource(sources[j].Level, sources[j].Neuron, RoundedSlope(sources[j].Slope))));
        var rules = new List<Rule>();
        var root = Write(tree, rules);
        var document = new RuleDocument(
            name, summary, _data.Features.Inputs, _data.Task.Outputs, _decision, conditions.ToEquatableArray(), root,
            rules.ToEquatableArray(), null)
        {
            Version = 2,
            Common = rounded.Common.Select(e => (Expression?)e).ToEquatableArray(),
        };
        return WithWitnesses(UnusedMissing.Replace(document, _encoding, _form, KeptSpecials), tree.Regions.ToArray())
            .WithoutUnusedInputs(KeptInputs);
    }

    private TreeNode Write(RegionTree tree, List<Rule> rules)
    {
        if (tree is RegionSplit split)
            return new Branch(split.Hinge, Write(split.Negative, rules), Write(split.Positive, rules));
        var region = (Region)tree;
        var tested = region.Path.Select(c => c.Hinge).ToHashSet();
        rules.Add(new Rule(
            rules.Count + 1,
            _data.Task.Outputs.Select(_ => (Expression?)null).ToEquatableArray(),
            EquatableArray<int>.Empty,
            null,
            null)
        {
            Untested = region.Pattern.Select((isNegative, j) => new ImpliedSide(j, isNegative)).Where(s => !tested.Contains(s.Condition))
                .ToEquatableArray(),
        });
        return new Leaf(rules.Count - 1);
    }

    // Four decimals tell every slope from 1 that counts as nonlinear.
    private static Number RoundedSlope(double slope) => Number.From(Math.Round(slope, 4));

    private RuleDocument WithWitnesses(RuleDocument document, Region[] regions)
    {
        var evaluator = new RuleEvaluator(document);
        var rules = document.Rules
            .Select((rule, i) => rule with { Witness = RoundedWitness.Find(evaluator, i, _space.Decode(regions[i].Witness)) });
        return document with { Rules = rules.ToEquatableArray() };
    }
}
