using System;
using System.Collections.Generic;
using System.Linq;
using RuleCompiler.Documents;
using RuleCompiler.Evaluation;
using RuleCompiler.Features;

namespace RuleCompiler.Proofs.Comparison;

/// <summary>One of two documents, over the rows that both take.</summary>
internal sealed class AlignedDocument
{
    private readonly IReadOnlyList<AlignedInput> _inputs;
    private readonly Func<AlignedInput, InputSide?> _side;

    /// <summary>Puts a document over rows that it has in common with another.</summary>
    /// <param name="document">The document.</param>
    /// <param name="inputs">The inputs of both.</param>
    /// <param name="side">What this document makes of an input.</param>
    /// <param name="domain">The rows.</param>
    /// <param name="work">The work of the proof.</param>
    public AlignedDocument(
        RuleDocument document, IReadOnlyList<AlignedInput> inputs, Func<AlignedInput, InputSide?> side, RowDomain domain, ProofWork work)
    {
        (Document, _inputs, _side) = (document, inputs, side);
        Paths = new RulePaths(document);
        Geometry = new DocumentGeometry(document, domain, new Expansion(document, Over));
        Rules = document.Rules.Select((_, r) => new VerifiedRule(document, Geometry, r, Paths[r], work)).ToArray();
        Evaluator = new RuleEvaluator(document);
        Labels = LabelRegion.Of(document).ToArray();
    }

    /// <summary>The document itself.</summary>
    public RuleDocument Document { get; }

    /// <summary>The conditions of its rules.</summary>
    public RulePaths Paths { get; }

    /// <summary>Its sums over the rows of both.</summary>
    public DocumentGeometry Geometry { get; }

    /// <summary>Its rules over the rows of both.</summary>
    public VerifiedRule[] Rules { get; }

    /// <summary>Its evaluation, in doubles.</summary>
    public RuleEvaluator Evaluator { get; }

    /// <summary>Where its labels are the answer.</summary>
    public LabelRegion[] Labels { get; }

    /// <summary>A sum of the document over the rows of both.</summary>
    /// <param name="sum">The sum.</param>
    public ExpandedSum Over(ExpandedSum sum) => ExpandedSum.Of(
        sum.Bias,
        _inputs.Select(i => _side(i) is { } own && sum.Parts[own.Position] is { } part ? own.Over(part, i.Input) : null));

    /// <summary>A row of both as one of the document.</summary>
    /// <param name="row">One value per input of both: a number, or the position of a category.</param>
    /// <returns>One value per input of the document.</returns>
    public double[] ToRow(IReadOnlyList<double> row)
    {
        var own = new double[Document.Inputs.Count];
        for (var i = 0; i < _inputs.Count; i++)
        {
            if (_side(_inputs[i]) is not { } side)
                continue;
            own[side.Position] = _inputs[i].Input.IsNumber ? row[i] : side.Choices[(int)row[i]].Choice;
        }

        return own;
    }
}
