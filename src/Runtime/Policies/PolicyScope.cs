using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Exact;
using RuleCompiler.Proofs;

namespace RuleCompiler.Policies;

/// <summary>A document whose policies are checked.</summary>
internal sealed class PolicyScope
{
    private readonly ConditionNeeds _needs;
    private readonly CancellationToken _cancellation;
    private readonly ProofLimit _limit;
    private readonly PolicyProofs _known;
    private readonly Dictionary<string, ProofRecord> _records;
    private readonly Dictionary<string, SignCase[]?> _cases = [];

    /// <summary>Prepares a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="limit">How much work one policy may take.</param>
    /// <param name="known">Proofs that were found before.</param>
    /// <param name="cancellation">Ends the checks.</param>
    public PolicyScope(RuleDocument document, ProofLimit limit, PolicyProofs known, CancellationToken cancellation)
        : this(document, limit, known, [], string.Empty, cancellation)
    {
    }

    private PolicyScope(
        RuleDocument document,
        ProofLimit limit,
        PolicyProofs known,
        Dictionary<string, ProofRecord> records,
        string name,
        CancellationToken cancellation)
    {
        (Document, _limit, _known, _records, _cancellation) = (document, limit, known, records, cancellation);
        Geometry = new DocumentGeometry(document);
        Evaluator = new RuleEvaluator(document);
        _needs = new ConditionNeeds(document.Conditions);
        var paths = new RulePaths(document);
        Work = Begin(name);
        Rules = document.Rules.Select((_, r) => new VerifiedRule(document, Geometry, r, paths[r], Work)).ToArray();
        // What is asked of rules is asked now, so that it is asked in the same order whatever the policies are.
        foreach (var rule in Rules)
            _ = rule.Known;
    }

    /// <summary>The document.</summary>
    public RuleDocument Document { get; }

    /// <summary>It in exact arithmetic.</summary>
    public DocumentGeometry Geometry { get; }

    /// <summary>It in doubles, as compiled code evaluates it.</summary>
    public RuleEvaluator Evaluator { get; }

    /// <summary>Its rules.</summary>
    public IReadOnlyList<VerifiedRule> Rules { get; }

    /// <summary>The work of the policy that is checked.</summary>
    public ProofWork Work { get; private set; }

    /// <summary>
    /// The proofs that hold, of what was asked so far. A question without one has its place, so that it is known to have been asked.
    /// </summary>
    public PolicyProofs Proofs => new(_records.Where(r => r.Value.Now.Count > 0).ToDictionary(r => r.Key, r => r.Value.Now));

    /// <summary>Begins with another policy, which has its own work.</summary>
    /// <param name="policy">Its name.</param>
    /// <returns>The work.</returns>
    public ProofWork Begin(string policy) =>
        Work = new ProofWork(_limit, _cancellation, _records[policy] = new ProofRecord(_known.Of(policy)));

    /// <summary>The same scope for the same document with other inputs, whose proofs are kept with those of this one.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="name">What its proofs are kept under.</param>
    public PolicyScope With(EquatableArray<Input> inputs, string name) =>
        new(Document with { Inputs = inputs }, _limit, _known, _records, name, _cancellation);

    /// <summary>The outputs at a row, exactly.</summary>
    /// <param name="row">The row.</param>
    public Rational[] Outputs(ExactRow row)
    {
        var signs = Geometry.SignsAt(row);
        var rule = Document.Tree.Descend(c => signs.IsNegative(c) == true);
        return Document.Outputs.Select((_, k) => row.Evaluate(signs.Output(rule, k))).ToArray();
    }

    /// <summary>The cases of a rule in which some outputs are single sums; null where there are too many.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="outputs">The positions of the outputs.</param>
    public SignCase[]? CasesOf(VerifiedRule rule, IReadOnlyCollection<int> outputs)
    {
        var key = rule.Position.ToString(CultureInfo.InvariantCulture) + ":" + string.Join(",", outputs);
        if (!_cases.TryGetValue(key, out var cases))
        {
            var needs = outputs.SelectMany(k => Geometry.NeedsOf(rule.Position, k)).Distinct();
            _cases.Add(key, cases = Geometry.Cases(rule.Known, needs)?.ToArray());
        }

        return cases;
    }

    /// <summary>Whether a condition depends on one of some inputs.</summary>
    /// <param name="condition">The position of the condition.</param>
    /// <param name="inputs">The positions of the inputs.</param>
    public bool DependsOn(int condition, IReadOnlyCollection<int> inputs) =>
        _needs.Of(condition).Append(condition).Any(c => Document.Conditions[c].Expression.Terms.Any(t => inputs.Contains(t.Input)));
}
