using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using RuleCompiler.Documents;

namespace RuleCompiler.Approvals;

/// <summary>The parts of what a document means, as canonical texts: names and ids as the document has them, in its order.</summary>
internal sealed class DocumentMeaning
{
    private readonly RuleDocument _document;
    private readonly SumMeaning _sums;

    /// <summary>Prepares to write.</summary>
    /// <param name="document">The document.</param>
    public DocumentMeaning(RuleDocument document) => (_document, _sums) = (document, new SumMeaning(document));

    /// <summary>All parts, in the order of <see cref="MeaningPartKind"/>.</summary>
    public IEnumerable<PartText> Parts =>
    [
        new(MeaningPartKind.Version, null, CanonicalText.Of(_document.Version)),
        new(MeaningPartKind.Name, null, CanonicalText.Of(_document.Name)),
        .. _document.Inputs.Select(i => new PartText(MeaningPartKind.Input, i.Name, InputMeanings.Of(i))),
        new(MeaningPartKind.Outputs, null, CanonicalText.List(_document.Outputs.Select(o => CanonicalText.Of(o.Name)))),
        new(MeaningPartKind.Decision, null, Decision()),
        .. _document.Conditions.Select(c => new PartText(MeaningPartKind.Condition, Digits(c.Id), CanonicalText.Object(
            ("id", CanonicalText.Of(c.Id)), ("expression", _sums.Of(c.Expression))))),
        new(MeaningPartKind.Common, null, _sums.Of(_document.Outputs.Select((_, k) => _document.CommonOf(k)))),
        new(MeaningPartKind.Tree, null, Tree()),
        .. _document.Rules.Select(r => new PartText(MeaningPartKind.Rule, Digits(r.Id), CanonicalText.Object(
            ("id", CanonicalText.Of(r.Id)), ("expressions", _sums.Of(r.Own))))),
        .. _document.References.Select(r => new PartText(MeaningPartKind.Reference, r.Name, Reference(r))),
    ];

    private string Decision() => _document.Decision.Match(
        _ => CanonicalText.Object(("kind", CanonicalText.Of("value"))),
        threshold => CanonicalText.Object(
            ("kind", CanonicalText.Of("threshold")),
            ("scores", Scores(threshold.Scores)),
            ("thresholds", CanonicalText.List(threshold.Bits.Select(b => CanonicalText.Object(
                ("threshold", CanonicalText.Of(b.Threshold)),
                ("below", CanonicalText.Of(b.Below)),
                ("atOrAbove", CanonicalText.Of(b.AtOrAbove))))))),
        argmax => CanonicalText.Object(
            ("kind", CanonicalText.Of("argmax")),
            ("scores", Scores(argmax.Scores)),
            ("labels", CanonicalText.List(argmax.Labels.Select(CanonicalText.Of)))));

    private static string Scores(ScoreKind scores) => CanonicalText.Of(scores.ToString().ToLowerInvariant());

    private string Tree()
    {
        // Not text by text from the leaves up, which would copy a long chain once for each of its conditions.
        var text = new StringBuilder();
        Append(_document.Tree);
        return text.ToString();

        void Append(TreeNode node) => node.Match(
            branch =>
            {
                text.Append("{\"condition\":").Append(CanonicalText.Of(_document.Conditions[branch.Condition].Id));
                text.Append(",\"negative\":");
                Append(branch.Negative);
                text.Append(",\"positive\":");
                Append(branch.Positive);
                text.Append('}');
            },
            leaf => text.Append("{\"rule\":").Append(CanonicalText.Of(_document.Rules[leaf.Rule].Id)).Append('}'));
    }

    private string Reference(Reference reference) => CanonicalText.Object(
        ("name", CanonicalText.Of(reference.Name)),
        ("row", CanonicalText.Object(reference.Row.Select((value, i) => (_document.Inputs[i].Name, (string?)Value(value, i))))),
        ("default", reference.IsDefault ? "true" : null));

    private string Value(InputValue value, int input) => value.Match(
        number => CanonicalText.Of(number.Value),
        category => CanonicalText.Of(_document.Inputs.CategoryAt(input).Categories[category.Category]),
        special => CanonicalText.Object(("special", CanonicalText.Of(_document.Inputs.NumberAt(input).Specials[special.Special].Name))));

    private static string Digits(int id) => id.ToString(CultureInfo.InvariantCulture);
}
